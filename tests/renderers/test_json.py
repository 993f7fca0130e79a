"""JSON: one document with constant keys, no private fields, safe inside a script element."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.markup import payloads

from blogcore._text.plain import scrub
from blogcore.models import Author, Blog, Body, Comment, Image, Post, Site, private_fields
from blogcore.renderers import Context, PageInfo, render, render_page
from blogcore.renderers.json import JsonRenderer
from blogcore.strategies import blogs, comments
from blogcore.testing import RendererContract
from blogcore.threads import Thread

#: What ends a script, or is no character in HTML.
UNFIT = set("<>&\u2028\u2029\ufdd0\ufffe\uffff")
WHEN = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
KEYS = (
    *("id", "in_reply_to", "inferred", "depth", "folded", "kind", "status", "author", "published"),
    *("updated", "text", "likes", "dislikes", "url", "reply_url"),
)


def dated(id: str, in_reply_to: str | None = None, **fields: Any) -> Comment:
    """Return a comment of the time `WHEN`."""
    defaults: dict[str, Any] = {"body": f"words of {id}", "published": WHEN}
    return make_comment(id, in_reply_to, **defaults | fields)


def chain(count: int) -> Thread:
    return Thread.from_comments(
        dated(f"c{n:06}", f"c{n - 1:06}" if n else None) for n in range(count)
    )


def unnested(replies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return nested comments in pre-order, without their lists of replies."""
    found: list[dict[str, Any]] = []
    pending = replies[::-1]
    while pending:
        plain = pending.pop()
        pending += plain.pop("replies")[::-1]
        found.append(plain)
    return found


# --- content of the output --------------------------------------------------------------------


@given(st.lists(comments(), max_size=8), st.none() | st.integers(0, 4))
def test_flat_and_nested_output_have_the_same_comments(
    comment_list: list[Comment], nesting: int | None
) -> None:
    thread = Thread.from_comments(comment_list)
    flat = json.loads(render(thread, "json"))
    nested = json.loads(render(thread, "json", Context(nesting=nesting)))
    if nesting:
        nested["comments"] = unnested(nested["comments"])
    assert nested == flat


@given(st.lists(comments(), max_size=8))
def test_all_keys_are_always_present_and_depths_are_those_of_the_thread(
    comment_list: list[Comment],
) -> None:
    thread = Thread.from_comments(comment_list).visible()
    found = json.loads(render(thread, "json"))["comments"]
    assert [tuple(plain) for plain in found] == [KEYS] * len(thread)
    for plain, node in zip(found, thread, strict=True):
        above = node.parent.comment.id if node.parent else None
        assert (plain["id"], plain["in_reply_to"], plain["depth"]) == (
            node.comment.id,
            above,
            node.depth,
        )


@given(blogs())
def test_any_page_is_a_json_document_that_is_safe_in_a_script(blog: Blog) -> None:
    for post in blog.posts:
        out = render_page(blog, post, "json", context=Context(nesting=len(blog.posts) - 1))
        assert json.loads(out)["post"]["title"] == post.title
        assert not UNFIT & set(out)


def test_hostile_text_stays_escaped(hostile: Path) -> None:
    for payload in payloads(hostile):
        text = scrub(payload)[0]
        odd = dated("c1", body=Body(text=text), author=Author(name=text or "x", url=text))
        out = render(Thread.from_comments([odd]), "json")
        found = json.loads(out)["comments"][0]
        assert found["text"] == text
        assert (found["author"]["url"] or "http").lower().startswith("http")
        assert not UNFIT & set(out)


def test_every_public_field_of_a_comment_is_written_or_excluded_explicitly() -> None:
    fields = {field.name for field in attrs.fields(Comment)} - private_fields(Comment)
    assert fields - set(KEYS) == {"body", "post_id"}  # its text, and the post's own id
    author = {field.name for field in attrs.fields(Author)} - private_fields(Author)
    # Facts of an account other than its name; and an avatar, whose URL may contain a hash of the
    # e-mail address.
    assert author - {"name", "url", "avatar_url"} == {"bio", "id", "kind", "slug"}


# --- fields that are left out -----------------------------------------------------------------


def test_private_fields_are_left_out_and_avatars_are_null_by_default() -> None:
    ida = Author(
        name="Ida",
        email="canary@example.org",
        avatar_url="https://example.org/canary.png",
        extra={"canary": "canary"},
    )
    thread = Thread.from_comments([dated("c1", author=ida, ip="192.0.2.99", user_agent="canary")])
    out = render(thread, "json")
    assert "canary" not in out
    assert "192.0.2.99" not in out
    asked = json.loads(render(thread, "json", Context(avatar=lambda author: author.avatar_url)))
    assert asked["comments"][0]["author"]["avatar"] == "https://example.org/canary.png"


