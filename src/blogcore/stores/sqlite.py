"""`SqliteStore`: comments in a file, with nothing but what Python brings.

The file has a write-ahead log, so that who reads and who writes do not wait for each other; a
commit is on the disk before anybody is told of it (``synchronous=FULL``), so that it outlives a
killed process and a power cut.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from os import PathLike, fspath
from typing import cast

from blogcore.errors import StoreError
from blogcore.stores.before_fork import before_fork
from blogcore.stores.database import Row, Session, Values, askable
from blogcore.stores.tables import TableStore

__all__ = ["TYPES", "SqliteStore", "prepare", "refuse_no_file", "told"]

TYPES: Mapping[str, str] = {"text": "TEXT", "number": "INTEGER"}
_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
)
#: What went wrong, by the name that SQLite gives it or the kind of it, and how to mend that.
_TOLD: Mapping[str, tuple[str, str]] = {
    "SQLITE_BUSY": ("is locked by another program", "try again, or give a longer timeout"),
    "SQLITE_LOCKED": ("is locked by another program", "try again, or give a longer timeout"),
    "SQLITE_FULL": ("cannot grow: the disk is full", "make room; nothing was lost"),
    "SQLITE_READONLY": ("cannot be written", "give write access to the file and its folder"),
    "SQLITE_CANTOPEN": ("cannot be opened", "see that its folder is there and may be written"),
    "SQLITE_PERM": ("may not be opened", "give access to the file and its folder"),
    "SQLITE_NOTADB": ("is no SQLite database", "name another file"),
    "SQLITE_CORRUPT": ("is a damaged database", "restore it from a copy"),
    "SQLITE_IOERR": ("cannot be read or written", "see that the disk is well"),
}


class SqliteStore(TableStore):
    """Comments in a SQLite file, which is made where there is none.

    Raises `StoreError` for a file that cannot be used. Who writes waits up to ``timeout`` seconds
    for others. Threads, processes and forks may share the store, or the file; computers may not,
    for SQLite's locks do not hold over a network.
    """

    def __init__(self, path: str | PathLike[str], *, timeout: float = 30.0) -> None:
        super().__init__(_File(fspath(path), timeout))


class _File:
    """A `Database` in a file, with the connections that wait for their next transaction."""

    types = TYPES

    def __init__(self, path: str, timeout: float) -> None:
        refuse_no_file(path)
        self.place = path
        self._timeout = timeout
        self._idle: list[sqlite3.Connection] = []
        before_fork(self)

    @contextmanager
    def reading(self) -> Generator[Session]:
        with self._transaction("BEGIN") as session:
            yield session

    @contextmanager
    def writing(self) -> Generator[Session]:
        # Asks for the lock now: who reads first and then wants to write may find it taken.
        with self._transaction("BEGIN IMMEDIATE") as session:
            yield session

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    @contextmanager
    def _transaction(self, begin: str) -> Generator[Session]:
        try:
            connection = self._idle.pop() if self._idle else self._opened()
            try:
                connection.execute(begin)
                yield _Transaction(connection)
                connection.execute("COMMIT")
            except sqlite3.Error:
                connection.close()  # which undoes what was begun, whatever state it is in
                raise
            except BaseException:
                connection.rollback()
                self._idle.append(connection)
                raise
            self._idle.append(connection)
        except sqlite3.Error as error:
            raise told(self.place, error) from error

    def _opened(self) -> sqlite3.Connection:
        """A new connection, for one thread at a time."""
        connection = sqlite3.connect(
            self.place, timeout=self._timeout, isolation_level=None, check_same_thread=False
        )
        try:
            prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection


class _Transaction:
    """A `Session` of one connection."""

    longest = None

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, values: Values = {}) -> list[Row]:  # noqa: B006 - nobody writes it
        return cast("list[Row]", self._connection.execute(sql, askable(values)).fetchall())

    def run(self, sql: str, many: Iterable[Values] = ({},)) -> None:
        for values in many:  # not `executemany`, which does not take every statement
            self._connection.execute(sql, values)


def refuse_no_file(path: str) -> None:
    """Raise `StoreError` for a database in memory: each connection would have one of its own."""
    if path in ("", ":memory:"):
        raise StoreError(repr(path), "is no file", "name one; for a test, in a new folder")


def prepare(connection: sqlite3.Connection) -> None:
    """Set up a new connection, whoever opened it: transactions begin when they are told to."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    # Somebody who opens the file at the same time may be about the same.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")


def told(place: str, error: sqlite3.Error) -> StoreError:
    """What went wrong, in words."""
    name: str = getattr(error, "sqlite_errorname", "")
    kind = "_".join(name.split("_")[:2])  # as SQLITE_IOERR of SQLITE_IOERR_WRITE
    reason, remedy = _TOLD.get(kind, ("failed", ""))
    return StoreError(place, f"{reason} ({error})", remedy)
