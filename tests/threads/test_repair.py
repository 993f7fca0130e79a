"""Repairs of ids and links: each row of the table in docs/threads.md."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.threads.strategies import at, flawed_comments

from blogcore import Anomaly, Comment, Thread


def anomalies_of(thread: Thread) -> list[tuple[str, str, str]]:
    return [(anomaly.kind, anomaly.comment.id, anomaly.claimed) for anomaly in thread.anomalies]


@pytest.mark.parametrize(
    ("comments", "anomalies", "depths"),
    [
        ([make_comment("a", "gone")], [("orphan", "a", "gone")], [0]),
        ([make_comment("a", "a")], [("self_parent", "a", "a")], [0]),
        (
            [make_comment("a"), make_comment("b", "b", 1), make_comment("c", "b", 2)],
            [("self_parent", "b", "b")],
            [0, 0, 1],
        ),
        (
            [make_comment("a", "b", 2), make_comment("b", "a", 1), make_comment("c", "a", 3)],
            [("cycle", "b", "a")],
            [0, 1, 2],
        ),
        (
            [make_comment("a", post_id="8"), make_comment("b", "a", 1)],
            [("cross_post", "b", "a")],
            [0, 0],
        ),
    ],
    ids=["orphan", "self_parent", "self_parent with reply", "cycle with tail", "cross_post"],
)
def test_invalid_links_move_the_comment_to_the_top_level(
    comments: list[Comment], anomalies: list[tuple[str, str, str]], depths: list[int]
) -> None:
    thread = Thread.from_comments(comments)
    assert anomalies_of(thread) == anomalies
    assert list(thread.depths) == depths


@pytest.mark.parametrize(
    ("times", "root"),
    [((1, 2, 3), "a"), ((2, 1, 3), "b"), ((1, 1, 1), "a"), ((None, None, 9), "c")],
    ids=["first", "second", "tie by id", "known before unknown"],
)
def test_a_cycle_is_broken_at_its_earliest_comment(
    times: tuple[int | None, ...], root: str
) -> None:
    cycle = [
        make_comment(id, parent_id, minute)
        for (id, parent_id), minute in zip([("a", "b"), ("b", "c"), ("c", "a")], times, strict=True)
    ]
    thread = Thread.from_comments(cycle)
    assert [node.comment.id for node in thread.roots] == [root]
    assert [anomaly.kind for anomaly in thread.anomalies] == ["cycle"]
    assert list(thread.depths) == [0, 1, 2]


def test_each_cycle_is_broken_once() -> None:
    two = [
        make_comment("a", "b"),
        make_comment("b", "a", 1),
        make_comment("c", "d"),
        make_comment("d", "c", 1),
    ]
    assert anomalies_of(Thread.from_comments(two)) == [("cycle", "a", "b"), ("cycle", "c", "d")]


def test_a_cycle_across_posts_is_reported_as_cross_post() -> None:
    thread = Thread.from_comments([make_comment("a", "b"), make_comment("b", "a", 1, post_id="8")])
    assert anomalies_of(thread) == [("cross_post", "a", "b"), ("cross_post", "b", "a")]


def test_identical_records_are_kept_once() -> None:
    thread = Thread.from_comments([make_comment("a"), make_comment("a"), make_comment("a")])
    assert len(thread) == 1
    assert anomalies_of(thread) == [("duplicate_identical", "a", "a")] * 2
    assert [anomaly.done for anomaly in thread.anomalies] == ["kept once"] * 2


_PLAIN = make_comment("a", None, 5)


@pytest.mark.parametrize(
    ("kept", "other"),
    [
        (make_comment("a", "b", updated=at(2)), make_comment("a", updated=at(1))),
        (make_comment("a", "b", updated=at(2)), make_comment("a")),
        (make_comment("a"), make_comment("a", "b")),
        (make_comment("a", "b"), make_comment("a", "c")),
        (make_comment("a"), make_comment("a", "B")),
        (make_comment("a", body="A"), make_comment("a", body="B")),
        (evolve(_PLAIN, status="deleted"), _PLAIN),
        (_PLAIN, evolve(_PLAIN, published=at(6))),
    ],
    ids=[
        "newest update",
        "known update",
        "no parent",
        "smallest parent",
        "no parent, capitals",
        "content",
        "deleted",
        "time",
    ],
)
def test_of_different_records_the_preferred_is_kept_and_the_other_reported(
    kept: Comment, other: Comment
) -> None:
    replies = [make_comment("b", minute=0), make_comment("c", minute=1)]
    for comments in ([kept, other, *replies], [*replies, other, kept]):
        thread = Thread.from_comments(comments)
        assert thread["a"].comment == kept
        [anomaly] = [
            anomaly for anomaly in thread.anomalies if anomaly.kind == "duplicate_conflict"
        ]
        assert (anomaly.comment, anomaly.other) == (kept, other)


@given(flawed_comments())
def test_a_link_is_repaired_at_most_once(comments: list[Comment]) -> None:
    repairs = [
        anomaly.comment.id
        for anomaly in Thread.from_comments(comments).anomalies
        if not anomaly.kind.startswith("duplicate")
    ]
    assert len(repairs) == len(set(repairs))


@given(flawed_comments())
def test_an_anomaly_prints_one_line_with_defect_and_repair(
    comments: list[Comment],
) -> None:
    for anomaly in Thread.from_comments(comments, post_id="7").anomalies:
        line = str(anomaly)
        assert line.startswith(f"{anomaly.kind}: comment {anomaly.comment.id!r} ")
        assert line.endswith(anomaly.done)
        assert "\n" not in line


_A = make_comment("a")


@pytest.mark.parametrize(
    ("anomaly", "line"),
    [
        (Anomaly("orphan", _A, "x", "d"), "orphan: comment 'a' answers 'x', which is not there; d"),
        (Anomaly("self_parent", _A, "a", "d"), "self_parent: comment 'a' answers itself; d"),
        (Anomaly("cycle", _A, "x", "d"), "cycle: comment 'a' answers 'x' in a cycle of replies; d"),
        (
            Anomaly("cross_post", _A, "x", "d"),
            "cross_post: comment 'a' answers 'x', which belongs to another post; d",
        ),
        (
            Anomaly("duplicate_identical", _A, "a", "d", _A),
            "duplicate_identical: comment 'a' is there more than once; d",
        ),
        (
            Anomaly("duplicate_conflict", _A, "a", "d", _A),
            "duplicate_conflict: comment 'a' has records that differ; d",
        ),
        (Anomaly("other_post", _A, "8", "d"), "other_post: comment 'a' belongs to the post '8'; d"),
    ],
)
def test_an_anomaly_prints_a_sentence(anomaly: Anomaly, line: str) -> None:
    assert str(anomaly) == line


_DONE = {
    "duplicate_identical": "kept once",
    "duplicate_conflict": "kept the one preferred",
    "other_post": "left out",
}


@given(flawed_comments(), st.sampled_from([None, "7"]))
def test_an_anomaly_has_the_claimed_id_and_the_repair(
    comments: list[Comment], post_id: str | None
) -> None:
    for anomaly in Thread.from_comments(comments, post_id=post_id).anomalies:
        assert anomaly.done == _DONE.get(anomaly.kind, "put at top level")
        assert (anomaly.other is not None) == anomaly.kind.startswith("duplicate")
        if anomaly.kind == "other_post":
            assert anomaly.claimed == anomaly.comment.post_id != "7"
        elif anomaly.other is None:
            assert anomaly.claimed == anomaly.comment.in_reply_to
        else:
            assert anomaly.claimed == anomaly.comment.id == anomaly.other.id
            # Equal values may differ in the offset of a time; equal texts, in what is private.
            same = anomaly.comment == anomaly.other and repr(anomaly.comment) == repr(anomaly.other)
            assert (anomaly.kind == "duplicate_identical") == same


def test_a_user_supplied_id_cannot_break_the_line() -> None:
    line = str(Anomaly("orphan", make_comment("a\nb" * 50), "x\ny" * 50, "put at top level"))
    assert "\n" not in line
    assert len(line) < 200
