"""Commento's JSON export, read: comments by page, and who wrote them.

"root" and "anonymous" are its words for no parent and no account; "undefined" is what its own
scripts wrote for no address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from attrs import evolve, frozen

from blogcore._text.plain import short_repr
from blogcore.errors import FormatError
from blogcore.formats._json import parse
from blogcore.formats.base import Item, Losses, Notes
from blogcore.formats.json_objects import (
    ID,
    TIME,
    MappedField,
    ObjectReader,
    preview_object,
    read_fields,
)
from blogcore.formats.privacy import reveals_email
from blogcore.models import Author, Body, Comment, CommentStatus, ExtraValue, Post

__all__ = ["COMMENTO", "Commento"]

_PREFIX = "commento:"
_PRIVATE = frozenset({"email", "photo"})
_VERSION = 1
_COMMENT = (MappedField("id", "commentHex", ID), MappedField("published", "creationDate", TIME))

#: "flagged" is what its spam filter held back.
_STATUSES: dict[str, CommentStatus] = {
    "approved": "approved",
    "unapproved": "held",
    "flagged": "spam",
}


@frozen
class Commento:
    """An export of Commento. It is read in one piece and not written."""

    name: str = "commento"
    title: str = "Commento"
    media_types: tuple[str, ...] = ("application/json",)
    suffixes: tuple[str, ...] = (".commento.json",)
    narrows: tuple[str, ...] = ()
    readable: bool = True
    writable: bool = False

    def sniff(self, head: bytes) -> bool:
        """Whether it is an object of comments and commenters, or names one by its hex number."""
        seen = preview_object(head)
        if seen is None or seen.in_list:
            return False
        named = b'"commentHex"' in head or b'"commenterHex"' in head
        return seen.has("comments", "commenters") or (
            named and bool(seen.members.keys() & {"comments", "commenters"})
        )

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """The commenters, then each page before the first of its comments.

        Raises `FormatError` for what is no JSON, no such export, or of a version not known.
        """
        export = ObjectReader(parse(stream.read(), self.name), "$", notes, _PRIVATE)
        if "comments" not in export:
            raise FormatError(self.name, "$", "is no export of Commento: it has no comments")
        version = export.integer("version")
        if version not in (0, _VERSION):
            reason = f"version {short_repr(version)} is not known; {_VERSION} is read"
            raise FormatError(self.name, "$.version", reason)
        authors = dict(map(_to_author, export.nested_list("commenters")))
        yield from authors.values()
        pages: set[str] = set()
        for number, record in enumerate(export.nested_list("comments"), 1):
            comment = _to_comment(record, authors, number)
            if comment.post_id not in pages:
                pages.add(comment.post_id)
                # The address comes without its scheme; the web is not read without TLS any more.
                yield Post(id=comment.post_id, url=f"https://{comment.post_id}")
            yield comment

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Not possible."""
        raise FormatError(self.name, "", "this format can be read but not written")


COMMENTO = Commento()


def _to_author(record: ObjectReader) -> tuple[str, Author]:
    id = record.id("commenterHex") or ""
    photo, link = _address(record, "photo"), _address(record, "link")
    extra: dict[str, ExtraValue] = {}
    if photo and reveals_email(photo):
        extra[f"{_PREFIX}photo"], photo = photo, None
    author = Author(
        name=record.text("name"),
        id=id or None,
        email=record.optional_text("email"),
        url=link,
        avatar_url=photo,
    )
    return id, evolve(author, extra=record.remaining(_PREFIX) | extra)


def _address(record: ObjectReader, key: str) -> str | None:
    address = record.optional_text(key)
    return None if address == "undefined" else address


def _to_comment(record: ObjectReader, authors: dict[str, Author], number: int) -> Comment:
    fields = read_fields(_COMMENT, record)
    if fields["id"] is None:
        fields["id"] = f"item-{number}"
        record.note("repaired", "commentHex", "", f"is missing; named {fields['id']}")
    page = record.text("domain") + record.text("url")
    if not page:
        page = "unknown"
        record.note("repaired", "url", "", "is missing; the page is called unknown")
    parent = record.id("parentHex")
    author = _signed(record, authors)
    score = record.integer("score")
    status: CommentStatus = record.choice("state", _STATUSES, "approved", "held")
    return Comment(
        post_id=page,
        author=author,
        body=_body(record),
        in_reply_to=None if parent == "root" else parent,
        status="deleted" if record.flag("deleted") else status,
        # The score is all that is said of votes.
        likes=max(score, 0),
        dislikes=max(-score, 0),
        extra={
            key: value
            for key, value in record.remaining(_PREFIX).items()
            if (key, value) != (f"{_PREFIX}direction", "0")
        },
        **fields,
    )


def _signed(record: ObjectReader, authors: dict[str, Author]) -> Author:
    id = record.id("commenterHex")
    if id is None or id == "anonymous":
        return Author(name="", kind="guest")
    if id not in authors:
        record.note("info", "commenterHex", id, "is not among the commenters; the name is unknown")
        return Author(name="", id=id)
    return authors[id]


def _body(record: ObjectReader) -> Body:
    """The HTML that it made of the Markdown; the Markdown where there is no HTML."""
    html = record.text("html")
    if html:
        return Body(text=html, media_type="text/html")
    return Body(text=record.text("markdown"), media_type="text/markdown")
