"""The fields of one element, and those that nobody asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..base import Notes
from .elements import Element

__all__ = ["Record"]


class Record:
    """An element as fields. Of a field that is given twice the first counts, which is noted.

    ``repeated`` names the children that may be there any number of times.
    """

    def __init__(self, element: Element, notes: Notes, repeated: Collection[str] = ()) -> None:
        self.where: str = f"line {element.line}"
        self.notes: Notes = notes
        self._fields: dict[str, Element] = {}
        self._taken: set[str] = set()
        self._repeated: dict[str, list[Element]] = {}
        for child in element.children:
            if not child.name or child.name in repeated:
                self._repeated.setdefault(child.name, []).append(child)
            elif child.name in self._fields:
                done = "given again; the first was kept"
                notes.add("lost", f"line {child.line}", child.name, "", done)
            else:
                self._fields[child.name] = child

    def take(self, name: str) -> str:
        """The text of a field without whitespace around it; empty where there is none."""
        self._taken.add(name)
        element = self._fields.get(name)
        return "" if element is None else element.text.strip()

    def take_exact(self, name: str) -> str:
        """The text of a field as it is."""
        self._taken.add(name)
        element = self._fields.get(name)
        return "" if element is None else element.text

    def element(self, name: str) -> Element | None:
        """The field itself, with its attributes and children; None where there is none."""
        self._taken.add(name)
        return self._fields.get(name)

    def peek(self, name: str) -> str:
        """As `take`, but the field still counts as left over."""
        element = self._fields.get(name)
        return element.text.strip() if element else ""

    def has(self, name: str) -> bool:
        """Whether the field is there, empty or not."""
        return name in self._fields

    def repeated(self, name: str) -> list[Element]:
        """The children of a name that may be there several times."""
        return self._repeated.get(name, [])

    def note_repaired(self, field: str, found: object, done: str) -> None:
        """Note something mended; pass "…" for a private value."""
        self.notes.add("repaired", self.where, field, found, done)

    def left_over(self) -> Iterator[tuple[str, str]]:
        """The fields that were not taken and say something, by name."""
        for name, element in self._fields.items():
            if name not in self._taken and (text := element.text.strip()):
                yield name, text
