"""`Thread.from_comments`: pre-order, depths, options."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.threads.strategies import flawed_comments

from blogcore import Comment, Thread, ThreadError, ValidationError
from blogcore.orders import Order, newest, oldest


def outline(thread: Thread) -> str:
    """Return the tree as "a(b c(d)) e"."""
    parts: list[str] = []
    for node in thread:
        following = thread.depths[node.index + 1] if node.index + 1 < len(thread) else 0
        deeper = following - node.depth
        parts.append(node.comment.id + ("(" if deeper > 0 else ")" * -deeper))
    return " ".join(parts).replace("( ", "(")


@pytest.mark.parametrize(
    ("comments", "expected"),
    [
        ([], ""),
        ([make_comment("a")], "a"),
        ([make_comment("b", None, 2), make_comment("a", None, 1)], "a b"),
        ([make_comment("b", "a"), make_comment("a")], "a(b)"),
        (
            [
                make_comment("d", "c"),
                make_comment("c", "a", 2),
                make_comment("b", "a", 1),
                make_comment("a"),
            ],
            "a(b c(d))",
        ),
        ([make_comment("b"), make_comment("a")], "a b"),
        ([make_comment("a", None, None), make_comment("b", None, 9)], "b a"),
        ([make_comment("b", None, None), make_comment("a", None, None)], "a b"),
    ],
    ids=[
        "empty",
        "one",
        "by time",
        "reply first",
        "nested",
        "tie by id",
        "unknown last",
        "unknown",
    ],
)
def test_comments_are_in_pre_order_below_their_parents(
    comments: list[Comment], expected: str
) -> None:
    assert outline(Thread.from_comments(comments)) == expected


@given(flawed_comments(), st.sampled_from([oldest, newest]))
def test_valid_links_are_kept(comments: list[Comment], order: Order) -> None:
    thread = Thread.from_comments(comments, order=order)
    for node in thread:
        if all(anomaly.comment.id != node.comment.id for anomaly in thread.anomalies):
            parent = node.parent.comment.id if node.parent else None
            assert parent == node.comment.in_reply_to


@given(flawed_comments())
def test_comments_of_other_posts_are_left_out_and_reported(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments, post_id="7")
    assert {node.comment.post_id for node in thread} <= {"7"}
    left_out = [anomaly.comment for anomaly in thread.anomalies if anomaly.kind == "other_post"]
    assert sorted(map(repr, left_out)) == sorted(
        repr(other) for other in comments if other.post_id != "7"
    )


def test_a_reply_to_a_comment_that_was_left_out_is_cross_post() -> None:
    comments = [make_comment("a", post_id="8"), make_comment("b", "a")]
    kinds = [anomaly.kind for anomaly in Thread.from_comments(comments, post_id="7").anomalies]
    assert kinds == ["cross_post", "other_post"]


def test_a_reply_to_an_id_known_elsewhere_is_cross_post() -> None:
    [anomaly] = Thread.from_comments([make_comment("b", "a")], elsewhere={"a"}).anomalies
    assert (anomaly.kind, anomaly.comment.id, anomaly.claimed) == ("cross_post", "b", "a")


@given(flawed_comments())
def test_strict_raises_with_the_same_anomalies(comments: list[Comment]) -> None:
    lenient = Thread.from_comments(comments)
    try:
        strict = Thread.from_comments(comments, strict=True)
    except ThreadError as error:
        assert error.anomalies == lenient.anomalies != ()
        assert all(anomaly.comment.id in str(error) for anomaly in error.anomalies)
    else:
        assert strict == lenient
        assert lenient.anomalies == ()


def test_items_that_are_no_comments_are_refused_with_their_index() -> None:
    with pytest.raises(ValidationError) as refusal:
        Thread.from_comments([make_comment("a"), "b", 3])  # type: ignore[list-item]
    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [
        ("[1]", "wrong_type"),
        ("[2]", "wrong_type"),
    ]
    assert [fault.message for fault in refusal.value.faults] == [
        "must be a Comment, not 'b'",
        "must be a Comment, not 3",
    ]


def test_comments_may_be_any_iterable() -> None:
    comments = [make_comment("b", "a"), make_comment("a")]
    assert Thread.from_comments(iter(comments)) == Thread.from_comments(frozenset(comments))
