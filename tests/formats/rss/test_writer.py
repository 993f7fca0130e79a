"""RSS as it is written: valid, public, threaded, and the same for other people's readers."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import feedparser
import pytest
from hypothesis import given
from tests.formats.feed_rules import rss_faults

from blogcore import Author, Blog, Body, Comment, Image, Post, Site, dump, load
from blogcore.formats import Losses
from blogcore.strategies import blogs

TIME = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
IDA = Author(name="Ida", url="https://ida.example/", email="canary@example.org")
SITE = Site(title="Slow & steady", tagline="By train", url="https://slow.example/", language="en")
POST = Post(
    id="7",
    title="The <b> element & co",
    body=Body(text="<p>Eleven hours.</p>", media_type="text/html"),
    authors=[IDA, Author(name="Mo", id="2", kind="guest")],
    url="https://slow.example/7",
    excerpt="Eleven.",
    published=TIME.astimezone(timezone(timedelta(hours=5, minutes=30))),
    updated=TIME + timedelta(hours=1),
    tags=["rail"],
    categories=["Travel"],
    images=[Image(url="https://slow.example/a.jpg", alt="A train", media_type="image/jpeg")],
    language="en-GB",
)


def comment(id: str, answers: str | None = None, **fields: Any) -> Comment:
    defaults: dict[str, Any] = {
        "post_id": "7",
        "author": IDA,
        "body": Body(text=f"<p>{id}</p>", media_type="text/html"),
        "in_reply_to": answers,
        "published": TIME + timedelta(days=1),
        "url": f"https://slow.example/7#comment-{id}",
    }
    return Comment(id=id, **defaults | fields)


def written(blog: Blog, *, private: bool = False) -> tuple[bytes, Losses]:
    stream = io.BytesIO()
    losses = dump(blog, stream, format="rss", private=private)
    return stream.getvalue(), losses


@given(blogs())
def test_every_feed_is_valid(blog: Blog) -> None:
    for private in (False, True):
        assert rss_faults(written(blog, private=private)[0]) == []


@given(blogs())
def test_what_is_written_is_read_without_a_repair_but_of_odd_dates(blog: Blog) -> None:
    found = load(written(blog)[0])
    fields = {note.field for note in found.notes if note.severity != "info"}
    assert fields <= {"pubDate", "atom:updated"}


def test_a_feed_is_read_back_equal() -> None:
    blog = Blog(site=SITE, authors=[IDA], posts=[POST], comments=[comment("a"), comment("b", "a")])
    data, losses = written(blog)
    again = load(data, strict=True).blog
    assert {loss.field.rpartition(".")[2] for loss in losses} == {"email"}
    assert [c.in_reply_to for c in again.comments] == [None, "a"]
    assert written(again)[0] == data


def test_another_reader_finds_the_same_in_every_field() -> None:
    comments = [comment("a"), comment("b", "a")]
    feed = feedparser.parse(written(Blog(site=SITE, posts=[POST], comments=comments))[0])
    assert not feed.bozo
    assert feed.version == "rss20"
    assert (feed.feed.title, feed.feed.subtitle) == ("Slow & steady", "By train")
    assert (feed.feed.link, feed.feed.language) == ("https://slow.example/", "en")
    post, first, second = feed.entries
    assert post.title == "The &lt;b&gt; element &amp; co"  # it gives titles as HTML
    assert (post.link, post.summary, post.guidislink) == (POST.url, "Eleven.", False)
    assert post.published == "Wed, 01 May 2024 18:00:00 +0530"
    assert post.published_parsed[:6] == (2024, 5, 1, 12, 30, 0)
    assert post.updated == "2024-05-01T13:30:00Z"
    assert [author.name for author in post.authors] == ["Ida", "Mo"]
    assert [tag.term for tag in post.tags] == ["rail", "Travel"]
    assert post.content[0].value == "<p>Eleven hours.</p>"
    (picture,) = post.enclosures
    assert (picture.href, picture.type) == ("https://slow.example/a.jpg", "image/jpeg")
    assert (post.comments, post.slash_comments) == ("https://slow.example/7#comments", "2")
    assert (first.author, first.link, first.summary) == ("Ida", comments[0].url, "<p>a</p>")
    assert first.published == "Thu, 02 May 2024 12:30:00 GMT"
    assert first["thr_in-reply-to"]["ref"] == post.id
    assert first["thr_in-reply-to"]["href"] == POST.url
    assert second["thr_in-reply-to"]["ref"] == first.id  # of several it keeps the last
    assert len({post.id, first.id, second.id}) == 3


def test_comments_are_titled_as_wordpress_has_it() -> None:
    alone = feedparser.parse(written(Blog(comments=[comment("a")]))[0])
    with_post = feedparser.parse(
        written(Blog(posts=[Post(id="7", title="Trains")], comments=[comment("a")]))[0]
    )
    assert alone.entries[0].title == "By: Ida"
    assert with_post.entries[1].title == "Comment on Trains by Ida"


@pytest.mark.parametrize("id", ["https://example.org/?p=7", "tag:example.org,2005:1"])
def test_an_id_that_is_an_iri_is_the_guid(id: str) -> None:
    (entry,) = feedparser.parse(written(Blog(posts=[Post(id=id)]))[0]).entries
    assert entry.id == id


def test_nothing_that_is_not_public_is_in_a_feed() -> None:
    hidden = Body(text="canary")
    blog = Blog(
        site=Site(extra={"x": "canary"}),
        posts=[POST, Post(id="d", title="canary", status="draft")],
        comments=[
            comment("held", body=hidden, status="held", author=Author(name="canary")),
            comment("below", "held"),
            comment("spam", body=hidden, status="spam"),
            comment("on", post_id="d", body=hidden),
            comment("ip", ip="192.0.2.7", user_agent="canary"),
        ],
    )
    for private in (False, True):
        data, losses = written(blog, private=private)
        assert not any(word in data for word in (b"canary", b"192.0.2.7"))
        again = load(data).blog
        assert [(c.id, c.status) for c in again.comments] == [
            ("held", "deleted"),
            ("below", "approved"),
            ("ip", "approved"),
        ]
        whole = {loss.where for loss in losses if not loss.field}
        assert whole == {"post d", "comment spam", "comment on"}


@pytest.mark.parametrize("name", ["Ida", "", " Ida ", "ida@example.org (Ida)", "A & <b>", "By: x"])
def test_names_come_back_as_they_were(name: str) -> None:
    authors = [Author(name=name, url="https://a.example", bio="B", slug="s")]
    data, losses = written(Blog(posts=[Post(id="1", authors=authors)]))
    assert load(data, strict=True).blog.posts[0].authors == tuple(authors)
    assert not list(losses)


def test_words_become_html_and_html_stays_as_it_was() -> None:
    html = Body(text="&lt;p&gt;x ]]> y\r\n", media_type="text/html")
    for excerpt in ("", "x", html.text):
        post = Post(id="1", body=html, excerpt=excerpt)
        data, losses = written(Blog(posts=[post]))
        assert (load(data, strict=True).blog.posts, list(losses)) == ((post,), [])
    data, losses = written(Blog(posts=[Post(id="1", body=Body(text="a < b"))]))
    assert load(data).blog.posts[0].body.text == "<p>a &lt; b</p>\n"
    assert [loss.field for loss in losses] == ["body.text", "body.media_type"]
