"""`SqlStore`: comments in PostgreSQL, or in SQLite, through SQLAlchemy (extra ``sql``).

Who writes asks for one lock first, as in SQLite: a review must see all that was said before, at
whatever post, or two floods at once are none. It is held for a few milliseconds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec

from attrs import frozen

from blogcore.errors import MissingExtraError, StoreError
from blogcore.stores.before_fork import before_fork
from blogcore.stores.database import Row, Session, Values, askable
from blogcore.stores.sqlite import TYPES, prepare, refuse_no_file, told
from blogcore.stores.tables import TableStore

if find_spec("sqlalchemy") is None:
    raise MissingExtraError("sql", "sqlalchemy")

from sqlalchemy import Connection, Engine, TextClause, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

__all__ = ["SqlStore"]

#: The lock of PostgreSQL for those who write: a number that nobody else is likely to take.
_LOCK = 0x626C_6F67_636F_7265

#: What went wrong, by class or code of an error (PostgreSQL, appendix A), and how to mend that.
_TOLD: Mapping[str, tuple[str, str]] = {
    "08": ("cannot be reached", "see that the server runs and is where the URL says"),
    "28": ("does not let this user in", "see name and password in the URL"),
    "3D": ("is not there", "make it with createdb"),
    "25006": ("is read-only", "name the server that may be written"),
    "40": ("was changed by others at once", "try again"),
    "42501": ("may not be used by this user", "grant it the tables, or the schema to make them in"),
    "53100": ("cannot grow: the disk is full", "make room; nothing was lost"),
    "53": ("has no resources left", "try again later"),
    "55P03": ("is locked by another program", "try again, or give a longer timeout"),
    "57": ("shuts down", "try again when it is back"),
}


class SqlStore(TableStore):
    """Comments in the database of an SQLAlchemy URL, in which its tables are made.

    ``SqlStore("postgresql+psycopg://user:password@host/blog")``. Known are PostgreSQL, whose
    encoding must be UTF-8, and SQLite. Raises `StoreError` for others, and for one that cannot be
    used. Who writes waits up to ``timeout`` seconds for others. Threads, processes and forks may
    share a store.
    """

    def __init__(self, url: str, *, timeout: float = 30.0) -> None:
        super().__init__(_Engine(url, timeout))


@frozen
class _Dialect:
    """How a database names its types, and what begins a transaction in it."""

    types: Mapping[str, str]
    reading: tuple[str, ...]
    writing: tuple[str, ...]
    #: See `Session.longest`.
    longest: int | None = None


_DIALECTS = {
    "sqlite": _Dialect(TYPES, reading=("BEGIN",), writing=("BEGIN IMMEDIATE",)),
    "postgresql": _Dialect(
        # Compared by bytes, which in UTF-8 is by code points, whatever the server's language is.
        {"text": 'TEXT COLLATE "C"', "number": "BIGINT"},
        reading=("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",),
        writing=("SET LOCAL lock_timeout = {timeout}", f"SELECT pg_advisory_xact_lock({_LOCK})"),
        # A row of an index has 2,704 bytes at most (a third of a page), and two texts may share it.
        longest=1_300,
    ),
}


class _Engine:
    """A `Database` that SQLAlchemy leads to, with a pool of connections."""

    def __init__(self, url: str, timeout: float) -> None:
        self._engine = _engine(url, timeout)
        self.place = self._engine.url.render_as_string(hide_password=True)
        dialect = _DIALECTS[self._engine.dialect.name]
        self.types = dialect.types
        self._longest = dialect.longest
        self._reading = dialect.reading
        self._writing = [sql.format(timeout=round(timeout * 1000)) for sql in dialect.writing]
        before_fork(self)

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
                yield _Transaction(connection, self._longest)
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise _told(self.place, error) from error


class _Transaction:
    """A `Session` of one connection."""

    def __init__(self, connection: Connection, longest: int | None) -> None:
        self._connection = connection
        self.longest = longest

    def rows(self, sql: str, values: Values = {}) -> list[Row]:  # noqa: B006 - nobody writes it
        return [tuple(row) for row in self._connection.execute(_text(sql), askable(values))]

    def run(self, sql: str, many: Iterable[Values] = ({},)) -> None:
        sets = list(many)
        if sets:
            self._connection.execute(_text(sql), sets)


@lru_cache(maxsize=100)
def _text(sql: str) -> TextClause:
    """The same statement for the same SQL, which SQLAlchemy compiles once then."""
    return text(sql)


def _engine(url: str, timeout: float) -> Engine:
    """Raises `StoreError` for a URL that leads nowhere."""
    try:
        parsed = make_url(url)
    except ArgumentError:  # what it says may hold a password
        example = "write it like postgresql+psycopg://user:password@host/blog"
        raise StoreError("the database", "its URL cannot be read", example) from None
    place, backend = parsed.render_as_string(), parsed.get_backend_name()
    if backend not in _DIALECTS:
        raise StoreError(place, f"{backend} is not known", f"known are {', '.join(_DIALECTS)}")
    is_sqlite = backend == "sqlite"
    if is_sqlite:
        refuse_no_file(parsed.database or "")
    try:
        engine = create_engine(
            parsed,
            connect_args={"timeout": timeout} if is_sqlite else {},
            pool_pre_ping=True,
            # What people wrote, and their addresses, have no place in a traceback.
            hide_parameters=True,
        )
    except NoSuchModuleError as error:
        raise StoreError(place, str(error), "name another driver") from error
    except ModuleNotFoundError as error:
        remedy = f"pip install {error.name}"
        raise StoreError(place, f"its driver {error.name} is not installed", remedy) from error
    if is_sqlite:
        event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    prepare(connection)


def _told(place: str, error: SQLAlchemyError | sqlite3.Error) -> StoreError:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return told(place, cause)
    said = str(cause).splitlines()[0]
    # A server that was never reached has no code for that.
    code: str = getattr(cause, "sqlstate", None) or ("08" if isinstance(error, DBAPIError) else "")
    reason, remedy = _TOLD.get(code) or _TOLD.get(code[:2]) or ("failed", "")
    return StoreError(place, f"{reason} ({said})", remedy)
