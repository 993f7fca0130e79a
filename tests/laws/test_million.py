"""Promise 2: nothing recurses. A million comments in every awkward shape, at the default limit."""

from __future__ import annotations

import copy
import pickle
import sys
from collections.abc import Callable

import pytest
from tests.threads.piles import shaped

from blogcore import Enter, Thread, render

MILLION = 1_000_000

#: The parent of each comment by number, in shapes that trip what recurses or compares all pairs.
SHAPES: dict[str, Callable[[int], int | None]] = {
    "chain": lambda i: i - 1 if i else None,
    "star": lambda i: 0 if i else None,
    "ring": lambda i: (i + 1) % MILLION,
    "binary": lambda i: (i - 1) // 2 if i else None,
    "chain from its end": lambda i: i + 1 if i + 1 < MILLION else None,
}


@pytest.mark.parametrize("shape", ["chain", "star"])
def test_promise_2_a_million_comments_are_an_ordinary_value(shape: str) -> None:
    assert sys.getrecursionlimit() <= 1000
    thread = Thread.from_comments(shaped(MILLION, SHAPES[shape]))
    assert thread.anomalies == ()
    assert len(thread.roots[0].descendants) == MILLION - 1
    last = thread[f"c{MILLION - 1}"]
    assert last.number.count(".") == last.depth == len(last.ancestors)

    other = pickle.loads(pickle.dumps(thread))
    assert other == thread
    assert hash(other) == hash(thread)
    assert copy.deepcopy(thread) == copy.copy(thread) == thread
    assert repr(thread) == "<Thread of 1000000 comments>"
    del other, last, thread  # freed, without recursion


@pytest.mark.parametrize(
    ("shape", "deepest", "anomalies"),
    [("ring", MILLION - 1, 1), ("binary", 19, 0), ("chain from its end", MILLION - 1, 0)],
)
def test_promise_2_a_million_comments_are_built_and_walked(
    shape: str, deepest: int, anomalies: int
) -> None:
    thread = Thread.from_comments(shaped(MILLION, SHAPES[shape]))
    assert len(thread) == MILLION
    assert (thread.stats.roots, thread.stats.deepest) == (1, deepest)
    assert len(thread.anomalies) == anomalies
    assert sum(isinstance(event, Enter) for event in thread.events()) == MILLION


def test_promise_2_a_chain_of_a_hundred_thousand_replies_is_rendered() -> None:
    page = render(Thread.from_comments(shaped(100_000, SHAPES["chain"])))
    assert page.count("Words.") == 100_000
    assert len(page) < 100_000 * 250
