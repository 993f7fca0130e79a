"""`Thread.from_paths`: materialised paths."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from tests.factory import make_comment
from tests.threads.strategies import flawed_comments

from blogcore import Comment, Thread, ValidationError
from blogcore.orders import newest


def path(thread: Thread, id: str) -> str:
    node = thread[id]
    ids = [above.comment.id for above in reversed(node.ancestors)]
    return ".".join(["0", *ids, id])


@given(flawed_comments())
def test_from_paths_reverses_materialised_paths(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    pairs = [(evolve(it, in_reply_to="forgotten"), path(thread, it.id)) for it in thread.comments]
    again = Thread.from_paths(reversed(pairs))
    if all(node.comment.post_id == "7" for node in thread):
        assert [(node.number, node.comment.id) for node in again] == [
            (node.number, node.comment.id) for node in thread
        ]
        assert again.anomalies == ()


def test_replies_to_a_missing_comment_go_to_its_nearest_ancestor() -> None:
    thread = Thread.from_paths(
        [
            (make_comment("1"), "0.1"),
            (make_comment("3", minute=1), "0.1.2.3"),
            (make_comment("5"), "0.4.5"),
        ]
    )
    assert [(node.number, node.comment.id) for node in thread] == [
        ("1", "1"),
        ("1.1", "3"),
        ("2", "5"),
    ]
    assert [
        (anomaly.kind, anomaly.comment.id, anomaly.claimed) for anomaly in thread.anomalies
    ] == [("orphan", "5", "4")]


def test_contradicting_paths_are_a_cycle_that_is_broken() -> None:
    thread = Thread.from_paths(
        [(make_comment("1"), "0.2.1"), (make_comment("2", minute=1), "0.1.2")]
    )
    assert [anomaly.kind for anomaly in thread.anomalies] == ["cycle"]


def test_separator_and_root_are_configurable() -> None:
    thread = Thread.from_paths(
        [(make_comment("a"), "/a"), (make_comment("b"), "/a/b")], separator="/", root=""
    )
    assert [node.number for node in thread] == ["1", "1.1"]


def test_all_invalid_paths_are_reported() -> None:
    with pytest.raises(ValidationError) as refusal:
        Thread.from_paths(
            [
                (make_comment("1"), "0.2"),
                (make_comment("2"), "0.2"),
                (make_comment("3"), "3"),
                (make_comment("4"), "9.4"),
                (make_comment("0"), "0"),
            ]
        )
    assert [(it.path, it.code) for it in refusal.value.faults] == [
        ("[0]", "wrong_path"),
        ("[2]", "wrong_path"),
        ("[3]", "wrong_path"),
        ("[4]", "wrong_path"),
    ]
    assert "must be like '0.….1', not '0.2'" in str(refusal.value)


def test_from_paths_takes_an_order() -> None:
    comments = [(make_comment("1", minute=1), "0.1"), (make_comment("2", minute=2), "0.2")]
    assert [it.id for it in Thread.from_paths(comments, order=newest).comments] == ["2", "1"]
