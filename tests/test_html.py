"""HTML to text: no word is lost, hidden content stays hidden, and the time is linear."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.markup import (
    HTML_PIECES,
    MARKDOWN_PIECES,
    amplifiers,
    any_text,
    calls,
    markup,
    payloads,
    words,
)

from blogcore._text.html import html_to_text
from blogcore._text.plain import find_forbidden

any_html = markup(pieces=HTML_PIECES) | any_text()

# --- properties ------------------------------------------------------------------------------


@given(any_html)
def test_any_input_gives_text_that_a_model_accepts(html: str) -> None:
    text = html_to_text(html)
    assert find_forbidden(text) is None
    assert text == text.rstrip()
    assert "\r" not in text


@given(any_text())
def test_escaped_text_reads_back(text: str) -> None:
    clean = text.encode("utf-8", "ignore").decode()
    clean = "".join(character for character in clean if find_forbidden(character) is None)
    assert html_to_text(f"<p>{escape(clean)}</p>", stored=False).split() == clean.split()
    assert html_to_text(escape(clean), stored=False).split() == clean.split()


@given(st.lists(words(), min_size=1))
def test_plain_words_are_kept(parts: list[str]) -> None:
    assert html_to_text(" ".join(parts)) == " ".join(parts)
    assert html_to_text("\n".join(parts)) == "\n".join(parts)
    assert html_to_text("\n".join(parts), stored=False) == " ".join(parts)
    assert html_to_text("\n\n".join(parts)) == "\n\n".join(parts)
    assert html_to_text("".join(f"<p>{part}" for part in parts)) == "\n\n".join(parts)
    assert html_to_text("<br>".join(parts).replace("<br>", "<br>\n")) == "\n".join(parts)


_AROUND = st.sampled_from(
    [
        "{}",
        "<b>{}</b>",
        "<p>{}",
        "<p>{}</p>",
        "<li>{}",
        "<a href='x' title='>'>{}</a>",
        "<div>\n{}\n</div>",
        "<td>{}</td>",
        "<pre>{}</pre>",
        "<figure><img alt='y'><figcaption>{}</figcaption></figure>",
        "<img alt='{}'>",
        "<!-- x -->{}",
        "<![CDATA[{}]]>",
        "<script>x</script>{}",
        '[caption id="a"]<img alt="y"> {}[/caption]',
        "</p>{}</b>",
    ]
)


@given(st.lists(st.tuples(words(), _AROUND), max_size=8))
def test_words_in_markup_survive_in_their_order(parts: list[tuple[str, str]]) -> None:
    html = " ".join(around.format(word) for word, around in parts)
    assert html_to_text(html).split() == [word for word, _ in parts]


@given(st.sampled_from(["script", "style", "title", "iframe", "noframes"]), any_html)
def test_scripts_and_styles_are_never_shown(name: str, inside: str) -> None:
    inside = inside.replace("</", "< /")
    html = f"<p>before</p><{name}>{inside}</{name}><p>behind</p>"
    assert html_to_text(html) == "before\n\nbehind"


@given(any_html)
def test_comments_are_never_shown(inside: str) -> None:
    inside = inside.replace("-", "").replace(">", "")
    assert html_to_text(f"a<!-- {inside} -->b") == "ab"


@given(st.text("ab \n", max_size=20), st.sampled_from(["\n", "\r\n", "\r"]))
def test_all_kinds_of_line_ends_are_equivalent(text: str, end: str) -> None:
    assert html_to_text(text.replace("\n", end)) == html_to_text(text)


# --- examples --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        # what only looks like markup
        ("a < b", "a < b"),
        ("I <3 you", "I <3 you"),
        ("a<b", "a<b"),
        ("</>a", "</>a"),
        ("<p", "<p"),
        ("<p x", "<p x"),
        ("a > b", "a > b"),
        ("<a<b>c", "c"),
        # quotes that never close, or that hide every end of a tag
        ("<a title='>'>x</a>", "x"),
        ("<a title='>x", "x"),
        ('<a b=">" <a b=">" c', '" " c'),
        # what browsers never show
        ("<script>x</script>a", "a"),
        ("<SCRIPT>x</ScRiPt >a", "a"),
        ("<script>x", ""),
        ("<script>a</scripts>b</script>c", "c"),
        ("<style>a{}</style>b", "b"),
        ("<svg><text>x</text></svg>b", "b"),
        ("<svg/>b", "b"),
        ("<template>x</template>a", "a"),
        ("<noscript>x</noscript>a", "a"),
        ("<head><title>t</title></head>x", "x"),
        ("</script>a", "a"),
        ("<xmp>a</xmp>b", "a\n\nb"),
        # comments, CDATA and declarations
        ("<!-- x -->a", "a"),
        ("a<!-- x", "a"),
        ("a<!-->b", "ab"),
        ("a<!--->b", "ab"),
        ("<!-- > -->a", "a"),
        ("<?php x ?>a", "a"),
        ("<!DOCTYPE html>a", "a"),
        ("<!>a", "a"),
        ("<![CDATA[a<b>]]>c", "a<b>c"),
        ("<![CDATA[a", "a"),
        # character references, decoded once
        ("&lt;b&gt; &amp;lt; &amp;amp;", "<b> &lt; &amp;"),
        ("&nbsp;a&nbsp;&nbsp;b", "\xa0a\xa0\xa0b"),
        ("a<p>&nbsp;</p>b", "a\n\nb"),
        ("<b>a&nbsp;</b>b", "a\xa0b"),
        ("&copy &notit; &unknown;", "© ¬it; &unknown;"),
        ("a&#0;b&#xd800;c&#99999999999;d", "a\ufffdb\ufffdc\ufffdd"),
        ("a&#x1f;b\x1bc", "abc"),
        ("&#128;&#x80;", "€€"),
        # lines and paragraphs
        ("a\nb", "a\nb"),
        ("<p>a\nb</p>", "a b"),
        ("a\n \n\nb", "a\n\nb"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("a<br><br>b", "a\n\nb"),
        ("<br>a<br>", "a"),
        ("<h1>T</h1>x", "T\n\nx"),
        ("a<hr>b", "a\n\nb"),
        ("<blockquote>a</blockquote>b", "a\n\nb"),
        ("<ul><li>a<li>b</ul>c", "a\nb\n\nc"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "a\nb\nc"),
        ("<dl><dt>a<dd>b</dl>", "a\nb"),
        ("<table><tr><td>a<td>b<tr><th>c</table>", "a b\nc"),
        ("<pre>\n a\n  b</pre>c", " a\n  b\n\nc"),
        ("<pre>a<br>b</pre>", "a\nb"),
        # words in a line
        ("<b>ch</b>ips", "chips"),
        ("<a href='x'>l</a>.", "l."),
        ("a<wbr>b<sup>2</sup>", "ab2"),
        # images
        ("x<img alt='a b'>y", "x a b y"),
        ("x<img alt=''>y<img>z", "x y z"),
        ("<img alt='&lt;b&gt;'>", "<b>"),
        ("<figure><img alt=a><figcaption>C</figcaption></figure>", "C"),
        ("<figure><figcaption>C</figcaption><img alt=a></figure>", "C"),
        ("<figure><img alt=a></figure>b", "a\n\nb"),
        ("<figure><img alt=a><img alt=b></figure>", "a\nb"),
        # shortcodes
        ('[caption width="3"]<img alt="a"> C[/caption] z', "C\n\nz"),
        ('[caption caption="Old"]<img alt=a>[/caption]', "Old"),
        ("a [gallery ids='1,2'] b", "a\n\n(gallery)\n\nb"),
        ("a [embed]https://example.org/v[/embed] b", "a https://example.org/v b"),
        ("[youtube https://example.org/v]", "https://example.org/v"),
        ('[video mp4="https://example.org/v"][/video]', "https://example.org/v"),
        ("[audio]", "(audio)"),
        ("[code lang='c']\nint a;\n\n  a < b;\n[/code]", "int a;\n\n  a < b;"),
        ("[sourcecode]<p>a</p>[/sourcecode]", "<p>a</p>"),
        ("[code] [/cod]", "[code] [/cod]"),
        ("<iframe src='https://example.org/v'></iframe>", "https://example.org/v"),
        ("<video><source src='//example.org/v'></video>", "https://example.org/v"),
        ("<iframe src='javascript:alert(1)'></iframe>a", "a"),
        ("[captions] [foo]x[/foo] [1]", "[captions] [foo]x[/foo] [1]"),
        ("[caption", "[caption"),
    ],
)
def test_html_reads_as(html: str, text: str) -> None:
    assert html_to_text(html) == text


def test_shortcodes_can_be_kept_as_text() -> None:
    assert html_to_text("[gallery] a", stored=False) == "[gallery] a"


# --- hostile ---------------------------------------------------------------------------------

PIECES = dict.fromkeys([*HTML_PIECES, *MARKDOWN_PIECES])


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("before", ["", "x", "<p>", "<pre>", "<a b='c"])
def test_the_work_is_linear(before: str, piece: str) -> None:
    once, twice = (calls(html_to_text, before + piece * times) for times in (500, 1000))
    assert twice <= 2.5 * once + 50


@pytest.mark.parametrize(
    "piece", ["<a:", "<a@", "<A:b", '<a b=">" ', " ", "\t", "\n", "<http", "</", "[caption ", "&#"]
)
def test_input_that_causes_backtracking_is_read_quickly(piece: str) -> None:
    """Quadratic time would be minutes here."""
    html_to_text("a" + piece * (500_000 // len(piece)))


def test_hostile_text_is_read(hostile: Path) -> None:
    for payload in payloads(hostile):
        assert find_forbidden(html_to_text(payload)) is None
        for name in ("script", "style"):
            inside = payload.replace("</", "< /")
            assert html_to_text(f"a<{name}>{inside}</{name}>b") == "ab"


def test_hostile_text_reads_back_when_escaped(hostile: Path) -> None:
    for payload in payloads(hostile):
        if find_forbidden(payload) is None:
            text = html_to_text(escape(payload), stored=False)
            assert text.split() == payload.split()


def test_amplifying_input_takes_linear_time(hostile: Path) -> None:
    for unit in amplifiers(hostile):
        once, twice = (calls(html_to_text, unit * times) for times in (200, 400))
        assert twice <= 2.5 * once + 50, unit
