"""A thousand examples cover every field, empty and filled, and every defect of comment lists."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, TypeVar, get_args
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy

from blogcore import Thread
from blogcore.models import CommentKind, CommentStatus
from blogcore.orders import newest
from blogcore.strategies import (
    authors,
    blogs,
    bodies,
    comment_lists,
    comments,
    dates,
    hostile_text,
    images,
    policies,
    posts,
    replies,
    sites,
    threads,
)
from blogcore.strategies._damage import DAMAGES
from blogcore.strategies._text import HOSTILE
from blogcore.threads.anomaly import ANOMALY_KINDS

T = TypeVar("T")

pytestmark = pytest.mark.shrinking


STRATEGIES = (
    *(authors, bodies, blogs, comment_lists, comments, dates, hostile_text),
    *(images, policies, posts, replies, sites, threads),
)


def examples(strategy: SearchStrategy[T], count: int = 1000) -> list[T]:
    """Return examples of a strategy; a warning of a health check fails the test."""
    values: list[T] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[],
    )
    @given(strategy)
    def record(value: T) -> None:
        values.append(value)

    record()
    return values


@pytest.fixture(scope="module")
def thousand() -> list[Thread]:
    return examples(threads())


@pytest.mark.parametrize("of", STRATEGIES, ids=lambda of: of.__name__)
def test_no_strategy_is_so_slow_that_hypothesis_warns(of: Any) -> None:
    assert examples(of(), 100)


def fields_seen(values: list[Any]) -> set[tuple[type, str, bool]]:
    """Return class, field name and whether the field was filled, for each model in the values."""
    seen: set[tuple[type, str, bool]] = set()
    for value in values:
        for model in models_in(value):
            for field in attrs.fields(type(model)):
                seen.add((type(model), field.name, bool(getattr(model, field.name))))
    return seen


def models_in(value: Any) -> Iterator[Any]:
    pending = [value]
    while pending:
        here = pending.pop()
        if isinstance(here, (tuple, list)):
            pending += here
        elif attrs.has(type(here)):
            yield here
            pending += [getattr(here, field.name) for field in attrs.fields(type(here))]


#: Fields that are never empty.
NEVER_EMPTY = {("id", "Comment"), ("post_id", "Comment"), ("id", "Post"), ("author", "Comment")} | {
    *(("body", "Comment"), ("body", "Post"), ("site", "Blog"), ("discussion", "Site"))
}
CHOICES = {"status", "kind", "media_type", "role", "default_page", "order"}


@pytest.mark.parametrize("of", [blogs, policies, replies], ids=lambda of: of.__name__)
def test_every_field_is_seen_empty_and_full(of: Any) -> None:
    seen = fields_seen(examples(of()))
    for model in {model for model, _, _ in seen}:
        for field in attrs.fields(model):
            assert (model, field.name, True) in seen
            has_choices = field.name in CHOICES and model.__name__ != "Image"
            if (field.name, model.__name__) not in NEVER_EMPTY and not has_choices:
                assert (model, field.name, False) in seen, (model, field.name)


def test_every_field_of_the_comments_of_threads_is_seen_full(thousand: list[Thread]) -> None:
    seen = fields_seen([thread.comments for thread in thousand])
    for model in {model for model, _, _ in seen}:
        for field in attrs.fields(model):
            assert (model, field.name, True) in seen


def test_every_status_kind_and_anomaly_is_seen(thousand: list[Thread]) -> None:
    comments = [comment for thread in thousand for comment in thread.comments]
    assert {comment.status for comment in comments} == {*get_args(CommentStatus)}
    assert {comment.kind for comment in comments} == {*get_args(CommentKind)}
    assert {anomaly.kind for thread in thousand for anomaly in thread.anomalies} == {*ANOMALY_KINDS}


def test_deep_wide_and_empty_threads_are_seen(thousand: list[Thread]) -> None:
    assert sum(max(thread.depths, default=0) > 20 for thread in thousand) >= 5
    assert sum(thread.stats.roots > 10 for thread in thousand) >= 5
    assert any(len(thread) == 0 for thread in thousand)


def test_right_to_left_scripts_and_combined_emoji_are_seen(
    thousand: list[Thread],
) -> None:
    names = {comment.author.name for thread in thousand for comment in thread.comments}
    words = {comment.body.text for thread in thousand for comment in thread.comments}
    assert any(unicodedata.bidirectional(one) in ("R", "AL") for name in names for one in name)
    for texts in (names, words):
        assert any("\u200d" in text and any(ord(c) > 0x1F000 for c in text) for text in texts)


def comes_twice(when: datetime) -> bool:
    """Return whether the clock shows this time twice, because it was set back."""
    return when.replace(fold=0).utcoffset() != when.replace(fold=1).utcoffset() and exists(when)


def exists(when: datetime) -> bool:
    """Return whether the clock shows this time: one that is set forward skips hours."""
    there = when.astimezone(UTC).astimezone(when.tzinfo)
    return there.replace(tzinfo=None) == when.replace(tzinfo=None)


def test_repeated_and_skipped_hours_are_seen() -> None:
    seen = examples(dates())
    twice = [when for when in seen if comes_twice(when)]
    assert {when.fold for when in twice} == {0, 1}
    assert len({when.utcoffset() for when in twice}) > 2
    assert {when.fold for when in seen if not exists(when)} == {0, 1}


def test_local_times_go_back_in_threads_across_a_clock_change() -> None:
    def goes_back(thread: Thread) -> bool:
        times = [when for comment in thread.comments if (when := comment.published)]
        shown = [when.replace(tzinfo=None) for when in sorted(times, key=_in_utc)]
        return any(after < before for before, after in pairwise(shown))

    before = datetime(2024, 10, 27, 2, 50, tzinfo=ZoneInfo("Europe/Madrid"))
    assert any(map(goes_back, examples(threads(start=before, damage=()), 100)))


def _in_utc(when: datetime) -> datetime:
    return when.astimezone(UTC)


def test_every_requested_damage_is_done_and_no_other() -> None:
    for damage in DAMAGES:
        lists = examples(comment_lists(damage=[damage], max_size=4, min_size=2), 100)
        kinds = {
            anomaly.kind for listed in lists for anomaly in Thread.from_comments(listed).anomalies
        }
        allowed = {
            "orphans": {"orphan"},
            "cycles": {"cycle"},
            "self_parents": {"self_parent"},
            "duplicates": {"duplicate_identical"},
            "conflicts": {"duplicate_conflict"},
            "foreign_posts": {"cross_post"},
            "unknown_times": set[str](),
            "clock_skew": set[str](),
        }[damage]
        assert kinds == allowed
        assert damage != "unknown_times" or any(
            c.published is None for listed in lists for c in listed
        )


def test_every_kind_of_hostile_text_is_seen() -> None:
    seen = examples(hostile_text())
    for way, pieces in HOSTILE.items():
        assert any(piece in text for text in seen for piece in pieces), way


@given(threads(shape="chain"), threads(shape="star"), threads(shape="flat"))
def test_chain_star_and_flat_threads_have_their_shape(
    chained: Thread, starred: Thread, flat: Thread
) -> None:
    assert sorted(chained.depths) == list(range(len(chained)))
    assert sorted(starred.depths) == [0, *[1] * (len(starred) - 1)][: len(starred)]
    assert set(flat.depths) <= {0}
    for thread in (chained, starred, flat):
        assert thread.anomalies == ()


@given(threads(shape="bushy"))
def test_bushy_threads_have_at_most_two_answers_each(thread: Thread) -> None:
    assert all(len(node.children) <= 2 for node in thread)
    assert len(thread.roots) <= 1


def test_in_realistic_threads_few_comments_get_most_answers_in_bursts() -> None:
    some = examples(threads(shape="realistic", min_size=20, max_size=40), 100)
    answers = [sorted((len(node.children) for node in thread), reverse=True) for thread in some]
    most = sum(sum(each[: len(each) // 5]) for each in answers)
    assert most > 0.6 * sum(map(sum, answers))
    gaps = sorted(
        (b - a).total_seconds()
        for thread in some
        for times in [sorted(c.published for c in thread.comments if c.published)]
        for a, b in pairwise(times)
    )
    assert gaps[len(gaps) // 2] <= 15 * 60
    assert gaps[-1] >= 3 * 24 * 3600


@given(threads(status="held", order=newest, post_id="7"), comment_lists(min_size=2, max_size=3))
def test_arguments_fix_the_fields(thread: Thread, listed: list[Any]) -> None:
    assert {comment.status for comment in thread.comments} <= {"held"}
    assert {comment.post_id for comment in thread.comments} <= {"7", "70"}
    assert thread.order == newest
    assert 2 <= len(listed) <= 9


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError, match="Comment has no field tone"):
        comments(tone="kind")  # type: ignore[call-arg]
