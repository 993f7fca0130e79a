"""Comments with no more fields than bulk columns have, as Arrow tables and as threads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
from arro3.core import Array, ChunkedArray, DataType, Table
from hypothesis import strategies as st

from blogcore import Author, Body, Comment, Thread
from blogcore.bulk import BulkOrder, thread_columns
from blogcore.bulk._texts import Ints
from blogcore.strategies import comment_lists

__all__ = [
    "assert_same_threads",
    "expected_rows",
    "links_table",
    "many_posts",
    "numbers",
    "rows_of",
    "table_of",
    "tables",
]

_IDA, _TEXT = Author(name="Ida"), Body(text="Text.")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = DataType.timestamp("us", tz="UTC")
_STATUSES = st.sampled_from(["approved", "approved", "held", "deleted", "spam"])
_TIMES = st.none() | st.sampled_from(
    [
        datetime(2024, month, day, hour, 0, second, microsecond, tzinfo=UTC)
        for month, day, hour in ((2, 9, 7), (2, 10, 12), (12, 1, 0))
        for second, microsecond in ((0, 0), (0, 5), (9, 0), (10, 40))
    ]
)


@st.composite
def tables(draw: st.DrawFn, integers: bool = False) -> list[Comment]:
    """Draw the comments of several posts, some of which have ids of others, or several records."""
    prefix = st.just("") if integers else st.sampled_from(["c", "", "a long prefix of ", "é"])
    comments: list[Comment] = []
    for post_id in draw(st.lists(st.sampled_from("123"), max_size=4)):
        comments += draw(comment_lists(post_id=post_id, id_prefix=prefix, max_size=12))
    for index in draw(st.lists(st.integers(0, 60), max_size=8)) if comments else ():
        comment = comments[index % len(comments)]
        changes: dict[str, Any] = {
            "published": draw(st.just(comment.published) | _TIMES),
            "updated": draw(_TIMES),
            "status": draw(_STATUSES),
            "in_reply_to": draw(st.sampled_from([comment.in_reply_to, None, comments[0].id])),
        }
        chosen = draw(st.sets(st.sampled_from(sorted(changes))))
        fields = {
            name: changes[name] if name in chosen else getattr(comment, name) for name in changes
        }
        record = _plain(comment.id, comment.post_id, **fields)
        comments.insert(draw(st.integers(0, len(comments))), record)
    return [_reduced(comment, integers) for comment in comments]


def _reduced(comment: Comment, integers: bool) -> Comment:
    def number(id: str | None) -> str | None:
        return id if id is None or not integers or id.isdecimal() else "4711"

    return _plain(
        number(comment.id) or "",
        comment.post_id,
        published=comment.published and comment.published.astimezone(UTC),
        updated=comment.updated and comment.updated.astimezone(UTC),
        in_reply_to=number(comment.in_reply_to),
        status=comment.status,
    )


def _plain(id: str, post_id: str, **fields: Any) -> Comment:
    return Comment(id=id, post_id=post_id, author=_IDA, body=_TEXT, **fields)


def table_of(comments: Sequence[Comment], ids: DataType | None = None) -> Table:
    """Return the comments as a table, with ids of a type."""
    type = ids or DataType.large_utf8()
    read = int if DataType.is_integer(type) else str
    return Table.from_pydict(
        {
            "in_reply_to": _array(
                [it.in_reply_to and read(it.in_reply_to) for it in comments], type
            ),
            "id": _array([read(it.id) for it in comments], type),
            "post_id": _array([it.post_id for it in comments], DataType.utf8()),
            "published": _times([it.published for it in comments]),
            "updated": _times([it.updated for it in comments]),
            "status": _array([it.status for it in comments], DataType.utf8()),
        }
    )


def _array(values: Sequence[Any], type: DataType) -> Array:
    return Array(values, type)


def _times(times: Iterable[datetime | None]) -> Array:
    ticks = [None if it is None else (it - _EPOCH) // (_EPOCH.resolution) for it in times]
    return Array(ticks, DataType.int64()).cast(_MICROSECOND)


def rows_of(table: Any) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries, with ids as text."""
    table = Table.from_arrow(table)
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    for name in ("id", "parent", "root", "post_id"):
        columns[name] = [None if value is None else str(value) for value in columns[name]]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def expected_rows(comments: Sequence[Comment], order: BulkOrder) -> list[dict[str, Any]]:
    """Return what `Thread` says about each comment, one row per record, in no order."""
    rows = []
    for post_id in {comment.post_id for comment in comments}:
        group = [comment for comment in comments if comment.post_id == post_id]
        elsewhere = {comment.id for comment in comments if comment.post_id != post_id}
        thread = Thread.from_comments(group, order=order, elsewhere=elsewhere)
        kinds: dict[str, list[str]] = {}
        for anomaly in thread.anomalies:
            kinds.setdefault(anomaly.comment.id, []).append(anomaly.kind)
            if anomaly.other is not None:
                dropped = dict.fromkeys(_THREADED)
                rows.append(_row(anomaly.other, dropped, [anomaly.kind], "gone"))
        visible = {node.comment.id: node.comment for node in thread.visible()}
        ranks: dict[str | None, int] = {}
        for position, node in enumerate(thread):
            parent = node.parent.comment.id if node.parent else None
            rank = ranks[parent] = ranks.get(parent, -1) + 1
            threaded = {
                "position": position,
                "depth": node.depth,
                "parent": parent,
                "root": thread.path(node.comment.id)[0].comment.id,
                "descendants": len(node.descendants),
                "rank": rank,
            }
            seen = visible.get(node.comment.id)
            is_shown = seen is not None and seen.status == "approved"
            shown = "gone" if seen is None else "shown" if is_shown else "tombstone"
            rows.append(_row(node.comment, threaded, kinds.get(node.comment.id, []), shown))
    return rows


