"""The microformats parser mf2py reads the whole discussion."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import mf2py
from tests.renderers.html.discussions import BLOG, POST, said

from blogcore import Blog, Comment, Thread, render, render_page

_BASE = "https://blog.example/night-train"


def read(html: str) -> dict[str, Any]:
    parsed: dict[str, Any] = mf2py.parse(html, url=_BASE, html_parser="html5lib")
    return parsed


def entry(blog: Blog) -> dict[str, Any]:
    (found,) = (
        item
        for item in read(render_page(blog, "7", "html"))["items"]
        if item["type"] == ["h-entry"]
    )
    properties: dict[str, Any] = found["properties"]
    return properties


def in_reading_order(comments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for comment in comments:
        assert comment["type"] == ["h-cite"]
        found += [comment["properties"]]
        found += in_reading_order(comment["properties"].get("comment", []))
    return found


def written(when: datetime) -> str:
    """Return a time as mf2py writes it."""
    return when.strftime("%Y-%m-%dT%H:%M:%S%z")


def url(id: str) -> str:
    return f"{_BASE}#comment-{id}"


def test_the_post_is_an_h_entry_with_title_content_author_time_and_tags() -> None:
    found = entry(BLOG)
    assert found["name"] == [POST.title]
    assert found["url"] == [POST.url]
    assert found["author"][0]["properties"] == {
        "name": ["Ada Lind"],
        "url": ["https://ada.example/"],
    }
    assert POST.published is not None
    assert found["published"] == [written(POST.published)]
    assert found["category"] == ["Journeys", "night trains", "plums"]
    assert "Nobody minded" in found["content"][0]["value"]


def test_every_comment_is_an_h_cite_with_author_time_content_and_parent() -> None:
    seen = [node.comment for node in BLOG.thread("7").visible() if node.comment.kind == "comment"]
    expected: list[Comment] = [comment for comment in seen if comment.status == "approved"]
    found = in_reading_order(entry(BLOG)["comment"])
    by_url = {properties["url"][0]: properties for properties in found}
    assert set(by_url) == {url(comment.id) for comment in expected}
    for comment in expected:
        properties = by_url[url(comment.id)]
        writer = properties["author"][0]["properties"]
        assert writer["name"] == [comment.author.name or "Anonymous"]
        assert writer.get("url") == ([comment.author.url] if comment.author.url else None)
        assert comment.published is not None
        assert properties["published"] == [written(comment.published)]
        words = " ".join(comment.body.to_text().split())
        assert " ".join(properties["content"][0]["value"].split()) == words
        answers = [url(comment.in_reply_to)] if comment.in_reply_to else None
        assert properties.get("in-reply-to") == answers


def test_replies_are_nested_in_their_parents() -> None:
    thread = Thread.from_comments([said("1"), said("2", "", "1"), said("3", "", "2")])
    items = read(render(thread, "html"))["items"]
    assert len(items) == 1
    depths = [items[0]]
    while replies := depths[-1]["properties"].get("comment"):
        depths += replies
    assert [item["properties"]["url"] for item in depths] == [[url("1")], [url("2")], [url("3")]]


def test_pings_are_mentions() -> None:
    (mention,) = entry(BLOG)["mention"]
    assert mention["properties"]["author"][0]["properties"]["name"] == ["Harbour Notes"]
