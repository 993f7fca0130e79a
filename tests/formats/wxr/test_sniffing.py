"""An export is recognised by its own markup, not by the content of its posts."""

from __future__ import annotations

import pytest

from blogcore import load
from blogcore.formats.registry import find_format

_FEED = '<rss version="2.0"><channel><item><guid>1</guid><description>{}</description></item>{}'
_END = "</channel></rss>"


@pytest.mark.parametrize(
    "quoted",
    [
        "<![CDATA[Each <wp:comment> has an id.]]>",
        '<![CDATA[<rss xmlns:wp="http://wordpress.org/export/1.2/">]]>',
        '&lt;rss xmlns:wp="http://wordpress.org/export/1.2/"&gt;',
        "See http://wordpress.org/export/1.2/ &lt;wp:author",
        "<!-- <wp:author> -->",
        '<![CDATA[<disqus xmlns:dsq="http://disqus.com/disqus-internals">]]>',
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_feed_whose_post_quotes_an_export_is_a_feed(quoted: str, codec: str) -> None:
    assert load(_FEED.format(quoted, _END).encode(codec)).format == "rss"


def test_a_quotation_that_is_truncated_is_ignored() -> None:
    head = _FEED.format("<![CDATA[Each <wp:comment>", "").encode()
    assert not find_format("wxr").sniff(head)


@pytest.mark.parametrize(
    "head",
    [
        '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>',
        "<rss xmlns:x='https://wordpress.org/export/1.0/'><channel>",
        "<rss><channel><title><![CDATA[a]]></title><wp:wxr_version>",
        "Notice: x<?xml version='1.0'?><!-- <rss> --><item><wp:post_id>",
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_an_export_is_recognised_by_namespace_or_prefix(head: str, codec: str) -> None:
    assert find_format("wxr").sniff(head.encode(codec))
