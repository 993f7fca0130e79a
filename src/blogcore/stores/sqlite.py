"""`SqliteStore`: comments in a file, with only the standard library.

The file has a write-ahead log, so that readers and writers do not wait for each other. A commit is
on disk before it returns (``synchronous=FULL``): it survives a killed process and a power cut.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from os import PathLike, fspath
from typing import cast

from blogcore.errors import StoreError
from blogcore.stores.database import (
    Session,
    SqlParameters,
    SqlRow,
    close_before_fork,
    without_invalid_text,
)
from blogcore.stores.table_store import TableStore

__all__ = ["TYPES", "SqliteStore", "prepare_connection", "refuse_memory", "to_store_error"]

TYPES: Mapping[str, str] = {"text": "TEXT", "number": "INTEGER"}
_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
)
#: Reason and remedy by SQLite's primary error code.
_MESSAGES: Mapping[str, tuple[str, str]] = {
    "SQLITE_BUSY": ("is locked by another program", "try again, or give a longer timeout"),
    "SQLITE_LOCKED": ("is locked by another program", "try again, or give a longer timeout"),
    "SQLITE_FULL": ("cannot grow: the disk is full", "free some space; nothing was lost"),
    "SQLITE_READONLY": ("cannot be written", "give write access to the file and its folder"),
    "SQLITE_CANTOPEN": ("cannot be opened", "check that its folder exists and is writable"),
    "SQLITE_PERM": ("may not be opened", "give access to the file and its folder"),
    "SQLITE_NOTADB": ("is not a SQLite database", "name another file"),
    "SQLITE_CORRUPT": ("is a damaged database", "restore it from a backup"),
    "SQLITE_IOERR": ("cannot be read or written", "check the disk"),
}


class SqliteStore(TableStore):
    """Comments in a SQLite file, which is created if it does not exist.

    Threads, processes and forks may share the store or the file. Computers may not share the file
    over a network, because SQLite's locks do not work there.

    Args:
        path: The file.
        timeout: Seconds to wait for other writers.

    Raises:
        StoreError: The file cannot be used.
    """

    def __init__(self, path: str | PathLike[str], *, timeout: float = 30.0) -> None:
        super().__init__(_SqliteDatabase(fspath(path), timeout))


class _SqliteDatabase:
    """A `Database` in a file, with a pool of idle connections."""

    types = TYPES

    def __init__(self, path: str, timeout: float) -> None:
        refuse_memory(path)
        self.location = path
        self._timeout = timeout
        self._idle: list[sqlite3.Connection] = []
        close_before_fork(self)

    @contextmanager
    def reading(self) -> Generator[Session]:
        with self._transaction("BEGIN") as session:
            yield session

    @contextmanager
    def writing(self) -> Generator[Session]:
        # Take the write lock now: a transaction that reads first may not get it later.
        with self._transaction("BEGIN IMMEDIATE") as session:
            yield session

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    @contextmanager
    def _transaction(self, begin: str) -> Generator[Session]:
        try:
            connection = self._idle.pop() if self._idle else self._connect()
            try:
                connection.execute(begin)
                yield _SqliteSession(connection)
                connection.execute("COMMIT")
            except sqlite3.Error:
                connection.close()  # rolls back, in any state
                raise
            except BaseException:
                connection.rollback()
                self._idle.append(connection)
                raise
            self._idle.append(connection)
        except sqlite3.Error as error:
            raise to_store_error(self.location, error) from error

    def _connect(self) -> sqlite3.Connection:
        """Return a new connection, to be used by one thread at a time."""
        connection = sqlite3.connect(
            self.location, timeout=self._timeout, isolation_level=None, check_same_thread=False
        )
        try:
            prepare_connection(connection)
        except BaseException:
            connection.close()
            raise
        return connection


class _SqliteSession:
    """A `Session` on one connection."""

    max_key_bytes = None

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def select(
        self,
        sql: str,
        parameters: SqlParameters = {},  # noqa: B006 - never changed
    ) -> list[SqlRow]:
        cursor = self._connection.execute(sql, without_invalid_text(parameters))
        return cast("list[SqlRow]", cursor.fetchall())

    def execute(self, sql: str, many: Iterable[SqlParameters] = ({},)) -> None:
        for parameters in many:  # `executemany` does not accept every statement
            self._connection.execute(sql, parameters)


def refuse_memory(path: str) -> None:
    """Refuse a database in memory, because each connection would have its own.

    Raises:
        StoreError: The path names no file.
    """
    if path in ("", ":memory:"):
        raise StoreError(repr(path), "is not a file", "name a file; for a test, in a new folder")


def prepare_connection(connection: sqlite3.Connection) -> None:
    """Set the options of a new connection; transactions begin only when `BEGIN` is executed."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    # Fails if another process that opens the file at the same time is setting the same mode.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")


def to_store_error(location: str, error: sqlite3.Error) -> StoreError:
    """Return a `StoreError` with reason and remedy for an error of SQLite."""
    name: str = getattr(error, "sqlite_errorname", "")
    primary_code = "_".join(
        name.split("_")[:2]
    )  # for instance SQLITE_IOERR from SQLITE_IOERR_WRITE
    reason, remedy = _MESSAGES.get(primary_code, ("failed", ""))
    return StoreError(location, f"{reason} ({error})", remedy)
