"""Threading a table of many posts: `thread_columns` beside loops over dictionaries and data frames.

Five million comments in 50,000 posts, sizes by a power law, one post with 10 %; rows shuffled; 1 %
orphans. The loop gets its columns as Python lists, for nothing; it links, sorts and walks each post
and returns position, depth, root and descendants, but looks for no cycles or duplicates. The other
rivals run at a tenth of the size. All times are CPU time, memory is beyond the input.

``python -m benchmarks.bulk 500000`` measures with fewer rows. A rival that is not installed is
left out (dependency group ``bench``).
"""

from __future__ import annotations

import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from arro3.core import Array, ChunkedArray, DataType, Table
from benchmarks._table import Row, report

from blogcore import Author, Body, Comment, Thread
from blogcore.bulk import thread_columns

Ints = npt.NDArray[np.int64]
#: Ids, parents, posts and times in microseconds, as lists.
Lists = tuple[list[str], list[str | None], list[str], list[int]]

ROWS = 5_000_000
MAX_RATIO = 0.12
MAX_MEMORY_MB = 1500.0
MAX_ONE_POST_SECONDS = 12.0
ONE_POST = 10_000_000

_START = 1_600_000_000_000_000
_MINUTE = 60_000_000


def make_table(size: int, seed: int = 1) -> Table:
    """Return comments in ``size // 100`` posts, shuffled."""
    rng = np.random.default_rng(seed)
    posts = max(size // 100, 1)
    weights = 1 / np.arange(1, posts + 1)
    weights[0] = weights[1:].sum() / 9 if posts > 1 else 1.0
    sizes = np.bincount(rng.choice(posts, size, p=weights / weights.sum()), minlength=posts).astype(
        np.int64
    )
    post = np.repeat(np.arange(posts), sizes)
    first = np.repeat(np.cumsum(sizes) - sizes, sizes)
    within = np.arange(size) - first
    parent = first + (rng.random(size) * within).astype(np.int64)
    parent[(rng.random(size) < 0.35) | (within == 0)] = -1
    orphans = rng.random(size) < 0.01
    parent[orphans] = np.flatnonzero(orphans) + 10 * size
    published = _START + within * _MINUTE + rng.integers(0, _MINUTE, size)
    return _table(post, parent, published, rng.permutation(size))


def make_post(parent: Ints, seed: int = 1) -> Table:
    """Return one post in which each comment answers the one with this index, shuffled."""
    size = len(parent)
    order = np.random.default_rng(seed).permutation(size)
    return _table(np.zeros(size, np.int64), parent, _START + np.arange(size) * _MINUTE, order)


def _table(post: Ints, parent: Ints, published: Ints, order: Ints) -> Table:
    ids = np.arange(len(post))
    known = ChunkedArray([_numbers(parent[order]), Array([None], DataType.int64())])
    rows = np.where(parent[order] < 0, len(post), ids)
    return Table.from_pydict(
        {
            "post_id": _numbers(post[order]).cast(DataType.large_utf8()),
            "id": _numbers(ids[order]).cast(DataType.large_utf8()),
            "in_reply_to": known.combine_chunks().take(_numbers(rows)).cast(DataType.large_utf8()),
            "published": _numbers(published[order]).cast(DataType.timestamp("us", tz="UTC")),
        }
    )


def _numbers(values: Ints) -> Array:
    return Array.from_numpy(np.ascontiguousarray(values))


def to_lists(table: Table) -> Lists:
    """Return the columns as lists."""
    ticks = table.column("published").cast(DataType.int64())
    columns = [table.column(name).to_pylist() for name in ("id", "in_reply_to", "post_id")]
    ids, parents, posts = map(list, columns)
    return ids, parents, posts, list(ticks.to_pylist())


# --- rivals ----------------------------------------------------------------------------------


def loop_over_posts(lists: Lists) -> list[tuple[int, int, str, int]]:
    """Thread each post with dictionaries and lists."""
    ids, parents, posts, times = lists
    result: list[Any] = [None] * len(ids)
    by_post: defaultdict[str, list[int]] = defaultdict(list)
    for row, post in enumerate(posts):
        by_post[post].append(row)
    for rows in by_post.values():
        row_of = {ids[row]: row for row in rows}
        replies: dict[int, list[int]] = {}
        roots: list[int] = []
        for row in rows:
            parent = row_of.get(parents[row] or "")
            if parent is None:
                roots.append(row)
            else:
                replies.setdefault(parent, []).append(row)
        for siblings in (roots, *replies.values()):
            siblings.sort(key=lambda row: (times[row], ids[row]))
        in_order: list[tuple[int, int, int]] = []
        stack = [(row, 0, row) for row in reversed(roots)]
        while stack:
            entry = row, depth, root = stack.pop()
            in_order.append(entry)
            if row in replies:
                stack += [(reply, depth + 1, root) for reply in reversed(replies[row])]
        path: list[int] = []
        ends = [0] * len(in_order)
        for position, (_, depth, _) in enumerate(in_order):
            for index in path[depth:]:
                ends[index] = position
            del path[depth:]
            path.append(position)
        for index in path:
            ends[index] = len(in_order)
        for position, (row, depth, root) in enumerate(in_order):
            result[row] = position, depth, ids[root], ends[position] - position - 1
    return result


def threads_of(lists: Lists) -> int:
    """Make models, and a `Thread` per post."""
    ids, parents, posts, times = lists
    epoch, author, body = datetime(1970, 1, 1, tzinfo=UTC), Author(name=""), Body()
    by_post: defaultdict[str, list[Comment]] = defaultdict(list)
    for id, parent, post, ticks in zip(ids, parents, posts, times, strict=True):
        published = epoch + timedelta(microseconds=ticks)
        by_post[post].append(
            Comment(
                id=id,
                post_id=post,
                author=author,
                body=body,
                in_reply_to=parent,
                published=published,
            )
        )
    return sum(len(Thread.from_comments(comments)) for comments in by_post.values())


_SQL = """
with recursive linked as (
    select c.post_id, c.id, p.id as parent,
           row_number() over (partition by c.post_id, p.id order by c.published, c.id) as rank
    from comments c left join comments p on p.post_id = c.post_id and p.id = c.in_reply_to
), tree as (
    select post_id, id, 0 as depth, id as root, [rank] as path from linked where parent is null
    union all
    select l.post_id, l.id, t.depth + 1, t.root, list_append(t.path, l.rank)
    from tree t join linked l on l.post_id = t.post_id and l.parent = t.id
)
select post_id, id, depth, root, row_number() over (partition by post_id order by path) as position
from tree
"""


def duckdb_sql(table: Table) -> Callable[[], Any]:
    """A recursive query, in one thread; without descendants."""
    duckdb: Any = import_module("duckdb")
    connection = duckdb.connect(config={"threads": 1})
    connection.register("source", import_module("pyarrow").table(table))
    connection.execute("create table comments as from source")
    return lambda: connection.execute(f"create or replace table threads as {_SQL}")


def polars_levels(table: Table) -> Callable[[], Any]:
    """A join per level gives depths and roots; there is no pre-order."""
    polars: Any = import_module("polars")
    frame = polars.from_arrow(import_module("pyarrow").table(table))

    def run() -> int:
        keys = frame.select("post_id", parent="id")
        linked = frame.join(
            keys, left_on=["post_id", "in_reply_to"], right_on=["post_id", "parent"], how="semi"
        ).select("post_id", "id", "in_reply_to")
        level = frame.join(linked, on=["post_id", "id"], how="anti").select(
            "post_id", "id", root="id", depth=polars.lit(0)
        )
        count = 0
        while len(level):
            count += len(level)
            level = linked.join(
                level, left_on=["post_id", "in_reply_to"], right_on=["post_id", "id"]
            ).select("post_id", "id", "root", depth=polars.col("depth") + 1)
        return count

    return run


def pandas_apply(table: Table) -> Callable[[], Any]:
    """The loop, called by groupby-apply with a frame per post."""
    frame = import_module("pyarrow").table(table).to_pandas()

    def one_post(group: Any) -> int:
        columns = [group[name].tolist() for name in ("id", "in_reply_to")]
        ids, parents = columns
        known = [parent if isinstance(parent, str) else None for parent in parents]
        times = group["published"].astype("int64").tolist()
        return len(loop_over_posts((ids, known, [""] * len(ids), times)))

    return lambda: frame.groupby("post_id")[["id", "in_reply_to", "published"]].apply(one_post)


_FRAMES: dict[str, tuple[tuple[str, ...], Callable[[Table], Callable[[], Any]]]] = {
    "DuckDB, recursive SQL": (("duckdb", "pyarrow"), duckdb_sql),
    "Polars, a join per level": (("polars", "pyarrow"), polars_levels),
    "pandas groupby-apply": (("pandas", "pyarrow"), pandas_apply),
}


# --- rows ------------------------------------------------------------------------------------


def rows(size: int = ROWS) -> Iterator[Row]:
    """Measure all."""
    table = make_table(size)
    before = _resident_mb()
    ours = _seconds(thread_columns, table)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    posts = f"{size:,} comments in {size // 100:,} posts"
    yield Row(f"{posts}: memory beyond the input", memory, bound=MAX_MEMORY_MB, unit="MB")
    theirs = _seconds(loop_over_posts, to_lists(table))
    yield Row(posts, ours, theirs, bound=MAX_RATIO, note="a loop over dictionaries per post")

    small = max(size // 10, 1000)
    table = make_table(small)
    posts = f"{small:,} comments in {small // 100:,} posts"
    ours = min(_seconds(thread_columns, table) for _ in range(3))
    theirs = _seconds(threads_of, to_lists(table))
    yield Row(posts, ours, theirs, note="models and a Thread per post")
    for name, (packages, prepare) in _FRAMES.items():
        if all(find_spec(package) for package in packages):
            yield Row(posts, ours, _seconds(prepare(table)), note=name)

    one = ONE_POST * size // ROWS
    limit = MAX_ONE_POST_SECONDS
    table = make_post(np.arange(one) - 1)
    yield Row(f"a chain of {one:,}", _seconds(thread_columns, table), bound=limit)
    table = make_post(np.where(np.arange(one) == 0, -1, 0))
    yield Row(f"a star of {one:,}", _seconds(thread_columns, table), bound=limit)


def _seconds(work: Callable[..., object], *args: Any) -> float:
    start = time.process_time()
    work(*args)
    return time.process_time() - start


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    sys.exit(report(rows(*map(int, sys.argv[1:]))))
