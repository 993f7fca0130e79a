"""Guarantees of threads: nothing is lost, same input same thread, values do not change."""

from __future__ import annotations

import copy
import pickle
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from tests.threads.strategies import flawed_comments

from blogcore import Comment, Thread
from blogcore.orders import Order, newest, oldest
from blogcore.strategies import comments

orders = st.sampled_from([oldest, newest])
any_comments = flawed_comments() | st.lists(comments(), max_size=6)


@given(any_comments, orders)
def test_guarantee_1_every_record_is_accounted_for_once(
    comments: list[Comment], order: Order
) -> None:
    thread = Thread.from_comments(comments, order=order)
    ids = [node.comment.id for node in thread]
    assert sorted(ids) == sorted({comment.id for comment in comments})
    others = [anomaly.other for anomaly in thread.anomalies if anomaly.other is not None]
    assert Counter(map(repr, [*thread.comments, *others])) == Counter(map(repr, comments))


@given(any_comments, st.data(), orders)
def test_guarantee_6_a_thread_does_not_depend_on_the_order_of_input(
    comments: list[Comment], data: st.DataObject, order: Order
) -> None:
    shuffled = data.draw(st.permutations(comments))
    first, second = (
        Thread.from_comments(comments, order=order),
        Thread.from_comments(shuffled, order=order),
    )
    assert first == second
    assert hash(first) == hash(second)
    # equal instants may be written with different offsets, which equality does not see
    assert repr(first.comments) == repr(second.comments)
    assert repr(first.anomalies) == repr(second.anomalies)


@given(any_comments, orders)
def test_guarantee_7_threads_and_their_comments_do_not_change(
    comments: list[Comment], order: Order
) -> None:
    original = list(comments)
    thread = Thread.from_comments(comments, order=order)
    before = (thread.comments, list(thread.depths), thread.anomalies)
    thread.sorted(newest)
    list(thread.events())
    assert comments == original
    assert (thread.comments, list(thread.depths), thread.anomalies) == before


@given(any_comments, orders)
def test_threads_pickle_copy_compare_and_hash(comments: list[Comment], order: Order) -> None:
    thread = Thread.from_comments(comments, order=order)
    for copied in (
        pickle.loads(pickle.dumps(thread)),
        copy.copy(thread),
        copy.deepcopy(thread),
        Thread.from_comments(comments, order=order),
    ):
        assert copied == thread
        assert hash(copied) == hash(thread)
        assert copied.order == thread.order
        assert [node.number for node in copied] == [node.number for node in thread]


@given(any_comments)
def test_threading_the_comments_of_a_thread_gives_the_same_tree(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    again = Thread.from_comments(thread.comments)
    assert again.comments == thread.comments
    assert again.depths == thread.depths
