"""What is the same in every Atom entry of Blogger: who, when, where, and the words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from blogcore.formats.atom.entry import AtomEntry, read_author
from blogcore.formats.base import Notes
from blogcore.formats.xml import Element
from blogcore.models import Author, ExtraValue

__all__ = ["Entry"]

_KIND = "http://schemas.google.com/g/2005#kind"
_TYPE = "blogger:type"
_PROFILE = re.compile(r"https?://(?:www\.)?blogger\.com/profile/(\d+)/?", re.ASCII)


class Entry(AtomEntry):
    """An entry as fields that know what they mean."""

    def __init__(self, element: Element, notes: Notes) -> None:
        super().__init__(element, notes)
        self.id: str = self.record.take("id")
        if not self.id:
            self.id = f"line-{element.line}"
            self.record.note_repaired("id", "", "is missing; named after its line")

    @property
    def kind(self) -> str:
        """The last word of the kind that a classic export gives; empty in a Takeout."""
        terms = [category["term"] for category in self._categories() if category["scheme"] == _KIND]
        return terms[0].rpartition("#")[2] if terms else ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The words that it is filed under, each once."""
        terms = (c["term"] for c in self._categories() if c["scheme"] != _KIND and c["term"])
        return tuple(dict.fromkeys(terms))

    @property
    def authors(self) -> tuple[Author, ...]:
        """Who wrote it."""
        return tuple(_author(e, self.notes) for e in self.record.repeated("author"))

    @property
    def author(self) -> Author:
        """Who wrote a comment; the first, if it names several."""
        authors = self.authors
        for other in authors[1:]:
            done = "a comment has one author; the first was kept"
            self.notes.add("lost", self.where, "author", other.name, done)
        return authors[0] if authors else Author(name="", kind="guest")

    @property
    def extra(self) -> dict[str, ExtraValue]:
        """What Blogger says besides, as name and value."""
        named: dict[str, ExtraValue] = {}
        for element in self.record.repeated("gd:extendedProperty"):
            name, value = element.attributes.get("name"), element.attributes.get("value")
            if name and value:
                named.setdefault(f"gd:{name}", value)
        return named

    def _categories(self) -> Iterator[dict[str, str]]:
        for element in self.record.repeated("category"):
            attributes = element.attributes
            yield {
                "scheme": attributes.get("scheme", ""),
                "term": attributes.get("term", "").strip(),
            }


def _author(element: Element, notes: Notes) -> Author:
    """A profile of Blogger's is an account; who has none is a guest, whatever name they gave."""
    author = read_author(element, notes)
    profile = _PROFILE.fullmatch(author.url or "")
    types = [child.text.strip().upper() for child in element.children if child.name == _TYPE]
    return evolve(
        author,
        id=profile[1] if profile else None,
        kind="person" if profile and "ANONYMOUS" not in types else "guest",
    )
