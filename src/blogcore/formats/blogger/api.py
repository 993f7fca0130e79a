"""Responses of Blogger's API v3: objects with a ``kind``, single or in lists."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import cast

from blogcore._text.plain import short_repr
from blogcore.errors import FormatError
from blogcore.formats.base import Item
from blogcore.formats.json_objects import (
    OPTIONAL_TEXT,
    TEXT_LIST,
    TIME,
    MappedField,
    ObjectReader,
    choice,
    read_fields,
)
from blogcore.formats.reports import Notes
from blogcore.models import Author, Body, Comment, Post

__all__ = ["api_items"]

_POST_STATUSES = {
    "LIVE": "published",
    "DRAFT": "draft",
    "SCHEDULED": "scheduled",
    "SOFT_TRASHED": "trash",
}
_COMMENT_STATUSES = {
    "LIVE": "approved",
    "PENDING": "held",
    "SPAM": "spam",
    "EMPTIED": "deleted",
}
_POST = (
    MappedField("url", "url", OPTIONAL_TEXT),
    MappedField("published", "published", TIME),
    MappedField("updated", "updated", TIME),
    MappedField("tags", "labels", TEXT_LIST),
    MappedField("status", "status", choice(_POST_STATUSES, "published", "draft")),
)
_COMMENT = (
    MappedField("published", "published", TIME),
    MappedField("updated", "updated", TIME),
    MappedField("status", "status", choice(_COMMENT_STATUSES, "approved", "held")),
)
#: Values of "readerComments" of a post that is closed for comments.
_CLOSED = ("DONT_ALLOW_HIDE_EXISTING", "DONT_ALLOW_SHOW_EXISTING")
_LISTS = ("blogger#postList", "blogger#pageList", "blogger#commentList")


def api_items(document: object, notes: Notes) -> Iterator[Item]:
    """Yield the posts, pages and comments of a response, or of a list of responses, in order.

    Args:
        document: The JSON value.
        notes: Gets what was repaired or left out.

    Raises:
        FormatError: It has something else.
    """
    is_list = isinstance(document, list)
    responses = cast("list[object]", document) if is_list else [document]
    for index, response in enumerate(responses):
        record = ObjectReader(response, f"$[{index}]" if is_list else "$", notes)
        kind = record.text("kind")
        if kind in _LISTS:
            for item in record.nested_list("items"):
                yield _item(item, item.text("kind"))
        else:
            yield _item(record, kind)


def _item(record: ObjectReader, kind: str) -> Item:
    if kind in ("blogger#post", "blogger#page"):
        return _post(record, kind)
    if kind == "blogger#comment":
        return _comment(record)
    reason = f"this is not a post, page or comment of Blogger: its kind is {short_repr(kind)}"
    raise FormatError(record.notes.format, record.where, reason)


def _post(record: ObjectReader, kind: str) -> Post:
    id, fields = record.id_or("id", record.where), read_fields(_POST, record)
    title, body = unescape(record.text("title")), _body(record)
    authors = tuple(_author(author) for author in record.nested_list("author"))
    comments_open = record.text("readerComments") not in _CLOSED
    return Post(
        id=id,
        title=title,
        body=body,
        authors=authors,
        kind="post" if kind == "blogger#post" else "page",
        comments_open=comments_open,
        extra=record.remaining("blogger:"),
        **fields,
    )


def _comment(record: ObjectReader) -> Comment:
    id, fields = record.id_or("id", record.where), read_fields(_COMMENT, record)
    post_id = record.nested("post").id("id") or id
    author = next((_author(author) for author in record.nested_list("author")), Author(name=""))
    body, parent_id = _body(record), record.nested("inReplyTo").id("id")
    return Comment(
        id=id,
        post_id=post_id,
        author=author,
        body=body,
        in_reply_to=parent_id,
        extra=record.remaining("blogger:"),
        **fields,
    )


def _body(record: ObjectReader) -> Body:
    return Body(text=record.text("content"), media_type="text/html")


def _author(record: ObjectReader) -> Author:
    avatar, extra = record.nested("image").avatar("url", "blogger:image.")
    return Author(
        name=unescape(record.text("displayName")),
        id=record.id("id"),
        url=record.optional_text("url"),
        avatar_url=avatar,
        extra=extra,
    )
