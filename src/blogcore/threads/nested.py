"""A discussion as nested plain data, for JSON APIs that want it so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypedDict

from blogcore._time.parse import rfc3339
from blogcore.models import Author, AuthorKind, Body, Comment, CommentKind, CommentStatus, MediaType

__all__ = ["NestedAuthor", "NestedBody", "NestedComment", "to_nested"]


class NestedAuthor(TypedDict):
    """The public fields of an `Author`."""

    name: str
    id: str | None
    url: str | None
    avatar_url: str | None
    bio: str
    slug: str | None
    kind: AuthorKind


class NestedBody(TypedDict):
    """The fields of a `Body`."""

    text: str
    media_type: MediaType


class NestedComment(TypedDict):
    """The public fields of a `Comment`, times as RFC 3339 writes them, and its replies."""

    id: str
    post_id: str
    author: NestedAuthor
    body: NestedBody
    published: str | None
    updated: str | None
    in_reply_to: str | None
    status: CommentStatus
    kind: CommentKind
    likes: int
    dislikes: int
    url: str | None
    #: How many comments beneath it are left out.
    folded: int
    replies: list[NestedComment]


def to_nested(
    comments: Sequence[Comment], depths: Sequence[int], folded: Mapping[str, int]
) -> list[NestedComment]:
    """The comments at top level, each with its replies in it. One pass. See `Thread.to_nested`."""
    levels: list[list[NestedComment]] = [[]]  # the siblings at each depth that is open here
    for comment, depth in zip(comments, depths, strict=True):
        del levels[depth + 1 :]
        nested = _nested(comment, folded.get(comment.id, 0))
        levels[depth].append(nested)
        levels.append(nested["replies"])
    return levels[0]


def _nested(comment: Comment, folded: int) -> NestedComment:
    return {
        "id": comment.id,
        "post_id": comment.post_id,
        "author": _author(comment.author),
        "body": _body(comment.body),
        "published": _written(comment.published),
        "updated": _written(comment.updated),
        "in_reply_to": comment.in_reply_to,
        "status": comment.status,
        "kind": comment.kind,
        "likes": comment.likes,
        "dislikes": comment.dislikes,
        "url": comment.url,
        "folded": folded,
        "replies": [],
    }


def _author(author: Author) -> NestedAuthor:
    return {
        "name": author.name,
        "id": author.id,
        "url": author.url,
        "avatar_url": author.avatar_url,
        "bio": author.bio,
        "slug": author.slug,
        "kind": author.kind,
    }


def _body(body: Body) -> NestedBody:
    return {"text": body.text, "media_type": body.media_type}


def _written(when: datetime | None) -> str | None:
    return None if when is None else rfc3339(when)
