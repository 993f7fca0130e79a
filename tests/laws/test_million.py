"""Promise 2: nothing recurses. A million comments in every awkward shape, at the default limit."""

from __future__ import annotations

import copy
import pickle
import sys
from collections.abc import Callable

import pytest
from tests.threads.piles import shaped

from blogcore import Enter, Thread

MILLION = 1_000_000


@pytest.mark.parametrize(
    ("parent", "roots", "deepest", "anomalies"),
    [
        (lambda i: i - 1 if i else None, 1, MILLION - 1, 0),
        (lambda i: 0 if i else None, 1, 1, 0),
        (lambda i: (i + 1) % MILLION, 1, MILLION - 1, 1),
        (lambda i: (i - 1) // 2 if i else None, 1, 19, 0),
        (lambda i: i + 1 if i + 1 < MILLION else None, 1, MILLION - 1, 0),
    ],
    ids=["chain", "star", "ring", "binary", "chain from its end"],
)
def test_promise_2_a_million_comments_in_any_shape_are_ordinary(
    parent: Callable[[int], int | None], roots: int, deepest: int, anomalies: int
) -> None:
    assert sys.getrecursionlimit() <= 1000
    pile = shaped(MILLION, parent)
    thread = Thread.from_comments(pile)
    assert len(thread) == MILLION
    assert (thread.stats.roots, thread.stats.deepest) == (roots, deepest)
    assert len(thread.anomalies) == anomalies

    entered = sum(isinstance(event, Enter) for event in thread.events())
    assert entered == MILLION
    last = thread[f"c{MILLION - 1}"]
    assert last.number.count(".") == last.depth == len(last.ancestors)
    assert len(thread.roots[0].descendants) == MILLION - 1 if roots == 1 else True

    other = pickle.loads(pickle.dumps(thread))
    assert other == thread
    assert hash(other) == hash(thread)
    assert copy.deepcopy(thread) == copy.copy(thread) == thread
    assert repr(thread).startswith("<Thread of 1000000 comments")
    del other, last, thread, pile  # freed, without recursion
