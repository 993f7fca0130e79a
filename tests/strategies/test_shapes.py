"""The shapes of discussions, as numbers for each comment."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogcore.strategies._shapes import NUMBERS, SHAPES, Shape, parents

numbers = st.integers(NUMBERS[0], NUMBERS[-1])


@given(st.sampled_from(SHAPES), st.lists(numbers))
def test_any_numbers_give_a_tree_in_which_parents_come_first(
    shape: Shape, numbers: list[int]
) -> None:
    tree = parents(shape, numbers)
    assert len(tree) == len(numbers)
    assert all(parent is None or 0 <= parent < index for index, parent in enumerate(tree))


def test_zeros_are_comments_at_top_level() -> None:
    assert parents("any", [0, 0, 0]) == [None, None, None]


def test_removing_a_comment_keeps_the_links_of_the_others() -> None:
    """The third comment, at top level, comes between a comment and its answer."""
    assert parents("any", [0, 1, 0, 2]) == [None, 0, None, 1]
    assert parents("any", [0, 1, 2]) == [None, 0, 1]
