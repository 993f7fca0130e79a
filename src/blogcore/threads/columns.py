"""A discussion as columns, for data frames; private fields are in none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from typing import Literal

from blogcore.models import Comment
from blogcore.threads.edges import parents

__all__ = ["TYPES", "ColumnType", "ColumnValue", "to_columns"]

ColumnType = Literal["text", "count", "time"]
ColumnValue = str | int | datetime | None


def _utc(when: datetime | None) -> datetime | None:
    return None if when is None else when.astimezone(UTC)


#: The columns that are read from comments alone, and what reads them.
_READ: dict[str, tuple[ColumnType, Callable[[Comment], ColumnValue]]] = {
    "id": ("text", attrgetter("id")),
    "post_id": ("text", attrgetter("post_id")),
    "in_reply_to": ("text", attrgetter("in_reply_to")),
    "author_id": ("text", attrgetter("author.id")),
    "author_name": ("text", attrgetter("author.name")),
    "author_url": ("text", attrgetter("author.url")),
    "text": ("text", attrgetter("body.text")),
    "media_type": ("text", attrgetter("body.media_type")),
    "published": ("time", lambda comment: _utc(comment.published)),
    "updated": ("time", lambda comment: _utc(comment.updated)),
    "status": ("text", attrgetter("status")),
    "kind": ("text", attrgetter("kind")),
    "likes": ("count", attrgetter("likes")),
    "dislikes": ("count", attrgetter("dislikes")),
    "url": ("text", attrgetter("url")),
}

#: What each column holds.
TYPES: dict[str, ColumnType] = {
    "parent": "text",
    "depth": "count",
    **{name: type for name, (type, _) in _READ.items()},
}


def to_columns(comments: Sequence[Comment], depths: Sequence[int]) -> dict[str, list[ColumnValue]]:
    """A list for each column, all in reading order. See `Thread.to_columns`."""
    return {
        "parent": list(parents(comments, depths)),
        "depth": list(depths),
        **{name: list(map(read, comments)) for name, (_, read) in _READ.items()},
    }
