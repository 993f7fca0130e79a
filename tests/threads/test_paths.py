"""Threads from materialised paths."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from tests.threads.piles import comment, piles

from blogcore import Comment, Thread, ValidationError
from blogcore.orders import newest
from blogcore.threads import thread_from_paths


def path(thread: Thread, id: str) -> str:
    node = thread[id]
    ids = [above.comment.id for above in reversed(node.ancestors)]
    return ".".join(["0", *ids, id])


@given(piles())
def test_a_thread_comes_back_from_its_paths(pile: list[Comment]) -> None:
    thread = Thread.from_comments(pile)
    pairs = [(evolve(it, in_reply_to="forgotten"), path(thread, it.id)) for it in thread.comments]
    again = thread_from_paths(reversed(pairs))
    if all(node.comment.post_id == "7" for node in thread):
        assert [(node.number, node.comment.id) for node in again] == [
            (node.number, node.comment.id) for node in thread
        ]
        assert again.anomalies == ()


def test_a_missing_comment_leaves_what_answers_it_to_the_nearest_that_is_there() -> None:
    thread = thread_from_paths(
        [(comment("1"), "0.1"), (comment("3", minute=1), "0.1.2.3"), (comment("5"), "0.4.5")]
    )
    assert [(node.number, node.comment.id) for node in thread] == [
        ("1", "1"),
        ("1.1", "3"),
        ("2", "5"),
    ]
    assert [(odd.kind, odd.comment.id, odd.claimed) for odd in thread.anomalies] == [
        ("orphan", "5", "4")
    ]


def test_paths_that_contradict_each_other_are_a_ring_that_is_cut() -> None:
    thread = thread_from_paths([(comment("1"), "0.2.1"), (comment("2", minute=1), "0.1.2")])
    assert [odd.kind for odd in thread.anomalies] == ["cycle"]


def test_separator_and_root_may_be_others() -> None:
    thread = thread_from_paths(
        [(comment("a"), "/a"), (comment("b"), "/a/b")], separator="/", root=""
    )
    assert [node.number for node in thread] == ["1", "1.1"]


def test_every_path_that_cannot_be_is_named_at_once() -> None:
    with pytest.raises(ValidationError) as refusal:
        thread_from_paths(
            [
                (comment("1"), "0.2"),
                (comment("2"), "0.2"),
                (comment("3"), "3"),
                (comment("4"), "9.4"),
                (comment("0"), "0"),
            ]
        )
    assert [(it.path, it.code) for it in refusal.value.faults] == [
        ("[0]", "wrong_path"),
        ("[2]", "wrong_path"),
        ("[3]", "wrong_path"),
        ("[4]", "wrong_path"),
    ]
    assert "must be like '0.….1', not '0.2'" in str(refusal.value)


def test_siblings_stand_in_the_order_asked_for() -> None:
    pile = [(comment("1", minute=1), "0.1"), (comment("2", minute=2), "0.2")]
    assert [it.id for it in thread_from_paths(pile, order=newest).comments] == ["2", "1"]
