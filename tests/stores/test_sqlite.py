"""A SQLite file: shared by threads, forks and both stores, and durable."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
from tests.factory import POST_ID, make_comment

from blogcore import PageError, UnknownNameError
from blogcore.models import CommentStatus
from blogcore.orders import newest, top
from blogcore.stores import SqliteStore, SqlStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "comments.db"


@pytest.fixture
def store(path: Path) -> Generator[SqliteStore]:
    with SqliteStore(path) as store:
        yield store


def test_each_store_reads_what_the_other_wrote(store: SqliteStore, path: Path) -> None:
    with SqlStore(f"sqlite:///{path}") as other:
        store.add(make_comment("1"))
        other.add(make_comment("2", in_reply_to="1"))
        assert store.thread(POST_ID) == other.thread(POST_ID)
        assert len(store.thread(POST_ID)) == 2


def test_an_order_may_be_given_by_name(store: SqliteStore) -> None:
    store.add(*(make_comment(f"c{number}", minute=number, likes=number % 3) for number in range(9)))
    for name, order in (("newest", newest), ("top", top)):
        assert store.page(POST_ID, 1, 4, order=name) == store.page(POST_ID, 1, 4, order=order)
        assert store.page_of("c4", 4, order=name) == store.page_of("c4", 4, order=order)


def test_unknown_names_and_pages_are_errors_that_name_the_known_ones(store: SqliteStore) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'newest'"):
        store.page(POST_ID, 1, 10, order="newst")
    with pytest.raises(UnknownNameError, match="did you mean 'held'"):
        store.queue(10, status=cast("CommentStatus", "hold"))
    with pytest.raises(PageError, match="no page 2; the only page is 1"):
        store.page(POST_ID, 2, 10)


def test_threads_may_share_a_store(store: SqliteStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: store.add(make_comment(str(n))), range(80)))
        assert sorted(map(len, pool.map(lambda _: store.thread(POST_ID), range(8)))) == [80] * 8


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
def test_a_store_is_usable_in_parent_and_child_after_a_fork(store: SqliteStore) -> None:
    store.add(make_comment("before"))
    child = os.fork()
    if child == 0:
        status = 1
        try:
            store.add(make_comment("child"))
            status = 0
        finally:
            os._exit(status)
    store.add(make_comment("parent"))
    assert os.waitpid(child, 0)[1] == 0
    assert {c.id for c in store.thread(POST_ID).comments} == {"before", "child", "parent"}


def test_a_commit_is_on_disk_before_it_returns(store: SqliteStore) -> None:
    """FULL (2) with a write-ahead log survives a power cut, not only a killed process."""
    with store._database.reading() as session:
        assert session.select("PRAGMA synchronous") == [(2,)]
        assert session.select("PRAGMA journal_mode") == [("wal",)]
        assert session.select("PRAGMA foreign_keys") == [(1,)]


def test_a_reading_transaction_sees_one_state(store: SqliteStore) -> None:
    store.add(make_comment("1"))
    with store._database.reading() as session:
        [before] = session.select("SELECT count(*) FROM blogcore_comments")
        store.add(make_comment("2"))
        [after] = session.select("SELECT count(*) FROM blogcore_comments")
    assert before == after
    assert len(store.thread(POST_ID)) == 2


def test_a_closed_store_opens_again_and_leaves_no_log_behind(
    store: SqliteStore, path: Path
) -> None:
    store.add(make_comment("1"))
    store.close()
    assert [file.name for file in path.parent.iterdir()] == ["comments.db"]
    assert store.comment("1") == make_comment("1")


def test_the_file_passes_the_checks_of_sqlite(store: SqliteStore, path: Path) -> None:
    store.add(*(make_comment(str(n), in_reply_to=str(n // 2)) for n in range(50)))
    store.moderate(["1", "2"], "spam", by="eva", at=make_comment("1").published or pytest.fail())
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
