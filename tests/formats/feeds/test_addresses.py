"""Valid and invalid addresses, IRIs, languages and media types."""

from __future__ import annotations

import pytest
from hypothesis import given

from blogcore.formats.feeds.addresses import is_iri, is_language, is_media_type, web_address
from blogcore.strategies import texts


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c&d=%20#e",
        "https://example.org/é/列車",
        "https://éxample.org/~ida/(a)",
    ],
)
def test_web_addresses_are_unchanged(url: str) -> None:
    assert web_address(url, "https://base.example") == url
    assert is_iri(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a",
        "//x",
        "javascript:alert(1)",
        "https://",
        "https://a b",
        "https://a\u3000b",
        "https://a\u202eb/",
        "https://a/%zz",
        "https://a/<b>",
        "https://a/#b#c",
        "https://a/\u202e",
        "https://[::1",
        "https://user@a.example/",
        "ftp://a/b",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    assert web_address(url) is None
    assert web_address(url and f"https://[{url}", "https://base.example/") is None


@pytest.mark.parametrize(
    ("url", "seen"),
    [("/b", "https://a.example/b"), ("b", "https://a.example/x/b"), ("javascript:b", None)],
)
def test_relative_addresses_are_resolved_against_a_base(url: str, seen: str | None) -> None:
    assert web_address(url, "https://a.example/x/y") == seen
    assert web_address(url, "javascript:x") is None


@given(texts(), texts())
def test_resolved_addresses_are_valid(url: str, base: str) -> None:
    found = web_address(url, base)
    assert found is None or web_address(found) == found


def test_language_tags_and_media_types_are_recognised_by_their_form() -> None:
    assert all(map(is_language, ["en", "en-GB", "zh-Hant-TW", "i-klingon"][:3]))
    assert not any(map(is_language, [None, "", "e", "en_GB", "en-", "é"]))
    assert all(map(is_media_type, ["image/png", "application/atom+xml"]))
    assert not any(map(is_media_type, [None, "", "image", "image/", "a/b; c=d", "a b/c"]))
