"""RSS feeds as other readers read them, and what RSS cannot hold."""

from __future__ import annotations

import feedparser
from tests.formats.feeds.documents import POST, SITE, feed_comment, written

from blogcore import Blog, Body, Post, load


def test_feedparser_reads_every_field_as_written() -> None:
    comments = [feed_comment("a"), feed_comment("b", "a")]
    feed = feedparser.parse(written(Blog(site=SITE, posts=[POST], comments=comments), "rss")[0])
    assert not feed.bozo
    assert feed.version == "rss20"
    assert (feed.feed.title, feed.feed.subtitle) == ("Slow & steady", "By train")
    assert (feed.feed.link, feed.feed.language) == ("https://slow.example/", "en")
    post, first, second = feed.entries
    assert post.title == "The &lt;b&gt; element &amp; co"  # feedparser returns titles as HTML
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
    assert second["thr_in-reply-to"]["ref"] == first.id  # feedparser keeps the last one
    assert len({post.id, first.id, second.id}) == 3


def test_other_bodies_become_html() -> None:
    data, losses = written(Blog(posts=[Post(id="1", body=Body(text="a < b"))]), "rss")
    assert load(data).blog.posts[0].body.text == "<p>a &lt; b</p>\n"
    assert [loss.field for loss in losses] == ["body.text", "body.media_type"]
