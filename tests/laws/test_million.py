"""Promise 2: nothing recurses. A million comments in every awkward shape, at the default limit."""

from __future__ import annotations

import copy
import pickle
import sys
from collections.abc import Callable
from functools import partial

import pytest
from attrs import evolve
from tests.threads.piles import at, shaped

from blogcore import (
    Enter,
    Order,
    Thread,
    active,
    best,
    most_replied,
    newest,
    render,
)

MILLION = 1_000_000
LAST = f"c{MILLION - 1}"

ORDERS = [newest, active, best, most_replied]

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


def _sorted(order: Order, thread: Thread) -> int:
    return len(thread.sorted(order))


#: Every view and every reading of a thread, and how many comments it leaves of the shapes below.
VIEWS: dict[str, Callable[[Thread], int]] = {
    "tombstones": lambda thread: len(thread.visible()),
    "vanish": lambda thread: len(thread.visible(hidden="vanish")) + MILLION,
    "promote": lambda thread: len(thread.visible(hidden="promote")) + 1,
    "pruned": lambda thread: len(thread.pruned(lambda comment: comment.id == LAST)),
    "clamped": lambda thread: len(thread.clamped(5)),
    "collapsed": lambda thread: sum(1 + n.folded for n in thread.collapsed(depth=5, replies=9)),
    "subthread": lambda thread: len(thread.subthread("c0")),
    "page": lambda thread: len(thread.page("newest", 50)),
    "page by comments": lambda thread: sum(map(len, thread.pages(50, by="comments"))),
    "first": lambda thread: len(thread.first(50)),
    "participants": lambda thread: sum(who.comments for who in thread.participants),
    "stats": lambda thread: thread.stats.comments,
    "find": lambda thread: len(thread.find("words")),
    "unread": lambda thread: len(thread.unread(at(-1))),
    "edges": lambda thread: sum(1 for _ in thread.edges()) + 1,
    "nested": lambda thread: len(thread.to_nested(MILLION)) + MILLION - 1,
    "columns": lambda thread: len(thread.to_columns()["parent"]),
    **{f"sorted {order.name}": partial(_sorted, order) for order in ORDERS},
}


@pytest.mark.parametrize("shape", ["chain", "star"])
def test_promise_2_every_view_of_a_million_comments_is_there(shape: str) -> None:
    pile = shaped(MILLION, SHAPES[shape])
    pile[0] = evolve(pile[0], status="held")  # above all the others
    thread = Thread.from_comments(pile)
    left = {name: view(thread) for name, view in VIEWS.items()}
    assert left.pop("pruned") == (MILLION if shape == "chain" else 2)
    assert left == dict.fromkeys(left, MILLION)
    assert len(thread.path(LAST)) == (MILLION if shape == "chain" else 2)


def test_promise_2_a_chain_of_a_hundred_thousand_replies_is_rendered() -> None:
    page = render(Thread.from_comments(shaped(100_000, SHAPES["chain"])))
    assert page.count("Words.") == 100_000
    assert len(page) < 100_000 * 250
