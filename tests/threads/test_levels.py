"""`Thread.from_levels`: comments in pre-order with their depths."""

from __future__ import annotations

import pickle

import pytest
from attrs import evolve
from hypothesis import given
from tests.factory import make_comment
from tests.threads.strategies import flawed_comments

from blogcore import Comment, Thread, ValidationError
from blogcore.orders import newest, oldest


@given(flawed_comments())
def test_from_levels_reverses_depths_and_keeps_the_order(comments: list[Comment]) -> None:
    thread = Thread.from_comments([evolve(it, post_id="7") for it in comments], order=newest)
    pairs = [
        (evolve(it, in_reply_to="x"), depth)
        for it, depth in zip(thread.comments, thread.depths, strict=True)
    ]
    again = Thread.from_levels(pairs)
    assert [it.id for it in again.comments] == [it.id for it in thread.comments]
    assert again.depths == thread.depths
    assert again.anomalies == ()
    assert Thread.from_levels(pairs, order=oldest).order == oldest


def test_an_added_comment_is_last_among_its_siblings_whatever_its_time() -> None:
    thread = Thread.from_levels([(make_comment("b"), 0), (make_comment("a"), 0)])
    later = pickle.loads(pickle.dumps(thread)).add(make_comment("c", minute=-9))
    assert [it.id for it in later.comments] == ["b", "a", "c"]
    assert later.order.name == "input"


@pytest.mark.parametrize(
    ("depths", "faulty"),
    [([1], ["[0]"]), ([0, 2], ["[1]"]), ([0, -1, True, "1"], ["[1]", "[2]", "[3]"])],
)
def test_all_invalid_depths_are_reported(depths: list[int], faulty: list[str]) -> None:
    with pytest.raises(ValidationError) as refusal:
        Thread.from_levels([(make_comment(f"c{at}"), depth) for at, depth in enumerate(depths)])
    assert [it.path for it in refusal.value.faults] == faulty
    assert {it.code for it in refusal.value.faults} == {"wrong_depth"}


def test_an_invalid_depth_is_reported_with_the_allowed_ones() -> None:
    with pytest.raises(ValidationError) as refusal:
        Thread.from_levels(
            [(make_comment("a"), 0), (make_comment("b"), 2), (make_comment("c"), -1)]
        )
    assert [it.message for it in refusal.value.faults] == [
        "must be at most 1 deep, one more than the comment before, not 2",
        "a depth must be a whole number from 0, not -1",
    ]


def test_a_comment_with_the_right_parent_is_the_same_object() -> None:
    comments = [make_comment("a"), make_comment("b", "a")]
    thread = Thread.from_levels(zip(comments, (0, 1), strict=True))
    assert all(kept is given for kept, given in zip(thread.comments, comments, strict=True))


def test_a_repeated_id_is_a_duplicate() -> None:
    thread = Thread.from_levels(
        [(make_comment("a"), 0), (make_comment("b"), 1), (make_comment("a"), 0)]
    )
    assert [anomaly.kind for anomaly in thread.anomalies] == ["duplicate_identical"]
