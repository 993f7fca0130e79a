"""The memory of a thread beside its comments, in bytes per comment, with all its indexes in use."""

from __future__ import annotations

import gc
import sys
import tracemalloc

from benchmarks._comments import make_comments
from benchmarks._table import Row, report

from blogcore import Thread

BOUND_BYTES = 48.0


def rows() -> list[Row]:
    """Return one row per size."""
    return [
        Row(
            f"memory of a thread of {size:,} comments, per comment",
            bytes_per_comment(size),
            bound=BOUND_BYTES,
            unit="B",
        )
        for size in (10_000, 100_000, 1_000_000)
    ]


def bytes_per_comment(size: int) -> float:
    """Return what remains allocated after building and after a lookup by id and by parent."""
    comments = make_comments(size)
    gc.collect()
    tracemalloc.start()
    thread = Thread.from_comments(comments)
    thread[comments[0].id].descendants  # noqa: B018 - computes the indexes
    gc.collect()
    bytes_kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return bytes_kept / len(thread)


if __name__ == "__main__":
    sys.exit(report(rows()))
