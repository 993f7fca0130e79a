"""What every Atom entry has: content, times, links and authors (RFC 4287, section 4.1.2).

Blogger's exports are Atom too and use this module; so does Atom 0.3.
"""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from typing import Literal, TypeAlias

from blogcore._text.html import html_to_text
from blogcore.formats.feeds.elements import first_link, take_time
from blogcore.formats.feeds.people import real_email
from blogcore.formats.html import is_escaped_twice, is_html
from blogcore.formats.privacy import reveals_email
from blogcore.formats.reports import Notes
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import Author, Body

__all__ = ["REPEATED", "AtomEntry", "content_text", "plain_text", "read_author", "read_body"]

#: Children of a feed or entry that may occur any number of times.
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
#: Address of the feed of one comment; on Blogger a reply to it has this as a "related" link.
_COMMENT_FEED = re.compile(r".*/comments/[\w-]+/(\d+)", re.ASCII)
_LAST_NUMBER = re.compile(r"\d+$", re.ASCII)


class AtomEntry:
    """An entry, with access to its fields by their meaning.

    Args:
        element: The entry.
        notes: Gets what was repaired or left out.
    """

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
        """The content, else the summary, else an empty body."""
        bodies: list[Body] = []
        for name in ("content", "summary"):
            element = self.record.element(name)
            body = None if element is None else read_body(element, self.notes)
            if body is not None:
                bodies.append(body)
                if body.text.strip():
                    return body
        return bodies[0] if bodies else Body(media_type="text/html")

    def link(self, rel: str) -> str | None:
        """Return the address of the first link of a relation.

        Args:
            rel: The relation, such as "alternate".
        """
        return first_link(self.record, rel)

    def time(self, *names: str) -> datetime | None:
        """Return the time of the first of the named children that has a valid time.

        Args:
            names: Names of children.
        """
        return take_time(self.record, *names)

    @property
    def is_draft(self) -> bool:
        """Whether the entry is marked as a draft (RFC 5023, section 13.1.1)."""
        control = self.record.element("app:control")
        marks = (
            [child for child in control.children if child.name == "app:draft"] if control else []
        )
        return any(element.text.strip().lower() == "yes" for element in marks)

    def related_comment(self, id: str) -> str | None:
        """Return the id of the comment that a reply on Blogger replies to, from its "related" link.

        Args:
            id: Id of the reply; ids of one blog differ only in their last number.
        """
        match = _COMMENT_FEED.fullmatch(self.link("related") or "")
        return _LAST_NUMBER.sub(match[1], id) if match else None


def read_author(element: Element, notes: Notes) -> Author:
    """Return the author of a person construct (section 3.2).

    Args:
        element: The person; Atom 0.3 calls the address ``url``.
        notes: Gets what was repaired or left out.
    """
    record = ElementReader(element, notes)
    uri = record.element("uri") or record.element("url")
    image = record.element("gd:image")
    source = image.attributes.get("src", "").strip() if image else ""
    avatar = f"https:{source}" if source.startswith("//") else source
    private = reveals_email(avatar)
    return Author(
        name=plain_text(record.element("name")),
        email=real_email(record.take("email")),
        url=(uri.resolve_url(uri.text.strip()) if uri and uri.text.strip() else None),
        avatar_url=None if private else avatar or None,
        extra={"gd:image": avatar} if private else {},
    )


# --- text constructs (sections 3.1 and 4.1.3) ------------------------------------------------

#: What an element holds; "binary" is anything that is not text.
ContentKind: TypeAlias = Literal["text", "html", "binary"]

_DIVS = re.compile(r"<(/?)div(?=[\s/>])[^<>]*?(/?)>", re.IGNORECASE)


def _content_kind(element: Element) -> ContentKind:
    media_type = element.attributes.get("type", "").partition(";")[0].strip().lower()
    if element.attributes.get("mode", "").lower() == "base64":
        return "binary"
    if media_type in ("html", "text/html", "xhtml") or media_type.endswith(("/xml", "+xml")):
        return "html"
    is_text = "/" not in media_type or media_type.startswith(("text/", "message/"))
    return "text" if is_text else "binary"


def content_text(element: Element) -> str:
    """Return the content of an element unchanged: its text, or its markup as a string.

    The ``div`` around XHTML is not part of the content (section 3.1.1.3).

    Args:
        element: A title, summary or content.
    """
    if not element.markup:
        return element.text
    is_xhtml = "xhtml" in element.attributes.get("type", "")
    return _without_div(element.markup) if is_xhtml else element.markup


def plain_text(element: Element | None) -> str:
    """Return a title or name as plain text; empty where there is no element.

    Args:
        element: A text construct.
    """
    if element is None:
        return ""
    if _content_kind(element) == "html" or element.markup:
        return html_to_text(content_text(element), stored=False)
    return element.text.strip()


def read_body(element: Element, notes: Notes) -> Body | None:
    """Return the body that a content or summary holds; None where it is not text.

    Text without a type is plain text, unless all of it is HTML: then its writer forgot the type.

    Args:
        element: The content or summary.
        notes: Gets what was repaired or left out.
    """
    kind, text = _content_kind(element), content_text(element)
    where = f"line {element.line}"
    if kind == "binary":
        declared = element.attributes.get("type", "base64")
        notes.add("lost", where, element.name, declared, "the content is not text; left out")
        return None
    if kind == "text" and (element.markup or is_html(text)):
        message = "the content is HTML but not declared as HTML; read as HTML"
        notes.add("repaired", where, element.name, "", message)
    elif kind == "text":
        return Body(text=text)
    elif is_escaped_twice(text):
        notes.add("repaired", where, element.name, "", "HTML that is escaped twice; unescaped once")
        text = unescape(text)
    return Body(text=text, media_type="text/html")


def _without_div(markup: str) -> str:
    """Return the content of the ``div`` around the whole markup; other markup unchanged."""
    tags = list(_DIVS.finditer(markup))
    if not tags or tags[0][1] or markup[: tags[0].start()].strip():
        return markup
    depth = 0
    for tag in tags:
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth == 0:
            is_all = not markup[tag.end() :].strip() and bool(tag[1])
            return markup[tags[0].end() : tag.start()] if is_all else markup
    return markup
