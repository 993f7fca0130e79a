"""Millions of comments as Arrow data: threaded, converted, written to Parquet.

Needs the extra ``bulk``; Parquet needs the extra ``parquet``.
"""

from __future__ import annotations

from importlib.util import find_spec

from blogcore.errors import MissingExtraError

if find_spec("numpy") is None:
    raise MissingExtraError("bulk", "numpy")
if find_spec("arro3") is None:
    raise MissingExtraError("bulk", "arro3-core")

from blogcore.bulk.columns import (
    SCHEMA_VERSION,
    ArrowData,
    BulkOrder,
    Visibility,
    thread_columns,
    thread_schema,
)
from blogcore.bulk.convert import (
    comments_from_arrow,
    comments_schema,
    comments_to_arrow,
    posts_from_arrow,
    posts_schema,
    posts_to_arrow,
)
from blogcore.bulk.parquet import (
    ParquetCounts,
    blog_to_parquet,
    read_parquet,
    thread_parquet,
    write_parquet,
)

__all__ = [
    "SCHEMA_VERSION",
    "ArrowData",
    "BulkOrder",
    "ParquetCounts",
    "Visibility",
    "blog_to_parquet",
    "comments_from_arrow",
    "comments_schema",
    "comments_to_arrow",
    "posts_from_arrow",
    "posts_schema",
    "posts_to_arrow",
    "read_parquet",
    "thread_columns",
    "thread_parquet",
    "thread_schema",
    "write_parquet",
]
