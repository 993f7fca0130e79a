"""Thread the comments of a Parquet file with Polars.

Run as ``python bulk_polars.py IN.parquet OUT.parquet``.

`thread_columns` takes a Polars data frame and returns one row per row of it, so that its columns
can be put beside the others.
"""

import sys

import polars as pl

from blogcore.bulk import thread_columns


def thread(source: str, target: str) -> None:
    comments = pl.read_parquet(source)
    threads = pl.DataFrame(thread_columns(comments))
    added = threads.select("position", "depth", "root", "descendants")
    comments.hstack(added).sort("post_id", "position").write_parquet(target)


if __name__ == "__main__":
    thread(*sys.argv[1:])
