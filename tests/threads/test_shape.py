"""A tree as columns of integers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogcore.threads.shape import Shape


@st.composite
def depths(draw: st.DrawFn) -> list[int]:
    """Depths of some tree in pre-order."""
    found: list[int] = []
    for _ in range(draw(st.integers(0, 20))):
        found.append(draw(st.integers(0, found[-1] + 1 if found else 0)))
    return found


@given(depths())
def test_columns_agree_with_a_plain_reading_of_the_depths(depths: list[int]) -> None:
    shape = Shape(depths)
    for index, depth in enumerate(depths):
        above = [i for i in range(index) if depths[i] < depth]
        parent = above[-1] if above else None
        assert shape.parent(index) == parent
        ends = [i for i in range(index + 1, len(depths)) if depths[i] <= depth]
        assert shape.end(index) == (ends[0] if ends else len(depths))
        first = 0 if parent is None else parent
        earlier = [i for i in range(first, index) if depths[i] == depth]
        assert shape.rank(index) == len(earlier)


@given(depths())
def test_skipping_subtrees_meets_each_root_once(depths: list[int]) -> None:
    roots = [index for index, depth in enumerate(depths) if depth == 0]
    assert list(Shape(depths).siblings_from(0, len(depths))) == roots


def test_no_entries_make_no_columns() -> None:
    assert list(Shape([]).siblings_from(0, 0)) == []
