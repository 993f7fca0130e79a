"""Trees as numbers: a place for each comment."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from blogcore.strategies.shapes import LAST, SHAPES, Shape, answered, parents, places


@given(st.sampled_from(SHAPES), st.integers(0, 60), st.integers())
def test_a_tree_of_any_shape_comes_back_from_its_places(shape: Shape, size: int, luck: int) -> None:
    tree = list(parents(shape, size, Random(luck)))
    assert list(answered(places(tree))) == tree


@given(st.lists(st.integers(0, LAST)))
def test_any_numbers_are_places_of_a_tree(numbers: list[int]) -> None:
    tree = list(answered(numbers))
    assert all(parent is None or 0 <= parent < number for number, parent in enumerate(tree))
    assert list(answered(places(tree))) == tree


def test_a_comment_that_is_taken_out_takes_no_other_along() -> None:
    """Between a comment and its answer came one at top level."""
    tree = [None, 0, None, 1]
    assert list(answered([number for at, number in enumerate(places(tree)) if at != 2])) == [
        None,
        0,
        1,
    ]
