"""What a front end does with a discussion, beside what a user would use instead.

The comments have votes, and a tenth of them is held. Each library runs in a fresh process, each job
is timed alone in CPU time, the best of three where it takes less than a second. The two versions
that are compared and merged are built separately and differ in 100 comments. Memory is the peak
beyond the comments themselves. The details are printed; the rows compare with the hand-written
loops, and the first ``add`` with a rebuild.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from attrs import evolve
from benchmarks._comments import edited_version, with_votes
from benchmarks._table import Row, report
from benchmarks._thread_jobs import LIBRARIES

from blogcore import Comment

SIZES = (10_000, 100_000, 1_000_000)
#: Other libraries than blogcore and the hand-written loops get no more comments.
MOST_FOR_LIBRARIES = 10_000
ADD_BOUND = 0.25
PAGE_BOUND = 2.0
PEAK = "peak memory, MB"
ONE_PASS = "one pass"


def rows() -> list[Row]:
    """Return the rows with bounds, and other jobs beside the hand-written loops."""
    result: list[Row] = []
    for size in SIZES:
        tables = {
            library.__name__: in_fresh_process(library.__name__, size)
            for library in LIBRARIES
            if library.__name__ in ("blogcore", "hand_written") or size <= MOST_FOR_LIBRARIES
        }
        print_table(size, tables)
        ours, theirs = tables["blogcore"], tables["hand_written"]
        result += [
            Row(
                f"add one comment to {size:,}",
                ours["add 1"],
                ours["build"],
                bound=ADD_BOUND,
                note="a rebuild",
            ),
            Row(
                f"first page of {size:,}",
                ours["page 1"],
                ours[ONE_PASS],
                bound=PAGE_BOUND if size == SIZES[-1] else None,
                note="one pass over the comments",
            ),
        ]
        result += [
            Row(f"{job}, {size:,} comments", ours[job], theirs[job], note="hand-written loop")
            for job in ("visible", "diff", "merge")
        ]
    return result


def measure(name: str, size: int) -> dict[str, float]:
    """Return the seconds that each job of a library takes, and the peak of memory."""
    comments = with_votes(size)
    later = edited_version(comments)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    [library] = [library for library in LIBRARIES if library.__name__ == name]
    table = {job: seconds(work) for job, work in library(comments, later, new_replies(comments))}
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    table[ONE_PASS] = seconds(lambda: [it for it in comments if it.in_reply_to is None])
    table[PEAK] = (after - before) / 1024
    return table


def new_replies(comments: list[Comment]) -> Iterator[Comment]:
    """Yield replies to comments all over the discussion, without end."""
    latest = max(it.published for it in comments if it.published)
    for number in count():
        parent_id = comments[number * 7919 % len(comments)].id
        yield evolve(comments[0], id=f"new{number}", in_reply_to=parent_id, published=latest)


def seconds(work: Callable[[], Any]) -> float:
    """Return the CPU time of a job, the best of three if it is short."""
    times: list[float] = []
    while not times or (len(times) < 3 and max(times) < 1):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def in_fresh_process(name: str, size: int) -> dict[str, float]:
    """Measure in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.thread_work", name, str(size)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    table: dict[str, float] = json.loads(done.stdout)
    return table


def print_table(size: int, tables: dict[str, dict[str, float]]) -> None:
    """Print our times, and those of the others as multiples of them."""
    ours = tables["blogcore"]
    others = {name: table for name, table in tables.items() if name != "blogcore"}
    print(f"\n{size:,} comments")
    print(f"  {'':26}{'blogcore':>14}" + "".join(f"{name:>22}" for name in others))
    for job in dict.fromkeys(job for table in tables.values() for job in table):
        own = ours.get(job)
        cell = "" if own is None else f"{own:,.0f} MB" if job == PEAK else f"{1000 * own:,.2f} ms"
        line = f"  {job:26}{cell:>14}"
        for table in others.values():
            their = table.get(job)
            if their is None:
                line += f"{'–':>22}"
            elif not own:
                line += f"{1000 * their:>19,.0f} ms"
            else:
                line += f"{their / own:>21,.2f}×"
        print(line, flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
    else:
        sys.exit(report(rows()))
