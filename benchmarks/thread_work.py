"""What a frontend does with a discussion, side by side with what a user would use instead.

10⁵ and 10⁶ comments, a tenth of them held, all with votes; each worker in a fresh process, each
job timed alone, the best of three where it takes less than a second. The two versions that are
compared and merged are built apart and differ in 100 places. Printed is our time in milliseconds
and theirs in multiples of it; memory is the peak beyond the comments themselves.

The promises: adding one comment to 10⁶ costs at most 1/100 of a rebuild, and a first page out of
10⁶ at most twice one pass over them.
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
from benchmarks._piles import a_year_later, lively
from benchmarks._workers import WORKERS

from blogcore import Comment

SIZES = (100_000, 1_000_000)
#: Beyond this a job of theirs takes minutes.
LARGEST = {"django_tree_queries": 100_000}
PEAK = "peak memory, MB"
ONE_PASS = "one pass"


def main() -> int:
    """Print the tables; 1 where a promise is broken, else 0."""
    if len(sys.argv) == 3:
        print(json.dumps(measured(sys.argv[1], int(sys.argv[2]))))
        return 0
    kept = True
    for size in SIZES:
        tables = {
            worker.__name__: _in_fresh_process(worker.__name__, size)
            for worker in WORKERS
            if size <= LARGEST.get(worker.__name__, size)
        }
        _print(size, tables)
        kept &= _kept(tables["blogcore"])
    print("\npromises kept" if kept else "\nPROMISE BROKEN")
    return 0 if kept else 1


def measured(name: str, size: int) -> dict[str, float]:
    """Seconds for each job, and the peak of memory."""
    comments = lively(size)
    later = a_year_later(comments)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    [worker] = [worker for worker in WORKERS if worker.__name__ == name]
    table = {job: _seconds(work) for job, work in worker(comments, later, _news(comments))}
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    table[ONE_PASS] = _seconds(lambda: [it for it in comments if it.in_reply_to is None])
    table[PEAK] = (after - before) / 1024
    return table


def _news(comments: list[Comment]) -> Iterator[Comment]:
    """Replies to comments all over the pile, without end."""
    latest = max(it.published for it in comments if it.published)
    for number in count():
        answered = comments[number * 7919 % len(comments)].id
        yield evolve(comments[0], id=f"new{number}", in_reply_to=answered, published=latest)


def _seconds(work: Callable[[], Any]) -> float:
    took: list[float] = []
    while not took or (len(took) < 3 and max(took) < 1):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took)


def _in_fresh_process(name: str, size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.thread_work", name, str(size)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    print(f"{name} {size:,}: {done.stdout.strip()}", file=sys.stderr)  # a whole run takes long
    table: dict[str, float] = json.loads(done.stdout)
    return table


def _print(size: int, tables: dict[str, dict[str, float]]) -> None:
    ours = tables.pop("blogcore")
    print(f"\n{size:,} comments")
    print(f"  {'':26}{'blogcore':>14}" + "".join(f"{name:>22}" for name in tables))
    for job in dict.fromkeys([*ours, *(job for table in tables.values() for job in table)]):
        memory = job == PEAK
        own = ours.get(job)
        cells = "" if own is None else f"{own:,.0f} MB" if memory else f"{1000 * own:,.2f} ms"
        line = f"  {job:26}{cells:>14}"
        for table in tables.values():
            their = table.get(job)
            if their is None:
                line += f"{'–':>22}"
            elif own is None:
                line += f"{1000 * their:>19,.0f} ms"
            else:
                line += f"{their / own:>21,.2f}×"
        print(line)
    tables["blogcore"] = ours


def _kept(ours: dict[str, float]) -> bool:
    return 100 * ours["add 1"] <= ours["build"] and ours["page 1"] <= 2 * ours[ONE_PASS]


if __name__ == "__main__":
    sys.exit(main())
