"""How long an example takes to draw: processor time, and the time of `st.builds` beside it.

Run with ``python -m benchmarks.strategies``. The contender is what a user would write without
`blogcore.strategies`: Hypothesis infers every field from its type. The promise: a typical
`threads()` takes less than 5 ms (the median).
"""

from __future__ import annotations

import itertools
import time
from statistics import median

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from blogcore import Author, Body, Comment
from blogcore import strategies as ours

_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)
_INFERRED = st.builds(
    Comment,
    id=_TEXT.filter(bool),
    post_id=_TEXT.filter(bool),
    author=st.builds(Author, name=_TEXT),
    body=st.builds(Body, text=_TEXT),
)
STRATEGIES: dict[str, st.SearchStrategy[object]] = {
    "threads()": ours.threads(),
    "comment_lists()": ours.comment_lists(),
    "comments()": ours.comments(),
    "posts()": ours.posts(),
    "blogs()": ours.blogs(),
    "lists(builds(Comment))": st.lists(_INFERRED, max_size=8),
}


def costs(strategy: st.SearchStrategy[object], count: int = 1000) -> list[float]:
    """Milliseconds of processor time between one example and the next."""
    marks: list[float] = []

    @seed(7)
    @settings(
        max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(strategy)
    def mark(_: object) -> None:
        marks.append(time.process_time())

    mark()
    return [1000 * (b - a) for a, b in itertools.pairwise(marks)]


def main() -> None:
    """A line for each strategy: the median and the tenth slowest."""
    for name, strategy in STRATEGIES.items():
        spent = sorted(costs(strategy))
        print(
            f"{name:24} median {median(spent):6.2f} ms   p90 {spent[9 * len(spent) // 10]:6.2f} ms"
        )


if __name__ == "__main__":
    main()
