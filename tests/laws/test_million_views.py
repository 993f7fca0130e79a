"""Promise 2 for what is shown of a thread: every view and every reading of a million comments."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from attrs import evolve
from tests.laws.test_million import MILLION, SHAPES
from tests.threads.piles import at, shaped

from blogcore import Order, Thread, active, best, most_replied, newest

LAST = f"c{MILLION - 1}"


def _sorted(order: Order, thread: Thread) -> int:
    return len(thread.sorted(order))


#: Each gives a million of a thread whose first comment is above all the others, and held.
VIEWS: dict[str, Callable[[Thread], int]] = {
    "tombstones": lambda thread: len(thread.visible()),
    "vanish": lambda thread: len(thread.visible(hidden="vanish")) + MILLION,
    "promote": lambda thread: len(thread.visible(hidden="promote")) + 1,
    "clamped": lambda thread: len(thread.clamped(5)),
    "collapsed": lambda thread: sum(1 + n.folded for n in thread.collapsed(depth=5, replies=9)),
    "subthread": lambda thread: len(thread.subthread("c0")),
    "page": lambda thread: len(thread.page("newest", 50)),
    "pages by comments": lambda thread: sum(map(len, thread.pages(50, by="comments"))),
    "first": lambda thread: len(thread.first(50)),
    "participants": lambda thread: sum(who.comments for who in thread.participants),
    "stats": lambda thread: thread.stats.comments,
    "find": lambda thread: len(thread.find("words")),
    "unread": lambda thread: len(thread.unread(at(-1))),
    "edges": lambda thread: sum(1 for _ in thread.edges()) + 1,
    "nested": lambda thread: len(thread.to_nested(MILLION)) + MILLION - 1,
    "columns": lambda thread: len(thread.to_columns()["parent"]),
    **{
        f"sorted {order.name}": partial(_sorted, order)
        for order in (newest, active, best, most_replied)
    },
}


@pytest.mark.parametrize("shape", ["chain", "star"])
def test_promise_2_every_view_of_a_million_comments_is_there(shape: str) -> None:
    pile = shaped(MILLION, SHAPES[shape])
    pile[0] = evolve(pile[0], status="held")
    thread = Thread.from_comments(pile)
    left = {name: view(thread) for name, view in VIEWS.items()}
    assert left == dict.fromkeys(left, MILLION)
    way_down = MILLION if shape == "chain" else 2
    assert len(thread.path(LAST)) == way_down
    assert len(thread.pruned(lambda comment: comment.id == LAST)) == way_down
