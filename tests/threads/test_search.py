"""`Thread.find` and `Thread.unread`."""

from __future__ import annotations

from datetime import datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.threads.strategies import at, discussions

from blogcore import Author, Body, Comment, Node, Thread, ValidationError


def ids(nodes: tuple[Node, ...]) -> list[str]:
    return [node.comment.id for node in nodes]


@given(discussions(), st.sampled_from(["word", "wordc1end", "NAMEC2", "", "canary", "end", "c1"]))
def test_comments_are_found_by_text_and_author_name(comments: list[Comment], text: str) -> None:
    thread = Thread.from_comments(comments)
    wanted = text.lower()
    assert ids(thread.find(text)) == [
        node.comment.id
        for node in thread
        if node.comment.status != "deleted"
        and (wanted in node.comment.body.text or wanted in node.comment.author.name)
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (Body(text="By TRAIN, of course"), "by train"),
        (Body(text="Straße"), "STRASSE"),
        (Body(text="two\nwords"), "two  words"),
        (Body(text="cafe\u0301"), "caf\u00e9"),
        (Body(text="<p>a <b>bold</b>er claim</p>", media_type="text/html"), "bolder claim"),
        (Body(text="fish &amp; chips", media_type="text/html"), "fish & chips"),
        (Body(text="0"), "0"),
    ],
)
def test_case_spacing_accents_and_markup_do_not_matter(body: Body, text: str) -> None:
    thread = Thread.from_comments([evolve(make_comment("a"), body=body), make_comment("b")])
    assert ids(thread.find(text)) == ["a"]


def test_markup_and_addresses_are_not_searched() -> None:
    author = Author(name="Ida", email="ida@example.org")
    body = Body(text="<b>words</b>", media_type="text/html")
    thread = Thread.from_comments([evolve(make_comment("a"), author=author, body=body)])
    assert thread.find("<b>") == thread.find("example.org") == ()


@given(discussions(), st.integers(-1, 5))
def test_later_comments_are_unread(comments: list[Comment], minute: int) -> None:
    thread = Thread.from_comments(comments)
    unread = thread.unread(at(minute))
    assert ids(unread) == [
        node.comment.id
        for node in thread
        if node.comment.status != "deleted"
        and node.comment.published
        and node.comment.published > at(minute)
    ]
    assert all(node == thread[node.comment.id] for node in unread)


def test_unread_refuses_a_naive_time() -> None:
    with pytest.raises(ValidationError, match="since: has no time zone"):
        Thread.from_comments([]).unread(datetime(2024, 5, 1))
