"""Answers of Blogger's API v3: objects with a ``kind``, alone or in lists."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import cast

from blogcore._text.plain import short_repr
from blogcore.errors import FormatError
from blogcore.formats.base import Item, Notes
from blogcore.formats.objects import ID, OPTIONAL, TEXTS, TIME, Members, Row, from_table, words
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
    Row("url", "url", OPTIONAL),
    Row("published", "published", TIME),
    Row("updated", "updated", TIME),
    Row("tags", "labels", TEXTS),
    Row("status", "status", words(_POST_STATUSES, "published", "draft")),
)
_COMMENT = (
    Row("id", "id", ID),
    Row("published", "published", TIME),
    Row("updated", "updated", TIME),
    Row("status", "status", words(_COMMENT_STATUSES, "approved", "held")),
)
_LISTS = ("blogger#postList", "blogger#pageList", "blogger#commentList")


def api_items(plain: object, notes: Notes) -> Iterator[Item]:
    """The posts, pages and comments in an answer, in its order."""
    answers = cast("list[object]", plain) if isinstance(plain, list) else [plain]
    for index, answer in enumerate(answers):
        place = f"$[{index}]" if isinstance(plain, list) else "$"
        members = Members(answer, place, notes)
        kind = members.text("kind")
        if kind in _LISTS:
            for item in members.inners("items"):
                yield from _item(item, item.text("kind"))
        else:
            yield from _item(members, kind)


def _item(members: Members, kind: str) -> Iterator[Item]:
    if kind in ("blogger#post", "blogger#page"):
        yield _post(members, kind)
    elif kind == "blogger#comment":
        yield _comment(members)
    else:
        found = short_repr(kind) if kind else "something else"
        reason = f"no post, page or comment of Blogger's, but {found}"
        raise FormatError(members.notes.format, members.where, reason)


def _post(members: Members, kind: str) -> Post:
    return Post(
        id=_id(members),
        title=unescape(members.text("title")),
        body=_body(members),
        authors=tuple(_author(author) for author in members.inners("author")),
        kind="post" if kind == "blogger#post" else "page",
        comments_open=members.text("readerComments")
        not in ("DONT_ALLOW_HIDE_EXISTING", "DONT_ALLOW_SHOW_EXISTING"),
        extra=members.rest("blogger:"),
        **from_table(_POST, members),
    )


def _comment(members: Members) -> Comment:
    fields = from_table(_COMMENT, members)
    fields["id"] = fields["id"] or _id(members)
    return Comment(
        post_id=members.inner("post").id("id") or fields["id"],
        author=next((_author(author) for author in members.inners("author")), Author(name="")),
        body=_body(members),
        in_reply_to=members.inner("inReplyTo").id("id"),
        extra=members.rest("blogger:"),
        **fields,
    )


def _id(members: Members) -> str:
    id = members.id("id")
    if id is None:
        members.note("repaired", "id", "", "is missing; named after its place")
    return id or members.where


def _body(members: Members) -> Body:
    return Body(text=members.text("content"), media_type="text/html")


def _author(members: Members) -> Author:
    return Author(
        name=unescape(members.text("displayName")),
        id=members.id("id"),
        url=members.optional("url"),
        avatar_url=members.inner("image").optional("url"),
    )
