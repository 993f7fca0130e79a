"""Filters and tags that both template engines share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from tests.templates import CHAIN, NOW, THEN, WRITTEN, chain

from blogcore import Body, Comment, Context, Node, Post, Thread, ValidationError
from blogcore._templates import (
    date_in_words,
    excerpt,
    list_markup,
    safe_html,
    thread_html,
    time_ago,
    to_context,
    visible,
    web_url,
)
from blogcore.renderers import comment_anchor
from blogcore.strategies import comments


def nodes(thread: Thread, context: Context) -> list[Node]:
    return [step for step in list_markup(context, thread) if isinstance(step, Node)]


@given(st.lists(comments(), max_size=12), st.none() | st.integers(0, 4))
def test_every_visible_comment_is_listed_once_in_order(
    comment_list: list[Comment], nesting: int | None
) -> None:
    context = Context(nesting=nesting)
    thread = Thread.from_comments(comment_list)
    assert nodes(thread, context) == list(visible(context, thread))


@given(st.lists(comments(), max_size=12), st.none() | st.integers(0, 4))
def test_lists_and_items_are_balanced(comment_list: list[Comment], nesting: int | None) -> None:
    context = Context(nesting=nesting)
    thread = Thread.from_comments(comment_list)
    open_lists = open_items = 0
    for step in list_markup(context, thread):
        if isinstance(step, Node):
            assert open_lists == open_items == min(step.depth, context.levels(8)) + 1
            continue
        open_lists += step.count("<ol ") - step.count("</ol>")
        open_items += step.count("<li ") - step.count("</li>")
    assert open_lists == open_items == 0


def test_list_items_have_the_anchors_of_permalinks() -> None:
    thread = chain(2)
    opened = "".join(step for step in list_markup(Context(), thread) if isinstance(step, str))
    for comment in thread.comments:
        assert f'<li id="{comment_anchor(comment)}">' in opened


def test_a_chain_of_10_000_is_listed_with_its_depths() -> None:
    depths = [node.depth for node in nodes(chain(CHAIN), Context())]
    assert depths == list(range(CHAIN))


def test_a_post_may_use_more_than_a_comment() -> None:
    assert "<h2>Late</h2>" in safe_html(WRITTEN)
    assert "<h2>" not in safe_html(WRITTEN.body)


def test_excerpt_is_plain_text_and_prefers_that_of_the_post() -> None:
    assert excerpt(WRITTEN, 2) == "Late One…"
    assert (
        excerpt(Post(id="1", excerpt="In <b>short</b>", body=Body(text="At length"))) == "In short"
    )


def test_web_url_filter_returns_only_http_urls() -> None:
    assert web_url("https://example.org/") == "https://example.org/"
    assert (web_url("javascript:alert(1)"), web_url(None)) == ("", "")


def test_errors_name_wrong_types() -> None:
    with pytest.raises(ValidationError, match="blogcore: must be a Context, not dict"):
        to_context({})
    with pytest.raises(ValidationError, match="must be a Thread, not list"):
        visible(Context(), [])  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="must be a Body, Comment or Post, not str"):
        safe_html("<b>")  # type: ignore[arg-type]


def test_times_use_only_the_context() -> None:
    assert time_ago(Context(now=NOW), THEN) == "3 years ago"
    assert date_in_words(Context(date_style="day"), THEN) == "1 May 2021"
    assert date_in_words(Context(), None) == time_ago(Context(now=NOW), None) == ""
    with pytest.raises(ValidationError, match="now: must be given"):
        time_ago(Context(), THEN)


def test_html_is_not_escaped_again_but_text_derived_from_it_is() -> None:
    html = safe_html(Body(text="1 < 2"))
    assert str(escape(html)) == str(Markup("{}").format(html)) == "<p>1 &lt; 2</p>"
    assert str(escape(html[:2])) == "&lt;p"
    assert str(escape(thread_html(Context(), chain(1)))) == thread_html(Context(), chain(1))
