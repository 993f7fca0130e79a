"""A full disk, a lock, a file that is no database, a lost server: told in words, and got over."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from tests.stores.places import postgresql, postgresql_url, run, small_disk
from tests.stores.said import comment

from blogcore import (
    Author,
    DiscussionPolicy,
    Post,
    Refused,
    Reply,
    StoreError,
    Thread,
    ValidationError,
)
from blogcore.stores import CommentStore, SqliteStore, SqlStore
from blogcore.stores.table_store import TableStore

#: Seconds that a store waits here: nobody gives the lock back.
BRIEFLY = 0.05

OnFile = Callable[[Path], CommentStore]
ON_FILES: dict[str, OnFile] = {
    "sqlite": lambda path: SqliteStore(path, timeout=BRIEFLY),
    "sql-sqlite": lambda path: SqlStore(f"sqlite:///{path}", timeout=BRIEFLY),
}
on_each_file = pytest.mark.parametrize("opened", ON_FILES.values(), ids=ON_FILES)


def told(action: Callable[[], object]) -> StoreError:
    """What a store says of a fault: in words of its own, with the database's as its cause."""
    with pytest.raises(StoreError) as caught:
        action()
    return caught.value


def bytes_of(size: int, seed: int) -> str:
    """Text of so many bytes that no database makes smaller."""
    return "".join(Random(seed).choices("".join(map(chr, range(33, 127))), k=size))


# --- files ---------------------------------------------------------------------------------------


@on_each_file
def test_a_locked_file_is_told_and_the_store_works_on(opened: OnFile, tmp_path: Path) -> None:
    path = tmp_path / "comments.db"
    with opened(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        store.add(comment("1"))
        other.execute("BEGIN EXCLUSIVE")
        error = told(lambda: store.add(comment("2")))
        assert "is locked by another program" in str(error)
        assert str(path) in str(error)
        assert error.remedy
        assert store.comment("1").id == "1"  # who reads does not wait for who writes
        other.execute("ROLLBACK")
        store.add(comment("2"))
        assert len(store.thread("1")) == 2


@on_each_file
def test_a_full_disk_is_told_and_nothing_is_half_there(opened: OnFile, tmp_path: Path) -> None:
    path = tmp_path / "comments.db"
    with opened(path) as store:
        store.add(comment("1"))
        assert isinstance(store, TableStore)
        with store._database.reading() as session:
            [(pages,)] = session.select("PRAGMA page_count")
            session.select(f"PRAGMA max_page_count = {pages}")  # of this connection, used again
        error = told(lambda: store.add(*(comment(str(n), "x" * 900) for n in range(2, 99))))
        assert "the disk is full" in str(error)
        with opened(path) as other:
            assert [node.comment.id for node in other.thread("1")] == ["1"]
        store.add(comment("2"))  # there is room again: of a new connection
        assert len(store.thread("1")) == 2


def filled(store: CommentStore) -> list[str]:
    """Comments that were kept, one after the other, until the disk was full."""
    kept: list[str] = []

    def fill() -> None:
        for number in range(100_000):
            store.add(comment(f"{number}", bytes_of(2_000, number)))
            kept.append(f"{number}")

    assert "the disk is full" in str(told(fill))
    assert kept
    return kept


@on_each_file
def test_on_a_disk_that_is_really_full_all_that_was_kept_is_there(opened: OnFile) -> None:
    with small_disk(2) as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(300_000))
        with opened(disk / "comments.db") as store:
            kept = filled(store)
            assert {node.comment.id for node in store.thread("1")} == set(kept)
            with opened(disk / "comments.db") as other:
                assert {node.comment.id for node in other.thread("1")} == set(kept)
            ballast.unlink()
            store.add(comment("after"))
            assert {node.comment.id for node in store.thread("1")} == {*kept, "after"}


@on_each_file
def test_a_file_that_may_not_be_written_is_told(opened: OnFile, tmp_path: Path) -> None:
    path = tmp_path / "comments.db"
    with opened(path) as store:
        store.add(comment("1"))
        assert isinstance(store, TableStore)
        with store._database.reading() as session:
            session.execute("PRAGMA query_only = ON")
        assert "cannot be written" in str(told(lambda: store.add(comment("2"))))


