"""One comment in its place."""

from __future__ import annotations

from hypothesis import given
from tests.threads.piles import comment, piles

from blogcore import Comment, Thread

_THREAD = Thread.from_comments(
    [
        comment("a"),
        comment("b", None, 1),
        comment("c", "b", 2),
        comment("d", "c", 3),
        comment("e", "c", 4),
        comment("f", "b", 5),
    ]
)


def ids(nodes: object) -> list[str]:
    assert isinstance(nodes, tuple)
    return [node.comment.id for node in nodes]


def test_a_node_knows_its_place() -> None:
    node = _THREAD["e"]
    assert (node.index, node.depth, node.position, node.number) == (4, 2, 2, "2.1.2")
    assert node.parent == _THREAD["c"]
    assert ids(node.ancestors) == ["c", "b"]
    assert ids(_THREAD["b"].children) == ["c", "f"]
    assert ids(_THREAD["b"].descendants) == ["c", "d", "e", "f"]
    assert repr(node) == "<Node 4 at depth 2: comment 'e'>"


@given(piles())
def test_relations_mirror_each_other(pile: list[Comment]) -> None:
    for node in Thread.from_comments(pile):
        assert all(child.parent == node for child in node.children)
        assert all(node in above.descendants for above in node.ancestors)
        assert len(node.ancestors) == node.depth
        assert [child.position for child in node.children] == list(range(1, len(node.children) + 1))


@given(piles())
def test_numbers_are_distinct_and_in_reading_order(pile: list[Comment]) -> None:
    numbers = [tuple(map(int, node.number.split("."))) for node in Thread.from_comments(pile)]
    assert numbers == sorted(set(numbers))


def test_nodes_are_equal_at_the_same_place_of_equal_threads() -> None:
    again = Thread.from_comments(reversed(_THREAD.comments))
    assert again["e"] == _THREAD["e"]
    assert hash(again["e"]) == hash(_THREAD["e"])
    assert len({hash(node) for node in _THREAD}) == len(_THREAD)
    assert _THREAD["e"] != _THREAD["d"]
    assert _THREAD["e"] != "e"
    assert Thread.from_comments([comment("a")])["a"] != _THREAD["a"]
