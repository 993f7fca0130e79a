"""How long Hypothesis takes to draw an example, in processor time.

Run with ``python -m benchmarks.strategies``. The rival of `threads` is what a program would use
without `blogcore.strategies`: ``st.lists(st.builds(Comment, ...))`` with the same number of
comments. The bound is twice the rival's median.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Iterator
from statistics import median

import hypothesis
from benchmarks._table import Row, report
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from blogcore import Author, Body, Comment
from blogcore import strategies as ours

_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)
_COMMENTS = st.builds(
    Comment,
    id=_TEXT.filter(bool),
    post_id=_TEXT.filter(bool),
    author=st.builds(Author, name=_TEXT),
    body=st.builds(Body, text=_TEXT),
)
_SIZES = (3, 10, 30)
_ROUNDS = 3
_NOTE = f"medians; the rival is lists(builds(Comment)); hypothesis {hypothesis.__version__}"


def cost(strategy: st.SearchStrategy[object], count: int = 300) -> float:
    """Return the median processor time in milliseconds between one example and the next."""
    times: list[float] = []

    @seed(7)
    @settings(
        max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(strategy)
    def record(_: object) -> None:
        times.append(time.process_time())

    record()
    return 1000 * median(after - before for before, after in itertools.pairwise(times))


def rows() -> Iterator[Row]:
    """Measure threads of several sizes beside the rival, then the other strategies alone."""
    for size in _SIZES:
        threads = ours.threads(min_size=size, max_size=size)
        lists = st.lists(_COMMENTS, min_size=size, max_size=size)
        costs = [(cost(threads), cost(lists)) for _ in range(_ROUNDS)]
        mine, theirs = (min(column) for column in zip(*costs, strict=True))
        work = f"draw threads() of {size} comments"
        yield Row(work, mine, theirs, bound=2, unit="ms", note=_NOTE)
    others = {
        "threads": ours.threads(),
        "comments": ours.comments(),
        "posts": ours.posts(),
        "blogs": ours.blogs(),
    }
    for name, strategy in others.items():
        yield Row(f"draw {name}()", cost(strategy), unit="ms", note=_NOTE)


if __name__ == "__main__":
    sys.exit(report(rows()))
