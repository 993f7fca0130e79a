"""What is done about ids and links that cannot be: each row of the table in docs/threads.md."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.threads.piles import at, comment, piles

from blogcore import Anomaly, Comment, Thread


def told(thread: Thread) -> list[tuple[str, str, str]]:
    return [(odd.kind, odd.comment.id, odd.claimed) for odd in thread.anomalies]


@pytest.mark.parametrize(
    ("pile", "anomalies", "depths"),
    [
        ([comment("a", "gone")], [("orphan", "a", "gone")], [0]),
        ([comment("a", "a")], [("self_parent", "a", "a")], [0]),
        (
            [comment("a"), comment("b", "b", 1), comment("c", "b", 2)],
            [("self_parent", "b", "b")],
            [0, 0, 1],
        ),
        (
            [comment("a", "b", 2), comment("b", "a", 1), comment("c", "a", 3)],
            [("cycle", "b", "a")],
            [0, 1, 2],
        ),
        ([comment("a", post_id="8"), comment("b", "a", 1)], [("cross_post", "b", "a")], [0, 0]),
    ],
    ids=["orphan", "self_parent", "self_parent with reply", "cycle with tail", "cross_post"],
)
def test_a_link_that_cannot_be_puts_the_comment_at_top_level(
    pile: list[Comment], anomalies: list[tuple[str, str, str]], depths: list[int]
) -> None:
    thread = Thread.from_comments(pile)
    assert told(thread) == anomalies
    assert list(thread.depths) == depths


@pytest.mark.parametrize(
    ("times", "cut"),
    [((1, 2, 3), "a"), ((2, 1, 3), "b"), ((1, 1, 1), "a"), ((None, None, 9), "c")],
    ids=["first", "second", "tie by id", "known before unknown"],
)
def test_a_ring_is_cut_at_its_earliest_comment(times: tuple[int | None, ...], cut: str) -> None:
    ring = [
        comment(id, answers, minute)
        for (id, answers), minute in zip([("a", "b"), ("b", "c"), ("c", "a")], times, strict=True)
    ]
    thread = Thread.from_comments(ring)
    assert [node.comment.id for node in thread.roots] == [cut]
    assert [odd.kind for odd in thread.anomalies] == ["cycle"]
    assert list(thread.depths) == [0, 1, 2]


def test_each_ring_is_cut_once() -> None:
    two = [comment("a", "b"), comment("b", "a", 1), comment("c", "d"), comment("d", "c", 1)]
    assert told(Thread.from_comments(two)) == [("cycle", "a", "b"), ("cycle", "c", "d")]


def test_a_ring_across_posts_is_no_ring() -> None:
    thread = Thread.from_comments([comment("a", "b"), comment("b", "a", 1, post_id="8")])
    assert told(thread) == [("cross_post", "a", "b"), ("cross_post", "b", "a")]


def test_an_identical_record_is_kept_once() -> None:
    thread = Thread.from_comments([comment("a"), comment("a"), comment("a")])
    assert len(thread) == 1
    assert told(thread) == [("duplicate_identical", "a", "a")] * 2
    assert [odd.done for odd in thread.anomalies] == ["kept once"] * 2


_PLAIN = comment("a", None, 5)


@pytest.mark.parametrize(
    ("kept", "other"),
    [
        (comment("a", "b", updated=at(2)), comment("a", updated=at(1))),
        (comment("a", "b", updated=at(2)), comment("a")),
        (comment("a"), comment("a", "b")),
        (comment("a", "b"), comment("a", "c")),
        (comment("a"), comment("a", "B")),
        (comment("a", words="A"), comment("a", words="B")),
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
        "taken down",
        "time",
    ],
)
def test_of_differing_records_the_preferred_one_is_kept_and_the_other_stays_readable(
    kept: Comment, other: Comment
) -> None:
    replies = [comment("b", minute=0), comment("c", minute=1)]
    for pile in ([kept, other, *replies], [*replies, other, kept]):
        thread = Thread.from_comments(pile)
        assert thread["a"].comment == kept
        [odd] = [odd for odd in thread.anomalies if odd.kind == "duplicate_conflict"]
        assert (odd.comment, odd.other) == (kept, other)


@given(piles())
def test_each_comment_has_at_most_one_repair_of_its_link(pile: list[Comment]) -> None:
    repairs = [
        odd.comment.id
        for odd in Thread.from_comments(pile).anomalies
        if not odd.kind.startswith("duplicate")
    ]
    assert len(repairs) == len(set(repairs))


@given(piles())
def test_every_anomaly_says_in_one_line_what_was_odd_and_what_was_done(
    pile: list[Comment],
) -> None:
    for odd in Thread.from_comments(pile, post_id="7").anomalies:
        line = str(odd)
        assert line.startswith(f"{odd.kind}: comment {odd.comment.id!r} ")
        assert line.endswith(odd.done)
        assert "\n" not in line


_A = comment("a")


@pytest.mark.parametrize(
    ("odd", "line"),
    [
        (Anomaly("orphan", _A, "x", "d"), "orphan: comment 'a' answers 'x', which is not there; d"),
        (Anomaly("self_parent", _A, "a", "d"), "self_parent: comment 'a' answers itself; d"),
        (Anomaly("cycle", _A, "x", "d"), "cycle: comment 'a' answers 'x' in a ring of replies; d"),
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
def test_an_anomaly_reads_as_a_sentence(odd: Anomaly, line: str) -> None:
    assert str(odd) == line


_DONE = {
    "duplicate_identical": "kept once",
    "duplicate_conflict": "kept the one preferred",
    "other_post": "left out",
}


@given(piles(), st.sampled_from([None, "7"]))
def test_an_anomaly_holds_what_was_claimed_and_what_was_done(
    pile: list[Comment], post_id: str | None
) -> None:
    for odd in Thread.from_comments(pile, post_id=post_id).anomalies:
        assert odd.done == _DONE.get(odd.kind, "put at top level")
        assert (odd.other is not None) == odd.kind.startswith("duplicate")
        if odd.kind == "other_post":
            assert odd.claimed == odd.comment.post_id != "7"
        elif odd.other is None:
            assert odd.claimed == odd.comment.in_reply_to
        else:
            assert odd.claimed == odd.comment.id == odd.other.id
            # Equal values may differ in the offset of a time; equal texts, in what is private.
            same = odd.comment == odd.other and repr(odd.comment) == repr(odd.other)
            assert (odd.kind == "duplicate_identical") == same


def test_an_id_of_a_stranger_cannot_break_the_line() -> None:
    line = str(Anomaly("orphan", comment("a\nb" * 50), "x\ny" * 50, "put at top level"))
    assert "\n" not in line
    assert len(line) < 200
