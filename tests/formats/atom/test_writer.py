"""Atom feeds as other readers read them, and what only Atom can hold."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import feedparser
import pytest
from tests.formats.feeds.documents import POST, SITE, TIME, feed_comment, written

from blogcore import Blog, Body, Post, Site, load


def test_feedparser_reads_every_field_as_written() -> None:
    plain = Body(text="a")
    comments = [
        feed_comment("a", body=plain),
        feed_comment("b", "a", updated=TIME + timedelta(days=2)),
    ]
    feed = feedparser.parse(written(Blog(site=SITE, posts=[POST], comments=comments), "atom")[0])
    assert not feed.bozo
    assert feed.version == "atom10"
    assert (feed.feed.title, feed.feed.subtitle) == ("Slow & steady", "By train")
    assert (feed.feed.link, feed.feed.language) == ("https://slow.example/", "en")
    assert feed.feed.updated == "2024-05-03T12:30:00Z"
    post, first, second = feed.entries
    assert post.title_detail.value == "The <b> element & co"
    assert post.title_detail.type == "text/plain"
    assert (post.link, post.summary) == (POST.url, "Eleven.")
    assert (post.published, post.updated) == ("2024-05-01T18:00:00+05:30", "2024-05-01T13:30:00Z")
    assert [author.name for author in post.authors] == ["Ida", "Mo"]
    assert post.authors[0].href == "https://ida.example/"
    assert [tag.term for tag in post.tags] == ["rail", "Travel"]
    assert post.content[0].value == "<p>Eleven hours.</p>"
    assert (post.content[0].type, post.content[0].language) == ("text/html", "en-GB")
    (picture,) = post.enclosures
    assert (picture.href, picture.type) == ("https://slow.example/a.jpg", "image/jpeg")
    assert post.thr_total == "2"
    (replies,) = [link for link in post.links if link.rel == "replies"]
    assert (replies.href, replies["thr:count"]) == ("https://slow.example/7#comments", "2")
    assert replies["thr:updated"] == "2024-05-03T12:30:00Z"
    assert first.title == "Comment on The <b> element & co by Ida"
    assert (first.author, first.link) == ("Ida", comments[0].url)
    assert (first.content[0].value, first.content[0].type) == ("a", "text/plain")
    assert first["thr_in-reply-to"]["ref"] == post.id
    assert first["thr_in-reply-to"]["href"] == POST.url
    assert second["thr_in-reply-to"]["ref"] == first.id  # feedparser keeps the last one
    assert len({post.id, first.id, second.id}) == 3


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
@pytest.mark.parametrize("text", ["", " a\r\n ", "<p>*x*</p>", "&lt;p&gt;x&lt;/p&gt;", "a ]]> b"])
def test_bodies_that_are_not_html_are_read_back_equal(media_type: Any, text: str) -> None:
    body = Body(text=text, media_type=media_type)
    data, losses = written(Blog(posts=[Post(id="1", body=body, excerpt=text)]), "atom")
    assert load(data, strict=True).blog.posts[0].body == body
    assert not list(losses)


def test_feeds_of_one_site_have_different_ids() -> None:
    comments = [feed_comment("a"), feed_comment("b", post_id="8")]
    blogs = [
        Blog(site=SITE, posts=[POST]),
        Blog(site=SITE, comments=comments),
        Blog(site=SITE, comments=comments[:1]),
        Blog(site=SITE, comments=comments[1:]),
    ]
    ids = [feedparser.parse(written(blog, "atom")[0]).feed.id for blog in blogs]
    assert ids[0] == SITE.url
    assert len(set(ids)) == len(blogs)


def test_generated_feed_ids_are_not_read_back_and_original_ones_are_kept() -> None:
    blog = Blog(site=SITE, comments=[feed_comment("a")])
    data, _ = written(blog, "atom")
    assert load(data).blog.site == SITE
    assert (
        written(Blog(site=SITE, comments=[feed_comment("a"), feed_comment("b")]), "atom")[0][:400]
        == (data[:400])
    )
    own = Site(title="Comments", url=SITE.url, extra={"atom:id": "tag:slow.example,2024:comments"})
    data, _ = written(Blog(site=own, comments=[feed_comment("a")]), "atom", private=True)
    assert feedparser.parse(data).feed.id == "tag:slow.example,2024:comments"
    assert load(data).blog.site == own


def test_addresses_in_html_are_relative_to_the_page() -> None:
    body = Body(text='<p><img src="a.jpg" alt=""></p>', media_type="text/html")
    blog = Blog(
        site=SITE,
        posts=[Post(id="1", url="https://slow.example/x/y/", body=body), Post(id="2", body=body)],
    )
    data, losses = written(blog, "atom")
    found = [entry.content[0].value for entry in feedparser.parse(data).entries]
    assert "https://slow.example/x/y/a.jpg" in found[0]
    assert "https://slow.example/a.jpg" in found[1]
    assert load(data, strict=True).blog == blog
    assert not list(losses)
