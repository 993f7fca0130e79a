"""A dozen bugs that people really write, and the smallest example that each one is shown with.

What is planted is found within 200 examples, and shrunk to the fewest comments with the shortest
texts, in the first minute of the year 2000.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import pairwise
from typing import TypeVar

import pytest
from attrs import evolve
from hypothesis import Phase, find, given, settings
from hypothesis.strategies import SearchStrategy

from blogcore import Author, Body, Comment, Extra, Node, Post, Thread
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
from blogcore.threads.sketch import sketch

T = TypeVar("T")

pytestmark = pytest.mark.shrinking

QUICK = settings(
    max_examples=200,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
)
NEW_YEAR = datetime(2000, 1, 1, tzinfo=UTC)


def said(number: int, answers: int | None = None, text: str = "") -> Comment:
    """A comment with as little in it as a strategy gives."""
    return Comment(
        id=f"c{number}",
        post_id="1",
        author=Author(name=""),
        body=Body(text=text),
        published=NEW_YEAR,
        in_reply_to=None if answers is None else f"c{answers}",
    )


def shrunk(strategy: SearchStrategy[T], has_bug: Callable[[T], bool]) -> T:
    """The smallest value that shows a bug; fails if 200 examples do not show it."""
    return find(strategy, has_bug, settings=QUICK)


# --- bugs in what is done with a pile of comments --------------------------------------------

#: A bug, as what its victim would notice, and the pile that shows it.
PILES: dict[str, tuple[Callable[[list[Comment]], bool], list[Comment]]] = {
    "an orphan is dropped": (
        lambda pile: any(c.in_reply_to not in {None, *(o.id for o in pile)} for c in pile),
        [evolve(said(1), in_reply_to="gone")],
    ),
    "a comment that answers itself is walked for ever": (
        lambda pile: any(c.in_reply_to == c.id for c in pile),
        [said(1, 1)],
    ),
    "a ring is dropped": (
        lambda pile: any(odd.kind == "cycle" for odd in Thread.from_comments(pile).anomalies),
        [said(1, 2), said(2, 1)],
    ),
    "a comment that is there twice is shown twice": (
        lambda pile: len({c.id for c in pile}) < len(pile),
        [said(1), said(1)],
    ),
    "an unknown time is compared": (
        lambda pile: any(c.published is None for c in pile),
        [evolve(said(1), published=None)],
    ),
    "comments are taken as they come": (
        lambda pile: any(a.id > b.id for a, b in pairwise(pile) if len(a.id) == len(b.id)),
        [said(2), said(1)],
    ),
    "comments of another post are shown": (
        lambda pile: len({c.post_id for c in pile}) > 1,
        [said(1, 2), evolve(said(2), post_id="10")],
    ),
}


@pytest.mark.parametrize("bug", PILES)
def test_a_bug_with_piles_is_shown_with_the_fewest_comments(bug: str) -> None:
    has_bug, smallest = PILES[bug]
    assert shrunk(comment_lists(), has_bug) == smallest


# --- bugs in what is made of a thread --------------------------------------------------------


def answers_a_hidden_one(node: Node) -> bool:
    """An approved comment beneath one that is not."""
    above = node.parent
    return (
        node.comment.status == "approved"
        and above is not None
        and above.comment.status != "approved"
    )


#: A bug, and the sketch of the thread that shows it.
THREADS: dict[str, tuple[Callable[[Thread], bool], str]] = {
    "the last of a full page of two is lost": (
        lambda thread: len(thread.roots) > 0 and len(thread.roots) % 2 == 0,
        "#c1 :\n#c2 :",
    ),
    "the fifth level is drawn on the fourth": (
        lambda thread: any(depth > 3 for depth in thread.depths),
        "#c1 :\n  #c2 :\n    #c3 :\n      #c4 :\n        #c5 :",
    ),
    "words are escaped twice": (
        lambda thread: any(escape(escape(said)) != escape(said) for said in words(thread)),
        "#c1 : <",
    ),
    "names are trimmed": (
        lambda thread: any(name != name.strip() for name in names(thread)),
        r"#c1 \u0020:",
    ),
    "names are cut at ten letters": (
        lambda thread: any(len(name) > 10 for name in names(thread)),
        "#c1 00000000000:",
    ),
    "a held comment is shown": (
        lambda thread: any(comment.status == "held" for comment in thread.comments),
        "#c1  (held):",
    ),
    "pingbacks are counted": (
        lambda thread: any(comment.kind != "comment" for comment in thread.comments),
        "#c1  (pingback):",
    ),
    "what answers a hidden comment is hidden": (
        lambda thread: any(map(answers_a_hidden_one, thread)),
        "#c1  (held):\n  #c2 :",
    ),
    "only one answer is shown": (
        lambda thread: any(len(node.children) > 1 for node in thread),
        "#c1 :\n  #c2 :\n  #c3 :",
    ),
    "ids are taken for numbers": (
        lambda thread: any(not comment.id[1:].isdecimal() for comment in thread.comments),
        "#1 :",
    ),
}


def words(thread: Thread) -> Iterator[str]:
    return (comment.body.text for comment in thread.comments)


def names(thread: Thread) -> Iterator[str]:
    return (comment.author.name for comment in thread.comments)


@pytest.mark.parametrize("bug", THREADS)
def test_a_bug_with_threads_is_shown_with_the_fewest_comments_and_shortest_texts(bug: str) -> None:
    has_bug, smallest = THREADS[bug]
    thread = shrunk(threads(), has_bug)
    assert sketch(thread) == smallest
    assert {comment.published for comment in thread.comments} == {NEW_YEAR}


# --- bugs with one value ---------------------------------------------------------------------


def test_a_bug_with_a_mark_is_shown_with_the_mark_alone() -> None:
    assert shrunk(hostile_text(), lambda text: '"' in text) == '"'
    assert shrunk(hostile_text(), lambda text: text.startswith("=")) == "="
    assert shrunk(bodies(), lambda body: "<" in body.text) == Body(text="<")


def test_a_bug_with_dates_is_shown_with_the_earliest_round_one() -> None:
    assert shrunk(dates(), lambda date: date.year >= 2020) == datetime(2020, 1, 1, tzinfo=UTC)
    assert shrunk(dates(), lambda date: date.utcoffset() != timedelta(0)).replace(
        tzinfo=None
    ) == datetime(2000, 1, 1, 2)


def test_a_bug_with_one_field_is_shown_with_nothing_in_the_others() -> None:
    assert shrunk(posts(), lambda post: post.status != "published") == Post(id="1", status="draft")
    assert shrunk(authors(), lambda author: author.kind == "bot") == Author(name="", kind="bot")


def test_a_bug_with_the_extra_of_a_comment_is_shown_with_nothing_in_the_others() -> None:
    assert shrunk(comments(), lambda it: bool(it.extra)) == Comment(
        id="1",
        post_id="1",
        author=Author(name=""),
        body=Body(),
        extra=Extra({"wp:comment_karma": ""}),
    )


def test_a_bug_is_shown_with_what_is_drawn_though_models_do_not_show_all() -> None:
    @settings(QUICK)
    @given(comments())
    def test(comment: Comment) -> None:
        assert not comment.extra

    with pytest.raises(AssertionError) as failed:
        test()
    assert "extra=Extra({'wp:comment_karma': ''})" in "".join(failed.value.__notes__)
