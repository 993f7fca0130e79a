"""Answers of Blogger's API v3: objects with a ``kind``, alone or in lists."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import cast

from blogcore._text.plain import short_repr
from blogcore.errors import FormatError
from blogcore.formats.base import Item, Notes
from blogcore.formats.json_objects import (
    ID,
    OPTIONAL_TEXT,
    TEXT_LIST,
    TIME,
    MappedField,
    ObjectReader,
    choice,
    read_fields,
)
from blogcore.models import Author, Body, Comment, CommentStatus, Post, PostStatus

__all__ = ["api_items"]

_POST_STATUSES: dict[str, PostStatus] = {
    "LIVE": "published",
    "DRAFT": "draft",
    "SCHEDULED": "scheduled",
    "SOFT_TRASHED": "trash",
}
_COMMENT_STATUSES: dict[str, CommentStatus] = {
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
    MappedField("id", "id", ID),
    MappedField("published", "published", TIME),
    MappedField("updated", "updated", TIME),
    MappedField("status", "status", choice(_COMMENT_STATUSES, "approved", "held")),
)
_LISTS = ("blogger#postList", "blogger#pageList", "blogger#commentList")


def api_items(plain: object, notes: Notes) -> Iterator[Item]:
    """The posts, pages and comments in an answer, in its order."""
    answers = cast("list[object]", plain) if isinstance(plain, list) else [plain]
    for index, answer in enumerate(answers):
        place = f"$[{index}]" if isinstance(plain, list) else "$"
        members = ObjectReader(answer, place, notes)
        kind = members.text("kind")
        if kind in _LISTS:
            for item in members.nested_list("items"):
                yield from _item(item, item.text("kind"))
        else:
            yield from _item(members, kind)


def _item(members: ObjectReader, kind: str) -> Iterator[Item]:
    if kind in ("blogger#post", "blogger#page"):
        yield _post(members, kind)
    elif kind == "blogger#comment":
        yield _comment(members)
    else:
        found = short_repr(kind) if kind else "something else"
        reason = f"no post, page or comment of Blogger's, but {found}"
        raise FormatError(members.notes.format, members.where, reason)


def _post(members: ObjectReader, kind: str) -> Post:
    return Post(
        id=_id(members),
        title=unescape(members.text("title")),
        body=_body(members),
        authors=tuple(_author(author) for author in members.nested_list("author")),
        kind="post" if kind == "blogger#post" else "page",
        comments_open=members.text("readerComments")
        not in ("DONT_ALLOW_HIDE_EXISTING", "DONT_ALLOW_SHOW_EXISTING"),
        extra=members.remaining("blogger:"),
        **read_fields(_POST, members),
    )


def _comment(members: ObjectReader) -> Comment:
    fields = read_fields(_COMMENT, members)
    fields["id"] = fields["id"] or _id(members)
    return Comment(
        post_id=members.nested("post").id("id") or fields["id"],
        author=next((_author(author) for author in members.nested_list("author")), Author(name="")),
        body=_body(members),
        in_reply_to=members.nested("inReplyTo").id("id"),
        extra=members.remaining("blogger:"),
        **fields,
    )


def _id(members: ObjectReader) -> str:
    id = members.id("id")
    if id is None:
        members.note("repaired", "id", "", "is missing; named after its place")
    return id or members.where


def _body(members: ObjectReader) -> Body:
    return Body(text=members.text("content"), media_type="text/html")


def _author(members: ObjectReader) -> Author:
    return Author(
        name=unescape(members.text("displayName")),
        id=members.id("id"),
        url=members.optional_text("url"),
        avatar_url=members.nested("image").optional_text("url"),
    )
