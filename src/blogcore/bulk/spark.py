"""Thread comments with Spark: every partition of a data frame, on its executor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from blogcore.bulk.columns import BulkOrder, thread_columns
from blogcore.bulk.parquet import import_pyarrow

__all__ = ["thread_dataframe"]


def thread_dataframe(
    frame: Any,
    *,
    group: str = "post_id",
    order: BulkOrder = "oldest",
    partitions: int | None = None,
    **columns: str,
) -> Any:
    """Return how the comments of a Spark data frame hang together, as another one.

    The frame is repartitioned by post first. A reply to a comment of another post is reported as
    ``orphan`` where that post is in another partition.

    Args:
        frame: A ``pyspark.sql.DataFrame``; ids are ``string`` or ``bigint``.
        group: Name of the column of posts.
        order: The order of siblings.
        partitions: How many partitions to make; None leaves that to Spark.
        columns: Names of other columns, as for `thread_columns`.

    Raises:
        MissingExtraError: The extra ``parquet`` is not installed.
    """
    import_pyarrow()
    options: dict[str, Any] = {"group": group, "order": order, **columns}
    types = dict(frame.dtypes)
    ids, groups = types[columns.get("id", "id")], types[group]
    counts = "position int, depth int, parent {0}, root {0}, descendants int, rank int"
    schema = (
        f"post_id {groups}, id {ids}, {counts.format(ids)}, "
        "anomalies int, anomaly string, visibility string"
    )
    parts = frame.repartition(group) if partitions is None else frame.repartition(partitions, group)
    return parts.mapInArrow(_threader(options), schema)


def _threader(options: dict[str, Any]) -> Callable[[Iterable[Any]], Iterator[Any]]:
    def thread_partition(batches: Iterable[Any]) -> Iterator[Any]:
        pyarrow, _ = import_pyarrow()
        whole = list(batches)
        if whole:
            table = pyarrow.Table.from_batches(whole)
            yield from pyarrow.table(thread_columns(table, **options)).to_batches()

    return thread_partition
