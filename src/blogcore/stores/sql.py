"""`SqlStore`: comments in PostgreSQL, or in SQLite, through SQLAlchemy (extra ``sql``).

Writers take one lock, as in SQLite, for a few milliseconds: a review must see every earlier
comment, on any post, or two replies sent at once would both pass the flood rule.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec

from attrs import frozen

from blogcore.errors import MissingExtraError, StoreError
from blogcore.stores.database import (
    Session,
    SqlParameters,
    SqlRow,
    close_before_fork,
    without_invalid_text,
)
from blogcore.stores.sqlite import TYPES, prepare_connection, refuse_memory, to_store_error
from blogcore.stores.table_store import TableStore

if find_spec("sqlalchemy") is None:
    raise MissingExtraError("sql", "sqlalchemy")

from sqlalchemy import Connection, Engine, TextClause, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

__all__ = ["SqlStore"]

#: Key of the writers' advisory lock in PostgreSQL: "blogcore" in ASCII.
_LOCK = 0x626C_6F67_636F_7265

#: Reason and remedy by error code or class (PostgreSQL, appendix A).
_MESSAGES: Mapping[str, tuple[str, str]] = {
    "08": ("cannot be reached", "check that the server runs at the address in the URL"),
    "28": ("does not accept this user", "check name and password in the URL"),
    "3D": ("does not exist", "create it with createdb"),
    "25006": ("is read-only", "name a server that accepts writes"),
    "40": ("was changed by others at the same time", "try again"),
    "42501": ("may not be used by this user", "grant access to the tables or to the schema"),
    "53100": ("cannot grow: the disk is full", "free some space; nothing was lost"),
    "53": ("has no resources left", "try again later"),
    "55P03": ("is locked by another program", "try again, or give a longer timeout"),
    "57": ("is shutting down", "try again when it is back"),
}


class SqlStore(TableStore):
    """Comments in the database of an SQLAlchemy URL; the tables are created in it.

    Threads, processes and forks may share a store.

    Args:
        url: Such as ``postgresql+psycopg://user:password@host/blog``, for PostgreSQL with the
            encoding UTF-8, or ``sqlite:///comments.db``.
        timeout: Seconds to wait for other writers.

    Raises:
        StoreError: The database is of another kind, or cannot be used.
    """

    def __init__(self, url: str, *, timeout: float = 30.0) -> None:
        super().__init__(_SqlAlchemyDatabase(url, timeout))


@frozen
class _Dialect:
    """Column types of a database, and the statements that begin a transaction."""

    types: Mapping[str, str]
    reading: tuple[str, ...]
    writing: tuple[str, ...]
    #: See `Session.max_key_bytes`.
    max_key_bytes: int | None = None


_DIALECTS = {
    "sqlite": _Dialect(TYPES, reading=("BEGIN",), writing=("BEGIN IMMEDIATE",)),
    "postgresql": _Dialect(
        # The collation "C" compares bytes, in UTF-8 the same as by code point, in every locale.
        {"text": 'TEXT COLLATE "C"', "number": "BIGINT"},
        reading=("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",),
        writing=("SET LOCAL lock_timeout = {timeout}", f"SELECT pg_advisory_xact_lock({_LOCK})"),
        # An index row has at most 2,704 bytes (a third of a page), and two texts may share one.
        max_key_bytes=1_300,
    ),
}


class _SqlAlchemyDatabase:
    """A `Database` behind SQLAlchemy, with its pool of connections."""

    def __init__(self, url: str, timeout: float) -> None:
        self._engine = _create_engine(url, timeout)
        self.location = self._engine.url.render_as_string(hide_password=True)
        dialect = _DIALECTS[self._engine.dialect.name]
        self.types = dialect.types
        self._max_key_bytes = dialect.max_key_bytes
        self._reading = dialect.reading
        self._writing = [sql.format(timeout=round(timeout * 1000)) for sql in dialect.writing]
        close_before_fork(self)

    @contextmanager
    def reading(self) -> Generator[Session]:
        with self._transaction(self._reading) as session:
            yield session

    @contextmanager
    def writing(self) -> Generator[Session]:
        with self._transaction(self._writing) as session:
            yield session

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _transaction(self, begin: Iterable[str]) -> Generator[Session]:
        try:
            with self._engine.begin() as connection:
                for sql in begin:
                    connection.exec_driver_sql(sql)
                yield _SqlAlchemySession(connection, self._max_key_bytes)
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise _to_store_error(self.location, error) from error


class _SqlAlchemySession:
    """A `Session` on one connection."""

    def __init__(self, connection: Connection, max_key_bytes: int | None) -> None:
        self._connection = connection
        self.max_key_bytes = max_key_bytes

    def select(
        self,
        sql: str,
        parameters: SqlParameters = {},  # noqa: B006 - never changed
    ) -> list[SqlRow]:
        result = self._connection.execute(_text(sql), without_invalid_text(parameters))
        return [tuple(row) for row in result]

    def execute(self, sql: str, many: Iterable[SqlParameters] = ({},)) -> None:
        batch = list(many)
        if batch:
            self._connection.execute(_text(sql), batch)


@lru_cache(maxsize=100)
def _text(sql: str) -> TextClause:
    """Return the same statement for the same SQL, so that SQLAlchemy compiles it once."""
    return text(sql)


def _create_engine(url: str, timeout: float) -> Engine:
    """Return the engine of a URL. Raises `StoreError` for a URL that cannot be used."""
    try:
        parsed = make_url(url)
    except ArgumentError:  # its message may contain the password
        example = "write it like postgresql+psycopg://user:password@host/blog"
        raise StoreError("the database", "its URL cannot be read", example) from None
    location, backend = parsed.render_as_string(), parsed.get_backend_name()
    if backend not in _DIALECTS:
        supported = f"supported are {', '.join(_DIALECTS)}"
        raise StoreError(location, f"{backend} is not supported", supported)
    is_sqlite = backend == "sqlite"
    if is_sqlite:
        refuse_memory(parsed.database or "")
    try:
        engine = create_engine(
            parsed,
            connect_args={"timeout": timeout} if is_sqlite else {},
            pool_pre_ping=True,
            # Keep texts and e-mail addresses of visitors out of tracebacks.
            hide_parameters=True,
        )
    except NoSuchModuleError as error:
        raise StoreError(location, str(error), "name another driver") from error
    except ModuleNotFoundError as error:
        remedy = f"pip install {error.name}"
        raise StoreError(location, f"its driver {error.name} is not installed", remedy) from error
    if is_sqlite:
        event.listen(engine, "connect", _prepare_connection)
    return engine


def _prepare_connection(connection: sqlite3.Connection, _: object) -> None:
    prepare_connection(connection)


def _to_store_error(location: str, error: SQLAlchemyError | sqlite3.Error) -> StoreError:
    """Return a `StoreError` with reason and remedy for an error of the driver."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return to_store_error(location, cause)
    first_line = str(cause).splitlines()[0]
    # Without a connection to the server there is no error code.
    code: str = getattr(cause, "sqlstate", None) or ("08" if isinstance(error, DBAPIError) else "")
    reason, remedy = _MESSAGES.get(code) or _MESSAGES.get(code[:2]) or ("failed", "")
    return StoreError(location, f"{reason} ({first_line})", remedy)
