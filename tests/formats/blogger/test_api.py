"""Responses of Blogger's API: posts, pages and comments, single and in lists."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from blogcore import Author, FormatError, load

_POST = {
    "kind": "blogger#post",
    "id": "1",
    "title": "Cake &amp; tea",
    "content": "<p>Both.</p>",
    "published": "2017-06-20T04:32:00Z",
    "labels": ["tea"],
    "author": {"id": "42", "displayName": "Mo", "image": {"url": "https://example.org/mo.png"}},
}
_COMMENT = {
    "kind": "blogger#comment",
    "id": 10,
    "post": {"id": "1"},
    "content": "Tea.",
    "status": "PENDING",
    "author": {"displayName": "Ida"},
}
_REPLY = {**_COMMENT, "id": "11", "inReplyTo": {"id": "10"}}


@pytest.mark.parametrize(
    "response",
    [
        [_POST, _COMMENT, _REPLY],
        [
            {"kind": "blogger#postList", "items": [_POST]},
            {"kind": "blogger#commentList", "items": [_COMMENT, _REPLY]},
        ],
    ],
)
def test_api_responses_become_posts_and_comments(response: object) -> None:
    loaded = load(json.dumps(response).encode())
    assert (loaded.format, [note for note in loaded.notes if note.severity != "info"]) == (
        "blogger",
        [],
    )
    [post] = loaded.blog.posts
    assert (post.title, post.tags) == ("Cake & tea", ("tea",))
    assert post.published == datetime(2017, 6, 20, 4, 32, tzinfo=UTC)
    assert post.authors == (Author(name="Mo", id="42", avatar_url="https://example.org/mo.png"),)
    assert [node.number for node in loaded.blog.thread("1")] == ["1", "1.1"]
    assert {comment.status for comment in loaded.blog.comments} == {"held"}


def test_a_single_object_is_read_too() -> None:
    assert load(json.dumps(_POST).encode()).blog.posts[0].id == "1"


@pytest.mark.parametrize("response", [{"kind": "blogger#user"}, [_POST, {"kind": "blogger#blog"}]])
def test_responses_of_other_kinds_are_refused_with_their_position(response: object) -> None:
    with pytest.raises(FormatError, match=r"\$"):
        load(json.dumps(response).encode(), format="blogger")


def test_a_record_of_another_kind_is_refused_briefly() -> None:
    document = json.dumps({"kind": "blogger#postList", "items": [{"kind": "blogger#" + "x" * 999}]})
    with pytest.raises(FormatError) as refusal:
        load(document.encode(), format="blogger")
    assert "not a post, page or comment of Blogger" in str(refusal.value)
    assert len(str(refusal.value)) < 200


def test_fields_of_a_post_are_not_repeated_in_its_extra() -> None:
    [post] = load(json.dumps(_POST | {"etag": "e1"}).encode()).blog.posts
    assert dict(post.extra) == {"blogger:etag": "e1"}
