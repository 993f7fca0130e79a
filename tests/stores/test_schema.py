"""Tables of older versions are migrated once, however many programs open them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.factory import make_comment
from tests.stores.databases import DATABASES, on_each_database

from blogcore import StoreError
from blogcore.stores.schema import MIGRATIONS, migrate
from blogcore.stores.table_store import TableStore

#: A later version, which counts how often it was applied.
NEXT = (
    *MIGRATIONS,
    ("CREATE TABLE blogcore_next (at {number})", "INSERT INTO blogcore_next VALUES (1)"),
)


def rows(store: TableStore, sql: str) -> Sequence[tuple[object, ...]]:
    with store._database.reading() as session:
        return session.select(sql)


def undo(store: TableStore) -> None:
    """Return to the current version, because databases are used again."""
    with store._database.writing() as session:
        session.execute("DROP TABLE IF EXISTS blogcore_next")
        session.execute(f"UPDATE blogcore_schema SET version = {len(MIGRATIONS)}")


@on_each_database
def test_an_older_store_is_migrated_with_its_comments(database: str) -> None:
    with DATABASES[database]() as open_store, open_store() as store:
        assert isinstance(store, TableStore)
        store.add(make_comment("1"))
        try:
            migrate(store._database, NEXT)
            assert rows(store, "SELECT version FROM blogcore_schema") == [(len(NEXT),)]
            assert store.comment("1") == make_comment("1")
        finally:
            undo(store)


@on_each_database
def test_several_programs_at_once_migrate_once(database: str) -> None:
    with DATABASES[database]() as open_store, open_store() as store:
        assert isinstance(store, TableStore)
        try:
            with ThreadPoolExecutor(8) as pool:
                list(pool.map(lambda _: migrate(store._database, NEXT), range(8)))
            assert rows(store, "SELECT at FROM blogcore_next") == [(1,)]
        finally:
            undo(store)


@on_each_database
def test_a_newer_store_is_refused_and_unchanged(database: str) -> None:
    with DATABASES[database]() as open_store, open_store() as store:
        assert isinstance(store, TableStore)
        store.add(make_comment("1"))
        try:
            migrate(store._database, NEXT)
            versions = (
                rf"has tables of version {len(NEXT)}, .* up to {len(MIGRATIONS)}; use the newer"
            )
            with pytest.raises(StoreError, match=versions):
                open_store()
            assert store.comment("1") == make_comment("1")
        finally:
            undo(store)


@on_each_database
def test_a_failed_migration_is_undone(database: str) -> None:
    broken = (*NEXT, ("CREATE TABLE blogcore_more (id {text})", "nonsense"))
    with DATABASES[database]() as open_store, open_store() as store:
        assert isinstance(store, TableStore)
        try:
            with pytest.raises(StoreError):
                migrate(store._database, broken)
            assert rows(store, "SELECT version FROM blogcore_schema") == [(len(MIGRATIONS),)]
            migrate(store._database, NEXT)  # its first table is gone
        finally:
            undo(store)


def test_processes_that_create_a_file_at_once_create_it_once(tmp_path: object) -> None:
    program = "import sys; from blogcore.stores import SqliteStore; SqliteStore(sys.argv[1])"
    command = [sys.executable, "-c", program, f"{tmp_path}/comments.db"]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(6)]
    errors = [process.communicate(timeout=60)[1] for process in processes]
    assert [process.returncode for process in processes] == [0] * 6, b"".join(errors)
