"""What a reader sees of an output, and what a stranger did in it, in every language."""

from __future__ import annotations

import pytest

from blogcore.testing._outputs import breaches, forged_lines, is_known, visible_text


@pytest.mark.parametrize(
    ("media_type", "output", "seen"),
    [
        ("text/html", "<p title=no>One<!-- no --><b>two</b><script>no</script>", "One two"),
        ("text/html; charset=utf-8", "<style>no</style>One<template>no</template>", "One"),
        ("image/svg+xml", "<svg><title>1</title> 2 <g a='no'>3</g>4</svg>", "1 2 3 4"),
        ("application/xml", "<a>1<b>2<c/>3</b>4</a>", "1 2 3 4"),
        (
            "application/json",
            '{"no": ["One", {"no": "two"}], "nor": ["three", 4]}',
            "One two three",
        ),
        ("application/x-ndjson", '"One"\n["two\u2028"]\n', "One two"),
        ("text/markdown", "# One *two*", "# One *two*"),
        ("text/plain", "One\ntwo", "One two"),
    ],
)
def test_words_are_seen_in_order_and_what_is_no_word_is_not(
    media_type: str, output: str, seen: str
) -> None:
    assert visible_text(output, media_type).split() == seen.split()


@pytest.mark.parametrize(
    ("media_type", "output"),
    [
        ("text/html", "<p>a<x-out>"),
        ("text/html", "<p x-out=1>"),
        ("text/html", "<p onclick='xout()'>"),
        ("text/html", "<a href=' java\nscript:xout()'>a</a>"),
        ("text/html", "<iframe src='https://x-out.example/'></iframe>"),
        ("text/html", "<p style='background:url(https://x-out.example/)'>"),
        ("text/html", "<script>var a = 'x-out'</script>"),
        ("text/html", "<style>x-out{}</style>"),
        ("image/svg+xml", "<svg><x-out/></svg>"),
        ("image/svg+xml", "<svg>"),
        ("application/atom+xml", "<a>\ufffe</a>"),
        ("application/json", '{"x-out": 1}'),
        ("application/json", '{"a": "'),
        ("text/markdown", "a <x-out>"),
        ("text/markdown", "[a](javascript:xout())"),
        ("text/markdown", "[a]\n\n[a]: javascript:xout()"),
        ("text/plain", "a\x1b]0;x-out\x07"),
    ],
)
def test_whatever_gets_out_is_found(media_type: str, output: str) -> None:
    assert list(breaches(output, media_type))


@pytest.mark.parametrize(
    ("media_type", "output"),
    [
        ("text/html", "<p>&lt;x-out></p><p title='x-out onclick=xout()'>xout()</p>"),
        ("text/html", "<a href='https://example.org/?x-out'>javascript:xout()</a>"),
        ("text/html", '<script type="application/ld+json">{"a": "x-out"}</script>'),
        ("image/svg+xml", "<svg><title>&lt;x-out></title></svg>"),
        ("application/json", '{"a": "x-out"}'),
        ("application/json", ""),
        ("text/markdown", r"a \<x-out\> `<x-out>`"),
        ("text/plain", "<x-out> javascript:xout()"),
    ],
)
def test_whatever_stays_text_is_no_breach(media_type: str, output: str) -> None:
    assert list(breaches(output, media_type)) == []


def test_a_line_at_the_margin_and_a_heading_are_forged_and_one_further_in_is_not() -> None:
    assert list(forged_lines("Ida\nx-out: forged", "text/plain")) == ["a line 'x-out: forged'"]
    assert list(forged_lines("Ida\rx-out", "text/x-log")) == ["a line 'x-out'"]
    assert list(forged_lines("Ida\n\n# x-out", "text/markdown")) == ["a heading 'x-out'"]
    assert list(forged_lines("Ida x-out\n  x-out", "text/plain")) == []
    assert list(forged_lines("<p>\nx-out</p>", "text/html")) == []


def test_a_language_that_nobody_reads_is_not_known() -> None:
    assert is_known("text/HTML; charset=utf-8")
    assert is_known("application/feed+json")
    assert is_known("application/x-ndjson")
    assert not is_known("text/vnd.graphviz")
