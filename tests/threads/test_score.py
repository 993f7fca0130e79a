"""Scores of votes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore.orders import wilson
from blogcore.threads._scores import controversy, heat

counts = st.integers(0, 50) | st.integers(0, 2**63 - 1)


@given(counts, counts)
def test_scores_of_any_votes_are_finite_numbers(likes: int, dislikes: int) -> None:
    assert math.isfinite(wilson(likes, dislikes))
    assert math.isfinite(controversy(likes, dislikes))
    assert math.isfinite(heat(likes - dislikes, 3e11))


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_the_lower_bound_is_below_the_share_and_closer_with_more_votes(
    likes: int, dislikes: int
) -> None:
    votes = likes + dislikes
    bound = wilson(likes, dislikes)
    assert -1e-9 <= bound <= (likes / votes if votes else 0) + 1e-9
    assert wilson(10 * likes, 10 * dislikes) >= bound - 1e-9


@given(st.integers(1, 1000), st.integers(0, 1000))
def test_the_lower_bound_solves_its_equation(likes: int, dislikes: int) -> None:
    """The observed share is z standard errors, computed at the bound, above the bound."""
    votes, bound = likes + dislikes, wilson(likes, dislikes)
    error = math.sqrt(bound * (1 - bound) / votes)
    assert bound + 1.96 * error == pytest.approx(likes / votes)


@given(st.integers(0, 100), st.integers(0, 100), st.floats(0.5, 2), st.floats(2.1, 4))
def test_a_higher_confidence_gives_a_lower_bound(
    likes: int, dislikes: int, z: float, more: float
) -> None:
    assert wilson(likes, dislikes, more) <= wilson(likes, dislikes, z)


@given(st.integers(1, 1000), st.integers(0, 1000))
def test_controversy_increases_with_votes_and_evenness(likes: int, dislikes: int) -> None:
    assert controversy(likes, dislikes) == controversy(dislikes, likes)
    assert controversy(likes, dislikes) <= likes + dislikes
    assert controversy(likes, likes) == 2 * likes
    assert controversy(likes, 0) == 0


@given(st.integers(1, 10**6), st.integers(0, 10**7))
def test_ten_times_the_votes_are_worth_twelve_and_a_half_hours(votes: int, age: int) -> None:
    assert heat(10 * votes, age + 45_000) == pytest.approx(heat(votes, age), abs=1e-6)
    assert heat(-votes, age) < heat(0, age) or votes == 1
    assert heat(votes, age + 60) < heat(votes, age)


def test_heat_is_rounded_to_seven_places() -> None:
    assert heat(3, 0) == 0.4771213
    assert heat(0, 1) == -2.22e-05
