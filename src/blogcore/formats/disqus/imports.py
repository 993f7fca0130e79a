"""What Disqus imports: WXR with ``dsq:thread_identifier`` and ``dsq:remote``, item by item.

https://help.disqus.com/en/articles/1717222-custom-xml-import-format
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from blogcore._time.parse import parse_time
from blogcore.formats.base import Item, Notes
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import Author, Body, Comment, CommentKind, CommentStatus, Post, Site

__all__ = ["KINDS", "STATUSES", "Imports"]

#: ``wp:comment_approved``, which is read and written by this table.
STATUSES: dict[str, CommentStatus] = {
    "1": "approved",
    "0": "held",
    "spam": "spam",
    "trash": "trash",
}
#: ``wp:comment_type``.
KINDS: dict[str, CommentKind] = {
    "": "comment",
    "pingback": "pingback",
    "trackback": "trackback",
    "webmention": "webmention",
}
_DATABASE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", re.ASCII)


class Imports:
    """Takes the elements of a channel."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._channel: dict[str, str] = {}

    def add(self, element: Element) -> Iterator[Item]:
        """Take an element of the channel; gives the comments and the page of an item."""
        if element.name == "item":
            yield from self._item(element)
        elif element.name in ("title", "link", "description"):
            self._channel.setdefault(element.name, element.text)

    def rest(self) -> Iterator[Item]:
        """The site, where the channel says anything of it."""
        told = self._channel
        if any(told.values()):
            yield Site(
                title=told.get("title", ""),
                tagline=told.get("description", ""),
                url=told.get("link") or None,
            )

    def _item(self, element: Element) -> Iterator[Item]:
        record = ElementReader(element, self._notes, ("wp:comment", "category"))
        id = _text_of(record, "thread_identifier") or record.take("link")
        if not id:
            id = f"line-{element.line}"
            done = "is missing; named after its line"
            record.note_repaired("dsq:thread_identifier", "", done)
        for comment in record.repeated("wp:comment"):
            yield _comment(comment, id, self._notes)
        yield Post(
            id=id,
            title=record.take_exact("title"),
            body=Body(text=record.take_exact("content:encoded"), media_type="text/html"),
            url=record.take_exact("link") or None,
            published=_time(record, "wp:post_date_gmt"),
            comments_open=record.take("wp:comment_status").lower() != "closed",
        )


def _comment(element: Element, post_id: str, notes: Notes) -> Comment:
    record = ElementReader(element, notes)
    id = record.take_exact("wp:comment_id")
    if not id.strip():
        id = f"{post_id}-line-{element.line}"
        record.note_repaired("wp:comment_id", "", "is missing; named after its line")
    parent = record.take_exact("wp:comment_parent")
    approved = record.take("wp:comment_approved")
    status = STATUSES.get(approved or "1")
    if status is None:
        done = "not known; held for a moderator"
        record.note_repaired("wp:comment_approved", approved, done)
    return Comment(
        id=id,
        post_id=post_id,
        author=_author(record),
        body=Body(text=record.take_exact("wp:comment_content"), media_type="text/html"),
        published=_time(record, "wp:comment_date_gmt"),
        in_reply_to=None if parent.strip() in ("", "0") else parent,
        status=status or "held",
        kind=KINDS.get(record.take("wp:comment_type"), "comment"),
        ip=record.take_exact("wp:comment_author_IP") or None,
    )


def _author(record: ElementReader) -> Author:
    """Who wrote it; ``dsq:remote`` is the account on the site, for single sign-on."""
    element = _own(record, "remote")
    remote = ElementReader(element, record.notes) if element else None
    id = _text_of(remote, "id") if remote else ""
    return Author(
        name=record.take_exact("wp:comment_author"),
        id=id or None,
        email=record.take_exact("wp:comment_author_email") or None,
        url=record.take_exact("wp:comment_author_url") or None,
        avatar_url=(_text_of(remote, "avatar") or None) if remote else None,
        kind="person" if id else "guest",
    )


def _own(record: ElementReader, name: str) -> Element | None:
    """An element of Disqus's own; it has its prefix where the file forgot to declare that."""
    return record.element(name) or record.element(f"dsq:{name}")


def _text_of(record: ElementReader, name: str) -> str:
    element = _own(record, name)
    return element.text if element else ""


def _time(record: ElementReader, name: str) -> datetime | None:
    """A time of a database, which is in UTC; zeros are no time."""
    text = record.take(name)
    reading = parse_time(f"{text}+00:00" if _DATABASE.fullmatch(text) else text)
    if reading.value is None and text and not text.startswith("0000-00-00"):
        done = f"{reading.problem}; the time is unknown"
        record.notes.add("lost", record.where, name, text, done)
    return reading.value
