"""A thread as a value: lookup, events, equality, immutability."""

from __future__ import annotations

import pickle

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.threads.strategies import flawed_comments

from blogcore import Comment, Thread, UnknownIdError
from blogcore.orders import newest
from blogcore.threads import Enter


@given(flawed_comments())
def test_nodes_are_found_by_id(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    for node in thread:
        assert node.comment.id in thread
        assert thread[node.comment.id] == node
    for unknown in ("", "gone", "c", "c99", "zzz"):
        assert unknown not in thread
        with pytest.raises(UnknownIdError, match="no comment has the id"):
            thread[unknown]


@given(flawed_comments(), st.integers(-15, 15), st.slices(12))
def test_nodes_are_found_by_position_and_slice(
    comments: list[Comment], position: int, span: slice
) -> None:
    thread = Thread.from_comments(comments)
    nodes = list(thread)
    assert list(reversed(thread)) == nodes[::-1]
    assert thread[span] == tuple(nodes[span])
    try:
        expected = nodes[position]
    except IndexError:
        with pytest.raises(IndexError, match=f"position {position} in a thread of {len(nodes)}"):
            thread[position]
    else:
        assert thread[position] == expected


def test_an_unknown_id_suggests_near_ids() -> None:
    with pytest.raises(UnknownIdError, match="did you mean 'comment-1'"):
        Thread.from_comments([make_comment("comment-1"), make_comment("x")])["comment_1"]


def test_only_text_ids_are_contained() -> None:
    assert 7 not in Thread.from_comments([make_comment("7")])


@given(flawed_comments())
def test_events_enter_and_leave_each_node_once_in_the_order_of_the_tree(
    comments: list[Comment],
) -> None:
    thread = Thread.from_comments(comments)
    open_nodes: list[str] = []
    entered: list[str] = []
    for event in thread.events():
        id = event.node.comment.id
        if isinstance(event, Enter):
            assert len(open_nodes) == event.node.depth
            assert not open_nodes or event.node.parent == thread[open_nodes[-1]]
            open_nodes.append(id)
            entered.append(id)
        else:
            assert open_nodes.pop() == id
    assert open_nodes == []
    assert entered == [node.comment.id for node in thread]


def test_a_thread_is_frozen() -> None:
    thread = Thread.from_comments([make_comment("a")])
    with pytest.raises(FrozenInstanceError):
        thread.comments = ()  # type: ignore[misc]


@given(flawed_comments(), st.integers(1, 3))
def test_depths_are_read_only_however_the_thread_was_made(
    comments: list[Comment], levels: int
) -> None:
    built = Thread.from_comments(comments)
    changed = built.add(make_comment("new", "c1"))
    for thread in (
        changed,
        changed.clamped(levels),
        changed.sorted(newest),
        changed.subthread("new"),
        changed.page(1, 2),
        pickle.loads(pickle.dumps(changed)),
    ):
        with pytest.raises(TypeError, match="read-only"):
            thread.depths[0] = 1  # type: ignore[index,unused-ignore]


def test_threads_compare_comments_depths_and_anomalies() -> None:
    nested = Thread.from_comments([make_comment("a"), make_comment("b", "a")])
    flat = Thread.from_comments([make_comment("a"), make_comment("b")])
    orphan = Thread.from_comments([make_comment("a"), make_comment("b", "gone")])
    assert len({nested, flat, orphan}) == 3
    assert len({hash(nested), hash(flat)}) == 2
    assert nested != flat != orphan
    assert nested != "nested"


def test_repr_is_short_without_text() -> None:
    comments = [make_comment(f"c{number}", "gone", body="secret") for number in range(1000)]
    assert repr(Thread.from_comments(comments[:0])) == "<Thread of 0 comments>"
    assert repr(Thread.from_comments(comments)) == "<Thread of 1000 comments, 1000 anomalies>"
