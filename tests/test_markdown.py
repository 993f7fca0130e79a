"""Markdown to text: no word is lost, no marker is left, and the time is linear."""

from __future__ import annotations

import re
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

from blogcore._text.markdown import markdown_to_text
from blogcore._text.plain import find_forbidden

any_markdown = markup(pieces=(*MARKDOWN_PIECES, *MARKDOWN_PIECES, *HTML_PIECES)) | any_text()
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escaped(text: str) -> str:
    """Return text with a backslash before all punctuation, which is then no markup."""
    return _PUNCTUATION.sub(r"\\\1", text)


def one_paragraph(text: str) -> str:
    """Return the text in one line, without forbidden characters."""
    return " ".join("".join(it for it in text if find_forbidden(it) is None).split())


# --- properties ------------------------------------------------------------------------------


@given(any_markdown)
def test_any_input_gives_text_that_a_model_accepts(markdown: str) -> None:
    text = markdown_to_text(markdown)
    assert find_forbidden(text) is None
    assert text == text.rstrip()
    assert "\r" not in text


@given(any_text() | markup(pieces=MARKDOWN_PIECES) | markup(pieces=HTML_PIECES))
def test_escaped_text_reads_back(text: str) -> None:
    line = one_paragraph(text)
    assert markdown_to_text(escaped(line)).split() == line.split()


@given(any_text() | markup(pieces=MARKDOWN_PIECES) | markup(pieces=HTML_PIECES))
def test_code_reads_back_as_it_is(text: str) -> None:
    line = one_paragraph(text)
    ticks = "`" * (2 + max(map(len, re.findall("`+", line)), default=0))
    assert markdown_to_text(f"x {ticks} {line} {ticks}").split() == ["x", *line.split()]
    assert markdown_to_text(f"{ticks}`\n{line}\n{ticks}`").split() == line.split()
    assert markdown_to_text(f"    {line}").split() == line.split()


@given(st.lists(words(), min_size=1))
def test_plain_words_are_kept(parts: list[str]) -> None:
    assert markdown_to_text(" ".join(parts)) == " ".join(parts)
    assert markdown_to_text("\n".join(parts)) == " ".join(parts)
    assert markdown_to_text("\n\n".join(parts)) == "\n\n".join(parts)
    assert markdown_to_text("  \n".join(parts)) == "\n".join(parts)
    assert markdown_to_text("\\\n".join(parts)) == "\n".join(parts)
    assert markdown_to_text("\n".join(f"- {part}" for part in parts)) == "\n".join(parts)
    assert markdown_to_text("\n".join(f"# {part}" for part in parts)) == "\n\n".join(parts)


_INLINE = (
    *("{}", "*{}*", "_{}_", "**{}**", "__{}__", "***{}***", "`{}`", "`` {} ``", "[{}](u)"),
    *("[{}](<u v> 'title')", "![{}](u)", "[*{}*](u(v)w)", "[![{}](u)](v)", "<b>{}</b>"),
    *("[{}][label]", "<!-- x -->{}"),
)
_BLOCKS = (
    *("{}", "# {}", "### {} ###", "{}\n===", "{}\n---", "> {}", "> > {}", "- {}", "* {}", "+ {}"),
    *("7. {}", "7) {}", "- - {}", "> - {}", "- > {}", "---\n{}", "<div>{}</div>", "   {}"),
)


@given(st.lists(st.tuples(words(), st.sampled_from(_INLINE), st.sampled_from(_BLOCKS)), max_size=6))
def test_words_survive_in_their_order_and_markers_do_not(
    parts: list[tuple[str, str, str]],
) -> None:
    blocks = [block.format(inline.format(word)) for word, inline, block in parts]
    markdown = "\n\n".join([*blocks, "# end", "[label]: x"])
    assert markdown_to_text(markdown).split() == [*(word for word, _, _ in parts), "end"]


@given(any_markdown, st.sampled_from(["\r\n", "\r"]))
def test_all_kinds_of_line_ends_are_equivalent(text: str, end: str) -> None:
    text = text.replace("\r", "")
    assert markdown_to_text(text.replace("\n", end)) == markdown_to_text(text)


