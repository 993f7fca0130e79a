"""How long it takes to thread comments, beside what a user would do instead, in one run.

10⁴, 10⁵ and 10⁶ comments. pyperf runs each contender in fresh processes; medians are compared.
The promise, at 10⁵ and 10⁶: at most 1.3 times the hand-written loop, and 3 times faster than
anytree.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pyperf
from benchmarks._contenders import CONTENDERS
from benchmarks._piles import pile

from blogcore import Comment

SIZES = (10_000, 100_000, 1_000_000)
PROMISED_SIZES = SIZES[1:]
AT_MOST_LOOP = 1.3
FASTER_THAN_ANYTREE = 3.0
#: Its walk is quadratic in the siblings: beyond this a run takes hours.
LARGEST = {"treelib": 100_000}

_pile = cache(pile)


def seconds(thread: Callable[[list[Comment]], Any], size: int, loops: int) -> float:
    """How long so many loops take; the pile is made before the clock starts."""
    comments = _pile(size)
    start = time.perf_counter()
    for _ in range(loops):
        thread(comments)
    return time.perf_counter() - start


def main() -> int:
    """Print the table; 1 where the promise is broken, else 0."""
    runner = pyperf.Runner(
        values=3,
        processes=3,
        warmups=1,
        loops=1,
        program_args=("-m", "benchmarks.thread_building"),
    )
    runner.argparser.set_defaults(quiet=True)  # its advice on noise would bury the table
    medians: dict[tuple[int, str], float] = {}
    for size in SIZES:
        for thread in CONTENDERS:
            name = thread.__name__
            if size > LARGEST.get(name, size):
                continue
            result = runner.bench_time_func(f"{name} {size}", partial(seconds, thread, size))
            if result is not None and not runner.args.worker:
                medians[size, name] = result.median()
    return 0 if runner.args.worker else report(medians)


def report(medians: dict[tuple[int, str], float]) -> int:
    """Print each contender's time as a ratio to ours."""
    kept = True
    for size in SIZES:
        ours = medians[size, "blogcore"]
        print(f"\n{size:,} comments: blogcore {1000 * ours:,.1f} ms")
        for thread in CONTENDERS[1:]:
            theirs = medians.get((size, thread.__name__))
            if theirs is None:
                print(f"  {thread.__name__:14} not run at this size")
                continue
            print(f"  {thread.__name__:14} {theirs / ours:8.2f} times our time")
        if size in PROMISED_SIZES:
            kept &= ours <= AT_MOST_LOOP * medians[size, "hand_written"]
            kept &= FASTER_THAN_ANYTREE * ours <= medians[size, "anytree"]
    print("\npromise kept" if kept else "\nPROMISE BROKEN")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
