"""`Thread.visible`: compared with a direct implementation of the rule."""

from __future__ import annotations

import pickle
import re

import attrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.threads.strategies import discussions, flawed_comments

from blogcore import Blog, Comment, Post, Thread, UnknownNameError
from blogcore.models import CommentStatus, public
from blogcore.orders import Order, newest, oldest, top
from blogcore.threads import tombstone
from blogcore.viewers import MODERATOR, PUBLIC, Hiding, Viewer, author


def likes_key(comment: Comment) -> int:
    return -comment.likes


viewers = st.sampled_from([PUBLIC, MODERATOR, author("ida"), author("unknown")])
hidings: st.SearchStrategy[Hiding] = st.sampled_from(["tombstone", "vanish", "promote"])
orders = st.sampled_from([oldest, newest, Order.by(likes_key, "most liked")])


def sees(viewer: Viewer, comment: Comment) -> bool:
    """Return whether a viewer sees a comment: the rule in its simplest form."""
    if viewer == MODERATOR:
        return comment.status != "deleted"
    own = comment.author.id == viewer.author_id is not None
    return comment.status == "approved" or (own and comment.status == "held")


def expected_view(
    thread: Thread, viewer: Viewer, hidden: Hiding
) -> dict[str, tuple[bool, str | None]]:
    """Return, by id of each remaining comment, whether its text is shown, and its parent id."""
    expected: dict[str, tuple[bool, str | None]] = {}
    for node in thread:
        seen = sees(viewer, node.comment)
        ancestors = [other.comment for other in node.ancestors]
        seen_ancestors = [other for other in ancestors if sees(viewer, other)]
        if hidden == "tombstone":
            kept = seen or any(sees(viewer, other.comment) for other in node.descendants)
        else:
            kept = seen and (hidden == "promote" or seen_ancestors == ancestors)
        if kept:
            parents = seen_ancestors if hidden == "promote" else ancestors
            expected[node.comment.id] = (seen, parents[0].id if parents else None)
    return expected


def actual_view(thread: Thread) -> dict[str, tuple[bool, str | None]]:
    return {
        node.comment.id: (
            node.comment.status != "deleted",
            node.parent.comment.id if node.parent else None,
        )
        for node in thread
    }


@given(discussions(), orders, viewers, hidings)
def test_every_viewer_sees_the_comments_and_parents_of_the_rule(
    comments: list[Comment], order: Order, viewer: Viewer, hidden: Hiding
) -> None:
    thread = Thread.from_comments(comments, order=order)
    view = thread.visible(viewer, hidden=hidden)
    assert actual_view(view) == expected_view(thread, viewer, hidden)
    assert view.order == order


@given(discussions(), orders, viewers, hidings)
def test_hidden_comments_leave_no_trace(
    comments: list[Comment], order: Order, viewer: Viewer, hidden: Hiding
) -> None:
    view = Thread.from_comments(comments, order=order).visible(viewer, hidden=hidden)
    every_field = "".join(
        repr([getattr(value, field.name) for field in attrs.fields(type(value))])
        for comment in view.comments
        for value in (comment, comment.author, comment.body)
    )
    traces = set(re.findall(r"(?:word|name|url|avatar|link)(c\d+)end", every_field))
    assert traces <= {comment.id for comment in comments if sees(viewer, comment)}
    if viewer != MODERATOR:
        assert "canary" not in every_field
        assert "192.0.2.99" not in every_field
    for kept in view.comments:
        if kept.status == "deleted":
            assert kept == tombstone(kept)
    assert view.anomalies == ()


@given(discussions(), viewers, hidings)
def test_visible_comments_are_complete(
    comments: list[Comment], viewer: Viewer, hidden: Hiding
) -> None:
    by_id = {comment.id: comment for comment in comments}
    for seen in Thread.from_comments(comments).visible(viewer, hidden=hidden).comments:
        if seen.status != "deleted":
            whole = by_id[seen.id] if viewer == MODERATOR else public(by_id[seen.id])
            assert evolve(seen, in_reply_to=whole.in_reply_to) == whole


@given(discussions(), orders, viewers, hidings)
def test_a_view_equals_the_thread_of_its_comments(
    comments: list[Comment], order: Order, viewer: Viewer, hidden: Hiding
) -> None:
    """Therefore positions reveal no hidden votes or links."""
    view = Thread.from_comments(comments, order=order).visible(viewer, hidden=hidden)
    again = Thread.from_comments(view.comments, order=order)
    assert (again.comments, again.depths) == (view.comments, view.depths)


