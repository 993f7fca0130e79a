"""What is the same in every Atom entry: the words, when, where, and who (RFC 4287, section 4.1.2).

Blogger's exports are Atom besides, and read by this too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from blogcore._time.parse import parse_time
from blogcore.formats._person import somebodys
from blogcore.formats.atom.text import body_of, plain_text
from blogcore.formats.base import Notes
from blogcore.formats.privacy import reveals_email
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import Author, Body

__all__ = [
    "REPEATED",
    "AtomEntry",
    "address_of",
    "author_of",
    "first_link",
    "language_around",
    "relation",
    "take_time",
]

#: Children of a feed or entry that may be there any number of times.
REPEATED = (
    "author",
    "contributor",
    "category",
    "link",
    "thr:in-reply-to",
    "gd:extendedProperty",
    "media:content",
    "media:thumbnail",
)
_REGISTRY = re.compile(r"https?://www\.iana\.org/assignments/(?:link-)?relations?/")
_PAGES = ("", "text/html", "application/xhtml+xml")
#: The feed of one comment, which a reply to it on Blogger links to as "related".
_COMMENT_FEED = re.compile(r".*/comments/[\w-]+/(\d+)", re.ASCII)
_LAST_NUMBER = re.compile(r"\d+$", re.ASCII)


class AtomEntry:
    """An entry as fields that know what they mean."""

    def __init__(self, element: Element, notes: Notes) -> None:
        self.element: Element = element
        self.record: ElementReader = ElementReader(element, notes, REPEATED)
        self.notes: Notes = notes
        self.where: str = self.record.where

    @property
    def title(self) -> str:
        """The title as plain text."""
        return plain_text(self.record.element("title"))

    @property
    def body(self) -> Body:
        """The content, else the summary; nothing where there is neither."""
        bodies: list[Body] = []
        for name in ("content", "summary"):
            element = self.record.element(name)
            body = None if element is None else body_of(element, self.notes)
            if body is not None:
                bodies.append(body)
                if body.text.strip():
                    return body
        return bodies[0] if bodies else Body(media_type="text/html")

    def link(self, rel: str) -> str | None:
        """The address of the first link of a kind; a page goes before other documents."""
        return first_link(self.record, rel)

    def time(self, *names: str) -> datetime | None:
        """The time in the first of these fields that has one."""
        return take_time(self.record, *names)

    @property
    def is_draft(self) -> bool:
        """Whether it says that it is not for everybody yet (RFC 5023, section 13.1.1)."""
        control = self.record.element("app:control")
        said = [child for child in control.children if child.name == "app:draft"] if control else []
        return any(element.text.strip().lower() == "yes" for element in said)

    def related_comment(self, id: str) -> str | None:
        """The id of the comment that a reply on Blogger names by its feed.

        Ids of one blog differ in the number alone.
        """
        found = _COMMENT_FEED.fullmatch(self.link("related") or "")
        return _LAST_NUMBER.sub(found[1], id) if found else None


def take_time(record: ElementReader, *names: str) -> datetime | None:
    """The time in the first of these fields that has one; what is odd about it is noted."""
    for name in names:
        text = record.take(name)
        reading = parse_time(text)
        if reading.value is None and text:
            done = f"{reading.problem}; the time is unknown"
            record.notes.add("lost", record.where, name, text, done)
        elif reading.problem:
            record.note_repaired(name, text, reading.problem)
        if reading.value is not None:
            return reading.value
    return None


def relation(link: Element) -> str:
    """What a link leads to, as IANA's registry has it (section 4.2.7.2)."""
    return _REGISTRY.sub("", link.attributes.get("rel", "").strip().lower()) or "alternate"


def address_of(element: Element, name: str = "href") -> str:
    """The address in an attribute, made absolute where a base is known."""
    given = element.attributes.get(name, "").strip()
    return element.resolve_url(given) if given else ""


def first_link(record: ElementReader, rel: str, name: str = "link") -> str | None:
    """The address of the first link of a kind; a page goes before other documents."""
    given = (link for link in record.repeated(name) if relation(link) == rel)
    links = [link for link in given if address_of(link)]
    pages = [link for link in links if link.attributes.get("type", "").lower() in _PAGES]
    return address_of((pages or links)[0]) if links else None


def language_around(elements: Iterable[Element]) -> str:
    """The language of what elements lie in: that of one which has none of its own."""
    return next((e.language for e in elements if "xml:lang" not in e.attributes), "")


def author_of(element: Element, notes: Notes) -> Author:
    """A person construct (section 3.2); of Atom 0.3 too, where an address is called ``url``."""
    record = ElementReader(element, notes)
    uri = record.element("uri") or record.element("url")
    picture = record.element("gd:image")
    source = picture.attributes.get("src", "").strip() if picture else ""
    avatar = f"https:{source}" if source.startswith("//") else source
    private = reveals_email(avatar)
    return Author(
        name=plain_text(record.element("name")),
        email=somebodys(record.take("email")),
        url=(uri.resolve_url(uri.text.strip()) if uri and uri.text.strip() else None),
        avatar_url=None if private else avatar or None,
        extra={"gd:image": avatar} if private else {},
    )
