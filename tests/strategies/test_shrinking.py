"""Bugs of kinds that people write: Hypothesis finds each, and shows it with a small example."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import pairwise
from typing import TypeVar

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis.strategies import SearchStrategy

from blogcore import Body, Comment, Node, Thread
from blogcore.strategies import (
    authors,
    bodies,
    comment_lists,
    comments,
    dates,
    hostile_text,
    posts,
    threads,
)

T = TypeVar("T")

pytestmark = pytest.mark.shrinking

SETTINGS = settings(
    max_examples=500,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
)
MOST_COMMENTS = 5
MOST_CHARACTERS = 10


def smallest(strategy: SearchStrategy[T], has_bug: Callable[[T], bool]) -> T:
    """Return the smallest example that shows a bug; fail if 500 examples do not show it."""
    return find(strategy, has_bug, settings=SETTINGS)


def assert_small(comments: list[Comment], longest: int = MOST_CHARACTERS) -> None:
    """Check that an example has at most five comments, each with at most ten characters of text.

    Args:
        comments: The comments of the example.
        longest: How many characters a name or text may have, where the bug needs more than ten.
    """
    assert len(comments) <= MOST_COMMENTS
    for comment in comments:
        assert len(comment.author.name) <= longest
        assert len(comment.body.text) <= longest


# --- bugs in programs that take comment lists ------------------------------------------------

LIST_BUGS: dict[str, Callable[[list[Comment]], bool]] = {
    "an orphan is dropped": lambda listed: any(
        c.in_reply_to not in {None, *(other.id for other in listed)} for c in listed
    ),
    "a comment that answers itself is walked for ever": lambda listed: any(
        c.in_reply_to == c.id for c in listed
    ),
    "a cycle is dropped": lambda listed: any(
        anomaly.kind == "cycle" for anomaly in Thread.from_comments(listed).anomalies
    ),
    "a duplicate is shown twice": lambda listed: len({c.id for c in listed}) < len(listed),
    "an unknown time is compared": lambda listed: any(c.published is None for c in listed),
    "comments are not sorted": lambda listed: any(
        a.id > b.id for a, b in pairwise(listed) if len(a.id) == len(b.id)
    ),
    "comments of another post are shown": lambda listed: len({c.post_id for c in listed}) > 1,
}


@pytest.mark.parametrize("bug", LIST_BUGS)
def test_a_bug_with_comment_lists_is_shown_with_few_comments(bug: str) -> None:
    assert_small(smallest(comment_lists(), LIST_BUGS[bug]))


# --- bugs in programs that take threads ------------------------------------------------------


def answers_a_hidden_comment(node: Node) -> bool:
    """Return whether an approved comment answers one that is not approved."""
    parent = node.parent
    return (
        node.comment.status == "approved"
        and parent is not None
        and parent.comment.status != "approved"
    )


def texts(thread: Thread) -> Iterator[str]:
    return (comment.body.text for comment in thread.comments)


def names(thread: Thread) -> Iterator[str]:
    return (comment.author.name for comment in thread.comments)


THREAD_BUGS: dict[str, Callable[[Thread], bool]] = {
    "the last of a full page of two is lost": lambda thread: (
        len(thread.roots) > 0 and len(thread.roots) % 2 == 0
    ),
    "the fifth level is drawn on the fourth": lambda thread: any(
        depth > 3 for depth in thread.depths
    ),
    "text is escaped twice": lambda thread: any(
        escape(escape(text)) != escape(text) for text in texts(thread)
    ),
    "names are trimmed": lambda thread: any(name != name.strip() for name in names(thread)),
    "names are cut at ten letters": lambda thread: any(len(name) > 10 for name in names(thread)),
    "a held comment is shown": lambda thread: any(
        comment.status == "held" for comment in thread.comments
    ),
    "pingbacks are counted": lambda thread: any(
        comment.kind != "comment" for comment in thread.comments
    ),
    "an answer to a hidden comment is hidden": lambda thread: any(
        map(answers_a_hidden_comment, thread)
    ),
    "only one answer is shown": lambda thread: any(len(node.children) > 1 for node in thread),
    "ids are taken for numbers": lambda thread: any(
        not comment.id[1:].isdecimal() for comment in thread.comments
    ),
}


@pytest.mark.parametrize("bug", THREAD_BUGS)
def test_a_bug_with_threads_is_shown_with_few_comments(bug: str) -> None:
    thread = smallest(threads(), THREAD_BUGS[bug])
    assert_small([*thread.comments], 11 if bug == "names are cut at ten letters" else 10)


# --- bugs with one value ---------------------------------------------------------------------


def test_a_bug_with_one_character_is_shown_with_a_short_text() -> None:
    assert len(smallest(hostile_text(), lambda text: '"' in text)) <= MOST_CHARACTERS
    assert len(smallest(hostile_text(), lambda text: text.startswith("="))) <= MOST_CHARACTERS
    assert len(smallest(bodies(), lambda body: "<" in body.text).text) <= MOST_CHARACTERS


def test_a_bug_with_dates_is_shown_with_a_round_date() -> None:
    assert smallest(dates(), lambda date: date.year >= 2020) == datetime(2020, 1, 1, tzinfo=UTC)
    abroad = smallest(dates(), lambda date: date.utcoffset() != timedelta(0))
    assert abroad.astimezone(UTC) == datetime(2000, 1, 1, tzinfo=UTC)


def test_a_bug_with_one_field_is_shown_with_little_in_the_others() -> None:
    post = smallest(posts(), lambda post: post.status != "published")
    assert (post.title, post.authors, post.images) == ("", (), ())
    author = smallest(authors(), lambda author: author.kind == "bot")
    texts = (author.name, author.id, author.email, author.url, author.bio)
    assert all(len(text or "") <= MOST_CHARACTERS for text in texts)
    comment = smallest(comments(), lambda comment: bool(comment.extra))
    assert comment.body == Body()
    assert_small([comment])


def test_a_failing_example_shows_private_fields_too() -> None:
    @settings(SETTINGS)
    @given(comments())
    def test(comment: Comment) -> None:
        assert not comment.extra

    with pytest.raises(AssertionError) as failed:
        test()
    assert "extra=Extra({'" in "".join(failed.value.__notes__)
