"""Guarantees of views: every view is a thread that keeps them, also as a view of a view."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.threads.strategies import at, discussions

from blogcore import Comment, Thread, render
from blogcore.orders import active, best, controversial, hot, most_replied, newest, oldest, top
from blogcore.viewers import MODERATOR, author

View = Callable[[Thread], Thread]

#: Views that leave nothing out.
COMPLETE: dict[str, View] = {
    "clamped": lambda thread: thread.clamped(2),
    "no limit": lambda thread: thread.clamped(None),
    **{
        f"sorted {order.name}": partial(Thread.sorted, order=order)
        for order in (
            oldest,
            newest,
            active,
            top,
            best,
            controversial,
            hot(at(2)),
            most_replied,
            newest.with_replies(top),
        )
    },
}
#: Views that may leave comments out.
PARTIAL: dict[str, View] = {
    "public": lambda thread: thread.visible(),
    "vanish": lambda thread: thread.visible(hidden="vanish"),
    "promote": lambda thread: thread.visible(author("ida"), hidden="promote"),
    "moderator": lambda thread: thread.visible(MODERATOR),
    "pruned": lambda thread: thread.pruned(lambda comment: comment.likes > 1),
    "subthread": lambda thread: thread.subthread(thread.comments[-1].id) if len(thread) else thread,
    "collapsed": lambda thread: thread.collapsed(depth=2, replies=1),
    "page": lambda thread: thread.page("newest", 2),
    "page by comments": lambda thread: thread.page(1, 3, by="comments"),
    "first": lambda thread: thread.first(2),
}
complete_views = st.sampled_from(sorted(COMPLETE))
views = st.sampled_from(sorted(COMPLETE | PARTIAL))


def apply_views(thread: Thread, *names: str) -> Thread:
    for name in names:
        thread = (COMPLETE | PARTIAL)[name](thread)
    return thread


@given(discussions(), views, views)
def test_a_view_is_a_valid_thread_with_each_comment_once(
    comments: list[Comment], first: str, second: str
) -> None:
    thread = Thread.from_comments(comments)
    view = apply_views(thread, first, second)
    ids = [node.comment.id for node in view]
    assert len(ids) == len(set(ids))
    assert set(ids) <= {comment.id for comment in comments}
    deepest_next = 0
    for depth in view.depths:
        assert depth <= deepest_next
        deepest_next = depth + 1
    numbers = [tuple(map(int, node.number.split("."))) for node in view]
    assert numbers == sorted(set(numbers))
    assert all(view[id].comment.id == id for id in ids)


@given(discussions(), complete_views, complete_views)
def test_guarantee_1_a_view_that_hides_nothing_loses_nothing(
    comments: list[Comment], first: str, second: str
) -> None:
    thread = Thread.from_comments(comments)
    view = apply_views(thread, first, second)
    assert sorted(map(repr, view.comments)) == sorted(map(repr, comments))
    assert view.anomalies == thread.anomalies


@given(discussions(), views, views, st.sampled_from(["public", "vanish"]))
def test_guarantee_3_hidden_comments_stay_hidden_in_every_view_and_export(
    comments: list[Comment], before: str, after: str, hide: str
) -> None:
    view = apply_views(Thread.from_comments(comments), before, hide, after)
    exports = [
        json.dumps(view.to_nested()),
        repr(view.to_columns()),
        repr([node.comment for node in (*view.find(""), *view.unread(at(-1)))]),
        repr(view.participants),
        repr(view.stats),
        repr(view.anomalies),
        render(view),
    ]
    hidden = [comment.id for comment in comments if comment.status != "approved"]
    for export in exports:
        assert "canary" not in export
        assert "192.0.2.99" not in export
        for id in hidden:
            for trace in (f"word{id}end", f"name{id}end", f"{id}end.example"):
                assert trace not in export
    assert all(c.likes == c.dislikes == 0 for c in view.comments if c.id in hidden)


@given(discussions(), views, views, st.randoms(use_true_random=False))
def test_guarantee_6_a_view_does_not_depend_on_the_order_of_input(
    comments: list[Comment], first: str, second: str, random: Random
) -> None:
    shuffled = list(comments)
    random.shuffle(shuffled)
    first_thread, second_thread = (
        apply_views(Thread.from_comments(given), first, second) for given in (comments, shuffled)
    )
    assert first_thread == second_thread
    assert hash(first_thread) == hash(second_thread)
    for read in (Thread.to_nested, Thread.to_columns, attrgetter("stats")):
        assert repr(read(first_thread)) == repr(read(second_thread))


@given(discussions(), views, views)
def test_guarantee_7_a_view_leaves_the_thread_as_it_was(
    comments: list[Comment], first: str, second: str
) -> None:
    thread = Thread.from_comments(comments)
    before = pickle.dumps((thread.comments, list(thread.depths), thread.anomalies, thread.folded))
    view = apply_views(thread, first)
    between = pickle.dumps((view.comments, list(view.depths), view.anomalies, view.folded))
    again = apply_views(view, second)
    again.to_nested(), again.to_columns(), list(again.edges()), list(again.events())
    kept = (thread.comments, list(thread.depths), thread.anomalies, thread.folded)
    assert pickle.dumps(kept) == before
    assert pickle.dumps((view.comments, list(view.depths), view.anomalies, view.folded)) == between
    assert pickle.loads(pickle.dumps(again)) == again


@given(discussions(), views)
def test_repeating_a_view_changes_nothing(comments: list[Comment], name: str) -> None:
    """Except pages and subthreads, which are cut again."""
    view = apply_views(Thread.from_comments(comments), name)
    if not name.startswith(("page", "subthread")):
        assert apply_views(view, name) == view
