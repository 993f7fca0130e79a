"""What a file of SQLite is besides a store: shared by threads, forks and both of our stores."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from tests.stores.said import comment

from blogcore.stores import SqliteStore, SqlStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "comments.db"


@pytest.fixture
def store(path: Path) -> Generator[SqliteStore]:
    with SqliteStore(path) as store:
        yield store


def test_either_store_reads_what_the_other_wrote(store: SqliteStore, path: Path) -> None:
    with SqlStore(f"sqlite:///{path}") as other:
        store.add(comment("1"))
        other.add(comment("2", answers="1"))
        assert store.thread("1") == other.thread("1")
        assert len(store.thread("1")) == 2


def test_threads_may_share_a_store(store: SqliteStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: store.add(comment(str(n))), range(80)))
        assert sorted(map(len, pool.map(lambda _: store.thread("1"), range(8)))) == [80] * 8


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
def test_a_store_may_be_used_on_both_sides_of_a_fork(store: SqliteStore) -> None:
    store.add(comment("before"))
    child = os.fork()
    if child == 0:
        status = 1
        try:
            store.add(comment("child"))
            status = 0
        finally:
            os._exit(status)
    store.add(comment("parent"))
    assert os.waitpid(child, 0)[1] == 0
    assert {c.id for c in store.thread("1").comments} == {"before", "child", "parent"}


def test_a_commit_is_on_the_disk_before_it_is_told(store: SqliteStore) -> None:
    """FULL (2) in a write-ahead log: it outlives a power cut, not only a killed process."""
    with store._database.reading() as session:
        assert session.select("PRAGMA synchronous") == [(2,)]
        assert session.select("PRAGMA journal_mode") == [("wal",)]
        assert session.select("PRAGMA foreign_keys") == [(1,)]


def test_who_reads_sees_one_state(store: SqliteStore) -> None:
    store.add(comment("1"))
    with store._database.reading() as session:
        [before] = session.select("SELECT count(*) FROM blogcore_comments")
        store.add(comment("2"))
        [after] = session.select("SELECT count(*) FROM blogcore_comments")
    assert before == after
    assert len(store.thread("1")) == 2


def test_a_closed_store_opens_again_and_leaves_no_log_behind(
    store: SqliteStore, path: Path
) -> None:
    store.add(comment("1"))
    store.close()
    assert [file.name for file in path.parent.iterdir()] == ["comments.db"]
    assert store.comment("1") == comment("1")


def test_the_file_is_sound_after_all_that(store: SqliteStore, path: Path) -> None:
    store.add(*(comment(str(n), answers=str(n // 2)) for n in range(50)))
    store.moderate(["1", "2"], "spam", by="eva", at=comment("1").published or pytest.fail())
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