@given(discussions(), orders, hidings)
def test_a_narrower_view_of_a_wider_view_is_the_narrower_view(
    comments: list[Comment], order: Order, hidden: Hiding
) -> None:
    thread = Thread.from_comments(comments, order=order)
    everybody = thread.visible(hidden=hidden)
    for more in (MODERATOR, author("ida"), PUBLIC):
        assert thread.visible(more, hidden=hidden).visible(hidden=hidden) == everybody
    assert everybody.visible(MODERATOR, hidden=hidden) == everybody


@st.composite
def unique_comments(draw: st.DrawFn) -> list[Comment]:
    """Links lead to earlier comments only: hiding some must not change which cycles are broken."""
    comments = draw(discussions())
    return [
        evolve(one, in_reply_to=draw(st.none() | st.sampled_from(comments[:number]).map(_id)))
        if number
        else evolve(one, in_reply_to=draw(st.sampled_from([None, "gone"])))
        for number, one in enumerate(comments)
    ]


def _id(comment: Comment) -> str:
    return comment.id


@given(unique_comments(), orders)
def test_the_public_view_equals_the_thread_of_the_public_blog(
    comments: list[Comment], order: Order
) -> None:
    blog = Blog(posts=(Post(id="7"),), comments=comments)
    view = blog.thread("7", order=order).visible()
    assert view.comments == blog.public().thread("7", order=order).comments
    assert view.depths == blog.public().thread("7", order=order).depths


@given(flawed_comments(), st.data())
def test_a_comment_is_visible_only_if_all_its_records_are(
    comments: list[Comment], data: st.DataObject
) -> None:
    statuses: st.SearchStrategy[CommentStatus] = st.sampled_from(("approved", "held"))
    comments = [evolve(comment, status=data.draw(statuses)) for comment in comments]
    held = {comment.id for comment in comments if comment.status == "held"}
    for node in Thread.from_comments(comments).visible():
        assert (node.comment.status == "deleted") == (node.comment.id in held)


def test_a_hidden_comment_is_a_tombstone_only_above_visible_ones() -> None:
    comments = [
        evolve(make_comment("spam", None, 1), status="spam"),
        make_comment("answer", "spam", 2),
        evolve(make_comment("reply to it", "answer", 3), status="held"),
    ]
    thread = Thread.from_comments(comments)
    assert [(n.number, n.comment.status) for n in thread.visible()] == [
        ("1", "deleted"),
        ("1.1", "approved"),
    ]
    assert len(thread.visible(hidden="vanish")) == 0
    assert [n.comment for n in thread.visible(hidden="promote")] == [
        evolve(comments[1], in_reply_to=None)
    ]


def test_an_unknown_way_of_hiding_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        UnknownNameError,
        match="no way of hiding is named 'blur'; known are: tombstone, vanish, promote",
    ):
        Thread.from_comments([]).visible(hidden="blur")  # type: ignore[arg-type]


def test_viewers_compare_and_hash() -> None:
    assert author("ida") == author("ida") != author("jon")
    assert pickle.loads(pickle.dumps((PUBLIC, author("ida")))) == (PUBLIC, author("ida"))


def test_a_tombstone_is_not_sorted_by_its_hidden_votes() -> None:
    hidden = evolve(make_comment("hidden", None, 2, likes=9), status="spam")
    comments = [hidden, make_comment("seen", None, 1, likes=1), make_comment("reply", "hidden", 3)]
    view = Thread.from_comments(comments, order=top).visible()
    assert [node.comment.id for node in view] == ["seen", "hidden", "reply"]


def test_promoted_replies_answer_the_nearest_visible_ancestor() -> None:
    comments = [
        make_comment("a"),
        evolve(make_comment("b", "a", 1), status="spam"),
        evolve(make_comment("c", "b", 2), status="held"),
        make_comment("d", "c", 3),
    ]
    view = Thread.from_comments(comments).visible(hidden="promote")
    assert [it.in_reply_to for it in view.comments] == [None, "a"]


def test_a_viewer_may_be_given_by_name() -> None:
    comments = [make_comment("a", status="held"), make_comment("b", ip="192.0.2.1")]
    thread = Thread.from_comments(comments)
    assert thread.visible("public") == thread.visible(PUBLIC)
    assert thread.visible(to="moderator") == thread.visible(MODERATOR)
    with pytest.raises(UnknownNameError, match=r"no viewer is named 'pubic'.*mean 'public'"):
        thread.visible("pubic")
