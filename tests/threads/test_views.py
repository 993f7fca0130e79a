"""`Thread.pruned`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.threads.strategies import discussions

from blogcore import Comment, Thread


@given(discussions(), st.sets(st.integers(0, 12).map("c{}".format)))
def test_pruning_keeps_comments_and_their_ancestors(
    comments: list[Comment], keep: set[str]
) -> None:
    thread = Thread.from_comments(comments)
    expected = {
        above.comment.id
        for node in thread
        if node.comment.id in keep
        for above in (node, *node.ancestors)
    }
    kept = thread.pruned(lambda comment: comment.id in keep)
    assert {comment.id for comment in kept.comments} == expected
    for node in kept:
        whole = thread[node.comment.id]
        assert node.depth == whole.depth
        assert [n.comment for n in node.ancestors] == [n.comment for n in whole.ancestors]


@given(discussions())
def test_keeping_all_changes_nothing(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    kept = thread.pruned(lambda comment: True)
    assert (kept.comments, kept.depths) == (thread.comments, thread.depths)
