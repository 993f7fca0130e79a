"""Compare threads made by Spark with those of one process: ``make engines``.

Not part of the tests: it needs Java and takes a minute. ``ARGS=100000`` sets the number of rows.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from pyspark.sql import SparkSession
from tests.bulk.tables import assert_same_threads, many_posts

from blogcore.bulk import read_parquet, thread_columns, write_parquet
from blogcore.bulk.spark import thread_dataframe

PARTS = 4


def main(size: int) -> None:
    """Thread comments in both ways, and print how long each took."""
    table = many_posts(size, max(size // 100, 1))
    with tempfile.TemporaryDirectory() as home:
        source, target = Path(home) / "in", Path(home) / "out"
        source.mkdir()
        for part in range(PARTS):
            begin, end = part * size // PARTS, (part + 1) * size // PARTS
            write_parquet(table.slice(begin, end - begin), source / f"{part}.parquet")
        begun = time.perf_counter()
        thread_columns(table)
        print(f"one process: {time.perf_counter() - begun:.1f} s")

        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        spark = builder.getOrCreate()
        begun = time.perf_counter()
        result = thread_dataframe(spark.read.parquet(str(source)), partitions=PARTS)
        result.write.parquet(str(target))
        print(f"Spark, local[2], with files and shuffle: {time.perf_counter() - begun:.1f} s")
        assert_same_threads(read_parquet(target), table)
        spark.stop()
    print("the threads are the same")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:] or ["1000000"]))
