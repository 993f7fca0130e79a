"""Evasions of held words, links and repeated texts are seen through."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from blogcore import Body
from blogcore._text.compare import count_links, normalized, search_key, shown_texts
from blogcore.models import MediaType
from blogcore.renderers.html import safe_html

_PIECES = st.lists(
    st.sampled_from(
        ["<a href='/x'>", "<a/href=/x>", '<a title=">" href=/x>', "<A\nHREF=/x>", "</a>", "[x](/y)",
         "[x][y]", "[y]", "[y]: /z\n", "\n\n", "<http://a.b>", "<me@a.b>", "&#104;ttp://a.b",
         "www.a.b", "words ", "![x](/y)", "`", "<b>", "<!--", "-->"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(_PIECES, st.sampled_from(get_args(MediaType)))
def test_no_shown_link_is_left_uncounted(text: str, media_type: MediaType) -> None:
    shown = LexborHTMLParser(safe_html(Body(text=text, media_type=media_type))).css("a[href]")
    assert count_links(text, media_type) >= len(shown)


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("casino", "text/plain"),
        ("CASINO", "text/plain"),
        ("cas\u200bino", "text/plain"),
        ("cas\u00adino", "text/plain"),
        ("ｃａｓｉｎｏ", "text/plain"),
        ("ca\u0301sin\u0308o", "text/plain"),
        ("cásino", "text/plain"),
        ("cas<b>i</b>no", "text/html"),
        ("cas<!-- -->ino", "text/html"),
        ("cas&#0000000000000105;no", "text/html"),
        ("cas&shy;ino", "text/html"),
        ("cas**i**no", "text/markdown"),
        ("cas\ufe0fino\u034f", "text/plain"),
    ],
)
def test_spellings_of_a_word_are_found(text: str, media_type: MediaType) -> None:
    assert any("casino" in search_key(version) for version in shown_texts(text, media_type))


def test_invisible_characters_make_no_difference() -> None:
    assert normalized("one\u200b two\u3164") == normalized("one  two")
