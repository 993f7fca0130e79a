"""Ways through the tree."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from tests.factory import make_comment
from tests.threads.strategies import discussions, flawed_comments

from blogcore import Comment, Thread, UnknownIdError

any_pile = flawed_comments() | discussions()


@given(any_pile)
def test_edges_lead_from_each_comment_to_those_that_stand_beneath_it(
    comments: list[Comment],
) -> None:
    thread = Thread.from_comments(comments)
    assert list(thread.edges()) == [
        (node.parent.comment.id, node.comment.id) for node in thread if node.parent
    ]


@given(any_pile)
def test_a_path_leads_from_the_top_down(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    for node in thread:
        path = thread.path(node.comment.id)
        assert [each.depth for each in path] == list(range(node.depth + 1))
        assert path[-1] == node
        assert all(below.parent == above for above, below in pairwise(path))


def test_there_is_no_path_to_what_is_not_there() -> None:
    with pytest.raises(UnknownIdError):
        Thread.from_comments([make_comment("a")]).path("b")


@given(any_pile)
def test_a_subthread_is_a_comment_and_all_beneath_it(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    for node in thread:
        part = thread.subthread(node.comment.id)
        beneath = (node, *node.descendants)
        assert part.comments == tuple(each.comment for each in beneath)
        assert [each.depth for each in part] == [each.depth - node.depth for each in beneath]
        assert part.order == thread.order
