"""Thread comments with Dask: every partition of a data frame, on its worker."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from blogcore.bulk.columns import BulkOrder, thread_columns
from blogcore.bulk.parquet import import_pyarrow

__all__ = ["thread_frame"]


def thread_frame(
    frame: Any,
    *,
    group: str = "post_id",
    order: BulkOrder = "oldest",
    partitioned: bool = False,
    **columns: str,
) -> Any:
    """Return how the comments of a Dask data frame hang together, as another one.

    The columns are those of `thread_columns`, the rows those of the partitions after the shuffle.
    A reply to a comment of another post is reported as ``orphan`` where that post is in another
    partition.

    Args:
        frame: A ``dask.dataframe.DataFrame`` whose ids are text or integers with pandas' nulls.
        group: Name of the column of posts.
        order: The order of siblings.
        partitioned: Whether all comments of a post are in one partition already; otherwise the
            frame is shuffled by post.
        columns: Names of other columns, as for `thread_columns`.

    Raises:
        MissingExtraError: The extra ``parquet`` is not installed; pandas needs pyarrow.
    """
    used = {"id": "id", "parent": "in_reply_to", "published": "published"} | columns
    frame = frame[list(dict.fromkeys([group, *used.values()]))]
    if not partitioned:
        frame = frame.shuffle(on=group)
    options: dict[str, Any] = {"group": group, "order": order, **columns}
    pandas: Any = import_module("pandas")
    types = frame.dtypes.to_dict()
    empty = pandas.DataFrame({name: pandas.Series([], dtype=type) for name, type in types.items()})
    meta = _thread_partition(empty, options)
    return frame.map_partitions(_thread_partition, options, meta=meta)


def _thread_partition(partition: Any, options: dict[str, Any]) -> Any:
    pyarrow, _ = import_pyarrow()
    pandas: Any = import_module("pandas")
    rows = pyarrow.Table.from_pandas(partition, preserve_index=False)
    result = pyarrow.table(thread_columns(rows, **options))
    return result.to_pandas(types_mapper=pandas.ArrowDtype)
