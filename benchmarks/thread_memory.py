"""What a thread weighs beside its comments, in bytes a comment, with every lookup in use.

The promise: at most 48.
"""

from __future__ import annotations

import gc
import sys
import tracemalloc

from benchmarks._piles import pile

from blogcore import Thread

PROMISE_BYTES = 48.0


def weight(size: int) -> float:
    """Bytes a comment that are kept once the thread is built, asked for an id and for parents."""
    comments = pile(size)
    gc.collect()
    tracemalloc.start()
    thread = Thread.from_comments(comments)
    thread[comments[0].id].descendants  # noqa: B018 - makes the columns and the index of ids
    gc.collect()
    bytes_kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return bytes_kept / len(thread)


def main() -> int:
    """Print the table; 1 where the promise is broken, else 0."""
    heaviest = 0.0
    for size in (10_000, 100_000, 1_000_000):
        bytes_each = weight(size)
        heaviest = max(heaviest, bytes_each)
        print(f"{size:9,} comments: {bytes_each:5.1f} bytes each (promise: at most 48)")
    return 0 if heaviest <= PROMISE_BYTES else 1


if __name__ == "__main__":
    sys.exit(main())
