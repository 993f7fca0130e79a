"""Tables of every version become those of this one, once, however many open them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.stores.places import PLACES, Place
from tests.stores.said import comment

from blogcore import StoreError
from blogcore.stores.schema import MIGRATIONS, migrate
from blogcore.stores.table_store import TableStore

on_each = pytest.mark.parametrize(
    "place",
    [
        pytest.param(place, id=name, marks=[pytest.mark.server] if name == "postgresql" else [])
        for name, place in PLACES.items()
    ],
)
#: A version of the future, which says how often it came to be.
NEXT = (
    *MIGRATIONS,
    ("CREATE TABLE blogcore_next (at {number})", "INSERT INTO blogcore_next VALUES (1)"),
)


def rows(store: TableStore, sql: str) -> Sequence[tuple[object, ...]]:
    with store._database.reading() as session:
        return session.select(sql)


def undo(store: TableStore) -> None:
    """Back to the version that this code knows: places are used again."""
    with store._database.writing() as session:
        session.execute("DROP TABLE IF EXISTS blogcore_next")
        session.execute(f"UPDATE blogcore_schema SET version = {len(MIGRATIONS)}")


@on_each
def test_an_older_store_is_brought_up_to_date_with_all_that_is_in_it(place: Place) -> None:
    with place() as opened, opened() as store:
        assert isinstance(store, TableStore)
        store.add(comment("1"))
        try:
            migrate(store._database, NEXT)
            assert rows(store, "SELECT version FROM blogcore_schema") == [(len(NEXT),)]
            assert store.comment("1") == comment("1")
        finally:
            undo(store)


@on_each
def test_of_several_that_open_an_older_store_at_once_one_does_it(place: Place) -> None:
    with place() as opened, opened() as store:
        assert isinstance(store, TableStore)
        try:
            with ThreadPoolExecutor(8) as pool:
                list(pool.map(lambda _: migrate(store._database, NEXT), range(8)))
            assert rows(store, "SELECT at FROM blogcore_next") == [(1,)]
        finally:
            undo(store)


@on_each
def test_a_newer_store_is_refused_and_left_as_it_is(place: Place) -> None:
    with place() as opened, opened() as store:
        assert isinstance(store, TableStore)
        store.add(comment("1"))
        try:
            migrate(store._database, NEXT)
            with pytest.raises(
                StoreError, match=r"has tables of version 2, .* up to 1; use the newer"
            ):
                opened()
            assert store.comment("1") == comment("1")
        finally:
            undo(store)


@on_each
def test_a_migration_that_fails_leaves_nothing_behind(place: Place) -> None:
    broken = (*NEXT, ("CREATE TABLE blogcore_more (id {text})", "nonsense"))
    with place() as opened, opened() as store:
        assert isinstance(store, TableStore)
        try:
            with pytest.raises(StoreError):
                migrate(store._database, broken)
            assert rows(store, "SELECT version FROM blogcore_schema") == [(len(MIGRATIONS),)]
            migrate(store._database, NEXT)  # no table of it is there
        finally:
            undo(store)


def test_processes_that_make_a_file_at_once_make_it_once(tmp_path: object) -> None:
    program = "import sys; from blogcore.stores import SqliteStore; SqliteStore(sys.argv[1])"
    command = [sys.executable, "-c", program, f"{tmp_path}/comments.db"]
    started = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(6)]
    said = [process.communicate(timeout=60)[1] for process in started]
    assert [process.returncode for process in started] == [0] * 6, b"".join(said)
