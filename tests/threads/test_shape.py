"""A tree as columns of integers."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from blogcore.threads.shape import Shape, last_at_depth, read_only


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


@given(
    st.lists(st.sampled_from([0, 1, 2, 255, 256, 257, 65536, 2**24, 2**24 + 1]), max_size=300),
    st.data(),
)
def test_the_last_at_a_depth_is_found_as_one_looks_back_by_hand(
    depths: list[int], data: st.DataObject
) -> None:
    depth = data.draw(st.sampled_from([0, 1, 256, 65536, 2**24]))
    start = data.draw(st.integers(0, len(depths)))
    stop = data.draw(st.integers(0, len(depths)))
    places = [at for at in range(start, stop) if depths[at] == depth]
    column = read_only(array("I", depths))
    assert last_at_depth(column, depth, start, stop) == (places[-1] if places else None)


@given(st.integers(0, 300), st.integers(0, 300))
def test_however_far_back_the_only_one_at_a_depth_is_found(before: int, behind: int) -> None:
    # its bytes are met across two entries first, which is no match
    column = read_only(array("I", [*[1] * before, 256, *[2**16] * behind]))
    assert last_at_depth(column, 256, 0, len(column)) == before
    assert last_at_depth(column, 256, before, len(column)) == before
    assert last_at_depth(column, 256, before + 1, len(column)) is None
    assert last_at_depth(column, 256, 0, before) is None


def test_a_match_across_two_entries_does_not_hide_the_one_before() -> None:
    assert last_at_depth(read_only(array("I", [0, 256])), 0, 0, 2) == 0


def test_no_entries_make_no_columns() -> None:
    assert list(Shape([]).siblings_from(0, 0)) == []
