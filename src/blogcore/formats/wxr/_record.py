"""The fields of one element, and those that nobody asked for."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Notes
from ._xml import Element

__all__ = ["Record"]

#: Children that may be there any number of times.
_REPEATED = frozenset(
    {
        "",
        "category",
        "enclosure",
        "item",
        "wp:comment",
        "wp:postmeta",
        "wp:commentmeta",
        "wp:termmeta",
    }
)


class Record:
    """An element as fields. Of a field that is given twice the first counts, which is noted."""

    def __init__(self, element: Element, notes: Notes) -> None:
        self.where: str = f"line {element.line}"
        self.notes = notes
        self._fields: dict[str, str] = {}
        self._taken: set[str] = set()
        self._repeated: dict[str, list[Element]] = {}
        for child in element.children:
            if child.name in _REPEATED:
                self._repeated.setdefault(child.name, []).append(child)
            elif child.name in self._fields:
                done = "given again; the first was kept"
                notes.add("lost", f"line {child.line}", child.name, "", done)
            else:
                self._fields[child.name] = child.text

    def take(self, name: str) -> str:
        """The text of a field without whitespace around it; empty where there is none."""
        return self.take_exact(name).strip()

    def take_exact(self, name: str) -> str:
        """The text of a field as it is."""
        self._taken.add(name)
        return self._fields.get(name, "")

    def peek(self, name: str) -> str:
        """As `take`, but the field still counts as left over."""
        return self._fields.get(name, "").strip()

    def has(self, name: str) -> bool:
        """Whether the field is there, empty or not."""
        return name in self._fields

    def repeated(self, name: str) -> list[Element]:
        """The children of a name that may be there several times."""
        return self._repeated.get(name, [])

    def note_repaired(self, field: str, found: object, done: str) -> None:
        """Note something mended; pass "…" for a private value."""
        self.notes.add("repaired", self.where, field, found, done)

    def meta(self, name: str) -> dict[str, str | tuple[str, ...]]:
        """``wp:postmeta`` or its like by key; values are opaque, PHP's serialised ones too."""
        values: dict[str, list[str]] = {}
        for element in self.repeated(name):
            pair = Record(element, self.notes)
            key, value = pair.take("wp:meta_key"), pair.take_exact("wp:meta_value")
            values.setdefault(f"{name}:{key}", []).append(value)
        return {key: many[0] if len(many) == 1 else tuple(many) for key, many in values.items()}

    def left_over(self) -> Iterator[tuple[str, str]]:
        """Fields of WordPress's that were not taken and say something."""
        for name, text in self._fields.items():
            value = text.strip()
            nothing = not value or (value == "0" and name in _ZERO_IS_NOTHING)
            if name.startswith("wp:") and name not in self._taken and not nothing:
                yield name, value


_ZERO_IS_NOTHING = frozenset({"wp:post_parent", "wp:menu_order", "wp:comment_user_id"})
