"""The guarantees of written Atom and RSS feeds: valid, public, exact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from tests.formats.feeds.documents import IDA, POST, SITE, feed_comment, written
from tests.formats.feeds.rules import THR, atom_faults, rss_faults

from blogcore import Author, Blog, Body, Image, Post, Site, load
from blogcore.strategies import blogs

_FAULTS: dict[str, Callable[[bytes], list[str]]] = {"atom": atom_faults, "rss": rss_faults}
_TIMES = {"published", "updated", "pubDate", "atom:updated"}

both = pytest.mark.parametrize("format", ["atom", "rss"])


@both
@given(blog=blogs())
def test_every_feed_is_valid(format: str, blog: Blog) -> None:
    for private in (False, True):
        assert _FAULTS[format](written(blog, format, private=private)[0]) == []


@both
@given(blog=blogs())
def test_written_feeds_need_no_repair_except_unusual_dates(format: str, blog: Blog) -> None:
    found = load(written(blog, format)[0])
    assert {note.field for note in found.notes if note.severity != "info"} <= _TIMES


@both
def test_a_feed_is_read_back_equal(format: str) -> None:
    blog = Blog(
        site=SITE, authors=[IDA], posts=[POST], comments=[feed_comment("a"), feed_comment("b", "a")]
    )
    data, losses = written(blog, format)
    again = load(data, strict=True).blog
    assert {loss.field.rpartition(".")[2] for loss in losses} == {"email"}
    assert [c.in_reply_to for c in again.comments] == [None, "a"]
    assert written(again, format)[0] == data


@both
def test_a_reply_names_its_post_and_its_parent(format: str) -> None:
    blog = Blog(site=SITE, posts=[POST], comments=[feed_comment("a"), feed_comment("b", "a")])
    data, _ = written(blog, format)
    ids = [entry.id for entry in feedparser.parse(data).entries]
    targets = ElementTree.fromstring(data).iter(f"{THR}in-reply-to")
    assert [target.get("ref") for target in targets] == [ids[0], ids[0], ids[1]]


@both
def test_comments_are_titled_as_in_wordpress(format: str) -> None:
    alone = feedparser.parse(written(Blog(comments=[feed_comment("a")]), format)[0])
    blog = Blog(posts=[Post(id="7", title="Trains")], comments=[feed_comment("a")])
    with_post = feedparser.parse(written(blog, format)[0])
    assert alone.entries[0].title == "By: Ida"
    assert with_post.entries[1].title == "Comment on Trains by Ida"


@both
@pytest.mark.parametrize(
    "id", ["https://example.org/?p=7", "tag:example.org,2005:1", "urn:uuid:1-2", "mailto:a@b"]
)
def test_an_iri_is_kept_as_the_id_of_the_entry(format: str, id: str) -> None:
    (entry,) = feedparser.parse(written(Blog(posts=[Post(id=id)]), format)[0]).entries
    assert entry.id == id


@both
@pytest.mark.parametrize("id", ["7", "a b", "urn:x", "https://", "http://a b/", "tag:x", "x:"])
def test_an_id_that_is_no_iri_gets_a_stable_feed_id_and_is_read_back(format: str, id: str) -> None:
    ids = set[str]()
    for posts in ([Post(id=id)], [Post(id="8"), Post(id=id)]):
        data, _ = written(Blog(site=SITE, posts=posts), format)
        assert load(data).blog.posts[-1].id == id
        ids.add(feedparser.parse(data).entries[-1].id)
    assert len(ids) == 1


@both
def test_generated_ids_differ_between_sites(format: str) -> None:
    sites = (SITE, Site(url="https://other.example/"))
    feeds = [written(Blog(site=site, posts=[POST]), format)[0] for site in sites]
    one, other = (feedparser.parse(feed).entries[0].id for feed in feeds)
    assert one != other


@both
def test_only_public_content_is_in_a_feed(format: str) -> None:
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
            feed_comment("held", body=hidden, status="held", author=Author(name="canary")),
            feed_comment("below", "held", author=Author(name="Mo", avatar_url=avatar)),
            feed_comment("spam", body=hidden, status="spam"),
            feed_comment("on", post_id="d", body=hidden),
            feed_comment("ip", ip="192.0.2.7", user_agent="canary"),
        ],
    )
    for private in (False, True):
        data, losses = written(blog, format, private=private)
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
            ["post d", "post p", "comment spam", "comment on"], "left out: not public"
        )


@both
def test_a_feed_of_comments_only_has_no_post(format: str) -> None:
    blog = Blog(comments=[feed_comment("a"), feed_comment("b", "a")])
    data, losses = written(blog, format, private=True)
    again = load(data, strict=True).blog
    assert [(c.id, c.post_id, c.in_reply_to) for c in again.comments] == [
        ("a", "7", None),
        ("b", "7", "a"),
    ]
    assert again.posts == ()
    assert {loss.field for loss in losses} == {"author.email"}


@both
@pytest.mark.parametrize("name", ["Ida", "", " Ida ", "ida@example.org (Ida)", "A & <b>", "By: x"])
def test_names_are_read_back_equal(format: str, name: str) -> None:
    authors = [Author(name=name, url="https://a.example", bio="B", slug="s")]
    data, losses = written(Blog(posts=[Post(id="1", authors=authors)]), format)
    assert load(data, strict=True).blog.posts[0].authors == tuple(authors)
    assert not list(losses)


@both
@pytest.mark.parametrize("text", ["", " a\r\n ", "<p>*x*</p>", "&lt;p&gt;x&lt;/p&gt;", "a ]]> b"])
@pytest.mark.parametrize("has_excerpt", [False, True])
def test_html_is_read_back_equal(format: str, text: str, has_excerpt: bool) -> None:
    body = Body(text=text, media_type="text/html")
    post = Post(id="1", body=body, excerpt=text if has_excerpt else "")
    data, losses = written(Blog(posts=[post]), format)
    assert load(data, strict=True).blog.posts == (post,)
    assert not list(losses)


@both
@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a b/", "//x", "\u202ehttps://a"])
def test_an_invalid_address_is_left_out_with_a_loss(format: str, url: str) -> None:
    blog = Blog(posts=[Post(id="1", url=url, images=[Image(url=url)])])
    data, losses = written(blog, format)
    assert url not in data.decode()
    assert {loss.field for loss in losses} == {"url", "images"}


@both
def test_a_relative_address_is_made_absolute(format: str) -> None:
    data, losses = written(Blog(site=SITE, posts=[Post(id="1", url="/7")]), format)
    assert load(data).blog.posts[0].url == "https://slow.example/7"
    assert [loss.field for loss in losses] == ["url"]


@both
@pytest.mark.parametrize("known", [{}, {"published": POST.published}])
def test_unknown_times_stay_unknown(format: str, known: Any) -> None:
    post = Post(id="1", **known)
    data, losses = written(Blog(posts=[post]), format)
    assert load(data).blog.posts == (post,)
    assert not list(losses)


@pytest.mark.parametrize("format", ["atom", "rss", "jsonfeed"])
def test_stored_wordpress_html_is_written_as_displayed_html_with_a_loss(
    format: str,
) -> None:
    stored = (
        'By train.\n\n[caption id="attachment_7" align="alignleft" width="300"]'
        '<img src="https://slow.example/a.jpg" alt=""> The sea[/caption]\n\nAnd back.'
    )
    blog = Blog(posts=[Post(id="1", body=Body(text=stored, media_type="text/html"))])
    data, losses = written(blog, format)
    (post,) = load(data).blog.posts
    assert "[" not in post.body.text
    assert "<figcaption>The sea</figcaption>" in post.body.text
    assert post.body.to_text().split("\n\n") == ["By train.", "The sea", "And back."]
    assert [loss.field for loss in losses] == ["body.text"]


@pytest.mark.parametrize("format", ["atom", "rss", "jsonfeed"])
def test_shortcodes_in_plain_text_are_kept(format: str) -> None:
    blog = Blog(posts=[Post(id="1", body=Body(text="[caption]\n\nx"))])
    (post,) = load(written(blog, format)[0]).blog.posts
    assert "[caption]" in post.body.text


@both
def test_the_address_of_the_feed_is_written_if_the_site_has_it(format: str) -> None:
    address = "https://slow.example/feed"
    site = Site(title="Slow", url="https://slow.example/", extra={"atom:self": address})
    data, losses = written(Blog(site=site, posts=[POST]), format, private=True)
    (link,) = [link for link in feedparser.parse(data).feed.links if link.rel == "self"]
    assert link.href == address
    assert load(data).blog.site == site
    assert "site" not in {loss.where for loss in losses}


def test_fields_of_an_entry_that_comments_lack_are_kept_in_extra() -> None:
    data = b"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
    <entry xml:lang="de"><id>urn:x:1</id><title>Mine</title><thr:in-reply-to ref="urn:x:7"/>
    <category term="rail"/><link rel="enclosure" type="image/png" href="https://slow.example/a.png"/>
    </entry></feed>"""
    (kept,) = load(data).blog.comments
    assert dict(kept.extra) == {
        "atom:title": "Mine",
        "atom:category": ("rail",),
        "atom:image": ("https://slow.example/a.png",),
        "atom:language": "de",
    }
