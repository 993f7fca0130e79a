"""Siblings stand in a total order."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st
from tests.threads.piles import comment, piles

from blogcore import Comment, Order, Thread, newest, oldest


def likes(comment: Comment) -> int:
    return -comment.likes


orders = st.sampled_from([oldest, newest, Order.by(likes, "most liked")])


def ids(thread: Thread) -> list[str]:
    return [node.comment.id for node in thread]


_PILE = [
    comment("b", None, 1),
    comment("c", None, 2),
    comment("a", None, 1),
    comment("d", None, None),
]


def test_oldest_stands_first_ties_by_id_and_unknown_times_last() -> None:
    assert ids(Thread.from_comments(_PILE, order=oldest)) == ["a", "b", "c", "d"]


def test_newest_stands_first_ties_by_id_and_unknown_times_last() -> None:
    assert ids(Thread.from_comments(_PILE, order=newest)) == ["c", "a", "b", "d"]


def test_equal_keys_stand_as_in_oldest() -> None:
    liked = [comment("z", None, 9, likes=3), *_PILE]
    assert ids(Thread.from_comments(liked, order=Order.by(likes))) == ["z", "a", "b", "c", "d"]


@given(piles(), orders, orders)
def test_sorting_is_the_same_as_building_in_that_order(
    pile: list[Comment], first: Order, second: Order
) -> None:
    again = Thread.from_comments(pile, order=first).sorted(second)
    assert again == Thread.from_comments(pile, order=second)
    assert again.order == second


@given(piles(), orders)
def test_siblings_keep_to_the_order_at_every_level(pile: list[Comment], order: Order) -> None:
    thread = Thread.from_comments(pile, order=order)
    for siblings in (thread.roots, *(node.children for node in thread)):
        stand = [node.comment for node in siblings]
        due = list(reversed(stand))
        order.arrange(due)
        assert stand == due


@given(orders)
def test_an_order_survives_pickling(order: Order) -> None:
    assert pickle.loads(pickle.dumps(order)).name == order.name


def test_the_named_orders_are_equal_after_pickling() -> None:
    assert pickle.loads(pickle.dumps((oldest, newest))) == (oldest, newest)


def test_repr_names_the_order() -> None:
    assert repr(newest) == "<Order newest>"
