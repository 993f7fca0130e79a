"""A discussion as columns for data frames, as an Arrow stream, and as edges of a graph.

Private fields are in none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Literal, cast

from blogcore.errors import MissingExtraError
from blogcore.models import Comment

__all__ = ["COLUMN_TYPES", "ColumnValue", "edges", "to_arrow_stream", "to_columns"]

ColumnType = Literal["text", "count", "flag", "time"]
#: A value in a column of `Thread.to_columns`.
ColumnValue = str | int | bool | datetime | None

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def _utc(when: datetime | None) -> datetime | None:
    return None if when is None else when.astimezone(UTC)


#: The columns that are read from comments alone: their types and how to read them.
_COMMENT_COLUMNS: dict[str, tuple[ColumnType, Callable[[Comment], ColumnValue]]] = {
    "id": ("text", attrgetter("id")),
    "post_id": ("text", attrgetter("post_id")),
    "in_reply_to": ("text", attrgetter("in_reply_to")),
    "inferred": ("flag", attrgetter("inferred")),
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

#: What each column of `to_columns` holds.
COLUMN_TYPES: dict[str, ColumnType] = {
    "parent": "text",
    "depth": "count",
    **{name: type for name, (type, _) in _COMMENT_COLUMNS.items()},
}


def to_columns(comments: Sequence[Comment], depths: Sequence[int]) -> dict[str, list[ColumnValue]]:
    """Return one list per column, all in pre-order. See `Thread.to_columns`."""
    return {
        "parent": list(_parent_ids(comments, depths)),
        "depth": list(depths),
        **{name: list(map(read, comments)) for name, (_, read) in _COMMENT_COLUMNS.items()},
    }


def to_arrow_stream(
    columns: Mapping[str, Sequence[ColumnValue]], requested_schema: object
) -> object:
    """Return a PyCapsule with an ``ArrowArrayStream`` of the columns of `to_columns`.

    Uses arro3-core, a wheel of 3 MB where pyarrow's has 55.

    Raises:
        MissingExtraError: The extra ``arrow`` is not installed.
    """
    try:
        from arro3.core import Array, DataType, Table
    except ImportError as error:
        raise MissingExtraError("arrow", "arro3-core") from error

    def array(name: str, values: Sequence[ColumnValue]) -> Array:
        match COLUMN_TYPES[name]:
            case "text":  # 64-bit offsets: the texts of a million comments may exceed 2 GB
                return Array(values, DataType.large_utf8())
            case "count":
                return Array(values, DataType.int64())
            case "flag":
                return Array(values, DataType.bool())
            case "time":
                ticks = Array(_microseconds(values), DataType.int64())
                return ticks.cast(DataType.timestamp("us", tz="UTC"))

    arrays = [array(name, values) for name, values in columns.items()]
    # arro3's annotations name types of numpy, which it does not need
    table = Table.from_arrays(arrays, names=[*columns])  # pyright: ignore[reportUnknownMemberType]
    return table.__arrow_c_stream__(requested_schema)


def edges(comments: Sequence[Comment], depths: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield (parent id, id) for each reply. One pass."""
    for parent_id, comment in zip(_parent_ids(comments, depths), comments, strict=True):
        if parent_id is not None:
            yield parent_id, comment.id


def _parent_ids(comments: Sequence[Comment], depths: Sequence[int]) -> Iterator[str | None]:
    """Yield the id of each comment's parent in the thread; None at top level."""
    path: list[str] = []
    for comment, depth in zip(comments, depths, strict=True):
        del path[depth:]
        yield path[-1] if path else None
        path.append(comment.id)


def _microseconds(times: Sequence[ColumnValue]) -> list[int | None]:
    """Return microseconds since 1970, as Arrow counts time."""
    known = cast("Sequence[datetime | None]", times)
    return [None if when is None else (when - _EPOCH) // _MICROSECOND for when in known]
