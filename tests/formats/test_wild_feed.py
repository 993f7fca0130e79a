"""Broken feeds, read by feedparser on request."""

from __future__ import annotations

import sys

import pytest

from blogcore import Author, Body, FormatError, Image, MissingExtraError, load, to_json
from blogcore.formats import list_formats
from blogcore.formats.registry import find_format

_BROKEN = b"""<rss version="2.0"><channel><title>Slow & steady</title><item><guid>7</guid>
<title>By train</title><description>So <b>long?</description><script>alert(1)</script>
<pubDate>Wed, 01 May 2024 12:30:00 GMT</pubDate><category>trains</category><author>Mo</author>"""


def test_feeds_that_other_readers_refuse_are_read_with_a_note() -> None:
    with pytest.raises(FormatError):
        load(_BROKEN)
    loaded = load(_BROKEN, format="wild-feed")
    (post,) = loaded.blog.posts
    assert (post.id, post.title, post.categories) == ("7", "By train", ("trains",))
    assert post.published is not None
    assert "long?" in post.body.text
    assert "feedparser" in str(loaded.notes)


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (_BROKEN, "rss"),
        (_BROKEN.replace(b"rss", b"RDF", 1), "rss"),
        (_BROKEN.replace(b"rss", b"RDF", 1), "atom"),
        (b"<feed><entry><title>A & B</title>", "atom"),
    ],
)
def test_errors_of_other_readers_suggest_wild_feed(data: bytes, format: str) -> None:
    with pytest.raises(FormatError, match=r"format='wild-feed'.*blogcore\[feeds\]"):
        load(data, format=format)


def test_other_errors_do_not_suggest_wild_feed() -> None:
    odd = b"<rss><channel><item><guid>1</guid><pubDate>soon</pubDate></item></channel></rss>"
    for data, strict in ((b"", False), (odd, True)):
        with pytest.raises(FormatError) as caught:
            load(data, format="rss", strict=strict)
        assert "wild-feed" not in str(caught.value)


def test_strict_reading_refuses_it() -> None:
    with pytest.raises(FormatError, match="feedparser"):
        load(_BROKEN, format="wild-feed", strict=True)


@pytest.mark.parametrize("data", [b"", b"   ", b"{}", b"<html><p>No.", b"\xff\xfe\x00"])
def test_other_documents_are_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        load(data, format="wild-feed")


def test_files_are_never_recognised_as_wild_feeds() -> None:
    assert not find_format("wild-feed").sniff(_BROKEN)
    with pytest.raises(FormatError) as caught:
        load(b"<channel><item/></channel>")
    tried = str(caught.value).partition("tried ")[2].partition(";")[0]
    assert "atom" in tried
    assert "wild-feed" not in tried


def test_without_the_extra_it_is_listed_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    monkeypatch.delitem(sys.modules, "blogcore.formats.wild_feed", raising=False)
    (info,) = [info for info in list_formats() if info.name == "wild-feed"]
    assert (info.extra, info.readable, info.writable) == ("feeds", False, False)
    with pytest.raises(MissingExtraError, match=r"pip install 'blogcore\[feeds\]'"):
        load(_BROKEN, format="wild-feed")


def test_markup_and_addresses_are_unchanged() -> None:
    data = b"<rss><channel><item><description>&lt;a href='/x' onclick='y'&gt;z</description>"
    (post,) = load(data, format="wild-feed").blog.posts
    assert post.body.text == "<a href='/x' onclick='y'>z"


def test_plain_text_in_atom_stays_plain_text() -> None:
    data = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content>a &lt; b</content>"
    (post,) = load(data, format="wild-feed").blog.posts
    assert post.body == Body(text="a < b")


@pytest.mark.parametrize(
    "author", ["mo@example.org", "mo@example.org (Mo)", "Mo &lt;mo@example.org&gt;"]
)
def test_e_mail_addresses_do_not_become_names(author: str) -> None:
    data = f"<rss><channel><item><guid>1</guid><author>{author}</author>".encode()
    (post,) = load(data, format="wild-feed").blog.posts
    assert "@" not in str([author.name for author in post.authors])
    assert [author.email for author in post.authors] == ["mo@example.org"]
    assert b"@" not in to_json(post)


@pytest.mark.parametrize("name", ["Ida @ Home", "@ida"])
def test_a_name_may_hold_an_at_sign(name: str) -> None:
    data = f"<rss><channel><item><guid>1</guid><author>{name}</author>".encode()
    (post,) = load(data, format="wild-feed").blog.posts
    assert post.authors == (Author(name=name),)


def test_fields_of_the_feed_are_kept() -> None:
    data = b"""<rss><channel><title>Slow</title><link>https://slow.example/</link>
    <language>en</language><copyright>Ida</copyright><managingEditor>ida@slow.example (Ida)
    </managingEditor><atom:link rel="next" href="https://slow.example/2"/><image>
    <url>https://slow.example/a.png</url></image><item><guid>1</guid></item>"""
    blog = load(data, format="wild-feed").blog
    assert (blog.site.title, blog.site.language) == ("Slow", "en")
    assert blog.authors == (Author(name="Ida", email="ida@slow.example"),)
    assert blog.site.extra["feed:rights"] == "Ida"
    assert "a.png" in str(dict(blog.site.extra))
    assert "https://slow.example/2" in str(dict(blog.site.extra))


def test_files_and_links_of_an_entry_are_kept() -> None:
    data = b"""<feed xmlns="http://www.w3.org/2005/Atom"><author><name>Ida</name></author><entry>
    <id>urn:1</id><link href="https://slow.example/1"/>
    <link rel="enclosure" type="image/png" href="https://slow.example/a.png"/>
    <link rel="enclosure" type="audio/mpeg" length="7" href="https://slow.example/a.mp3"/>
    <link rel="via" href="https://other.example/"/></entry>"""
    (post,) = load(data, format="wild-feed").blog.posts
    assert post.authors == (Author(name="Ida"),)
    assert post.images == (Image(url="https://slow.example/a.png", media_type="image/png"),)
    assert post.extra["feed:enclosure"] == ("https://slow.example/a.mp3 audio/mpeg 7",)
    assert "https://other.example/" in str(post.extra["feed:links"])


def test_comments_are_comments() -> None:
    data = b"""<rss xmlns:thr="http://purl.org/syndication/thread/1.0"><channel>
    <item><guid isPermaLink="false">7</guid><title>By train</title></item>
    <item><guid>a</guid><title>By: Mo</title><thr:in-reply-to ref="7"/></item>
    <item><guid>b</guid><dc:creator>Ida</dc:creator><thr:in-reply-to ref="a"/></item>
    <item><guid>https://slow.example/8#comment-3</guid>"""
    blog = load(data, format="wild-feed").blog
    assert [(c.id, c.post_id, c.in_reply_to, c.author.name) for c in blog.comments] == [
        ("a", "7", None, "Mo"),
        ("b", "7", "a", "Ida"),
        ("https://slow.example/8#comment-3", "https://slow.example/8", None, ""),
    ]
