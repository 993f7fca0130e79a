"""Atom as it is written: valid, public, exact, and the same for other people's readers."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from tests.formats.feed_rules import ATOM, THR, atom_faults

from blogcore import Author, Blog, Body, Comment, Image, Post, Site, dump, load
from blogcore.formats import Losses
from blogcore.strategies import blogs

TIME = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
IDA = Author(name="Ida", url="https://ida.example/", email="canary@example.org")
SITE = Site(title="Slow", tagline="By train", url="https://slow.example/", language="en-GB")
POST = Post(
    id="7",
    title="Night trains & <ferries>",
    body=Body(text="<p>Eleven hours.</p>", media_type="text/html"),
    authors=[IDA, Author(name="Mo")],
    url="https://slow.example/7",
    excerpt="Eleven.",
    published=TIME,
    updated=TIME + timedelta(hours=1),
    tags=["rail"],
    categories=["Travel"],
    images=[Image(url="https://slow.example/a.jpg", alt="A train", media_type="image/jpeg")],
    language="en",
)


def comment(id: str, answers: str | None = None, **fields: Any) -> Comment:
    defaults: dict[str, Any] = {
        "post_id": "7",
        "author": IDA,
        "body": Body(text=id),
        "in_reply_to": answers,
        "published": TIME + timedelta(days=1),
        "url": f"https://slow.example/7#comment-{id}",
    }
    return Comment(id=id, **defaults | fields)


def written(blog: Blog, *, private: bool = False) -> tuple[bytes, Losses]:
    stream = io.BytesIO()
    losses = dump(blog, stream, format="atom", private=private)
    return stream.getvalue(), losses


@given(blogs())
def test_every_feed_is_valid(blog: Blog) -> None:
    for private in (False, True):
        assert atom_faults(written(blog, private=private)[0]) == []


@given(blogs())
def test_what_is_written_is_read_without_a_repair_but_of_odd_dates(blog: Blog) -> None:
    data, _ = written(blog)
    found = load(data)
    assert {note.field for note in found.notes if note.severity != "info"} <= {
        "published",
        "updated",
    }


def test_a_feed_is_read_back_equal() -> None:
    blog = Blog(site=SITE, authors=[IDA], posts=[POST], comments=[comment("a"), comment("b", "a")])
    data, losses = written(blog)
    again = load(data, strict=True).blog
    assert {loss.field.rpartition(".")[2] for loss in losses} == {"email"}
    assert [c.in_reply_to for c in again.comments] == [None, "a"]
    assert again.posts[0] == load(written(again)[0]).blog.posts[0]
    assert written(again)[0] == data


def test_another_reader_finds_the_same_in_every_field() -> None:
    comments = [comment("a"), comment("b", "a", updated=TIME + timedelta(days=2))]
    feed = feedparser.parse(written(Blog(site=SITE, posts=[POST], comments=comments))[0])
    assert not feed.bozo
    assert feed.version == "atom10"
    assert (feed.feed.title, feed.feed.subtitle) == ("Slow", "By train")
    assert (feed.feed.link, feed.feed.language) == ("https://slow.example/", "en-GB")
    assert feed.feed.updated == "2024-05-03T12:30:00Z"
    post, first, second = feed.entries
    assert post.title_detail.value == "Night trains & <ferries>"
    assert post.title_detail.type == "text/plain"
    assert (post.link, post.summary) == (POST.url, "Eleven.")
    assert (post.published, post.updated) == ("2024-05-01T12:30:00Z", "2024-05-01T13:30:00Z")
    assert [author.name for author in post.authors] == ["Ida", "Mo"]
    assert post.authors[0].href == "https://ida.example/"
    assert [tag.term for tag in post.tags] == ["rail", "Travel"]
    assert post.content[0].value == "<p>Eleven hours.</p>"
    assert (post.content[0].type, post.content[0].language) == ("text/html", "en")
    (picture,) = post.enclosures
    assert (picture.href, picture.type) == ("https://slow.example/a.jpg", "image/jpeg")
    assert post.thr_total == "2"
    (replies,) = [link for link in post.links if link.rel == "replies"]
    assert (replies.href, replies["thr:count"]) == ("https://slow.example/7#comments", "2")
    assert replies["thr:updated"] == "2024-05-03T12:30:00Z"
    assert first.title == "Comment on Night trains & <ferries> by Ida"
    assert (first.author, first.link) == ("Ida", comments[0].url)
    assert (first.content[0].value, first.content[0].type) == ("a", "text/plain")
    assert first["thr_in-reply-to"]["ref"] == post.id
    assert first["thr_in-reply-to"]["href"] == POST.url
    assert second["thr_in-reply-to"]["ref"] == first.id  # of several it keeps the last
    assert len({post.id, first.id, second.id}) == 3


def test_a_reply_names_its_post_and_the_comment_that_it_answers() -> None:
    data, _ = written(Blog(site=SITE, posts=[POST], comments=[comment("a"), comment("b", "a")]))
    entries = ElementTree.fromstring(data).findall(f"{ATOM}entry")
    refs = [[e.get("ref") for e in entry.findall(f"{THR}in-reply-to")] for entry in entries]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert refs == [[], [ids[0]], [ids[0], ids[1]]]


@pytest.mark.parametrize(
    "id", ["https://example.org/?p=7", "tag:example.org,2005:1", "urn:uuid:1-2", "mailto:a@b"]
)
def test_an_id_that_is_an_iri_is_the_id_of_the_entry(id: str) -> None:
    data, _ = written(Blog(posts=[Post(id=id)]))
    assert ElementTree.fromstring(data).findtext(f"{ATOM}entry/{ATOM}id") == id


@pytest.mark.parametrize("id", ["7", "a b", "urn:x", "https://", "http://a b/", "tag:x", "x:"])
def test_another_id_becomes_the_same_one_each_time_and_comes_back(id: str) -> None:
    ids = set[str | None]()
    for blog in (Blog(site=SITE, posts=[Post(id=id)]), Blog(site=SITE, posts=[POST, Post(id=id)])):
        data, _ = written(blog)
        assert load(data).blog.posts[-1].id == id
        ids.add(ElementTree.fromstring(data).findall(f"{ATOM}entry")[-1].findtext(f"{ATOM}id"))
    if id != POST.id:
        assert len(ids) == 1


def test_two_blogs_have_no_made_id_in_common() -> None:
    posts = [POST]
    one, _ = written(Blog(site=SITE, posts=posts))
    other, _ = written(Blog(site=Site(url="https://other.example/"), posts=posts))
    found = [ElementTree.fromstring(d).findtext(f"{ATOM}entry/{ATOM}id") for d in (one, other)]
    assert found[0] != found[1]


def test_nothing_that_is_not_public_is_in_a_feed() -> None:
    hidden = Body(text="canary")
    avatar = "https://www.gravatar.com/avatar/" + "0" * 32
    blog = Blog(
        site=Site(extra={"x": "canary"}),
        posts=[
            POST,
            Post(id="d", title="canary", status="draft"),
            Post(id="p", body=hidden, protected=True),
        ],
        comments=[
            comment("held", body=hidden, status="held", author=Author(name="canary")),
            comment("below", "held", author=Author(name="Mo", avatar_url=avatar)),
            comment("spam", body=hidden, status="spam"),
            comment("on", post_id="d", body=hidden),
            comment("ip", ip="192.0.2.7", user_agent="canary"),
        ],
    )
    for private in (False, True):
        data, losses = written(blog, private=private)
        assert not any(word in data for word in (b"canary", b"192.0.2.7", b"gravatar"))
        again = load(data).blog
        assert [post.id for post in again.posts] == ["7"]
        assert [(c.id, c.status) for c in again.comments] == [
            ("held", "deleted"),
            ("below", "approved"),
            ("ip", "approved"),
        ]
        reasons = {loss.where: loss.reason for loss in losses if not loss.field}
        assert reasons == dict.fromkeys(
            ["post d", "post p", "comment spam", "comment on"], "is not public"
        )


def test_a_feed_of_comments_alone_has_them_and_no_post() -> None:
    data, losses = written(Blog(comments=[comment("a"), comment("b", "a")]), private=True)
    again = load(data, strict=True).blog
    assert [(c.id, c.post_id, c.in_reply_to) for c in again.comments] == [
        ("a", "7", None),
        ("b", "7", "a"),
    ]
    assert again.posts == ()
    assert {loss.field for loss in losses} == {"author.email"}


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown", "text/html"])
@pytest.mark.parametrize("text", ["", " a\r\n ", "<p>*x*</p>", "&lt;p&gt;x&lt;/p&gt;", "a ]]> b"])
def test_words_come_back_as_they_were(media_type: Any, text: str) -> None:
    body = Body(text=text, media_type=media_type)
    data, losses = written(Blog(posts=[Post(id="1", body=body, excerpt=text)]))
    assert load(data, strict=True).blog.posts[0].body == body
    assert not list(losses)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a b/", "//x", "\u202ehttps://a"])
def test_an_address_that_is_none_is_left_out_and_told(url: str) -> None:
    data, losses = written(Blog(posts=[Post(id="1", url=url, images=[Image(url=url)])]))
    assert b"link" not in data.replace(b"blogcore", b"")
    assert {loss.field for loss in losses} == {"url", "images"}


def test_an_address_without_host_is_made_absolute() -> None:
    data, losses = written(Blog(site=SITE, posts=[Post(id="1", url="/7")]))
    assert load(data).blog.posts[0].url == "https://slow.example/7"
    assert [loss.field for loss in losses] == ["url"]


def test_unknown_times_stay_unknown_although_a_feed_needs_one() -> None:
    data, losses = written(Blog(posts=[Post(id="1"), Post(id="2", published=TIME)]))
    first, second = load(data).blog.posts
    assert (first.published, first.updated) == (None, None)
    assert (second.published, second.updated) == (TIME, None)
    assert not list(losses)