# --- examples --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("", ""),
        # headings and breaks
        ("# T", "T"),
        ("###### T #", "T"),
        ("# T \\#", "T #"),
        ("####### T", "####### T"),
        ("#T", "#T"),
        ("T\n=\nx", "T\n\nx"),
        ("T\n-", "T"),
        ("a\n\n---\n\nb", "a\n\nb"),
        ("* * *", ""),
        ("_ _ _", ""),
        # paragraphs and lines
        ("a\nb", "a b"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("a  \nb", "a\nb"),
        ("a\\\nb", "a\nb"),
        ("a\\", "a\\"),
        # quotes
        ("> a\n> b", "a b"),
        ("> a\nb", "a b"),
        ("> # T\n> x", "T\n\nx"),
        ("- > a\n  > b", "a b"),
        ("10. > a\n    > b", "a b"),
        ("- > # T", "T"),
        ("a\n\n    > b", "a\n\n> b"),
        ("> ```\n> a\n> ```", "a"),
        # lists
        ("- a\n- b", "a\nb"),
        ("* a\n\n* b", "a\nb"),
        ("1. a\n2) b", "a\nb"),
        ("- a\n  - b\n    - c", "a\nb\nc"),
        ("- a\n\n  b", "a\n\nb"),
        ("- a\n- \n- c", "a\nc"),
        ("- + a", "a"),
        ("-a", "-a"),
        ("in\n1986. b", "in 1986. b"),
        ("a\n- b", "a\n\nb"),
        # code
        ("```\ncode\n  x\n\ny\n```\nz", "code\n  x\n\ny\n\nz"),
        ("```py\n*a*", "*a*"),
        ("```\n>>> a\n> b\n```\nc", ">>> a\n> b\n\nc"),
        ("> ```\n> >>> a\n> ```\n> b", ">>> a\n\nb"),
        ("> ```\n> a\nb", "a\n\nb"),
        ("- > ```\n  > a\n  > ```\n- b", "a\n\nb"),
        ("10. > ```\n    > > a\n    > ```\n    > b", "> a\n\nb"),
        ("~~~\n```\n~~~\nb", "```\n\nb"),
        ("    *a*\n     b", "*a*\n b"),
        ("\ta", "a"),
        ("a\n    b", "a b"),
        ("- a\n\n      code", "a\n\ncode"),
        ("- ```\n  a\n  ```", "a"),
        ("`*a*` ``b`c`` `d", "*a* b`c `d"),
        ("`<b>` `&amp;`", "<b> &amp;"),
        # emphasis
        ("*a* _b_ **c** ***d***", "a b c d"),
        ("a*b*c a_b_c", "abc a_b_c"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("**a* b", "*a b"),
        # links and images
        ("[a](b)", "a"),
        ("[a](<b c> 'd')", "a"),
        ("[a](b(c)d)", "a"),
        ("[a](b", "[a](b"),
        ("[a] (b)", "[a] (b)"),
        ("[a][b] [b][] [b]\n\n[B]: x 'y'", "a b b"),
        ("[a][b]", "[a][b]"),
        ("[ ] todo", "[ ] todo"),
        ("[[a](b)](c)", "a"),
        ("![*a*](b)", "a"),
        ("x ![](b) y", "x y"),
        ("[![a](b)](c)", "a"),
        ("<https://a.b> <a@b.c>", "https://a.b a@b.c"),
        # what only looks like markup
        ("a < b <3 5 > 3", "a < b <3 5 > 3"),
        ("a & b &amp; &lt;b&gt;", "a & b & <b>"),
        ("\\*a\\* \\a \\&amp;", "*a* \\a &amp;"),
        ("[caption]x[/caption] [gallery]", "[caption]x[/caption] [gallery]"),
        # HTML
        ("<b>x</b> a<br>b", "x a\nb"),
        ("<script>x</script>a", "a"),
        ("<!-- x -->a", "a"),
        ("<div>\n*a*\n</div>", "a"),
    ],
)
def test_markdown_reads_as(markdown: str, text: str) -> None:
    assert markdown_to_text(markdown) == text


# --- hostile ---------------------------------------------------------------------------------

PIECES = dict.fromkeys([*MARKDOWN_PIECES, *HTML_PIECES])


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("before", ["", "x", "- ", "[a](", "<b a='"])
def test_the_work_is_linear(before: str, piece: str) -> None:
    once, twice = (calls(markdown_to_text, before + piece * times) for times in (500, 1000))
    assert twice <= 2.5 * once + 50


@pytest.mark.parametrize(
    "piece", [" ", "\t", "- + ", "[]( ", "<a ", "<a b='", "`", "*", "(", "[", "]", "# ", "> ", "\\"]
)
def test_input_that_causes_backtracking_is_read_quickly(piece: str) -> None:
    """Quadratic time would be minutes here."""
    markdown_to_text("a" + piece * (300_000 // len(piece)))
    markdown_to_text(piece * (300_000 // len(piece)) + "a")


def test_hostile_text_is_read(hostile: Path) -> None:
    for payload in payloads(hostile):
        assert find_forbidden(markdown_to_text(payload)) is None
        line = one_paragraph(payload)
        assert markdown_to_text(escaped(line)).split() == line.split()


def test_hostile_scripts_are_not_shown(hostile: Path) -> None:
    for payload in payloads(hostile):
        inside = one_paragraph(payload).replace("</", "< /").replace("`", "")
        assert "canary" not in markdown_to_text(f"a <script>canary</script> {inside}")


def test_amplifying_input_takes_linear_time(hostile: Path) -> None:
    for unit in amplifiers(hostile):
        once, twice = (calls(markdown_to_text, unit * times) for times in (200, 400))
        assert twice <= 2.5 * once + 50, unit