_THREADED = ("position", "depth", "parent", "root", "descendants", "rank")


def _row(
    comment: Comment, threaded: dict[str, Any], kinds: list[str], shown: str
) -> dict[str, Any]:
    return {
        "post_id": comment.post_id,
        "id": comment.id,
        **threaded,
        "anomalies": len(kinds),
        "anomaly": kinds[0] if kinds else None,
        "visibility": shown,
    }


def numbers(values: Any) -> Array:
    """Return an array of integers."""
    return Array.from_numpy(np.asarray(values, np.int64))


def links_table(answered: Any, times: Any = None, posts: Any = None) -> Table:
    """Return comments of which the k-th answers the k-th of a list; -1 and None are no comment.

    They belong to one post, or to the k-th of ``posts``.
    """
    parents: Ints = np.asarray([-1 if it is None else it for it in answered], np.int64)
    size = len(parents)
    top = Array([None], DataType.int64())
    known = ChunkedArray([numbers(np.arange(size)), top]).combine_chunks()
    return Table.from_pydict(
        {
            "post_id": numbers(np.zeros(size) if posts is None else posts),
            "id": numbers(np.arange(size)),
            "in_reply_to": known.take(numbers(np.where(parents < 0, size, parents))),
            "published": numbers(np.arange(size) if times is None else times),
        }
    )


def many_posts(size: int, posts: int) -> Table:
    """Return comments of many posts, with integer ids; a reply follows its parent."""
    rng = np.random.default_rng(3)
    post = np.sort(rng.integers(0, posts, size))
    first, rows = np.searchsorted(post, post), np.arange(size)
    parents = first + (rng.random(size) * (rows - first)).astype(np.int64)
    parents[parents == rows] = -1
    return links_table(parents, rng.integers(0, 1000, size), post)


def assert_same_threads(result: Table, table: Table) -> None:
    """Check what an engine returned for a table, in any order of rows."""
    expected = thread_columns(table)

    def by_id(columns: Table) -> dict[str, Any]:
        order = np.argsort(columns["id"].to_numpy())
        names = ("id", "post_id", "position", "depth", "root", "descendants", "rank")
        return {name: columns[name].to_numpy()[order] for name in names}

    assert result.num_rows == expected.num_rows
    found = by_id(result)
    for name, column in by_id(expected).items():
        assert np.array_equal(found[name], column), name
