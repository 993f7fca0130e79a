"""What is the same in every Atom entry of Blogger: who, when, where, and the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from blogcore._html import html_to_text
from blogcore._time import parse_time
from blogcore.models import Author, Body, ExtraValue

from ..base import Notes
from ..xml import Element, Record

__all__ = ["Entry", "is_hidden_address"]

_KIND = "http://schemas.google.com/g/2005#kind"
_REPEATED = ("author", "category", "link", "thr:in-reply-to", "gd:extendedProperty")
_PROFILE = re.compile(r"https?://(?:www\.)?blogger\.com/profile/(\d+)/?", re.ASCII)
#: What Blogger writes for everybody whose address it does not tell.
_NOBODYS = "noreply@blogger.com"


def is_hidden_address(email: str) -> bool:
    """Whether an e-mail address is the one that stands for everybody's."""
    return email.strip().lower() == _NOBODYS


class Entry:
    """An entry as fields that know what they mean."""

    def __init__(self, element: Element, notes: Notes) -> None:
        self.record: Record = Record(element, notes, _REPEATED)
        self.notes: Notes = notes
        self.where: str = self.record.where
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
    def body(self) -> Body:
        """The words; what has no type is plain text (RFC 4287, section 4.1.3.1)."""
        element = self.record.element("content") or self.record.element("summary")
        if element is None:
            return Body(media_type="text/html")
        if element.attributes.get("type", "text") in ("text", "text/plain"):
            return Body(text=element.text)
        return Body(text=element.markup or element.text, media_type="text/html")

    @property
    def title(self) -> str:
        """The title as plain text."""
        element = self.record.element("title")
        if element is None:
            return ""
        if element.attributes.get("type", "text") == "text":
            return element.text.strip()
        return html_to_text(element.markup or element.text, shortcodes=False)

    def link(self, rel: str) -> str | None:
        """The address of the first link of a kind."""
        for element in self.record.repeated("link"):
            if element.attributes.get("rel", "alternate") == rel:
                return element.resolved(element.attributes.get("href", "").strip()) or None
        return None

    def time(self, *names: str) -> datetime | None:
        """The time in the first of these fields that has one."""
        for name in names:
            text = self.record.take(name)
            reading = parse_time(text)
            if reading.value is not None:
                return reading.value
            if text:
                done = f"{reading.problem}; the time is unknown"
                self.notes.add("lost", self.where, name, text, done)
        return None

    @property
    def authors(self) -> tuple[Author, ...]:
        """Who wrote it."""
        return tuple(_author(Record(e, self.notes)) for e in self.record.repeated("author"))

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


def _author(record: Record) -> Author:
    """A profile of Blogger's is an account; who has none is a guest, whatever name they gave."""
    uri = record.take("uri")
    profile = _PROFILE.fullmatch(uri)
    email = record.take("email")
    picture = record.element("gd:image")
    source = picture.attributes.get("src", "").strip() if picture else ""
    guest = record.take("blogger:type").upper() == "ANONYMOUS" or not profile
    return Author(
        name=record.take("name"),
        id=profile[1] if profile else None,
        email=None if not email or is_hidden_address(email) else email,
        url=uri or None,
        avatar_url=f"https:{source}" if source.startswith("//") else source or None,
        kind="guest" if guest else "person",
    )
