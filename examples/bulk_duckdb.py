"""Thread the comments of a Parquet file with DuckDB.

Run as ``python bulk_duckdb.py IN.parquet OUT.parquet``.

DuckDB reads, joins and writes; it never holds the file in memory. `thread_columns` gets only the
columns that it needs.
"""

import sys

import duckdb

from blogcore.bulk import thread_columns


def thread(source: str, target: str) -> None:
    connection = duckdb.connect()
    comments = connection.read_parquet(source)
    threads = thread_columns(comments.select("post_id, id, in_reply_to, published"))
    connection.register("threads", threads)
    connection.sql(
        "select c.*, t.position, t.depth, t.root, t.descendants "
        f"from read_parquet('{source}') c join threads t using (post_id, id) "
        "where t.position is not null order by post_id, position"
    ).write_parquet(target)


if __name__ == "__main__":
    thread(*sys.argv[1:])
