"""Guarantee 2: nothing recurses. A million comments in extreme shapes, at the default limit.

Deep trees have a million comments; for the others a tenth suffices.
"""

from __future__ import annotations

import copy
import gc
import pickle
import sys
from collections.abc import Callable, Iterator

import pytest
from attrs import evolve
from tests.factory import make_comment
from tests.threads.strategies import make_tree

from blogcore import Thread, render
from blogcore.threads import Enter

pytestmark = pytest.mark.million

MILLION = 1_000_000

#: The parent of each comment by number, in shapes that break recursive and quadratic code.
SHAPES: dict[str, Callable[[int], int | None]] = {
    "chain": lambda i: i - 1 if i else None,
    "star": lambda i: 0 if i else None,
    "cycle": lambda i: (i + 1) % MILLION,
    "binary": lambda i: (i - 1) // 2 if i else None,
}


@pytest.fixture(autouse=True)
def no_garbage_collection() -> Iterator[None]:
    """Without garbage collection, which takes a third of the time and finds nothing."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize(("shape", "size"), [("chain", MILLION), ("star", MILLION // 10)])
def test_guarantee_2_a_million_comments_are_an_ordinary_value(shape: str, size: int) -> None:
    assert sys.getrecursionlimit() <= 1000
    thread = Thread.from_comments(make_tree(size, SHAPES[shape]))
    assert thread.anomalies == ()
    assert len(thread.roots[0].descendants) == size - 1
    last = thread[f"c{size - 1}"]
    assert last.number.count(".") == last.depth == len(last.ancestors)

    other = pickle.loads(pickle.dumps(thread))
    assert other == thread
    assert hash(other) == hash(thread)
    assert copy.deepcopy(thread) == copy.copy(thread) == thread
    assert repr(thread) == f"<Thread of {size} comments>"
    del other, last, thread  # freed, without recursion


@pytest.mark.parametrize(
    ("shape", "deepest", "anomalies"), [("cycle", MILLION - 1, 1), ("binary", 19, 0)]
)
def test_guarantee_2_a_million_comments_are_built_and_walked(
    shape: str, deepest: int, anomalies: int
) -> None:
    thread = Thread.from_comments(make_tree(MILLION, SHAPES[shape]))
    assert len(thread) == MILLION
    assert (thread.stats.roots, thread.stats.deepest) == (1, deepest)
    assert len(thread.anomalies) == anomalies
    assert sum(isinstance(event, Enter) for event in thread.events()) == MILLION


@pytest.mark.parametrize(("shape", "size"), [("chain", MILLION), ("star", MILLION // 10)])
def test_guarantee_2_a_million_comments_are_edited_compared_and_merged(
    shape: str, size: int
) -> None:
    thread = Thread.from_comments(make_tree(size, SHAPES[shape]))
    last, middle = f"c{size - 1}", f"c{size // 2}"
    more = thread.add(make_comment("new", last, size)).add(make_comment("under", "c0", size))
    assert more["new"].parent == more[last]
    assert more["under"].number == ("1.2" if shape == "chain" else f"1.{size}")
    assert len(more["c0"].descendants) == size + 1
    less = more.remove(last).remove(middle)
    assert less[last].comment.status == "deleted"
    assert (middle in less) == (shape == "chain")
    top = less.replace(evolve(less["c1"].comment, in_reply_to=None))
    assert (top.stats.roots, len(top)) == (2, len(less))

    diff = thread.diff(top)
    assert (len(diff.added), len(diff.moved)) == (2, 1)
    assert thread.apply(diff) == top
    merged = thread.merge(more)
    assert merged == more
    three_way = thread.merge(top, base=thread)
    assert three_way.thread == top
    assert three_way.conflicts == ()


def test_guarantee_2_a_million_comments_come_from_other_sources() -> None:
    # also in reverse order: each reply before its parent
    chain = make_tree(MILLION, SHAPES["chain"])
    thread = Thread.from_comments(reversed(chain))
    assert Thread.from_levels((it, depth) for depth, it in enumerate(chain)) == thread

    by_references = ((it, () if it.in_reply_to is None else (it.in_reply_to,)) for it in chain)
    assert Thread.from_references(by_references) == thread

    record: dict[str, object] = {"at": MILLION - 1}
    for at in reversed(range(MILLION - 1)):
        record = {"at": at, "replies": [record]}
    assert Thread.from_nested([record], lambda it: chain[int(str(it["at"]))]) == thread
    while record:  # Python frees nested dicts in C, which has a stack too
        replies = record.pop("replies", None)
        record = replies[0] if isinstance(replies, list) else {}

    star = make_tree(MILLION // 10, SHAPES["star"])
    paths = ((it, "0.c0" if it.id == "c0" else f"0.c0.{it.id}") for it in star)
    assert Thread.from_paths(paths) == Thread.from_comments(star)


def test_guarantee_2_a_chain_of_a_hundred_thousand_replies_is_rendered() -> None:
    page = render(Thread.from_comments(make_tree(100_000, SHAPES["chain"])))
    assert page.count("Text.") == 100_000
    assert len(page) < 100_000 * 250
