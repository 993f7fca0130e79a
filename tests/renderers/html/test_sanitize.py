"""User-supplied bodies become safe HTML with all their text and paragraphs."""

from __future__ import annotations

import sys
from html import unescape
from time import process_time
from typing import get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from tests.renderers.html.reading import assert_harmless, by_html5lib, by_lexbor

from blogcore import Body
from blogcore.errors import BlogcoreError
from blogcore.models import MediaType
from blogcore.renderers.html import COMMENT, POST, Allowlist, safe_html
from blogcore.renderers.html._escape import escape, escape_attribute
from blogcore.strategies import texts

_MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<a href='https://example.org/'>", "</a>", "<a href=data:x>",
         "<img src=x onerror=alert(1) alt='a picture'>", "<script>", "</script>", "<svg>", "<math>",
         "<h1>", "</h1>", "\n\n", "words", "&lt;", "&#xfffe;", "&#1;", "<ul><li>", "</ul>", "<pre>",
         "</pre>", "<!--", "-->", "[caption]", "[/caption]", "`", "**", "[x](javascript:1)", "<",
         "<style>", "<iframe>", "<div class=x id=y style=z>", "</div>", "<form>", "<input>"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


def html(text: str, allowed: Allowlist = COMMENT) -> str:
    """Return safe HTML without the line ends between elements."""
    shown = safe_html(Body(text=text, media_type="text/html"), allowed)
    return shown.replace(">\n<", "><").strip("\n")


@given(_MARKUP | texts(max_size=60), st.sampled_from(get_args(MediaType)))
@pytest.mark.parametrize("allowed", [COMMENT, POST], ids=["comment", "post"])
def test_sanitized_html_has_only_allowed_markup(
    allowed: Allowlist, body: str, media_type: MediaType
) -> None:
    shown = safe_html(Body(text=body, media_type=media_type), allowed)
    around = f"<!DOCTYPE html><html><head><title>x</title></head><body>{shown}</body></html>"
    for elements in (by_lexbor(around), by_html5lib(around)):
        counts = assert_harmless(elements)
        allowed_here = {*allowed.tags, "html", "head", "title", "body"}
        assert set(counts) <= allowed_here


@given(texts(max_size=60))
def test_plain_text_is_read_back_unchanged(words: str) -> None:
    shown = safe_html(Body(text=words))
    read = LexborHTMLParser(f"<body>{shown.replace('<br>', ' ').replace('</p>', ' </p>')}").text()
    no_character = str.maketrans(dict.fromkeys([0xFFFE, 0xFFFF], 0xFFFD))
    assert read.split() == words.translate(no_character).split()


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
def test_escaping_is_undone_by_reading(words: str) -> None:
    kept = "".join(c for c in words if (ord(c) & 0xFFFF) < 0xFFFE and not 0xFDD0 <= ord(c) < 0xFDF0)
    assert unescape(escape(kept)) == unescape(escape_attribute(kept)) == kept
    assert not {"<", ">"} & set(escape(words))
    assert not {"<", ">", '"', "'"} & set(escape_attribute(words))


def test_blank_lines_make_paragraphs_in_html_as_wordpress_keeps_it() -> None:
    assert html("One\n\n<em>two</em>\nthree") == "<p>One</p><p><em>two</em><br>\nthree</p>"
    assert html("<pre>a\n\nb</pre>\n\nc") == "<pre>a\n\nb</pre><p>c</p>"
    assert html("<p>a</p>\n\n<ul>\n<li>b</li>\n</ul>").count("<p>") == 1


def test_text_after_a_block_is_a_paragraph() -> None:
    assert html("<blockquote>a</blockquote> b") == "<blockquote><p>a</p></blockquote><p> b</p>"


def test_a_caption_shortcode_becomes_a_figure() -> None:
    picture = '<img src="https://example.org/a.png" alt="A">'
    figure = f"<figure>{picture}<figcaption>So <i>it</i> is</figcaption></figure>"
    assert html(f"[caption width=3]{picture} So <i>it</i> is[/caption]", POST) == figure
    old = f'[caption caption="So <i>it</i> is"]{picture}[/caption]'
    assert html(old, POST) == figure


def test_images_in_comments_become_alt_text_and_headings_become_strong() -> None:
    shown = html('<img src="https://example.org/pixel.png" alt="a cat"><h2>Hear</h2>ye')
    assert shown == "<p>a cat</p><p><strong>Hear</strong></p><p>ye</p>"


def test_headings_and_images_of_a_post_are_kept() -> None:
    shown = html("<h1>One</h1><h2>Two</h2><img src='/a.png' alt='A'>", POST)
    assert shown == '<h2>One</h2><h2>Two</h2><p><img src="/a.png" alt="A"></p>'


def test_links_of_visitors_are_nofollow() -> None:
    link = '<a href="https://example.org/">x</a>'
    assert 'rel="nofollow ugc noopener noreferrer"' in html(link)
    assert "nofollow" not in html(link, POST)


def test_removed_blocks_still_separate_words() -> None:
    assert html("<section>a</section><section>b</section>") == "<div>a</div><div>b</div>"


def test_markdown_is_rendered_and_html_in_it_is_shown() -> None:
    body = Body(
        text="*so*\n\n<script>alert(1)</script>\n\n| a |\n|---|\n| b |", media_type="text/markdown"
    )
    shown = safe_html(body)
    assert shown.startswith("<p><em>so</em></p>")
    assert "&lt;script&gt;" in shown
    assert "<table>" in shown


@pytest.mark.parametrize("media_type", ["text/html", "text/markdown"])
def test_without_the_extra_a_body_is_shown_as_plain_text(
    monkeypatch: pytest.MonkeyPatch, media_type: MediaType
) -> None:
    monkeypatch.setattr("blogcore.renderers.html.sanitize._extra_is_installed", lambda: False)
    shown = safe_html(Body(text="<b>one</b> &amp;\n\ntwo", media_type=media_type))
    assert shown == "<p>one &amp;</p><p>two</p>"


def test_a_very_long_body_is_shown_as_plain_text() -> None:
    shown = html("<b>word</b> " * 100_000)
    assert "<b>" not in shown
    assert shown.count("word") == 100_000


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("\xa0" * (1 << 19), "text/html"),
        ("& " * (1 << 18), "text/html"),
        (f"<a title='{chr(0xA0) * (1 << 19)}'>x</a>", "text/html"),
        ("![" * 32_000, "text/markdown"),
    ],
)
def test_input_to_the_parsers_is_bounded(text: str, media_type: MediaType) -> None:
    start = process_time()
    safe_html(Body(text=text, media_type=media_type))
    assert process_time() - start < 1


def test_no_break_spaces_and_ampersands_are_shown() -> None:
    assert html("<p>10\xa0km & more &amp; &lt;") == "<p>10&nbsp;km &amp; more &amp; &lt;</p>"


def test_a_sanitizer_that_cannot_be_imported_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nh3", None)  # as in an isolated sub-interpreter
    allowed = evolve(COMMENT, rel="another")  # no cleaner of it is cached
    with pytest.raises(BlogcoreError, match="render HTML in the main interpreter"):
        html("<b>x</b>", allowed)
