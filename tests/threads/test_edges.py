"""`Thread.edges`, `Thread.path` and `Thread.subthread`."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from tests.factory import make_comment
from tests.threads.strategies import discussions, flawed_comments

from blogcore import Comment, Thread, UnknownIdError

any_comments = flawed_comments() | discussions()


@given(any_comments)
def test_edges_are_pairs_of_parent_and_reply(
    comments: list[Comment],
) -> None:
    thread = Thread.from_comments(comments)
    assert list(thread.edges()) == [
        (node.parent.comment.id, node.comment.id) for node in thread if node.parent
    ]


@given(any_comments)
def test_a_path_leads_from_top_level_to_the_comment(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    for node in thread:
        path = thread.path(node.comment.id)
        assert [each.depth for each in path] == list(range(node.depth + 1))
        assert path[-1] == node
        assert all(child.parent == parent for parent, child in pairwise(path))


def test_an_unknown_id_has_no_path() -> None:
    with pytest.raises(UnknownIdError):
        Thread.from_comments([make_comment("a")]).path("b")


@given(any_comments)
def test_a_subthread_is_a_comment_and_its_descendants(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    for node in thread:
        part = thread.subthread(node.comment.id)
        nodes = (node, *node.descendants)
        assert part.comments == tuple(each.comment for each in nodes)
        assert [each.depth for each in part] == [each.depth - node.depth for each in nodes]
        assert part.order == thread.order
