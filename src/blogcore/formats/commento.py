"""Commento's JSON export, read: comments by page, and their authors.

Commento writes "root" for no parent and "anonymous" for no account; its scripts wrote "undefined"
for no address.
"""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.formats.base import Item
from blogcore.formats.json_objects import (
    ID,
    OPTIONAL_TEXT,
    TEXT,
    TIME,
    JsonFormat,
    MappedField,
    ObjectPreview,
    ObjectReader,
    choice,
    id_unless,
    read_fields,
)
from blogcore.formats.reports import Notes
from blogcore.models import Author, Body, Comment, Post

__all__ = ["COMMENTO"]

_PREFIX = "commento:"
_PRIVATE = frozenset({"email", "photo"})
_VERSION = 1
_NO_ADDRESS = ("undefined",)

_AUTHOR = (
    MappedField("id", "commenterHex", ID),
    MappedField("name", "name", TEXT),
    MappedField("email", "email", OPTIONAL_TEXT),
    MappedField("url", "link", id_unless(*_NO_ADDRESS)),
)
#: Status by "state"; "flagged" marks a comment that Commento's spam filter held back.
_STATUSES = {"approved": "approved", "unapproved": "held", "flagged": "spam"}
_COMMENT = (
    MappedField("published", "creationDate", TIME),
    MappedField("in_reply_to", "parentHex", id_unless("root")),
    MappedField("status", "state", choice(_STATUSES, "approved", "held")),
)


class Commento(JsonFormat):
    """An export of Commento; it is read as a whole."""

    def accepts(self, preview: ObjectPreview, head: bytes) -> bool:
        """Return whether the file has comments and commenters, or one of them and a Commento id."""
        if preview.in_list:
            return False
        has_id = b'"commentHex"' in head or b'"commenterHex"' in head
        return preview.has("comments", "commenters") or (
            has_id and (preview.has("comments") or preview.has("commenters"))
        )

    def read_document(self, document: object, notes: Notes) -> Iterator[Item]:
        """Yield the authors, then each page before the first of its comments."""
        export = ObjectReader(document, "$", notes, _PRIVATE)
        if "comments" not in export:
            raise self.refused("it has no comments")
        self.check_version(export.integer("version"), _VERSION)
        authors = [_author(record) for record in export.nested_list("commenters")]
        yield from authors
        author_by_id = {author.id: author for author in authors}
        pages: set[str] = set()
        for number, record in enumerate(export.nested_list("comments"), 1):
            comment = _comment(record, author_by_id, number)
            if comment.post_id not in pages:
                pages.add(comment.post_id)
                # The export has the address without its scheme.
                yield Post(id=comment.post_id, url=f"https://{comment.post_id}")
            yield comment


COMMENTO = Commento(
    name="commento",
    title="Commento (JSON export)",
    label="Commento export",
    media_types=("application/json",),
    suffixes=(".commento.json",),
)


def _author(record: ObjectReader) -> Author:
    fields = read_fields(_AUTHOR, record)
    avatar, extra = record.avatar("photo", _PREFIX, _NO_ADDRESS)
    return Author(avatar_url=avatar, extra=record.remaining(_PREFIX) | extra, **fields)


def _comment(record: ObjectReader, author_by_id: dict[str | None, Author], number: int) -> Comment:
    fields = read_fields(_COMMENT, record)
    id = record.id_or("commentHex", f"item-{number}")
    page = record.text("domain") + record.text("url")
    if not page:
        page = "unknown"
        record.note("repaired", "url", "", "is missing; the page unknown is used")
    score = record.integer("score")  # the only data about votes in the export
    if record.flag("deleted"):
        fields["status"] = "deleted"
    author, body = _commenter(record, author_by_id), _body(record)
    extra = record.remaining(_PREFIX)
    if extra.get(f"{_PREFIX}direction") == "0":  # the vote of the user who made the export
        del extra[f"{_PREFIX}direction"]
    return Comment(
        id=id,
        post_id=page,
        author=author,
        body=body,
        likes=max(score, 0),
        dislikes=max(-score, 0),
        extra=extra,
        **fields,
    )


def _commenter(record: ObjectReader, author_by_id: dict[str | None, Author]) -> Author:
    id = record.id("commenterHex")
    if id is None or id == "anonymous":
        return Author(name="", kind="guest")
    if id not in author_by_id:
        message = "is not among the commenters; the name is unknown"
        record.note("info", "commenterHex", id, message)
        return Author(name="", id=id)
    return author_by_id[id]


def _body(record: ObjectReader) -> Body:
    """Return the HTML that Commento rendered; the Markdown where there is no HTML."""
    html = record.text("html")
    if html:
        return Body(text=html, media_type="text/html")
    return Body(text=record.text("markdown"), media_type="text/markdown")
