"""Feeds that our own readers refuse, read by feedparser where that is asked for."""

from __future__ import annotations

import pytest

from blogcore import FormatError, dumps, load
from blogcore.formats.registry import find_format

_BROKEN = b"""<rss version="2.0"><channel><title>Slow & steady</title><item><guid>7</guid>
<title>By train</title><description>So <b>long?</description><script>alert(1)</script>
<pubDate>Wed, 01 May 2024 12:30:00 GMT</pubDate><category>trains</category><author>Mo</author>"""


def test_what_our_readers_refuse_is_read_with_a_note_that_says_so() -> None:
    with pytest.raises(FormatError):
        load(_BROKEN)
    loaded = load(_BROKEN, format="wild-feed")
    (post,) = loaded.blog.posts
    assert (post.id, post.title, post.categories) == ("7", "By train", ("trains",))
    assert post.published is not None
    assert "long?" in post.body.text
    assert "feedparser" in str(loaded.notes)


def test_strict_reading_refuses_it() -> None:
    with pytest.raises(FormatError, match="feedparser"):
        load(_BROKEN, format="wild-feed", strict=True)


@pytest.mark.parametrize("data", [b"", b"   ", b"{}", b"<html><p>No.", b"\xff\xfe\x00"])
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        load(data, format="wild-feed")


def test_content_never_says_that_it_is_one() -> None:
    assert not find_format("wild-feed").sniff(_BROKEN)


def test_markup_and_addresses_are_kept_as_they_are() -> None:
    data = b"<rss><channel><item><description>&lt;a href='/x' onclick='y'&gt;z</description>"
    (post,) = load(data, format="wild-feed").blog.posts
    assert post.body.text == "<a href='/x' onclick='y'>z"


@pytest.mark.parametrize(
    "author", ["mo@example.org", "mo@example.org (Mo)", "Mo &lt;mo@example.org&gt;"]
)
def test_no_address_of_a_person_becomes_a_name(author: str) -> None:
    data = f"<rss><channel><item><guid>1</guid><author>{author}</author>".encode()
    (post,) = load(data, format="wild-feed").blog.posts
    assert "@" not in str([author.name for author in post.authors])
    assert b"@" not in dumps(post)
