"""WordPress.com's own API: its responses are read like those of version 2."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from blogcore import Author, FormatError, Image, load, to_json
from blogcore.formats import Loaded

_HERE = "https://slow.example"
_MACHINERY = {"links": {"self": "https://public-api.wordpress.com/rest/v1.1/sites/1/posts/7"}}


def _user(**members: object) -> dict[str, object]:
    return {
        "ID": 4,
        "login": "ida",
        "email": "canary@example.org",
        "name": "Ida",
        "nice_name": "ida-slow",
        "URL": f"{_HERE}/ida",
        "avatar_URL": f"{_HERE}/ida.png",
        "profile_URL": "https://gravatar.com/ida",
    } | members


def _post(**members: object) -> dict[str, object]:
    rails: dict[str, object] = {"ID": 3, "name": "Rails &amp; ties", "slug": "rails", "meta": {}}
    return {
        "ID": 7,
        "site_ID": 1,
        "author": _user(email=False),
        "date": "2024-05-01T14:30:00+02:00",
        "modified": "2024-05-02T14:30:00+02:00",
        "title": "Night &amp; day",
        "URL": f"{_HERE}/night-trains/",
        "short_URL": "https://wp.me/1-7",
        "content": "<p>Eleven hours.</p>\n",
        "excerpt": "<p>Eleven.</p>\n",
        "slug": "night-trains",
        "guid": f"{_HERE}/?p=7",
        "status": "publish",
        "sticky": True,
        "password": "",
        "parent": False,
        "type": "post",
        "discussion": {"comments_open": False, "comment_status": "closed", "comment_count": 2},
        "like_count": 5,
        "i_like": False,
        "featured_image": f"{_HERE}/a.jpg",
        "post_thumbnail": {
            "ID": 9,
            "URL": f"{_HERE}/a.jpg",
            "mime_type": "image/jpeg",
            "width": 640,
            "height": 480,
        },
        "format": "standard",
        "geo": False,
        "tags": {"Rails &amp; ties": rails},
        "categories": {"Travel": {"ID": 1, "name": "Travel", "slug": "travel", "parent": 0}},
        "attachments": {
            "9": {"ID": 9, "URL": f"{_HERE}/a.jpg", "mime_type": "image/jpeg"},
            "10": {"ID": 10, "URL": f"{_HERE}/b.png", "mime_type": "image/png", "alt": "The sea"},
        },
        "metadata": False,
        "meta": _MACHINERY,
        "capabilities": {"edit_post": True},
    } | members


def _comment(**members: object) -> dict[str, object]:
    return {
        "ID": 1,
        "post": {"ID": 7, "title": "Night &amp; day", "type": "post", "link": "https://api/7"},
        "author": _user(ID=0, ip_address="192.0.2.7", URL=""),
        "date": "2024-05-01T13:00:00+00:00",
        "URL": f"{_HERE}/night-trains/#comment-1",
        "short_URL": "https://wp.me/1-7%23comment-1",
        "content": "<p>Which line?</p>\n",
        "status": "approved",
        "parent": False,
        "type": "comment",
        "like_count": 3,
        "meta": _MACHINERY,
    } | members


def _loaded(plain: object, **options: Any) -> Loaded:
    return load(json.dumps(plain).encode(), **options)


def test_a_list_of_posts_is_read() -> None:
    loaded = _loaded({"found": 1, "posts": [_post()], "meta": _MACHINERY}, strict=True)
    (post,) = loaded.blog.posts
    assert loaded.format == "wp-rest"
    assert (post.id, post.title, post.slug) == ("7", "Night & day", "night-trains")
    assert (post.url, post.body.text) == (f"{_HERE}/night-trains/", "<p>Eleven hours.</p>\n")
    assert post.published == datetime(2024, 5, 1, 14, 30, tzinfo=timezone(timedelta(hours=2)))
    assert post.updated is not None
    assert (post.status, post.sticky, post.comments_open) == ("published", True, False)
    assert (post.tags, post.categories) == (("Rails & ties",), ("Travel",))
    (author,) = post.authors
    assert (author.id, author.name, author.slug, author.email) == ("4", "Ida", "ida-slow", None)
    assert (author.url, author.avatar_url) == (f"{_HERE}/ida", f"{_HERE}/ida.png")
    first, second = post.images
    assert (first.url, first.width, first.media_type) == (f"{_HERE}/a.jpg", 640, "image/jpeg")
    assert (second.url, second.alt) == (f"{_HERE}/b.png", "The sea")
    assert post.extra["rss:guid"] == f"{_HERE}/?p=7"
    assert post.extra["wp:like_count"] == "5"
    assert "public-api" not in str(dict(post.extra))


def test_a_list_of_comments_is_read_and_names_its_posts() -> None:
    comments = [
        _comment(),
        _comment(
            ID=2, parent={"ID": 1, "type": "comment", "link": "https://api/1"}, author=_user()
        ),
        _comment(ID=3, status="unapproved", raw_content="Which *line*?"),
        _comment(ID=4, type="pingback", status="spam"),
    ]
    blog = _loaded({"found": 4, "site_ID": 1, "comments": comments}, strict=True).blog
    assert [(c.id, c.post_id, c.in_reply_to, c.status, c.kind) for c in blog.comments] == [
        ("1", "7", None, "approved", "comment"),
        ("2", "7", "1", "approved", "comment"),
        ("3", "7", None, "held", "comment"),
        ("4", "7", None, "spam", "pingback"),
    ]
    assert [(post.id, post.title) for post in blog.posts] == [("7", "Night & day")]
    guest, member = blog.comments[0], blog.comments[1]
    assert (guest.author.kind, guest.author.id, guest.ip) == ("guest", None, "192.0.2.7")
    assert (guest.author.email, guest.likes) == ("canary@example.org", 3)
    assert guest.published == datetime(2024, 5, 1, 13, tzinfo=UTC)
    assert guest.url == f"{_HERE}/night-trains/#comment-1"
    assert (member.author.kind, member.author.id) == ("person", "4")
    assert blog.comments[2].extra["wp:content_raw"] == "Which *line*?"
    assert b"canary" not in to_json(blog)


@pytest.mark.parametrize(
    ("record", "counts"),
    [
        (_post(), (1, 0, 0)),
        (_comment(), (1, 1, 0)),
        (_user(), (0, 0, 1)),
        ({"ID": 9, "URL": f"{_HERE}/b.png", "mime_type": "image/png", "site_ID": 1}, (1, 0, 0)),
    ],
)
def test_a_single_record_is_read(record: dict[str, object], counts: tuple[int, ...]) -> None:
    blog = _loaded(record, strict=True).blog
    assert (len(blog.posts), len(blog.comments), len(blog.authors)) == counts


def test_a_site_is_read() -> None:
    site = _loaded(
        {
            "ID": 1,
            "name": "Slow",
            "description": "By train",
            "URL": _HERE,
            "options": {"timezone": "Europe/Paris"},
            "meta": _MACHINERY,
        },
        strict=True,
    ).blog.site
    assert (site.title, site.tagline, site.url) == ("Slow", "By train", _HERE)
    assert site.timezone == "Europe/Paris"


def test_other_member_names_of_version_1_are_read() -> None:
    old = _post(comments_open=False, comment_count=2, featured_image=f"{_HERE}/c.jpg")
    for key in ("discussion", "post_thumbnail", "attachments"):
        del old[key]
    (post,) = _loaded(old).blog.posts
    assert not post.comments_open
    assert post.images == (Image(url=f"{_HERE}/c.jpg"),)


def test_terms_of_every_taxonomy_are_kept() -> None:
    terms = {"category": {"A": {"ID": 1, "name": "A"}}, "mood": {"B": {"ID": 2, "name": "B"}}}
    (post,) = _loaded(_post(terms=terms)).blog.posts
    assert (post.categories, post.tags) == (("A",), ("Rails & ties",))
    assert post.extra["wp:term:mood"] == ("B",)


def test_an_error_response_is_refused_with_its_message() -> None:
    with pytest.raises(FormatError, match="unknown_blog: Unknown blog"):
        _loaded({"error": "unknown_blog", "message": "Unknown blog"})


@pytest.mark.parametrize("odd", [None, False, 7, "x", [], [1], {}, {"ID": None}])
@pytest.mark.parametrize("key", [*_post(), *_comment()])
def test_invalid_members_are_noted_and_the_rest_is_read(key: str, odd: object) -> None:
    if key != "ID":
        posts = _loaded({"found": 1, "posts": [_post(**{key: odd})]}).blog.posts
        comments = _loaded({"found": 1, "comments": [_comment(**{key: odd})]}).blog.comments
        assert [post.id for post in posts] == ["7"]
        assert [comment.id for comment in comments] == ["1"]


def test_users_are_read_like_those_of_version_2() -> None:
    (author,) = _loaded({"found": 1, "users": [_user()]}).blog.authors
    assert author == Author(
        id="4",
        name="Ida",
        slug="ida-slow",
        email="canary@example.org",
        url=f"{_HERE}/ida",
        avatar_url=f"{_HERE}/ida.png",
        extra=author.extra,
    )


def test_a_list_that_was_saved_without_its_number_is_read() -> None:
    loaded = load(json.dumps({"posts": [_post(), _post(ID=8)]}).encode())
    assert loaded.format == "wp-rest"
    assert [post.id for post in loaded.blog.posts] == ["7", "8"]
