"""Failures of the database: each is reported in plain words; the store stays usable."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from tests.factory import POST_ID, START, make_comment, make_post
from tests.stores.databases import postgresql, postgresql_url, run_sql, small_disk

from blogcore import (
    Author,
    DiscussionPolicy,
    Refused,
    Reply,
    StoreError,
    Thread,
    ValidationError,
)
from blogcore.stores import CommentStore, SqliteStore, SqlStore
from blogcore.stores.table_store import TableStore

#: Timeout of a store in seconds: no lock is released here.
SHORT_TIMEOUT = 0.05

OpenFile = Callable[[Path], CommentStore]
FILE_STORES: dict[str, OpenFile] = {
    "sqlite": lambda path: SqliteStore(path, timeout=SHORT_TIMEOUT),
    "sql-sqlite": lambda path: SqlStore(f"sqlite:///{path}", timeout=SHORT_TIMEOUT),
}
with_each_file_store = pytest.mark.parametrize("open_file", FILE_STORES.values(), ids=FILE_STORES)


def raised_by(action: Callable[[], object]) -> StoreError:
    """Return the error that an action raises."""
    with pytest.raises(StoreError) as caught:
        action()
    return caught.value


def incompressible_text(size: int, seed: int) -> str:
    """Return text of this many bytes that no database can compress."""
    return "".join(Random(seed).choices("".join(map(chr, range(33, 127))), k=size))


# --- files ---------------------------------------------------------------------------------------


@with_each_file_store
def test_a_locked_file_is_an_error_and_the_store_stays_usable(
    open_file: OpenFile, tmp_path: Path
) -> None:
    path = tmp_path / "comments.db"
    with open_file(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        store.add(make_comment("1"))
        other.execute("BEGIN EXCLUSIVE")
        error = raised_by(lambda: store.add(make_comment("2")))
        assert "is locked by another program" in str(error)
        assert str(path) in str(error)
        assert error.remedy
        assert store.comment("1").id == "1"  # readers do not wait for writers
        other.execute("ROLLBACK")
        store.add(make_comment("2"))
        assert len(store.thread(POST_ID)) == 2


@with_each_file_store
def test_a_full_disk_is_an_error_and_undoes_the_transaction(
    open_file: OpenFile, tmp_path: Path
) -> None:
    path = tmp_path / "comments.db"
    with open_file(path) as store:
        store.add(make_comment("1"))
        assert isinstance(store, TableStore)
        with store._database.reading() as session:
            [(pages,)] = session.select("PRAGMA page_count")
            session.select(f"PRAGMA max_page_count = {pages}")  # for this connection
        error = raised_by(
            lambda: store.add(*(make_comment(str(n), body="x" * 900) for n in range(2, 99)))
        )
        assert "the disk is full" in str(error)
        with open_file(path) as other:
            assert [node.comment.id for node in other.thread(POST_ID)] == ["1"]
        store.add(make_comment("2"))  # a new connection has no such limit
        assert len(store.thread(POST_ID)) == 2


def fill_disk(store: CommentStore) -> list[str]:
    """Add comments until the disk is full; return the ids of those that were stored."""
    stored: list[str] = []

    def fill() -> None:
        for number in range(100_000):
            store.add(make_comment(f"{number}", body=incompressible_text(2_000, number)))
            stored.append(f"{number}")

    assert "the disk is full" in str(raised_by(fill))
    assert stored
    return stored


@with_each_file_store
def test_a_really_full_disk_loses_no_stored_comment(open_file: OpenFile) -> None:
    with small_disk(2) as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(300_000))
        with open_file(disk / "comments.db") as store:
            stored = fill_disk(store)
            assert {node.comment.id for node in store.thread(POST_ID)} == set(stored)
            with open_file(disk / "comments.db") as other:
                assert {node.comment.id for node in other.thread(POST_ID)} == set(stored)
            ballast.unlink()
            store.add(make_comment("after"))
            assert {node.comment.id for node in store.thread(POST_ID)} == {*stored, "after"}


@with_each_file_store
def test_a_read_only_file_is_an_error(open_file: OpenFile, tmp_path: Path) -> None:
    path = tmp_path / "comments.db"
    with open_file(path) as store:
        store.add(make_comment("1"))
        assert isinstance(store, TableStore)
        with store._database.reading() as session:
            session.execute("PRAGMA query_only = ON")
        assert "cannot be written" in str(raised_by(lambda: store.add(make_comment("2"))))


@with_each_file_store
def test_another_file_is_an_error_and_stays_unchanged(open_file: OpenFile, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, today I opened a blog. " * 100)
    assert "is not a SQLite database" in str(raised_by(lambda: open_file(path)))
    assert path.read_text().startswith("Dear diary")


@with_each_file_store
def test_a_missing_folder_is_an_error(open_file: OpenFile, tmp_path: Path) -> None:
    error = raised_by(lambda: open_file(tmp_path / "nowhere" / "comments.db"))
    assert "cannot be opened" in str(error)


@with_each_file_store
def test_a_damaged_file_is_an_error(open_file: OpenFile, tmp_path: Path) -> None:
    path = tmp_path / "comments.db"
    with open_file(path) as store:
        store.add(*(make_comment(str(n), body="x" * 500) for n in range(50)))
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    for call in (
        lambda: open_file(path).thread(POST_ID),
        lambda: open_file(path).add(make_comment("new")),
    ):
        assert "is a damaged database" in str(raised_by(call))


@with_each_file_store
def test_a_row_with_an_invalid_value_is_an_error(open_file: OpenFile, tmp_path: Path) -> None:
    path = tmp_path / "comments.db"
    with open_file(path) as store:
        store.add(make_comment("1"))
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("UPDATE blogcore_comments SET status = 'maybe'")
        error = raised_by(lambda: store.thread(POST_ID))
        assert "status" in str(error)


@pytest.mark.parametrize("path", ["", ":memory:"])
def test_a_database_in_memory_is_refused(path: str) -> None:
    assert "is not a file" in str(raised_by(lambda: SqliteStore(path)))
    assert "is not a file" in str(raised_by(lambda: SqlStore(f"sqlite:///{path}")))


# --- servers -------------------------------------------------------------------------------------


@pytest.mark.server
def test_a_lost_connection_is_an_error_and_the_store_stays_usable() -> None:
    with postgresql() as open_store, open_store() as store:
        store.add(make_comment("1"))
        assert isinstance(store, TableStore)

        def lose_connection() -> None:
            with store._database.writing() as session:
                [(process,)] = session.select("SELECT pg_backend_pid()")
                run_sql(postgresql_url(), f"SELECT pg_terminate_backend({process})")
                session.select("SELECT 1")

        assert "is shutting down" in str(raised_by(lose_connection))
        store.add(make_comment("2"))
        assert len(store.thread(POST_ID)) == 2


@pytest.mark.server
def test_idle_connections_closed_by_the_server_are_replaced() -> None:
    with postgresql() as open_store, open_store() as store:
        store.add(make_comment("1"))
        run_sql(
            postgresql_url(),
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        assert len(store.thread(POST_ID)) == 1


@pytest.mark.server
def test_a_locked_server_is_an_error() -> None:
    def open_with_short_timeout() -> SqlStore:
        return SqlStore(postgresql_url(), timeout=SHORT_TIMEOUT)

    with postgresql() as open_store, open_store() as store:
        assert isinstance(store, TableStore)
        with store._database.writing():
            assert "is locked by another program" in str(raised_by(open_with_short_timeout))
        open_with_short_timeout().close()


@pytest.mark.server
def test_a_really_full_disk_of_a_server_loses_no_stored_comment() -> None:
    """The table moves to a disk of its own, so that nothing else runs out of space."""
    with postgresql() as open_store, open_store() as store:
        assert isinstance(store, TableStore)
        with store._database.reading() as session:
            [(data,)] = session.select("SHOW data_directory")
        if not Path(str(data)).is_dir():
            pytest.skip("PostgreSQL runs elsewhere")
        with small_disk(2, Path(str(data)).stat().st_uid) as disk:
            space = f"blogcore_small_{os.getpid()}"
            run_sql(postgresql_url(), f"CREATE TABLESPACE {space} LOCATION '{disk}'")
            try:
                run_sql(postgresql_url(), f"ALTER TABLE blogcore_comments SET TABLESPACE {space}")
                stored = fill_disk(store)
                assert {node.comment.id for node in store.thread(POST_ID)} == set(stored)
                run_sql(postgresql_url(), "ALTER TABLE blogcore_comments SET TABLESPACE pg_default")
                store.add(make_comment("after"))
                assert {node.comment.id for node in store.thread(POST_ID)} == {*stored, "after"}
            finally:
                run_sql(
                    postgresql_url(),
                    "ALTER TABLE blogcore_comments SET TABLESPACE pg_default",
                    f"DROP TABLESPACE {space}",
                )


@pytest.mark.server
def test_a_full_disk_of_a_server_is_an_error() -> None:
    """A trigger raises PostgreSQL's error, for where no disk can be mounted."""
    with postgresql() as open_store, open_store() as store:
        run_sql(
            postgresql_url(),
            "CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE disk_full USING MESSAGE = 'could not extend file'; END $$",
            "CREATE TRIGGER full_disk BEFORE INSERT ON blogcore_comments EXECUTE"
            " FUNCTION full_disk()",
        )
        try:
            assert "the disk is full" in str(raised_by(lambda: store.add(make_comment("1"))))
        finally:
            run_sql(postgresql_url(), "DROP FUNCTION full_disk CASCADE")
        store.add(make_comment("1"))
        assert len(store.thread(POST_ID)) == 1


