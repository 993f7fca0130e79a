"""The interface of a store to its database: transactions that run SQL with named parameters."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol
from weakref import WeakSet

from blogcore._text.plain import find_forbidden

__all__ = [
    "Database",
    "Session",
    "SqlParameters",
    "SqlRow",
    "SqlValue",
    "close_before_fork",
    "select_in",
    "without_invalid_text",
]

SqlValue = str | int | None
#: Values of parameters by name; the SQL has ``:name``.
SqlParameters = Mapping[str, SqlValue]
SqlRow = tuple[SqlValue, ...]
#: Most parameters of one statement: old versions of SQLite allow 999.
_MAX_PARAMETERS = 500


class Session(Protocol):
    """An open transaction."""

    @property
    def max_key_bytes(self) -> int | None:
        """The longest indexed text in bytes of UTF-8; None for no limit."""
        ...

    def select(self, sql: str, parameters: SqlParameters = ...) -> list[SqlRow]:
        """Return the rows of a query."""
        ...

    def execute(self, sql: str, many: Iterable[SqlParameters] = ...) -> None:
        """Run a statement that returns nothing, once for each set of parameters."""
        ...


class Database(Protocol):
    """A database with transactions. Its errors are raised as `StoreError`."""

    @property
    def location(self) -> str:
        """The path or URL for error messages, without a password."""
        ...

    @property
    def types(self) -> Mapping[str, str]:
        """Its column types: ``text``, which compares by code point, and ``number``."""
        ...

    def reading(self) -> AbstractContextManager[Session]:
        """Open a transaction whose queries all see the same state of the database."""
        ...

    def writing(self) -> AbstractContextManager[Session]:
        """Open the only writing transaction; it sees everything that was committed before.

        Its changes are on disk when it ends, or undone if it raises.
        """
        ...

    def close(self) -> None:
        """Close the connections that are not in use."""
        ...


def without_invalid_text(parameters: SqlParameters) -> SqlParameters:
    """Return query parameters with "" for text that no database accepts.

    A user-supplied id may have characters that no stored id has. The empty text is no id either, so
    the query finds nothing.
    """
    invalid = {
        name: ""
        for name, value in parameters.items()
        if isinstance(value, str) and find_forbidden(value) is not None
    }
    return {**parameters, **invalid} if invalid else parameters


def select_in(session: Session, sql: str, values: Sequence[str]) -> Iterator[SqlRow]:
    """Yield the rows of a query for any number of values, in batches.

    Args:
        session: The open transaction.
        sql: A query with ``{values}`` where the list of values goes: ``id IN ({values})``.
        values: The values to look for.
    """
    for start in range(0, len(values), _MAX_PARAMETERS):
        batch = values[start : start + _MAX_PARAMETERS]
        parameters = {f"p{index}": value for index, value in enumerate(batch)}
        names = ", ".join(f":{name}" for name in parameters)
        yield from session.select(sql.format(values=names), parameters)


# --- forks: a connection must not be used by two processes ---------------------------------------


class _Closable(Protocol):
    def close(self) -> None: ...


def close_before_fork(database: _Closable) -> None:
    """Register a database to be closed before this process forks; both processes reopen it."""
    _databases.add(database)


def _close_all() -> None:
    for database in tuple(_databases):
        database.close()


_databases: WeakSet[_Closable] = WeakSet()

if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(before=_close_all)
