"""Columns as an Arrow stream, which polars, pandas, DuckDB and pyarrow read without a copy.

Needs the extra ``arrow``: arro3-core, a wheel of 3 MB where pyarrow's has 55.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import cast

from blogcore.errors import MissingExtraError
from blogcore.threads.columns import TYPES, ColumnValue

__all__ = ["to_stream"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_stream(columns: Mapping[str, Sequence[ColumnValue]], requested_schema: object) -> object:
    """A PyCapsule with an ``ArrowArrayStream``. Raises `MissingExtraError` without the extra."""
    try:
        from arro3.core import Array, DataType, Table
    except ImportError as error:
        raise MissingExtraError("arrow", "arro3-core") from error

    def array(name: str, values: Sequence[ColumnValue]) -> Array:
        match TYPES[name]:
            case "text":  # with offsets of 64 bits: a million comments may say more than 2 GB
                return Array(values, DataType.large_utf8())
            case "count":
                return Array(values, DataType.int64())
            case "time":
                ticks = Array(_ticks(values), DataType.int64())
                return ticks.cast(DataType.timestamp("us", tz="UTC"))

    arrays = [array(name, values) for name, values in columns.items()]
    # arro3's annotations name types of numpy, which it does not need
    table = Table.from_arrays(arrays, names=[*columns])  # pyright: ignore[reportUnknownMemberType]
    return table.__arrow_c_stream__(requested_schema)


def _ticks(times: Sequence[ColumnValue]) -> list[int | None]:
    """Microseconds since 1970, as Arrow counts time."""
    known = cast("Sequence[datetime | None]", times)
    return [None if when is None else (when - _EPOCH) // _MICROSECOND for when in known]
