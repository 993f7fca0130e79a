"""JSON Feed: public content, replies in an extension, lenient reading."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from tests.factory import make_comment

from blogcore import Author, Blog, Body, Comment, FormatError, Image, Post, Site, dump, load
from blogcore.formats import Losses
from blogcore.formats.registry import find_format
from blogcore.strategies import blogs

IDA = Author(name="Ida", email="canary@example.org", extra={"jsonfeed:x": "canary"})
TIME = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
POST = Post(
    id="7",
    title="Night trains",
    body=Body(text="<p>Eleven hours.</p>", media_type="text/html"),
    authors=[IDA],
    url="https://example.org/7",
    published=TIME,
    tags=["rail"],
)


def _comment(id: str, parent_id: str | None = None, **fields: Any) -> Comment:
    return make_comment(id, parent_id, minute=None, **{"author": IDA, "body": id} | fields)


def _written(blog: Blog, *, private: bool = False) -> tuple[dict[str, Any], Losses]:
    stream = io.BytesIO()
    losses = dump(blog, stream, format="jsonfeed", private=private)
    return json.loads(stream.getvalue()), losses


def _read(*items: object, **members: object) -> Blog:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items}
    return load(json.dumps(feed | members).encode()).blog


def test_a_feed_has_what_the_specification_requires() -> None:
    feed, _ = _written(Blog(site=Site(title="T", url="https://example.org"), posts=[POST]))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["home_page_url"]) == ("T", "https://example.org")
    (item,) = feed["items"]
    assert item == {
        "id": "7",
        "title": "Night trains",
        "url": "https://example.org/7",
        "date_published": "2024-05-01T12:30:00Z",
        "tags": ["rail"],
        "content_html": "<p>Eleven hours.</p>",
        "authors": [{"name": "Ida"}],
    }


@given(blogs())
def test_every_feed_is_valid_and_ids_are_texts(blog: Blog) -> None:
    feed, _ = _written(blog)
    assert isinstance(feed["title"], str)
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["id"]
        assert isinstance(item.get("content_html", item.get("content_text")), str)
        for attachment in item.get("attachments", ()):
            assert {"url", "mime_type"} <= attachment.keys()


def test_comments_are_items_with_an_extension() -> None:
    feed, losses = _written(Blog(posts=[POST], comments=[_comment("a"), _comment("b", "a")]))
    _, first, second = feed["items"]
    assert first["_blogcore"] == {"id": "a", "post_id": "7"}
    assert second["_blogcore"] == {"id": "b", "post_id": "7", "in_reply_to": "a"}
    assert len({item["id"] for item in feed["items"]}) == 3
    assert {loss.reason for loss in losses} == {"left out: private"}


def test_only_public_content_is_in_a_feed() -> None:
    hidden = Body(text="canary")
    blog = Blog(
        posts=[
            POST,
            Post(id="d", title="canary", status="draft"),
            Post(id="p", body=hidden, protected=True),
        ],
        comments=[
            _comment("held", body=hidden, status="held"),
            _comment("below", "held"),
            _comment("spam", body=hidden, status="spam"),
            _comment("on", post_id="d", body=hidden),
        ],
    )
    for private in (False, True):
        feed, losses = _written(blog, private=private)
        assert [item["id"] for item in feed["items"]] == ["7", "comment:held", "comment:below"]
        assert feed["items"][1]["_blogcore"]["status"] == "deleted"
        assert "example.org/7" in json.dumps(feed)
        text = json.dumps(feed)
        assert "canary@" not in text
        assert private or "canary" not in text
        whole = {loss.where: loss.reason for loss in losses if not loss.field}
        assert set(whole) == {"post d", "post p", "comment spam", "comment on"}
        assert set(whole.values()) == {"left out: not public"}


def test_a_feed_of_comments_only_is_read() -> None:
    comments = [_comment("a"), _comment("b", "a")]
    feed, _ = _written(Blog(comments=comments))
    assert len(feed["items"]) == 2


@pytest.mark.parametrize(
    "images",
    [
        [Image(url="a.png")],
        [Image(url="a.png", alt="A train", width=3, height=2, media_type="image/png")],
        [Image(url="a.png", media_type="image/png"), Image(url="b"), Image(url="c", caption="C")],
    ],
)
def test_images_are_read_back_equal(images: list[Image]) -> None:
    stream = io.BytesIO()
    assert dump(Blog(posts=[Post(id="1", images=images)]), stream, format="jsonfeed").total == 0
    assert load(stream.getvalue()).blog.posts[0].images == tuple(images)


def test_authors_of_both_versions_are_read_and_the_new_list_counts() -> None:
    old, new = {"name": "Old", "url": "https://example.org"}, [{"name": "New"}, {"name": "Two"}]
    assert [a.name for a in _read(author=old).authors] == ["Old"]
    assert [a.name for a in _read(author=old, authors=new).authors] == ["New", "Two"]
    (post,) = _read({"id": "1", "author": old, "authors": new}).posts
    assert [author.name for author in post.authors] == ["New", "Two"]


def test_an_author_that_is_not_in_authors_is_kept() -> None:
    old, new = {"name": "Old"}, [{"name": "New"}]
    (differs, repeats, only) = _read(
        {"id": "1", "author": old, "authors": new},
        {"id": "2", "author": old, "authors": [old]},
        {"id": "3", "author": old, "authors": []},
    ).posts
    assert dict(differs.extra) == {"jsonfeed:author": '{"name":"Old"}'}
    assert not repeats.extra
    assert ([a.name for a in only.authors], dict(only.extra)) == (["Old"], {})


def test_an_item_without_authors_has_those_of_the_feed_and_an_empty_list_none() -> None:
    feed_has = [{"name": "Feed"}]
    inherits, has_none = _read({"id": "1"}, {"id": "2", "authors": []}, authors=feed_has).posts
    assert [author.name for author in inherits.authors] == ["Feed"]
    assert has_none.authors == ()


@pytest.mark.parametrize(
    ("id", "read"), [("a", "a"), (7, "7"), (7.0, "7"), ("", "https://example.org/x")]
)
def test_ids_are_texts(id: object, read: str) -> None:
    assert _read({"id": id, "url": "https://example.org/x"}).posts[0].id == read


def test_a_missing_id_is_made_from_the_position_with_a_note() -> None:
    loaded = load(b'{"version":"https://jsonfeed.org/version/1","items":[{"id":"a"},{"id":null}]}')
    assert [post.id for post in loaded.blog.posts] == ["a", "item-2"]
    assert [(note.where, note.field) for note in loaded.notes] == [("$.items[1]", "id")]


def test_html_is_the_body_and_plain_text_is_kept_in_extra() -> None:
    (post,) = _read({"id": "1", "content_html": "<b>x</b>", "content_text": "x"}).posts
    assert (post.body.text, post.body.media_type) == ("<b>x</b>", "text/html")
    assert post.extra["jsonfeed:content_text"] == "x"
    (text,) = _read({"id": "1", "content_text": "<x>"}).posts
    assert (text.body.text, text.body.media_type) == ("<x>", "text/plain")


def test_attachments_that_are_not_images_are_kept() -> None:
    sound = {"url": "a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 3}
    blog = _read({"id": "1", "attachments": [sound, {"url": "a.png", "mime_type": "image/png"}]})
    assert [image.url for image in blog.posts[0].images] == ["a.png"]
    feed, losses = _written(blog, private=True)
    assert sound in feed["items"][0]["attachments"]
    assert losses.total == 0


def test_an_avatar_that_reveals_an_e_mail_is_private() -> None:
    avatar = "https://www.gravatar.com/avatar/" + "0" * 32
    blog = _read({"id": "1", "authors": [{"name": "Ida", "avatar": avatar}]})
    assert blog.posts[0].authors[0].avatar_url is None
    assert "gravatar" not in json.dumps(_written(blog)[0])
    assert "gravatar" in json.dumps(_written(blog, private=True)[0])


@pytest.mark.parametrize(
    "version",
    [
        "https://jsonfeed.org/version/1",
        "https://jsonfeed.org/version/1.1",
        "http://jsonfeed.org/version/1",
        "https:\\/\\/jsonfeed.org\\/version\\/1",
        "1.1",
    ],
)
def test_versions_are_known(version: str) -> None:
    data = f'{{"title":"T","version":"{version}","items":[]}}'.encode()
    loaded = load(data, strict=True)
    assert (loaded.format, loaded.blog.site.title) == ("jsonfeed", "T")


def test_a_feed_with_sorted_keys_is_recognised_by_its_items() -> None:
    items = [{"id": str(n), "content_text": "x" * 100} for n in range(200)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items}
    loaded = load(json.dumps(feed, sort_keys=True).encode())
    assert (loaded.format, len(loaded.blog.posts)) == ("jsonfeed", 200)


def test_a_later_version_is_read_with_a_note() -> None:
    loaded = load(b'{"version":"https://jsonfeed.org/version/2","items":[]}')
    assert [note.field for note in loaded.notes] == ["version"]


@pytest.mark.parametrize(
    "text",
    [
        '{"items": []}',
        '{"version": 1, "items": []}',
        '{"version": "1.0", "comments": []}',
        '[{"version": "https://jsonfeed.org/version/1"}]',
        '{"items": [{"version": "https://jsonfeed.org/version/1"}]}',
        '{"@context": "https://www.w3.org/ns/activitystreams", "items": []}',
    ],
)
def test_other_json_documents_are_not_recognised(text: str) -> None:
    assert not find_format("jsonfeed").sniff(text.encode())


def test_other_documents_are_refused() -> None:
    with pytest.raises(FormatError, match="not a JSON Feed"):
        load(b'{"title": "x"}', format="jsonfeed")


@pytest.mark.parametrize("odd", ["", [], {}, True])
def test_a_comment_without_post_id_gets_a_post_with_its_own_id(odd: object) -> None:
    item = {"id": "comment:1", "_blogcore": {"id": "1", "post_id": odd}}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [item]}
    loaded = load(json.dumps(feed).encode())
    (comment,) = loaded.blog.comments
    assert (comment.id, comment.post_id) == ("1", "1")
    assert any(note.severity != "info" and note.field == "post_id" for note in loaded.notes)