def test_hidden_comments_have_only_null_values() -> None:
    thread = Thread.from_comments(
        [dated("c1", status="spam", likes=7, updated=WHEN), dated("c2", "c1")]
    )
    hidden = json.loads(render(thread, "json"))["comments"][0]
    assert hidden == {
        **dict.fromkeys(KEYS),
        "id": "c1",
        "inferred": False,
        "depth": 0,
        "folded": 0,
        "kind": "comment",
        "status": "deleted",
        "likes": 0,
        "dislikes": 0,
        "url": "#comment-c1",
    }


def test_without_bylines_there_are_no_names_or_dates() -> None:
    out = json.loads(render(chain(1), "json", Context(bylines=False)))["comments"][0]
    assert (out["author"], out["published"], out["updated"]) == (None, None, None)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//", "data:,x", "https://a@b.c/"])
def test_invalid_urls_are_null(url: str) -> None:
    thread = Thread.from_comments([dated("c1", author=Author(name="Ida", url=url))])
    context = Context(permalink=lambda comment: comment.author.url or "")
    found = json.loads(render(thread, "json", context))["comments"][0]
    assert (found["author"]["url"], found["url"]) == (None, None)


# --- structure of the output ------------------------------------------------------------------


def test_the_whole_page() -> None:
    post = Post(
        id="7",
        title="By train",
        body=Body(text="<p>It was <b>slow</b>.", media_type="text/html"),
        images=[Image(url="/a.jpg", alt="A boat", width=3)],
        tags=["trains"],
    )
    blog = Blog(site=Site(title="Slow"), posts=[post], comments=[dated("c1")])
    context = Context(
        page=PageInfo(number=2, total=3),
        page_url=lambda number: f"/7/{number}",
        permalink=lambda comment: f"/c/{comment.id}",
        reply_url=lambda comment: f"/reply/{comment.id}" if comment else "/reply",
        timezone=timezone(timedelta(hours=2)),
    )
    assert json.loads(render_page(blog, post, "json", context=context)) == {
        "site": {"title": "Slow", "tagline": "", "url": None, "language": None},
        "post": {
            "id": "7",
            "title": "By train",
            "url": None,
            "authors": [],
            "published": None,
            "updated": None,
            "text": "It was slow.",
            "images": [
                {"url": "/a.jpg", "alt": "A boat", "caption": "", "width": 3, "height": None}
            ],
            "categories": [],
            "tags": ["trains"],
            "language": None,
            "comments_open": True,
        },
        "headline": "One thought on “By train”",
        "page": {"number": 2, "total": 3, "previous": "/7/1", "next": "/7/3"},
        "reply_url": "/reply",
        "count": 1,
        "comments": [
            {
                "id": "c1",
                "in_reply_to": None,
                "inferred": False,
                "depth": 0,
                "folded": 0,
                "kind": "comment",
                "status": "approved",
                "author": {"name": "Ida", "url": None, "avatar": None},
                "published": "2024-05-01T11:30:00+02:00",
                "updated": None,
                "text": "words of c1",
                "likes": 0,
                "dislikes": 0,
                "url": "/c/c1",
                "reply_url": "/reply/c1",
            }
        ],
    }


def test_deep_replies_follow_in_the_deepest_list() -> None:
    out = json.loads(render(chain(5), "json", Context(nesting=2)))["comments"]
    first, second = out[0], out[0]["replies"][0]
    assert [plain["id"][-1] for plain in out] == ["0"]
    assert [plain["id"][-1] for plain in first["replies"]] == ["1"]
    assert [plain["id"][-1] for plain in second["replies"]] == ["2", "3", "4"]
    assert second["replies"][1]["in_reply_to"] == "c000002"


def test_folded_replies_are_counted() -> None:
    out = json.loads(render(chain(5).collapsed(2), "json"))["comments"]
    assert [plain["folded"] for plain in out] == [0, 3]


class TestNested(RendererContract):
    """The contract for nested output."""

    renderer = JsonRenderer
    context = Context(nesting=3)


def test_an_empty_thread_is_a_document() -> None:
    for nesting in (0, 3):
        out = render(Thread.from_comments([]), "json", Context(nesting=nesting))
        assert out == '{"page":null,"count":0,"comments":[]}\n'


@pytest.mark.parametrize("nesting", [0, 100_000])
def test_a_chain_of_100_000_renders_and_parses(nesting: int) -> None:
    out = render(chain(100_000), "json", Context(nesting=nesting))
    assert len(out) < 100_000 * 400
    assert json.loads(out)["count"] == 100_000
