"""`Thread.clamped` and `Thread.collapsed`: limits of depth and replies."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.threads.strategies import discussions, flawed_comments

from blogcore import Comment, Node, Thread, ValidationError
from blogcore.orders import newest


@given(flawed_comments() | discussions(), st.integers(1, 10))
def test_clamping_keeps_comments_links_and_pre_order(comments: list[Comment], levels: int) -> None:
    thread = Thread.from_comments(comments)
    clamped = thread.clamped(levels)
    assert clamped.comments == thread.comments  # with in_reply_to
    assert clamped.anomalies == thread.anomalies
    assert [node.depth for node in clamped] == [min(node.depth, levels - 1) for node in thread]


@given(discussions(), st.integers(1, 10), st.integers(1, 10))
def test_clamping_twice_is_clamping_to_the_lower_limit(
    comments: list[Comment], first: int, second: int
) -> None:
    thread = Thread.from_comments(comments)
    assert thread.clamped(first).clamped(second) == thread.clamped(min(first, second))


def test_at_the_deepest_level_a_reply_follows_its_parent() -> None:
    chain = [make_comment(f"c{n}", f"c{n - 1}" if n else None, n) for n in range(6)]
    chain.append(make_comment("late", "c1", 9))
    clamped = Thread.from_comments(chain).clamped(3)
    assert [(n.number, n.comment.id, n.comment.in_reply_to) for n in clamped] == [
        ("1", "c0", None),
        ("1.1", "c1", "c0"),
        ("1.1.1", "c2", "c1"),
        ("1.1.2", "c3", "c2"),
        ("1.1.3", "c4", "c3"),
        ("1.1.4", "c5", "c4"),
        ("1.1.5", "late", "c1"),
    ]


@given(discussions())
def test_no_limit_changes_nothing(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    assert thread.clamped(None) == thread


@pytest.mark.parametrize("levels", [0, -1])
def test_less_than_one_level_is_refused(levels: int) -> None:
    with pytest.raises(ValidationError, match=f"depth: must be 1 or more, not {levels}"):
        Thread.from_comments([]).clamped(levels)


# --- collapsed -------------------------------------------------------------------------------

limits = st.none() | st.integers(1, 4)


def within_limits(node: Node, depth: int | None, replies: int | None) -> bool:
    """Return whether a comment and all its ancestors are within the limits."""
    return all(
        (depth is None or each.depth < depth)
        and (replies is None or each.depth == 0 or each.position <= replies)
        for each in (node, *node.ancestors)
    )


@given(flawed_comments() | discussions(), limits, limits)
def test_collapsing_keeps_the_first_levels_and_the_first_replies(
    comments: list[Comment], depth: int | None, replies: int | None
) -> None:
    thread = Thread.from_comments(comments)
    collapsed = thread.collapsed(depth, replies)
    kept = [node for node in thread if within_limits(node, depth, replies)]
    assert collapsed.comments == tuple(node.comment for node in kept)
    assert [node.depth for node in collapsed] == [node.depth for node in kept]


@given(flawed_comments() | discussions(), limits, limits)
def test_left_out_descendants_are_counted_at_the_nearest_shown_ancestor(
    comments: list[Comment], depth: int | None, replies: int | None
) -> None:
    thread = Thread.from_comments(comments)
    collapsed = thread.collapsed(depth, replies)
    for node in collapsed:
        whole = thread[node.comment.id]
        hidden = [child for child in whole.children if child.comment.id not in collapsed]
        assert node.folded == sum(1 + len(child.descendants) for child in hidden)
        assert all(child.comment.id in thread.subthread(node.comment.id) for child in hidden)


@given(discussions(), limits, limits, limits, limits)
def test_collapsing_twice_is_collapsing_to_the_lower_limits(
    comments: list[Comment],
    depth: int | None,
    replies: int | None,
    depth2: int | None,
    replies2: int | None,
) -> None:
    thread = Thread.from_comments(comments)
    twice = thread.collapsed(depth, replies).collapsed(depth2, replies2)
    once = thread.collapsed(lowest(depth, depth2), lowest(replies, replies2))
    assert twice.comments == once.comments
    assert twice.folded == once.folded
    assert twice == once


def lowest(*limits: int | None) -> int | None:
    return min((limit for limit in limits if limit is not None), default=None)


@given(discussions(), limits, limits)
def test_folded_counts_are_kept_in_other_views(
    comments: list[Comment], depth: int | None, replies: int | None
) -> None:
    collapsed = Thread.from_comments(comments).collapsed(depth, replies)
    counts = {node.comment.id: node.folded for node in collapsed}
    views = [
        collapsed.sorted(newest),
        collapsed.clamped(2),
        collapsed.pruned(lambda comment: comment.likes > 0),
        *collapsed.pages(2),
        *(collapsed.subthread(node.comment.id) for node in collapsed),
        pickle.loads(pickle.dumps(collapsed)),
    ]
    for view in views:
        assert all(node.folded == counts[node.comment.id] for node in view)
        assert set(view.folded) <= {comment.id for comment in view.comments}


def test_collapsing_without_limits_keeps_everything() -> None:
    thread = Thread.from_comments([make_comment("a"), make_comment("b", "a")])
    assert thread.collapsed() == thread
    assert [node.folded for node in thread] == [0, 0]


def test_threads_with_different_folded_counts_are_not_equal() -> None:
    whole = Thread.from_comments([make_comment("a"), make_comment("b", "a")])
    assert whole.collapsed(depth=1) != Thread.from_comments([make_comment("a")])


def test_folded_says_how_many_replies_are_left_out() -> None:
    chain = [make_comment(f"c{n}", f"c{n - 1}" if n else None, n) for n in range(6)]
    more = [make_comment(f"d{n}", "c0", 10 + n) for n in range(4)]
    collapsed = Thread.from_comments([*chain, *more]).collapsed(depth=3, replies=2)
    assert [(n.number, n.comment.id, n.folded) for n in collapsed] == [
        ("1", "c0", 3),
        ("1.1", "c1", 0),
        ("1.1.1", "c2", 3),
        ("1.2", "d0", 0),
    ]


@pytest.mark.parametrize(
    ("depth", "replies", "message"),
    [
        (0, None, "depth: must be 1 or more, not 0"),
        (None, -1, "replies: must be 0 or more, not -1"),
        (True, None, "depth: must be a whole number, not True"),
    ],
)
def test_less_than_one_level_or_zero_replies_is_refused(
    depth: int | None, replies: int | None, message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        Thread.from_comments([]).collapsed(depth, replies)


def test_zero_replies_keep_the_top_level() -> None:
    thread = Thread.from_comments(
        [make_comment("a"), make_comment("b", "a"), make_comment("c", "b")]
    )
    assert [(n.comment.id, n.folded) for n in thread.collapsed(replies=0)] == [("a", 2)]
