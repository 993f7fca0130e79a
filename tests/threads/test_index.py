"""The tree index: parent, rank and subtree of each position."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogcore.threads._index import TreeIndex


@st.composite
def depths(draw: st.DrawFn) -> list[int]:
    """Depths of some tree in pre-order."""
    depths_so_far: list[int] = []
    for _ in range(draw(st.integers(0, 20))):
        depths_so_far.append(draw(st.integers(0, depths_so_far[-1] + 1 if depths_so_far else 0)))
    return depths_so_far


@given(depths())
def test_index_agrees_with_a_search_in_the_depths(depths: list[int]) -> None:
    tree = TreeIndex(depths)
    for index, depth in enumerate(depths):
        shallower = [i for i in range(index) if depths[i] < depth]
        parent = shallower[-1] if shallower else None
        assert tree.parent(index) == parent
        ends = [i for i in range(index + 1, len(depths)) if depths[i] <= depth]
        assert tree.end(index) == (ends[0] if ends else len(depths))
        first = 0 if parent is None else parent
        earlier = [i for i in range(first, index) if depths[i] == depth]
        assert tree.rank(index) == len(earlier)


@given(depths())
def test_siblings_of_the_first_root_are_all_roots(depths: list[int]) -> None:
    roots = [index for index, depth in enumerate(depths) if depth == 0]
    assert list(TreeIndex(depths).siblings(0, len(depths))) == roots


def test_an_empty_tree_has_no_siblings() -> None:
    assert list(TreeIndex([]).siblings(0, 0)) == []
