"""Discussions that end at some level without losing what is beneath."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.threads.piles import comment, discussions, piles

from blogcore import Comment, Thread, ValidationError


@given(piles() | discussions(), st.integers(1, 10))
def test_clamping_keeps_every_comment_its_claim_and_the_reading_order(
    pile: list[Comment], levels: int
) -> None:
    thread = Thread.from_comments(pile)
    clamped = thread.clamped(levels)
    assert clamped.comments == thread.comments  # in_reply_to with them
    assert clamped.anomalies == thread.anomalies
    assert [node.depth for node in clamped] == [min(node.depth, levels - 1) for node in thread]


@given(discussions(), st.integers(1, 10), st.integers(1, 10))
def test_clamping_twice_is_clamping_to_the_fewer_levels(
    pile: list[Comment], first: int, second: int
) -> None:
    thread = Thread.from_comments(pile)
    assert thread.clamped(first).clamped(second) == thread.clamped(min(first, second))


def test_at_the_deepest_level_a_reply_stands_after_what_it_answers() -> None:
    chain = [comment(f"c{n}", f"c{n - 1}" if n else None, n) for n in range(6)]
    chain.append(comment("late", "c1", 9))
    clamped = Thread.from_comments(chain).clamped(3)
    assert [(n.number, n.comment.id, n.comment.in_reply_to) for n in clamped] == [
        ("1", "c0", None),
        ("1.1", "c1", "c0"),
        ("1.1.1", "c2", "c1"),
        ("1.1.2", "c3", "c2"),
        ("1.1.3", "c4", "c3"),
        ("1.1.4", "c5", "c4"),
        ("1.1.5", "late", "c1"),
    ]


@given(discussions())
def test_no_limit_changes_nothing(pile: list[Comment]) -> None:
    thread = Thread.from_comments(pile)
    assert thread.clamped(None) == thread


@pytest.mark.parametrize("levels", [0, -1])
def test_less_than_one_level_is_an_error(levels: int) -> None:
    with pytest.raises(ValidationError, match=f"levels: must be 1 or more, not {levels}"):
        Thread.from_comments([]).clamped(levels)
