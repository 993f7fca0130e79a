"""What the stores need of a database: SQL with named parameters, in transactions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from blogcore._text.plain import find_forbidden

__all__ = ["Database", "Row", "Session", "Value", "Values", "askable", "rows_among"]

Value = str | int | None
#: By the names that stand in the SQL as ``:name``.
Values = Mapping[str, Value]
Row = tuple[Value, ...]
#: Values that are given at once: SQLite's old limit is 999.
_AT_ONCE = 500


class Session(Protocol):
    """A transaction that is open."""

    @property
    def longest(self) -> int | None:
        """How many bytes of UTF-8 a text may have by which rows are found; None: any number."""
        ...

    def rows(self, sql: str, values: Values = ...) -> list[Row]:
        """What a query gives."""
        ...

    def run(self, sql: str, many: Iterable[Values] = ...) -> None:
        """A statement that gives nothing, once for each set of values."""
        ...


class Database(Protocol):
    """Where tables are. What goes wrong down there comes up as `StoreError`."""

    @property
    def place(self) -> str:
        """Where it is, as an error may show it: without a password."""
        ...

    @property
    def types(self) -> Mapping[str, str]:
        """Its names for the types of columns: ``text``, compared by code points, and ``number``."""
        ...

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


def askable(values: Values) -> Values:
    """Values for a query that any database takes.

    What no text may hold no comment holds either, yet an address may ask for it: it is asked for as
    "", which is no id.
    """
    odd = {
        name: ""
        for name, value in values.items()
        if isinstance(value, str) and find_forbidden(value) is not None
    }
    return {**values, **odd} if odd else values


def rows_among(session: Session, sql: str, values: Sequence[str]) -> Iterator[Row]:
    """What a query gives of all these values, however many; it says ``{among}`` where they go."""
    for start in range(0, len(values), _AT_ONCE):
        part = {f"p{index}": value for index, value in enumerate(values[start : start + _AT_ONCE])}
        yield from session.rows(sql.format(among=", ".join(f":{name}" for name in part)), part)
