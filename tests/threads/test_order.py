"""Orders of siblings: each is total, and independent of the input order."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.threads.strategies import at, discussions, flawed_comments

from blogcore import Comment, Node, Thread, UnknownNameError, ValidationError
from blogcore.orders import (
    Order,
    active,
    best,
    controversial,
    hot,
    most_replied,
    newest,
    oldest,
    top,
    wilson,
)
from blogcore.threads import ReplyTree, tombstone
from blogcore.threads._scores import controversy, heat

NOW = at(2)
HOT = hot(NOW)
_NEVER = timedelta.max
_LATE = datetime.max.replace(tzinfo=UTC)


def likes(comment: Comment) -> int:
    return -comment.likes


def direct_replies(tree: ReplyTree) -> Callable[[Comment], int]:
    return lambda comment: -len(tree.replies_to(comment))


MOST_LIKED = Order.by(likes, "most liked")
MOST_ANSWERED = Order.by_tree(direct_replies, "most answered")
STANDARD = [oldest, newest, active, top, best, controversial, HOT, most_replied]
ORDERS = [
    *STANDARD,
    MOST_LIKED,
    MOST_ANSWERED,
    newest.with_replies(oldest),
    active.with_replies(best),
    top.with_replies(most_replied),
]
orders = st.sampled_from(ORDERS)
any_comments = flawed_comments() | discussions()


# --- the rule of each order, written for nodes -------------------------------------------------


def _before(when: datetime | None) -> timedelta:
    """Return a sort key: later times are smaller, unknown times come last."""
    return _LATE - when if when else _NEVER


def _latest(node: Node) -> timedelta:
    return min(
        (_before(each.published) for each in without_tombstones(node, *node.descendants)),
        default=_NEVER,
    )


def without_tombstones(*nodes: Node) -> list[Comment]:
    """Return the comments that are no tombstones."""
    return [node.comment for node in nodes if node.comment.status != "deleted"]


def _heat(node: Node) -> tuple[bool, float]:
    comment = node.comment
    if comment.published is None:
        return (True, 0.0)
    age = max(0.0, (NOW - comment.published).total_seconds())
    return (False, -heat(comment.likes - comment.dislikes, age))


RULES: dict[Order, Callable[[Node], object]] = {
    oldest: lambda node: 0,
    newest: lambda node: _before(node.comment.published),
    active: _latest,
    top: lambda node: node.comment.dislikes - node.comment.likes,
    best: lambda node: -wilson(node.comment.likes, node.comment.dislikes),
    controversial: lambda node: -controversy(node.comment.likes, node.comment.dislikes),
    HOT: _heat,
    most_replied: lambda node: -len(without_tombstones(*node.descendants)),
    MOST_LIKED: lambda node: likes(node.comment),
    MOST_ANSWERED: lambda node: -len(node.children),
}


def is_sorted(order: Order, siblings: tuple[Node, ...]) -> bool:
    """Return whether siblings are sorted by the rule, then by time, unknown last, then by id."""
    keys = [
        (
            RULES[order](node),
            node.comment.published is None,
            node.comment.published or _LATE,
            node.comment.id,
        )
        for node in siblings
    ]
    return keys == sorted(keys)


@given(any_comments, st.sampled_from(list(RULES)), st.sampled_from(list(RULES)))
def test_siblings_are_sorted_at_every_level(
    comments: list[Comment], order: Order, lower: Order
) -> None:
    thread = Thread.from_comments(comments, order=order)
    for siblings in (thread.roots, *(node.children for node in thread)):
        assert is_sorted(order, siblings)
    thread = Thread.from_comments(comments, order=order.with_replies(lower))
    assert is_sorted(order, thread.roots)
    assert all(is_sorted(lower, node.children) for node in thread)


# --- properties ------------------------------------------------------------------------------


@given(any_comments, orders, st.randoms(use_true_random=False))
def test_every_order_is_independent_of_the_input_order(
    comments: list[Comment], order: Order, random: Random
) -> None:
    shuffled = list(comments)
    random.shuffle(shuffled)
    thread, again = (Thread.from_comments(given, order=order) for given in (comments, shuffled))
    assert repr(thread.comments) == repr(again.comments)
    assert thread.depths == again.depths


@given(any_comments, orders, orders)
def test_sorting_equals_building_in_that_order(
    comments: list[Comment], first: Order, second: Order
) -> None:
    again = Thread.from_comments(comments, order=first).sorted(second)
    assert again == Thread.from_comments(comments, order=second)
    assert again.order == second


@given(any_comments, orders, orders)
def test_sorting_keeps_every_parent(comments: list[Comment], first: Order, second: Order) -> None:
    def parent_ids(thread: Thread) -> dict[str, str | None]:
        return {n.comment.id: n.parent.comment.id if n.parent else None for n in thread}

    assert parent_ids(Thread.from_comments(comments, order=first)) == parent_ids(
        Thread.from_comments(comments, order=second)
    )


# --- examples --------------------------------------------------------------------------------


def ids(thread: Thread) -> str:
    return " ".join(node.comment.id for node in thread)


_COMMENTS = [
    make_comment("b", None, 1),
    make_comment("c", None, 2),
    make_comment("a", None, 1),
    make_comment("d", None, None),
]


def test_oldest_sorts_by_time_then_id_with_unknown_times_last() -> None:
    assert ids(Thread.from_comments(_COMMENTS, order=oldest)) == "a b c d"


def test_newest_sorts_by_time_then_id_with_unknown_times_last() -> None:
    assert ids(Thread.from_comments(_COMMENTS, order=newest)) == "c a b d"


def test_equal_keys_are_sorted_as_in_oldest() -> None:
    liked = [make_comment("z", None, 9, likes=3), *_COMMENTS]
    assert ids(Thread.from_comments(liked, order=MOST_LIKED)) == "z a b c d"


def test_active_sorts_by_the_newest_descendant() -> None:
    deep = [make_comment("e", "a", 3), make_comment("f", "e", 4), make_comment("g", "b", 3)]
    assert ids(Thread.from_comments([*_COMMENTS, *deep], order=active)) == "a e f b g c d"


def test_most_replied_counts_all_descendants() -> None:
    deep = [make_comment("e", "b"), make_comment("f", "e"), make_comment("g", "c")]
    assert ids(Thread.from_comments([*_COMMENTS, *deep], order=most_replied)) == "b e f c g a d"


def test_a_custom_order_may_depend_on_replies() -> None:
    def by_replies(tree: ReplyTree) -> Callable[[Comment], int]:
        return lambda comment: -len(tree.replies_to(comment))

    comments = [
        make_comment("b", None, 1),
        make_comment("a"),
        make_comment("c", None, 2),
        make_comment("d", "c", 3),
    ]
    order = Order.by_tree(by_replies, "most answered")
    assert ids(Thread.from_comments(comments, order=order)) == "c d a b"
    assert order.name == "most answered"


def test_unknown_times_are_no_activity() -> None:
    old = evolve(make_comment("z"), published=datetime(1960, 1, 1, tzinfo=UTC))
    older = evolve(old, id="y", published=datetime(1950, 1, 1, tzinfo=UTC))
    thread = Thread.from_comments([make_comment("a", None, None), older, old], order=active)
    assert ids(thread) == "z y a"


def test_controversial_needs_votes_on_both_sides() -> None:
    comments = [
        make_comment("liked", likes=50),
        make_comment("even", likes=9, dislikes=9),
        make_comment("mostly", likes=9, dislikes=3),
        make_comment("few", likes=2, dislikes=2),
    ]
    assert ids(Thread.from_comments(comments, order=controversial)) == "even few mostly liked"


def test_tombstones_are_neither_activity_nor_replies() -> None:
    gone = [tombstone(make_comment("e", "a", 9)), tombstone(make_comment("f", "e", 10))]
    for order in (active, most_replied):
        thread = Thread.from_comments([make_comment("g", "b", 3), *_COMMENTS, *gone], order=order)
        assert thread.roots[0].comment.id == "b"


def test_best_prefers_many_mostly_positive_votes_to_one() -> None:
    assert wilson(90, 10) > wilson(1, 0)
    comments = [
        make_comment("one", None, 1, likes=1),
        make_comment("many", None, 2, likes=90, dislikes=10),
    ]
    assert ids(Thread.from_comments(comments, order=best)) == "many one"
    assert ids(Thread.from_comments(comments, order=top)) == "many one"


def test_hot_decreases_with_age_and_ignores_future_dates() -> None:
    day = 24 * 60
    comments = [
        make_comment("old and liked", None, 0, likes=10),
        make_comment("fresh", None, 2 * day),
        make_comment("from the future", None, 900 * day),
    ]
    order = Thread.from_comments(comments, order=hot(at(2 * day)))
    assert ids(order) == "fresh from the future old and liked"


def test_hot_distinguishes_seconds_but_not_future_dates() -> None:
    now = at(5)
    earlier, just, later = (
        evolve(make_comment(id), published=now + timedelta(seconds=seconds))
        for id, seconds in (("earlier", -0.5), ("just", 0), ("later", 1))
    )
    thread = Thread.from_comments([earlier, just, later], order=hot(now))
    assert ids(thread) == "just later earlier"


def test_hot_counts_dislikes_against_likes_and_puts_unknown_times_last() -> None:
    comments = [
        make_comment("unknown", None, None, likes=1000),
        make_comment("disliked", likes=30, dislikes=40),
        make_comment("liked", likes=30, dislikes=10),
        make_comment("more", likes=31, dislikes=10),
    ]
    assert ids(Thread.from_comments(comments, order=hot(at(9)))) == "more liked disliked unknown"


def test_hot_refuses_a_naive_time() -> None:
    with pytest.raises(ValidationError, match="now: has no time zone"):
        hot(datetime(2024, 5, 1))


def test_replies_may_have_another_order_than_the_top_level() -> None:
    replies = [make_comment("r", "c", 5), make_comment("q", "c", 4), make_comment("s", "q", 6)]
    thread = Thread.from_comments([*_COMMENTS, *replies], order=newest.with_replies(oldest))
    assert ids(thread) == "c q s r a b d"
    assert repr(thread.order) == "<Order newest, replies oldest>"


def test_with_replies_takes_the_reply_order_of_a_combined_order() -> None:
    assert top.with_replies(newest.with_replies(oldest)) == top.with_replies(oldest)


# --- values ----------------------------------------------------------------------------------


@given(any_comments, orders)
def test_an_order_sorts_the_same_after_pickling(comments: list[Comment], order: Order) -> None:
    again: Order = pickle.loads(pickle.dumps(order))
    assert again.name == order.name
    assert Thread.from_comments(comments, order=again) == Thread.from_comments(
        comments, order=order
    )


@pytest.mark.parametrize("order", [oldest, newest, newest.with_replies(oldest)], ids=repr)
def test_orders_by_time_are_equal_after_pickling(order: Order) -> None:
    assert pickle.loads(pickle.dumps(order)) == order


def test_repr_names_the_order() -> None:
    assert repr(newest) == "<Order newest>"
    assert repr(hot(NOW)) == "<Order hot>"
    assert repr(Order.by(len)) == "<Order custom>"  # type: ignore[arg-type]
    assert repr(Order.by_tree(len)) == "<Order custom>"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "order", [oldest, newest, active, most_replied, top, best, controversial], ids=repr
)
def test_an_order_may_be_given_by_name(order: Order) -> None:
    comments = [make_comment("a"), make_comment("b", "a", 1), make_comment("c", None, 2)]
    expected = Thread.from_comments(comments, order=order)
    assert Thread.from_comments(comments, order=order.name) == expected
    assert Thread.from_comments(comments).sorted(order.name).order == order
    assert newest.with_replies(order.name) == newest.with_replies(order)
    levels = [(comments[0], 0), (comments[1], 1), (comments[2], 0)]
    assert Thread.from_levels(levels, order=order.name) == expected


def test_an_unknown_name_of_an_order_suggests_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"no order is named 'olddest'.*mean 'oldest'"):
        Thread.from_comments([]).sorted("olddest")
