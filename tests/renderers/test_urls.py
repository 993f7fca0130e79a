"""`web_url` and `body_url`: which URLs may be linked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore.renderers.urls import body_url, web_url

_PARTS = st.sampled_from(
    ["http", "https", "javascript", ":", "//", "/", "\\", "@", "\t", "\n", " ", "example.org", "#",
     "?", "[::1]", "data", "%0a", "\u202e", ".", "mailto", "x"]
)  # fmt: skip
_ADDRESSES = st.text() | st.lists(_PARTS, max_size=8).map("".join)


@given(_ADDRESSES)
def test_web_url_returns_http_urls_with_a_host_and_is_idempotent(text: str) -> None:
    found = web_url(text)
    if found is not None:
        parts = urlsplit(found)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert web_url(found) == found
        assert not any(ord(mark) <= 32 or mark in '\\"<>`' for mark in found)


@given(_ADDRESSES)
def test_body_url_returns_http_relative_and_mailto_urls(text: str) -> None:
    found = body_url(text)
    if found is not None:
        scheme = re.match("([a-z][a-z0-9+.-]*):", found, re.IGNORECASE)
        assert scheme is None or scheme[1].lower() in {"http", "https", "mailto"}
        assert body_url(found) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" https://example.org/ \n", "https://example.org/"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("HTTP://EXAMPLE.org", "HTTP://EXAMPLE.org"),
        ("https://müller.example/✓", "https://müller.example/✓"),
        ("https://example.org:8443/?a=1&b='c'", "https://example.org:8443/?a=1&b='c'"),
        ("//example.org/", None),
        ("/relative", None),
        ("https:example.org", None),
        ("https://", None),
        ("https://ida:secret@example.org/", None),
        ("mailto:ida@example.org", None),
        ("java\tscript:alert(1)", None),
        ("", None),
        (None, None),
    ],
)
def test_web_url_returns_valid_http_urls_only(text: str | None, found: str | None) -> None:
    assert web_url(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/about", "/about"),
        ("#comment-7", "#comment-7"),
        ("?page=2", "?page=2"),
        ("a/b c", "a/b%20c"),
        ("//cdn.example/x.png", "//cdn.example/x.png"),
        ("mailto:ida@example.org", "mailto:ida@example.org"),
        ("mailto:ida@example.org?bcc=all@example.org", None),
        ("data:text/html,x", None),
        ("javascript:alert(1)", None),
        ("/\\evil.example", None),
        ("///evil.example", None),
    ],
)
def test_body_url_also_allows_relative_and_mailto_urls(text: str, found: str | None) -> None:
    assert body_url(text) == found


def test_every_hostile_url_is_classified_as_listed(hostile: Path) -> None:
    for line in (hostile / "urls" / "author_urls.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["verdict"] == "allow":
            assert web_url(case["url"]) == case["url"].strip(), case
