"""`Thread.stats` and `Thread.participants`."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from statistics import median

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.threads.strategies import at, discussions, flawed_comments

from blogcore import Author, Comment, Thread
from blogcore.threads import Participant, Stats, tombstone

any_comments = flawed_comments() | discussions()


@given(any_comments)
def test_stats_count_comments_and_levels(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    stats = thread.stats
    levels = Counter(node.depth for node in thread)
    statuses = Counter(node.comment.status for node in thread)
    written = [node.comment for node in thread if node.comment.status != "deleted"]
    assert stats.comments == len(written) == sum(who.comments for who in stats.participants)
    assert stats.pings == sum(comment.kind != "comment" for comment in written)
    assert stats.roots == len(thread.roots)
    assert stats.deepest == max(levels, default=0)
    assert stats.widest == max(levels.values(), default=0)
    assert stats.participants == thread.participants
    for status in ("approved", "held", "spam", "trash", "deleted"):
        assert getattr(stats, status) == statuses[status]


@given(any_comments)
def test_latency_is_the_median_time_from_parent_to_reply(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    waits = [
        (node.comment.published - node.parent.comment.published).total_seconds()
        for node in thread
        if node.comment.status != "deleted"
        and node.comment.published
        and node.parent
        and node.parent.comment.published
    ]
    latency = thread.stats.latency
    assert latency == (timedelta(seconds=median(waits)) if waits else None)


@given(any_comments)
def test_each_author_is_one_participant(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    seen = [node.comment for node in thread if node.comment.status != "deleted"]
    for who in thread.participants:
        same = [c for c in seen if (c.author.id or c.author) == (who.author.id or who.author)]
        times = [c.published for c in same if c.published]
        assert who == Participant(
            same[0].author, len(same), min(times, default=None), max(times, default=None)
        )
    assert sum(who.comments for who in thread.participants) == len(seen)


def test_participants_are_distinguished_by_id_or_by_all_fields() -> None:
    writers = [
        Author(name="Ida", id="1"),
        Author(name="Ida B.", id="1"),
        Author(name="Ida", email="ida@example.org"),
        Author(name="Ida", email="ida@example.com"),
        Author(name="Ida", email="ida@example.org"),
    ]
    comments = [evolve(make_comment(f"c{n}"), author=writer) for n, writer in enumerate(writers)]
    people = Thread.from_comments(comments).participants
    assert [(who.author.name, who.comments) for who in people] == [
        ("Ida", 2),
        ("Ida", 2),
        ("Ida", 1),
    ]


def test_a_tombstone_is_no_comment_and_no_participant() -> None:
    comments = [evolve(make_comment("a", None, 0), status="spam"), make_comment("b", "a", 10)]
    seen = Thread.from_comments(comments).visible()
    assert len(seen) == 2
    assert seen.stats == Stats(
        comments=1,
        pings=0,
        roots=1,
        deepest=1,
        widest=1,
        latency=timedelta(minutes=10),
        participants=(Participant(comments[1].author, 1, at(10), at(10)),),
        approved=1,
        held=0,
        spam=0,
        trash=0,
        deleted=1,
    )


@given(st.lists(st.integers(0, 90), min_size=1, max_size=9))
def test_half_of_the_replies_are_faster_than_the_latency(minutes: list[int]) -> None:
    replies = [make_comment(f"r{n}", "root", minute) for n, minute in enumerate(minutes)]
    stone = tombstone(make_comment("stone", "root", 500))
    stats = Thread.from_comments([make_comment("root"), *replies, stone]).stats
    assert stats.latency == timedelta(minutes=median(minutes))


def test_stats_of_an_empty_thread_are_zero() -> None:
    stats = Thread.from_comments([]).stats
    assert (stats.comments, stats.roots, stats.deepest, stats.widest) == (0, 0, 0, 0)
    assert (stats.latency, stats.participants) == (None, ())
