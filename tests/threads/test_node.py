"""`Node`: position, number and relatives."""

from __future__ import annotations

from hypothesis import given
from tests.factory import make_comment
from tests.threads.strategies import flawed_comments

from blogcore import Comment, Thread

_THREAD = Thread.from_comments(
    [
        make_comment("a"),
        make_comment("b", None, 1),
        make_comment("c", "b", 2),
        make_comment("d", "c", 3),
        make_comment("e", "c", 4),
        make_comment("f", "b", 5),
    ]
)


def ids(nodes: object) -> list[str]:
    assert isinstance(nodes, tuple)
    return [node.comment.id for node in nodes]


def test_a_node_has_its_position_and_relatives() -> None:
    node = _THREAD["e"]
    assert (node.index, node.depth, node.position, node.number) == (4, 2, 2, "2.1.2")
    assert node.parent == _THREAD["c"]
    assert ids(node.ancestors) == ["c", "b"]
    assert ids(_THREAD["b"].children) == ["c", "f"]
    assert ids(_THREAD["b"].descendants) == ["c", "d", "e", "f"]
    assert repr(node) == "<Node 4 at depth 2: comment 'e'>"


@given(flawed_comments())
def test_parents_and_children_agree(comments: list[Comment]) -> None:
    for node in Thread.from_comments(comments):
        assert all(child.parent == node for child in node.children)
        assert all(node in above.descendants for above in node.ancestors)
        assert len(node.ancestors) == node.depth
        assert [child.position for child in node.children] == list(range(1, len(node.children) + 1))


@given(flawed_comments())
def test_numbers_are_distinct_and_in_pre_order(comments: list[Comment]) -> None:
    numbers = [tuple(map(int, node.number.split("."))) for node in Thread.from_comments(comments)]
    assert numbers == sorted(set(numbers))


def test_nodes_are_equal_at_the_same_position_of_equal_threads() -> None:
    again = Thread.from_comments(reversed(_THREAD.comments))
    assert again["e"] == _THREAD["e"]
    assert hash(again["e"]) == hash(_THREAD["e"])
    assert len({hash(node) for node in _THREAD}) == len(_THREAD)
    assert _THREAD["e"] != _THREAD["d"]
    assert _THREAD["e"] != "e"
    assert Thread.from_comments([make_comment("a")])["a"] != _THREAD["a"]
