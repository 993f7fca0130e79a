"""WordPress's REST API: both contexts, times, embedded records and errors."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore import Author, Blog, Body, Comment, FormatError, Image, Post, dump, load, to_json
from blogcore.formats import Loaded, Losses
from blogcore.formats.registry import find_format

_HASHED = {"24": "https://secure.gravatar.com/avatar/" + "0" * 32 + "?s=24"}


def _post(**members: object) -> dict[str, object]:
    return {
        "id": 7,
        "date": "2024-05-01T14:30:00",
        "date_gmt": "2024-05-01T12:30:00",
        "guid": {"rendered": "https://example.org/?p=7"},
        "modified": "2024-05-02T14:30:00",
        "modified_gmt": "2024-05-02T12:30:00",
        "slug": "night-trains",
        "status": "publish",
        "type": "post",
        "link": "https://example.org/night-trains/",
        "title": {"rendered": "Night &amp; day &#8212; <em>trains</em>"},
        "content": {"rendered": "<p>Eleven hours.</p>\n", "protected": False},
        "excerpt": {"rendered": "", "protected": False},
        "author": 4,
        "featured_media": 0,
        "comment_status": "open",
        "sticky": False,
        "meta": [],
        "categories": [],
        "tags": [],
        "_links": {"self": [{"href": "https://example.org/wp-json/wp/v2/posts/7"}]},
    } | members


def _comment(**members: object) -> dict[str, object]:
    return {
        "id": 1,
        "post": 7,
        "parent": 0,
        "author": 0,
        "author_name": "Ida &amp; Tom",
        "author_url": "",
        "date": "2024-05-01T15:00:00",
        "date_gmt": "2024-05-01T13:00:00",
        "content": {"rendered": "<p>Which line?</p>\n"},
        "link": "https://example.org/night-trains/#comment-1",
        "status": "approved",
        "type": "comment",
        "author_avatar_urls": _HASHED,
        "meta": [],
    } | members


def _loaded(plain: object) -> Loaded:
    return load(json.dumps(plain).encode())


def _only_post(**members: object) -> Post:
    (post,) = _loaded(_post(**members)).blog.posts
    return post


def _only_comment(**members: object) -> Comment:
    (comment,) = _loaded(_comment(**members)).blog.comments
    return comment


def _written(blog: Blog, *, private: bool = False) -> tuple[list[dict[str, Any]], Losses]:
    stream = io.BytesIO()
    losses = dump(blog, stream, format="wp-rest", private=private)
    return json.loads(stream.getvalue()), losses


@pytest.mark.parametrize("key", ["author_email", "author_ip", "author_user_agent"])
def test_notes_contain_no_private_values(key: str) -> None:
    for comment in (_comment(**{key: 3232235777}), _post(_embedded={"replies": [[_comment()]]})):
        comment["_embedded"] = {"children": [[_comment(id=2, **{key: 3232235777})]]}
        assert "3232235777" not in str(_loaded(comment).notes)
    user = {"id": 4, "name": "Ida", "avatar_urls": {}, "email": 3232235777}
    assert "3232235777" not in str(_loaded([user]).notes)


# --- posts -----------------------------------------------------------------------------------


def test_a_post_is_read() -> None:
    post = _only_post()
    assert (post.id, post.slug, post.kind, post.status) == (
        "7",
        "night-trains",
        "post",
        "published",
    )
    assert post.title == "Night & day — trains"
    assert (post.body.text, post.body.media_type) == ("<p>Eleven hours.</p>\n", "text/html")
    assert post.authors == (Author(name="", id="4"),)
    assert post.extra["rss:guid"] == "https://example.org/?p=7"


def test_the_edit_context_has_the_raw_text_and_no_password_is_kept() -> None:
    post = _only_post(
        title={"raw": "Night & day", "rendered": "Night &amp; day"},
        content={"raw": "[map]", "rendered": "<div></div>", "protected": True},
        excerpt={"raw": "", "rendered": "<p>made up</p>"},
        password="canary",
        status="future",
    )
    assert (post.title, post.excerpt, post.status) == ("Night & day", "", "scheduled")
    assert post.body.text == "<div></div>"
    assert post.extra["wp:content_raw"] == "[map]"
    assert post.protected
    assert b"canary" not in to_json(Blog(posts=[post]), private=True)


@pytest.mark.parametrize(
    ("status", "read", "kept"),
    [
        ("publish", "published", None),
        ("private", "private", None),
        ("auto-draft", "draft", "auto-draft"),
        ("inherit", "private", "inherit"),
        ("archived", "draft", None),
    ],
)
def test_statuses_of_posts_are_mapped(status: str, read: str, kept: str | None) -> None:
    post = _only_post(status=status)
    assert post.status == read
    assert post.extra.get("wp:status") == kept


@pytest.mark.parametrize(
    ("type", "kind"), [("post", "post"), ("page", "page"), ("book", "other"), ("", "post")]
)
def test_types_of_posts_are_mapped(type: str, kind: str) -> None:
    assert _only_post(type=type).kind == kind


def test_a_revision_is_not_public() -> None:
    revision = {"id": 9, "parent": 7, "slug": "r", "title": {"rendered": "T"}, "content": {}}
    (post,) = _loaded(revision).blog.posts
    assert (post.kind, post.status, post.extra["wp:post_parent"]) == ("other", "private", "7")


# --- times -----------------------------------------------------------------------------------


def test_the_offset_is_the_difference_of_local_time_and_utc() -> None:
    published = _only_post().published
    assert published == datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
    assert published is not None
    assert published.utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    ("local", "utc", "read"),
    [
        (None, "2024-05-01T12:30:00", datetime(2024, 5, 1, 12, 30, tzinfo=UTC)),
        ("2024-05-01T14:30:00", None, None),
        ("2024-05-01T14:30:00", "2024-05-01T12:29:00", datetime(2024, 5, 1, 12, 29, tzinfo=UTC)),
        ("2024-05-01T14:30:00+02:00", None, datetime(2024, 5, 1, 12, 30, tzinfo=UTC)),
        ("-0001-11-30T00:00:00", "-0001-11-30T00:00:00", None),
        (None, None, None),
    ],
)
def test_a_time_is_never_guessed(local: str | None, utc: str | None, read: datetime | None) -> None:
    post = _only_post(date=local, date_gmt=utc, modified=None, modified_gmt=None)
    assert post.published == read


def test_a_local_time_without_utc_is_kept() -> None:
    assert _only_post(date_gmt=None, modified_gmt=None).extra["wp:date"] == "2024-05-01T14:30:00"


def test_an_embedded_comment_gets_the_offset_of_the_record_nearest_in_time() -> None:
    embedded = _comment(id=2, date="2024-05-01T16:00:00")
    del embedded["date_gmt"], embedded["post"]
    winter = _post(id=8, date="2024-01-01T13:00:00", date_gmt="2024-01-01T12:00:00")
    loaded = _loaded([_post(_embedded={"replies": [[embedded]]}), winter])
    (comment,) = loaded.blog.comments
    assert (comment.post_id, comment.published) == ("7", datetime(2024, 5, 1, 14, tzinfo=UTC))
    assert [(note.severity, note.field) for note in loaded.notes if note.field == "date"] == [
        ("repaired", "date")
    ]


def test_an_assumed_offset_at_the_end_of_the_calendar_is_no_error() -> None:
    late = _comment(date="9999-12-31T23:30:00", date_gmt=None)
    west = _post(date="2024-05-01T10:30:00", date_gmt="2024-05-01T12:30:00", modified=None)
    (comment,) = _loaded([west, late]).blog.comments
    assert comment.published is None


@given(
    st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29)),
    st.integers(-48, 56).map(lambda quarters: timedelta(minutes=15 * quarters)),
)
def test_a_time_keeps_instant_and_offset_in_whole_seconds(
    wall: datetime, offset: timedelta
) -> None:
    published = wall.replace(microsecond=0, tzinfo=timezone(offset))
    records, _ = _written(Blog(posts=[Post(id="1", published=published)]))
    again = _loaded(records).blog.posts[0].published
    assert again == published
    assert again is not None
    assert again.utcoffset() == offset


# --- comments --------------------------------------------------------------------------------


def test_a_comment_is_read() -> None:
    comment = _only_comment(parent=5, author=3)
    assert (comment.id, comment.post_id, comment.in_reply_to) == ("1", "7", "5")
    assert (comment.author.name, comment.author.id) == ("Ida & Tom", "3")
    assert comment.author.kind == "person"
    assert _only_comment().author.kind == "guest"
    assert _only_comment().in_reply_to is None


def test_a_parent_that_is_not_in_the_response_is_kept() -> None:
    blog = _loaded([_comment(id=2, parent=1), _comment(id=3, parent=2)]).blog
    thread = blog.thread("7")
    assert [anomaly.kind for anomaly in thread.anomalies] == ["orphan"]
    assert thread["3"].parent is thread["2"] or thread["3"].depth == 1


def test_private_fields_are_read_in_the_edit_context_and_not_written() -> None:
    loaded = _loaded(
        _comment(
            author_email="canary@example.org",
            author_ip="203.0.113.77",
            author_user_agent="canary",
            content={"raw": "canary", "rendered": "<p>x</p>"},
        )
    )
    (comment,) = loaded.blog.comments
    assert comment.author.email == "canary@example.org"
    assert (comment.ip, comment.user_agent) == ("203.0.113.77", "canary")
    for shown in (repr(loaded), json.dumps(_written(loaded.blog)[0])):
        assert "canary" not in shown
        assert "203.0" not in shown
        assert "gravatar" not in shown


@pytest.mark.parametrize(
    ("status", "read"),
    [
        ("approved", "approved"),
        ("hold", "held"),
        ("spam", "spam"),
        ("trash", "trash"),
        ("?", "held"),
    ],
)
def test_statuses_of_comments_are_mapped(status: str, read: str) -> None:
    assert _only_comment(status=status).status == read


@pytest.mark.parametrize(
    ("members", "post_id"),
    [
        ({"post": 0}, "0"),
        ({"_links": {"up": [{"href": "https://example.org/wp-json/wp/v2/posts/60"}]}}, "60"),
        ({}, "https://example.org/night-trains/"),
        ({"link": None}, "0"),
    ],
)
def test_a_comment_without_post_gets_one_from_its_links(
    members: dict[str, object], post_id: str
) -> None:
    record = {key: value for key, value in _comment().items() if key != "post"} | members
    (comment,) = _loaded(record).blog.comments
    assert comment.post_id == post_id


# --- what belongs together -------------------------------------------------------------------


def test_embedded_records_belong_to_their_post() -> None:
    media = {
        "id": 9,
        "media_type": "image",
        "mime_type": "image/jpeg",
        "source_url": "https://example.org/a.jpg",
        "alt_text": "A train",
        "caption": {"rendered": "<p>Before &amp; after</p>\n"},
        "media_details": {"width": 4, "height": 3, "sizes": {}},
        "title": {"rendered": "train"},
    }
    terms = [
        [{"id": 3, "name": "Rail &amp; sea", "slug": "rail", "taxonomy": "category"}],
        [{"id": 5, "name": "slow", "slug": "slow", "taxonomy": "post_tag"}],
        [{"id": 6, "name": "Blue", "slug": "blue", "taxonomy": "mood"}],
    ]
    user = {"id": 4, "name": "Ida", "slug": "ida", "description": "Writes.", "avatar_urls": _HASHED}
    post = _only_post(
        featured_media=9,
        categories=[3],
        _embedded={"author": [user], "wp:featuredmedia": [media], "wp:term": terms},
    )
    assert [(a.id, a.name, a.bio, a.avatar_url) for a in post.authors] == [
        ("4", "Ida", "Writes.", None)
    ]
    (image,) = post.images
    assert (image.url, image.alt, image.caption) == (
        media["source_url"],
        "A train",
        "Before & after",
    )
    assert (image.width, image.height) == (4, 3)
    assert (post.categories, post.tags) == (("Rail & sea",), ("slow",))
    assert post.extra["wp:term:mood"] == ("Blue",)
    assert post.extra["wp:nicename:category"] == ("rail",)


def test_embedded_errors_are_ignored() -> None:
    error = {"code": "rest_user_invalid_id", "message": "No.", "data": {"status": 404}}
    post = _only_post(_embedded={"author": [error], "wp:featuredmedia": [error]}, featured_media=9)
    assert post.authors == (Author(name="", id="4"),)
    assert post.images == ()
    assert post.extra["wp:featured_media"] == "9"


def test_records_of_one_response_are_joined() -> None:
    records = [
        _post(featured_media=9, categories=[3], tags=[8]),
        {"id": 4, "name": "Ida", "slug": "ida", "link": "https://example.org/author/ida"},
        {"id": 9, "type": "attachment", "source_url": "a.png", "media_type": "image", "post": 7},
        {"id": 3, "name": "Rail", "slug": "rail", "taxonomy": "category"},
    ]
    loaded = _loaded(records)
    (post,) = loaded.blog.posts
    assert post.authors == loaded.blog.authors
    assert post.authors[0].name == "Ida"
    assert [image.url for image in post.images] == ["a.png"]
    assert post.categories == ("Rail",)
    assert post.extra["wp:tags"] == "[8]"
    assert loaded.blog.site.extra["wp:category:rail:cat_name"] == "Rail"


def test_a_comment_may_embed_its_post_and_its_parent() -> None:
    above = _comment(id=1, date_gmt=None)
    stub = {"id": 7, "slug": "night-trains", "type": "post", "title": {"rendered": "T"}}
    record = _comment(id=2, parent=1, _embedded={"up": [stub], "in-reply-to": [above]})
    blog = _loaded([record, _comment(id=3, _embedded={"up": [stub]})]).blog
    assert [post.id for post in blog.posts] == ["7"]
    assert sorted(comment.id for comment in blog.comments) == ["1", "2", "3"]


def test_a_comment_that_is_listed_and_embedded_is_read_once() -> None:
    embedded = {"id": 1, "author_name": "Ida", "content": {"rendered": ""}}
    blog = _loaded([_post(_embedded={"replies": [[embedded]]}), _comment()]).blog
    (comment,) = blog.comments
    assert comment.body.text == "<p>Which line?</p>\n"


def test_a_file_that_is_no_image_is_public_only_with_its_post() -> None:
    sound = {
        "id": 9,
        "type": "attachment",
        "media_type": "file",
        "source_url": "a.mp3",
        "slug": "a",
    }
    alone, hanging = _loaded([sound, sound | {"id": 10, "post": 7}]).blog.posts
    assert (alone.kind, alone.status) == ("other", "published")
    assert (hanging.kind, hanging.status) == ("other", "private")


def test_the_index_and_the_settings_are_read_as_the_site() -> None:
    index = {
        "name": "Trains",
        "description": "Slowly",
        "url": "https://example.org",
        "home": "https://example.org",
        "timezone_string": "Europe/Madrid",
        "namespaces": ["wp/v2"],
        "routes": {},
    }
    site = _loaded(index).blog.site
    assert (site.title, site.tagline, site.timezone) == ("Trains", "Slowly", "Europe/Madrid")


# --- documents -------------------------------------------------------------------------------


def test_an_error_response_is_refused_with_its_message() -> None:
    error = {"code": "rest_forbidden", "message": "Sorry.", "data": {"status": 401}}
    with pytest.raises(FormatError, match=r"rest_forbidden: Sorry\."):
        _loaded(error)


def test_empty_lists_of_php_are_read_as_empty_objects() -> None:
    loaded = _loaded([{"id": 1, "meta": [], "content": {"rendered": "x"}}, {"id": 2, "title": []}])
    assert [(post.id, post.body.text) for post in loaded.blog.posts] == [("1", "x"), ("2", "")]
    assert loaded.notes.total == 0


def test_an_envelope_is_opened() -> None:
    response = {"body": [_post()], "status": 200, "headers": {}}
    (post,) = load(json.dumps(response).encode(), format="wp-rest").blog.posts
    assert post.id == "7"


def test_unknown_records_are_left_out_with_a_note() -> None:
    loaded = _loaded([_post(), {"slug": "post", "rest_base": "posts"}, {"x": 1}, 3])
    assert len(loaded.blog.posts) == 1
    assert [(note.severity, note.where) for note in loaded.notes] == [
        ("lost", "$[3]"),
        ("lost", "$[1]"),
        ("lost", "$[2]"),
        ("lost", "$[3]"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "a", "title": "A", "slug": "a", "html": ""}]',
        '{"id": 8863, "by": "a", "type": "story", "title": "T", "url": "u"}',
        '[{"id": "/a/", "title": "A", "comments": []}]',
        '{"@context": "https://schema.org", "name": "A", "url": "u"}',
        '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}',
        '{"code": 1, "message": "no"}',
        "{}",
    ],
)
def test_other_json_is_not_recognised(text: str) -> None:
    assert not find_format("wp-rest").sniff(text.encode())


def test_other_json_is_refused() -> None:
    with pytest.raises(FormatError, match="not a response of WordPress"):
        load(b'{"x": 1}', format="wp-rest")


# --- writing ---------------------------------------------------------------------------------


def test_ids_that_are_numbers_are_written_as_numbers() -> None:
    comment = Comment(id="12", post_id="7", author=Author(name="Ida", id="x"), body=Body())
    (post, record), _ = _written(Blog(posts=[Post(id="7")], comments=[comment]))
    assert (post["id"], record["id"], record["post"], record["parent"]) == (7, 12, 7, 0)
    assert record["author"] == "x"
    assert _written(Blog(posts=[Post(id="07")]))[0][0]["id"] == "07"


def test_a_post_is_written_like_a_record_of_the_api() -> None:
    post = Post(
        id="7",
        title="a < b",
        body=Body(text="x < y", media_type="text/plain"),
        authors=[Author(name="Ida", id="4")],
        categories=["R&D"],
        images=[Image(url="a.png", alt="A")],
        status="scheduled",
        comments_open=False,
    )
    (record,), losses = _written(Blog(posts=[post]))
    assert record["title"] == {"rendered": "a &lt; b", "raw": "a < b"}
    assert record["content"]["rendered"] == "<p>x &lt; y</p>\n"
    assert (record["status"], record["comment_status"], record["author"]) == ("future", "closed", 4)
    embedded = record["_embedded"]
    assert embedded["author"][0]["name"] == "Ida"
    assert embedded["wp:featuredmedia"][0]["source_url"] == "a.png"
    assert embedded["wp:term"] == [[{"name": "R&amp;D", "taxonomy": "category"}]]
    assert [(loss.where, loss.field) for loss in losses] == [
        ("post 7", "body.text"),
        ("post 7", "body.media_type"),
    ]


def test_a_kept_status_does_not_override_a_changed_model() -> None:
    post = Post(id="1", status="private", extra={"wp:status": "publish"})
    (record,), _ = _written(Blog(posts=[post]), private=True)
    assert record["status"] == "private"


def test_a_deleted_comment_is_written_as_trash_and_is_a_loss() -> None:
    author = Author(name="", kind="guest")
    body = Body(media_type="text/html")
    comment = Comment(id="1", post_id="7", author=author, body=body, status="deleted")
    (record,), losses = _written(Blog(comments=[comment]))
    assert record["status"] == "trash"
    assert [loss.field for loss in losses] == ["status"]
