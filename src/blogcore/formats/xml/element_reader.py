"""The fields of one element, and those that nobody asked for."""

from __future__ import annotations

from collections.abc import Collection

from blogcore.formats.base import Notes
from blogcore.formats.xml.element import Element

__all__ = ["ElementReader"]


class ElementReader:
    """An element as fields. Of a field that is given twice the first counts, which is noted.

    ``repeated`` names the children that may be there any number of times.
    """

    __slots__ = ("_elements", "_line", "_repeated", "_taken", "_texts", "notes")

    def __init__(self, element: Element, notes: Notes, repeated: Collection[str] = ()) -> None:
        self.notes: Notes = notes
        self._line = element.line

        self._taken: set[str] = set()
        self._elements: dict[str, Element] = {}
        self._repeated: dict[str, list[Element]] = {}
        self._texts: dict[str, str] = {}
        for child in element.children:
            self._sort(child, repeated)

    def _sort(self, child: Element, repeated: Collection[str]) -> None:
        if not child.name or child.name in repeated:
            self._repeated.setdefault(child.name, []).append(child)
        elif child.name in self._texts:
            done = "given again; the first was kept"
            self.notes.add("lost", f"line {child.line}", child.name, "", done)
        else:
            self._elements[child.name] = child
            self._texts[child.name] = child.text

    @property
    def where(self) -> str:
        """The line at which it begins."""
        return f"line {self._line}"

    def take(self, name: str) -> str:
        """The text of a field without whitespace around it; empty where there is none."""
        self._taken.add(name)
        return self._texts.get(name, "").strip()

    def take_exact(self, name: str) -> str:
        """The text of a field as it is."""
        self._taken.add(name)
        return self._texts.get(name, "")

    def element(self, name: str) -> Element | None:
        """The field itself, with its attributes and children; None where there is none."""
        self._taken.add(name)
        return self._elements.get(name)

    def attribute(self, name: str, attribute: str) -> str | None:
        """An attribute of a field; None where there is none. The field counts as taken."""
        self._taken.add(name)
        element = self._elements.get(name)  # plain fields have none
        return element.attributes.get(attribute) if element else None

    def peek(self, name: str) -> str:
        """As `take`, but the field still counts as left over."""
        return self._texts.get(name, "").strip()

    def has(self, name: str) -> bool:
        """Whether the field is there, empty or not."""
        return name in self._texts

    def repeated(self, name: str) -> list[Element]:
        """The children of a name that may be there several times."""
        return self._repeated.get(name, [])

    def note_repaired(self, field: str, found: object, done: str) -> None:
        """Note something mended; pass "…" for a private value."""
        self.notes.add("repaired", self.where, field, found, done)

    def remaining(self) -> dict[str, str]:
        """The fields that were not taken and say something, by name."""
        if self._texts.keys() <= self._taken:
            return {}
        left = {name: text.strip() for name, text in self._texts.items() if name not in self._taken}
        return {name: text for name, text in left.items() if text}