MAX_KEY_BYTES = 1_300


@pytest.mark.server
def test_indexed_texts_may_be_as_long_as_the_index_allows() -> None:
    """All fields at once, because some share an index."""
    texts = [incompressible_text(MAX_KEY_BYTES, seed) for seed in range(5)]
    root_id, reply_id, post_id, email, ip = texts
    comments = [
        make_comment(
            id,
            parent_id,
            post_id=post_id,
            author=Author(name="Ida", email=email),
            ip=ip,
            kind="webmention",
        )
        for id, parent_id in ((root_id, None), (reply_id, root_id))
    ]
    with postgresql() as open_store, open_store() as store:
        store.add(*comments)
        assert store.thread(post_id) == Thread.from_comments(comments)
        assert len(store.page(post_id, 1, 10)) == 2
        store.moderate([root_id, reply_id], "trash", by="eva", at=START)
        store.replace(evolve(comments[1], in_reply_to="é" * (MAX_KEY_BYTES // 2)))


@pytest.mark.server
def test_longer_indexed_texts_are_refused_by_field_and_nothing_is_stored() -> None:
    long = incompressible_text(MAX_KEY_BYTES + 1, 1)
    valid = make_comment("1")
    invalid = [
        make_comment(long),
        make_comment("2", f"{'é' * (MAX_KEY_BYTES // 2)}.", post_id=long),
        make_comment("3", author=Author(name="Ida", email=long), ip=long),
    ]
    with postgresql() as open_store, open_store() as store:
        with pytest.raises(ValidationError) as caught:
            store.add(valid, *invalid)
        assert [(fault.path, fault.code) for fault in caught.value.faults] == [
            ("[1].id", "too_long"),
            ("[2].post_id", "too_long"),
            ("[2].in_reply_to", "too_long"),
            ("[3].author.email", "too_long"),
            ("[3].ip", "too_long"),
        ]
        assert f"at most {MAX_KEY_BYTES} bytes" in str(caught.value)
        assert long not in str(caught.value)
        assert len(store.thread(POST_ID)) == 0
        store.add(valid)
        with pytest.raises(ValidationError, match=r"^in_reply_to: "):
            store.replace(evolve(valid, in_reply_to=long))
        reply = Reply(name="Ida", email="ida@example.org", body="Hm.", in_reply_to=long)
        result = store.submit(reply, post=make_post(), policy=DiscussionPolicy(), now=START)
        assert isinstance(result, Refused)


@with_each_file_store
def test_a_file_stores_texts_of_any_length(open_file: OpenFile, tmp_path: Path) -> None:
    long = incompressible_text(50_000, 1)
    comment = make_comment(long, long[1:], post_id=long[2:], ip=long[3:])
    with open_file(tmp_path / "comments.db") as store:
        store.add(comment)
        assert store.comment(long) == comment
        assert len(store.page(long[2:], 1, 10)) == 1


def test_an_unreachable_server_is_reported_without_its_password() -> None:
    error = raised_by(lambda: SqlStore("postgresql+psycopg://ida:secret@127.0.0.1:1/blog"))
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
def test_an_unusable_url_is_reported_without_its_password(url: str, reason: str) -> None:
    error = raised_by(lambda: SqlStore(url))
    assert reason in str(error)
    assert error.remedy
    assert "secret" not in str(error)
