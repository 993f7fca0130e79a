"""Millions of comments as Arrow data: threaded, converted, written to Parquet.

Needs the extra ``bulk``; Parquet needs the extra ``parquet``.
"""

from __future__ import annotations

from blogcore.errors import MissingExtraError

try:
    import arro3.core
    import numpy as np
except ImportError as error:
    raise MissingExtraError("bulk", "numpy or arro3-core") from error

from blogcore.bulk.columns import (
    SCHEMA_VERSION,
    BulkOrder,
    Visibility,
    thread_columns,
    thread_schema,
)

__all__ = [
    "SCHEMA_VERSION",
    "BulkOrder",
    "Visibility",
    "thread_columns",
    "thread_schema",
]

del arro3, np
