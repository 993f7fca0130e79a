"""Eight processes post 10,000 replies to one post, through each store and with a bare INSERT.

    python -m benchmarks.store_load [REPLIES]

The bare INSERT is what a front end would write by hand: one table, one index, the same settings of
SQLite, no review and no audit records. With `BLOGCORE_POSTGRESQL`, the SQLAlchemy URL of a database
that may be emptied, PostgreSQL is measured too. Also measured: reading the last page of that
discussion, beside reading the whole thread.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

from benchmarks._table import Row, report
from sqlalchemy import create_engine, text

from blogcore import Accepted, DiscussionPolicy, Post, Reply
from blogcore.stores import CommentStore, SqliteStore, SqlStore

PROCESSES = 8
REPLIES = 10_000
ROUNDS = 9

_START = datetime(2024, 5, 1, tzinfo=UTC)
_POST = Post(id="1", published=_START)
_POLICY = DiscussionPolicy(hold_first_time=False, hold_links=None)
_TEXT = "We took the night train and slept well, all in all; quite an adventure. " * 3

#: Store the reply with this number.
PostReply = Callable[[int], None]


def rows(replies: int = REPLIES) -> list[Row]:
    """Return two rows per store: writing all replies, and reading the last page."""
    measured: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        insert = _seconds_to_write("bare INSERT", f"bare:{folder}/bare.db", replies)
        stores = {
            "SqliteStore": f"{folder}/store.db",
            "SqlStore, SQLite": f"sqlite:///{folder}/sql.db",
        }
        if url := os.environ.get("BLOGCORE_POSTGRESQL"):
            _empty(url)
            stores["SqlStore, PostgreSQL"] = url
        for name, location in stores.items():
            seconds = _seconds_to_write(name, location, replies)
            work = f"{name}: {PROCESSES} processes store {replies:,} replies"
            measured.append(Row(work, seconds, insert, note="bare INSERT into SQLite"))
            page, whole = _seconds_to_read(location, replies // PROCESSES * PROCESSES)
            work = f"{name}: last page of {replies:,} comments"
            measured.append(Row(work, page, whole, note="the page of the whole thread"))
    return measured


def _seconds_to_write(name: str, location: str, replies: int) -> float:
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(_sleep, range(PROCESSES * 4)))  # starts all processes, with their imports
        _make_writer(location, 0)  # creates the tables
        begin = time.perf_counter()
        futures = [pool.submit(_write, location, n, replies // PROCESSES) for n in range(PROCESSES)]
        times = sorted(seconds for future in futures for seconds in future.result())
        total = time.perf_counter() - begin
    median, slow = statistics.median(times), times[len(times) * 99 // 100]
    print(
        f"{name:22} {len(times) / total:7.0f} a second; one reply takes {median * 1e3:.1f} ms"
        f" (99 %: {slow * 1e3:.1f}, longest: {times[-1] * 1e3:.0f})"
    )
    return total


def _seconds_to_read(location: str, replies: int) -> tuple[float, float]:
    """Check that all replies are there; return the time to read the last page, and the thread."""
    with _open(location) as store:
        thread = store.thread(_POST.id)
        assert len(thread) == len({comment.id for comment in thread.comments}) == replies
        assert store.page(_POST.id, "newest", 50) == thread.visible().page("newest", 50)
        page = _median(lambda: store.page(_POST.id, "newest", 50))
        whole = _median(lambda: store.thread(_POST.id).visible().page("newest", 50))
    return page, whole


def _median(action: Callable[[], object]) -> float:
    def once() -> float:
        begin = time.perf_counter()
        action()
        return time.perf_counter() - begin

    return statistics.median(once() for _ in range(ROUNDS))


# --- in each process -----------------------------------------------------------------------------


def _sleep(_: int) -> None:
    time.sleep(0.05)


def _write(location: str, writer: int, replies: int) -> list[float]:
    post = _make_writer(location, writer)
    times: list[float] = []
    for number in range(replies):
        begin = time.perf_counter()
        post(number)
        times.append(time.perf_counter() - begin)
    return times


def _make_writer(location: str, writer: int) -> PostReply:
    if location.startswith("bare:"):
        return _bare_writer(location.removeprefix("bare:"), writer)
    store = _open(location)
    last: list[str | None] = [None]

    def post(number: int) -> None:
        name = f"writer {writer}, reply {number}"
        reply = Reply(
            name=name,
            email=f"{writer}.{number}@example.org",
            body=f"{name}: {_TEXT}",
            in_reply_to=last[0] if number % 4 else None,
            ip=f"192.0.{writer}.{number}",
        )
        now = _START + timedelta(seconds=number, milliseconds=writer)
        result = store.submit(reply, post=_POST, policy=_POLICY, now=now)
        assert isinstance(result, Accepted), result
        last[0] = result.comment.id

    return post


def _open(location: str) -> CommentStore:
    return SqlStore(location) if "://" in location else SqliteStore(location)


def _bare_writer(path: str, writer: int) -> PostReply:
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    for sql in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "CREATE TABLE IF NOT EXISTS comments (id TEXT PRIMARY KEY, post TEXT, parent TEXT,"
        " name TEXT, email TEXT, body TEXT, published TEXT)",
        "CREATE INDEX IF NOT EXISTS of_post ON comments (post)",
    ):
        connection.execute(sql)

    def post(number: int) -> None:
        id, parent = f"{writer}.{number}", f"{writer}.{number - 1}" if number % 4 else None
        at = (_START + timedelta(seconds=number)).isoformat()
        values = (id, "1", parent, f"writer {writer}", f"{id}@example.org", _TEXT, at)
        connection.execute("INSERT INTO comments VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    return post


def _empty(url: str) -> None:
    SqlStore(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE blogcore_comments, blogcore_audit"))


if __name__ == "__main__":
    sys.exit(report(rows(int(sys.argv[1]) if sys.argv[1:] else REPLIES)))
