"""What the stores need of a database: SQL with named parameters, in transactions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

__all__ = ["Database", "Row", "Session", "Value", "Values"]

Value = str | int | None
#: By the names that stand in the SQL as ``:name``.
Values = Mapping[str, Value]
Row = tuple[Value, ...]


class Session(Protocol):
    """A transaction that is open."""

    def rows(self, sql: str, values: Values = ...) -> list[Row]:
        """What a query gives."""
        ...

    def run(self, sql: str, many: Iterable[Values] = ...) -> None:
        """A statement that gives nothing, once for each set of values."""
        ...


class Database(Protocol):
    """Where tables are. What goes wrong down there comes up as `StoreError`."""

    #: Where it is, as an error may show it: without a password.
    place: str
    #: Its names for the types of columns: ``text``, compared by code points, and ``number``.
    types: Mapping[str, str]

    def reading(self) -> AbstractContextManager[Session]:
        """A transaction whose queries all see one state."""
        ...

    def writing(self) -> AbstractContextManager[Session]:
        """A transaction that sees all that was written before, alone among all that write.

        What it did lasts on disk when it ends, or is undone when it raises.
        """
        ...

    def close(self) -> None:
        """Close what is open and not in use."""
        ...