@on_each_file
def test_what_is_no_database_is_told(opened: OnFile, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, today I opened a blog. " * 100)
    assert "is not a SQLite database" in str(told(lambda: opened(path)))
    assert path.read_text().startswith("Dear diary")


@on_each_file
def test_a_folder_that_is_not_there_is_told(opened: OnFile, tmp_path: Path) -> None:
    error = told(lambda: opened(tmp_path / "nowhere" / "comments.db"))
    assert "cannot be opened" in str(error)


@on_each_file
def test_a_damaged_file_is_told(opened: OnFile, tmp_path: Path) -> None:
    path = tmp_path / "comments.db"
    with opened(path) as store:
        store.add(*(comment(str(n), "x" * 500) for n in range(50)))
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    for ask in (lambda: opened(path).thread("1"), lambda: opened(path).add(comment("new"))):
        assert "is a damaged database" in str(told(ask))


@on_each_file
def test_a_row_that_no_comment_can_be_is_told(opened: OnFile, tmp_path: Path) -> None:
    path = tmp_path / "comments.db"
    with opened(path) as store:
        store.add(comment("1"))
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("UPDATE blogcore_comments SET status = 'maybe'")
        error = told(lambda: store.thread("1"))
        assert "status" in str(error)


@pytest.mark.parametrize("path", ["", ":memory:"])
def test_a_database_in_memory_is_refused(path: str) -> None:
    assert "is not a file" in str(told(lambda: SqliteStore(path)))
    assert "is not a file" in str(told(lambda: SqlStore(f"sqlite:///{path}")))


# --- servers -------------------------------------------------------------------------------------


@pytest.mark.server
def test_a_lost_connection_is_told_and_the_store_works_on() -> None:
    with postgresql() as opened, opened() as store:
        store.add(comment("1"))
        assert isinstance(store, TableStore)

        def cut() -> None:
            with store._database.writing() as session:
                [(process,)] = session.select("SELECT pg_backend_pid()")
                run(postgresql_url(), f"SELECT pg_terminate_backend({process})")
                session.select("SELECT 1")

        assert "is shutting down" in str(told(cut))
        store.add(comment("2"))
        assert len(store.thread("1")) == 2


@pytest.mark.server
def test_idle_connections_that_the_server_closed_are_not_even_noticed() -> None:
    with postgresql() as opened, opened() as store:
        store.add(comment("1"))
        run(
            postgresql_url(),
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        assert len(store.thread("1")) == 1


@pytest.mark.server
def test_a_server_whose_lock_somebody_holds_is_told() -> None:
    def hasty() -> SqlStore:
        return SqlStore(postgresql_url(), timeout=BRIEFLY)

    with postgresql() as opened, opened() as store:
        assert isinstance(store, TableStore)
        with store._database.writing():
            assert "is locked by another program" in str(told(hasty))
        hasty().close()


@pytest.mark.server
def test_a_server_whose_disk_is_really_full_is_told_and_keeps_what_it_kept() -> None:
    """The table is moved to a disk of its own, so that nothing else runs out of room."""
    with postgresql() as opened, opened() as store:
        assert isinstance(store, TableStore)
        with store._database.reading() as session:
            [(data,)] = session.select("SHOW data_directory")
        if not Path(str(data)).is_dir():
            pytest.skip("PostgreSQL runs elsewhere")
        with small_disk(2, Path(str(data)).stat().st_uid) as disk:
            space = f"blogcore_small_{os.getpid()}"
            run(postgresql_url(), f"CREATE TABLESPACE {space} LOCATION '{disk}'")
            try:
                run(postgresql_url(), f"ALTER TABLE blogcore_comments SET TABLESPACE {space}")
                kept = filled(store)
                assert {node.comment.id for node in store.thread("1")} == set(kept)
                run(postgresql_url(), "ALTER TABLE blogcore_comments SET TABLESPACE pg_default")
                store.add(comment("after"))
                assert {node.comment.id for node in store.thread("1")} == {*kept, "after"}
            finally:
                run(
                    postgresql_url(),
                    "ALTER TABLE blogcore_comments SET TABLESPACE pg_default",
                    f"DROP TABLESPACE {space}",
                )


@pytest.mark.server
def test_a_server_without_room_is_told() -> None:
    """PostgreSQL's own error, made by a trigger, where no disk may be mounted."""
    with postgresql() as opened, opened() as store:
        run(
            postgresql_url(),
            "CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE disk_full USING MESSAGE = 'could not extend file'; END $$",
            "CREATE TRIGGER full_disk BEFORE INSERT ON blogcore_comments EXECUTE"
            " FUNCTION full_disk()",
        )
        try:
            assert "the disk is full" in str(told(lambda: store.add(comment("1"))))
        finally:
            run(postgresql_url(), "DROP FUNCTION full_disk CASCADE")
        store.add(comment("1"))
        assert len(store.thread("1")) == 1


LONGEST = 1_300


@pytest.mark.server
def test_texts_that_rows_are_found_by_may_be_as_long_as_the_index_can_hold() -> None:
    """All of them at once, for some share an index."""
    root, answer, post_id, email, ip = (bytes_of(LONGEST, seed) for seed in range(5))
    kept = [
        evolve(
            comment(id, answers=answers),
            post_id=post_id,
            author=Author(name="Ida", email=email),
            ip=ip,
            kind="webmention",
        )
        for id, answers in ((root, None), (answer, root))
    ]
    with postgresql() as opened, opened() as store:
        store.add(*kept)
        assert store.thread(post_id) == Thread.from_comments(kept)
        assert len(store.page(post_id, 1, 10)) == 2
        store.moderate([root, answer], "trash", by="eva", at=datetime(2024, 5, 1, tzinfo=UTC))
        store.replace(evolve(kept[1], in_reply_to="é" * (LONGEST // 2)))


@pytest.mark.server
def test_what_is_longer_is_refused_by_name_and_nothing_is_kept() -> None:
    long = bytes_of(LONGEST + 1, 1)
    fine = comment("1")
    faulty = [
        evolve(fine, id=long),
        evolve(fine, id="2", post_id=long, in_reply_to=f"{'é' * (LONGEST // 2)}."),
        evolve(fine, id="3", author=Author(name="Ida", email=long), ip=long),
    ]
    with postgresql() as opened, opened() as store:
        with pytest.raises(ValidationError) as caught:
            store.add(fine, *faulty)
        assert [(fault.path, fault.code) for fault in caught.value.faults] == [
            ("[1].id", "too_long"),
            ("[2].post_id", "too_long"),
            ("[2].in_reply_to", "too_long"),
            ("[3].author.email", "too_long"),
            ("[3].ip", "too_long"),
        ]
        assert f"at most {LONGEST} bytes" in str(caught.value)
        assert long not in str(caught.value)
        assert len(store.thread("1")) == 0
        store.add(fine)
        with pytest.raises(ValidationError, match=r"^in_reply_to: "):
            store.replace(evolve(fine, in_reply_to=long))
        reply = Reply(name="Ida", email="ida@example.org", body="Hm.", in_reply_to=long)
        answer = store.submit(
            reply, post=Post(id="1"), policy=DiscussionPolicy(), now=datetime.now(UTC)
        )
        assert isinstance(answer, Refused)


@on_each_file
def test_a_file_keeps_texts_of_any_length(opened: OnFile, tmp_path: Path) -> None:
    long = bytes_of(50_000, 1)
    kept = evolve(comment(long, answers=long[1:]), post_id=long[2:], ip=long[3:])
    with opened(tmp_path / "comments.db") as store:
        store.add(kept)
        assert store.comment(long) == kept
        assert len(store.page(long[2:], 1, 10)) == 1


def test_a_server_that_is_not_there_is_told_without_its_password() -> None:
    error = told(lambda: SqlStore("postgresql+psycopg://ida:secret@127.0.0.1:1/blog"))
    assert "cannot be reached" in str(error)
    assert "secret" not in str(error)
    assert "secret" not in repr(error)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("nonsense", "its URL cannot be read"),
        ("oracle://ida:secret@host/blog", "oracle is not supported"),
        ("postgresql+nodriver://ida:secret@host/blog", "nodriver"),
        ("postgresql+pg8000://ida:secret@host/blog", "its driver pg8000 is not installed"),
    ],
)
def test_a_url_that_leads_nowhere_is_told(url: str, reason: str) -> None:
    error = told(lambda: SqlStore(url))
    assert reason in str(error)
    assert error.remedy
    assert "secret" not in str(error)
