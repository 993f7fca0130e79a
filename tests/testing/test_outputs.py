"""Visible text, and hostile text that breaks out, in outputs of every media type."""

from __future__ import annotations

import pytest

from blogcore.testing.outputs import find_breakouts, forged_lines, has_parser, visible_text


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
def test_visible_text_is_found_in_order(media_type: str, output: str, seen: str) -> None:
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
def test_hostile_text_that_breaks_out_is_found(media_type: str, output: str) -> None:
    assert list(find_breakouts(output, media_type))


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
def test_escaped_hostile_text_is_no_fault(media_type: str, output: str) -> None:
    assert list(find_breakouts(output, media_type)) == []


def test_lines_at_the_margin_and_headings_are_forged_but_not_indented_lines() -> None:
    assert list(forged_lines("Ida\nx-out: forged", "text/plain")) == ["a line 'x-out: forged'"]
    assert list(forged_lines("Ida\rx-out", "text/x-log")) == ["a line 'x-out'"]
    assert list(forged_lines("Ida\n\n# x-out", "text/markdown")) == ["a heading 'x-out'"]
    assert list(forged_lines("Ida x-out\n  x-out", "text/plain")) == []
    assert list(forged_lines("<p>\nx-out</p>", "text/html")) == []


def test_an_unknown_media_type_has_no_parser() -> None:
    assert has_parser("text/HTML; charset=utf-8")
    assert has_parser("application/feed+json")
    assert has_parser("application/x-ndjson")
    assert not has_parser("text/vnd.graphviz")
