"""Building a thread, beside a hand-written loop and four libraries for trees.

Both sides of a comparison take turns in one process, after a garbage collection each; measured is
CPU time, and reported the median ratio. A million comments are only given to the loop.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks._comments import make_comments
from benchmarks._table import Row, report
from benchmarks._tree_builders import LIBRARIES, blogcore, hand_written

from blogcore import Comment

SIZES = (10_000, 100_000, 1_000_000)
#: The sizes for which the ratio to the loop is bounded.
BOUND_SIZES = SIZES[1:]
BOUND = 1.0
#: Libraries get no more comments: some are quadratic in the siblings.
MOST_FOR_LIBRARIES = 10_000
ROUNDS = {10_000: 9, 100_000: 7, 1_000_000: 3}


def rows() -> list[Row]:
    """Return one row per size and rival."""
    result: list[Row] = []
    for size in SIZES:
        comments = make_comments(size)
        bound = BOUND if size in BOUND_SIZES else None
        result.append(compare(hand_written, comments, bound, ROUNDS[size]))
        if size <= MOST_FOR_LIBRARIES:
            result += [compare(library, comments, None, 1) for library in LIBRARIES]
    return result


def compare(
    rival: Callable[[list[Comment]], Any], comments: list[Comment], bound: float | None, rounds: int
) -> Row:
    """Measure both in turns."""
    pairs = [(seconds(blogcore, comments), seconds(rival, comments)) for _ in range(rounds)]
    return Row(
        f"thread from {len(comments):,} comments, beside {rival.__name__}",
        statistics.median(ours for ours, _ in pairs),
        statistics.median(theirs for _, theirs in pairs),
        bound=bound,
        ratio=statistics.median(ours / theirs for ours, theirs in pairs),
    )


def seconds(build: Callable[[list[Comment]], Any], comments: list[Comment]) -> float:
    """Return the CPU time that building takes."""
    gc.collect()
    start = time.process_time()
    built = build(comments)
    elapsed = time.process_time() - start
    del built
    return elapsed


if __name__ == "__main__":
    sys.exit(report(rows()))
