"""Stored text becomes the paragraphs and line breaks that WordPress shows, in linear time."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from tests.markup import HTML_PIECES, any_text, calls, markup

from blogcore._text.displayed import displayed, media_as_links
from blogcore._text.wpautop import shortcode_unautop, wpautop

any_html = markup(pieces=(*HTML_PIECES, "[code]", "[/code]", "[embed]", "\n\n")) | any_text()


def _spaceless(html: str) -> str:
    """Return HTML without the spaces beside tags, which no tree contains."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", html).strip()


def test_results_are_those_of_wordpress(wordpress: Path) -> None:
    lines = (wordpress / "wpautop.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert records
    for record in records:
        html = wpautop(record["input"])
        assert _spaceless(html) == _spaceless(record["wpautop"])
        assert _spaceless(shortcode_unautop(html)) == _spaceless(record["post"])


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("one\ntwo", "<p>one<br />\ntwo</p>\n"),
        ("one\r\rtwo", "<p>one</p>\n<p>two</p>\n"),
        ("one<br>\n<br>two", "<p>one</p>\n<p>two</p>\n"),
        (
            "<ul>\n<li>one\ntwo</li>\n</ul>three",
            "<ul>\n<li>one<br />\ntwo</li>\n</ul>\n<p>three</p>\n",
        ),
        ("<pre>one\n\ntwo</pre>", "<pre>one\n\ntwo</pre>\n"),
        ("<blockquote>one</blockquote>", "<blockquote><p>one</p></blockquote>\n"),
        ("one\n<!-- more -->two", "<p>one<br />\n<!-- more -->two</p>\n"),
        ('<a href="x"\ntitle="y">one</a>', '<p><a href="x"\ntitle="y">one</a></p>\n'),
    ],
)
def test_stored_text_is_shown_as(stored: str, shown: str) -> None:
    assert wpautop(stored) == shown


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("one", "one"),
        ("one\ntwo", "<p>one<br />\ntwo</p>"),
        ("<ul>\n<li>one</li>\n</ul>", "<ul>\n<li>one</li>\n</ul>"),
        ("<p>one\ntwo</p>\n\n<p>three</p>", "<p>one\ntwo</p>\n\n<p>three</p>"),
        ("<p>one</p>\n\ntwo\n\nthree", "<p>one</p>\n<p>two</p>\n<p>three</p>"),
        ("<!-- wp:html -->\n\none\ntwo", "<!-- wp:html -->\n\none\ntwo"),
        ("[code]\na\n\nb<c>\n[/code]", "<pre><code>a\n\nb&lt;c&gt;</code></pre>"),
        (
            '[caption width="3"]<img src="a">\none[/caption]',
            '<figure><img src="a"><figcaption>one</figcaption></figure>',
        ),
    ],
)
def test_only_stored_text_is_changed(stored: str, shown: str) -> None:
    assert displayed(stored) == shown


@given(any_html)
def test_no_word_is_lost_or_made(html: str) -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"\w+", re.sub(r"<[^>]*>?", " ", text))

    plain = html.replace("[", "").replace("<pre", "")
    assert sorted(words(wpautop(plain))) == sorted(words(plain))


@pytest.mark.parametrize(
    "piece",
    ["<p>", "<p><li>", "<!--", "<", "<br> ", " \n", "<pre>", "<p>[caption]", "[code]", "<script>",
     "<svg>\n", "<p>&nbsp;", "<option> ", "<iframe ", "<p>a\n\nb", "<pre>a", "[embed]http://a"],
)  # fmt: skip
def test_work_is_linear(piece: str) -> None:
    def work(count: int) -> int:
        return calls(lambda html: media_as_links(displayed(html, always=True)), piece * count)

    work(10)
    assert work(2000) <= 3 * work(1000) + 200
