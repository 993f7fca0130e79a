"""Markdown shows text unchanged, without any markup of visitors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.factory import make_comment
from tests.markup import HTML_PIECES, MARKDOWN_PIECES, calls, markup, payloads

from blogcore._text.plain import scrub
from blogcore.models import Author, Body, Comment, Image, Post, Site
from blogcore.renderers import Context, PageInfo, render
from blogcore.renderers._blocks import Block, CommentBlock, Heading, page_blocks
from blogcore.renderers.markdown import MarkdownRenderer
from blogcore.strategies import comments, posts, sites, texts
from blogcore.threads import Thread
from blogcore.viewers import PUBLIC

#: All types of tokens in the Markdown that blogcore itself writes.
OURS = {
    *("heading", "paragraph", "ordered_list", "bullet_list", "list_item", "inline"),
    *("text", "strong", "hardbreak"),
}
PIECES = (*HTML_PIECES, *MARKDOWN_PIECES, "www.a.bc", "a@b.cd", "|-|", "\u202e", ":-:\n", "\u00a0")


def tokens(markdown: str) -> Iterator[Token]:
    """Yield block and inline tokens of CommonMark, in order."""
    for block in MarkdownIt("commonmark").parse(markdown):
        yield block
        yield from block.children or ()


def kinds(markdown: str) -> set[str]:
    return {token.type.removesuffix("_open").removesuffix("_close") for token in tokens(markdown)}


def words_of(markdown: str) -> list[str]:
    """Return the text of the rendered page."""
    parts = (
        token.content
        if token.type == "text"
        else "\n"
        if token.type in ("inline", "hardbreak")
        else ""
        for token in tokens(markdown)
    )
    return "".join(parts).split()


def words_in(blocks: Iterable[Block], context: Context) -> list[str]:
    """Return the expected text."""
    said: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            said += (block.text, block.byline)
        elif isinstance(block, CommentBlock):
            said += (context.words.byline(block.name, block.date), block.in_reply_to, *block.lines)
        else:
            said += block.lines
    return "\n".join(said).split()


def undated(
    text: str, name: str = "Ida", id: str = "c1", in_reply_to: str | None = None
) -> Comment:
    """Return a comment without a date."""
    return make_comment(id, in_reply_to, minute=None, author=name, body=text)


def chain(count: int, text: str = "word") -> Thread:
    return Thread.from_comments(
        undated(f"{text}{n}end", f"name{n}", f"c{n:06}", f"c{n - 1:06}" if n else None)
        for n in range(count)
    )


def unusual_text() -> st.SearchStrategy[str]:
    return (texts(max_size=30) | markup(pieces=PIECES)).map(lambda text: scrub(text)[0])


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    """A few comments with replies, with unusual text and names."""
    comment_list = draw(
        st.lists(comments() | st.builds(undated, unusual_text(), unusual_text()), max_size=6)
    )
    return Thread.from_comments(comment_list).visible(PUBLIC)


def contexts() -> st.SearchStrategy[Context]:
    post = posts() | st.builds(
        Post,
        id=st.just("7"),
        title=unusual_text(),
        body=st.builds(Body, text=unusual_text()),
        images=st.builds(lambda text: [Image(url="/", caption=text)], unusual_text()),
    )
    return st.builds(
        Context,
        site=sites() | st.builds(Site, title=unusual_text(), tagline=unusual_text()),
        post=post,
        bylines=st.booleans(),
        nesting=st.none() | st.integers(0, 3),
        page=st.none() | st.just(PageInfo(number=1, total=2)),
    )


# --- the same words, no other markup ---------------------------------------------------------


@given(threads(), contexts())
def test_any_page_shows_its_text_and_only_own_markup(thread: Thread, context: Context) -> None:
    markdown = "".join(MarkdownRenderer().page(thread, context))
    nesting = 8 if context.nesting is None else context.nesting
    assert words_of(markdown) == words_in(page_blocks(thread, context, nesting), context)
    assert kinds(markdown) <= OURS


def test_hostile_text_stays_escaped(hostile: Path) -> None:
    for payload in payloads(hostile):
        text = scrub(payload)[0]
        thread = Thread.from_comments([undated(text, text)])
        context = Context(post=Post(id="7", title=text[:2000]))
        markdown = "".join(MarkdownRenderer().page(thread, context))
        assert kinds(markdown) <= OURS, payload
        assert words_of(markdown) == words_in(page_blocks(thread, context, 8), context)


MARKS = (
    *("# a", "#", "- a", "+ a", "* a", "1. a", "12) a", "1.", "> a", "---", "===", "a\n===", "_ _"),
    *("```a", "~~~", "    a", "\ta", "<b>a</b>", "<!-- a -->", "&copy;", "&#65;", "`a`", "**a**"),
    *("[a](b)", "[a]: b", "![a](b)", "<http://a.b>", "<a@b.c>", "a\\", "\\", "a  \nb", "_a_"),
    *("[a][a]\n\n[a]: b", "~~a~~", "|a|b|\n|-|-|", "a\n:-:", "$a$", "[^1]", ": a", "!!! a"),
    *("{{ a }}", "{: .a}", "a | b\n- | -", "a\n-", "a\n\n    b", "[ ] a", "---\na: b\n---"),
)


@pytest.mark.parametrize("line", MARKS)
def test_markup_of_dialects_is_escaped(line: str) -> None:
    markdown = render(Thread.from_comments([undated(line)]), "markdown", Context(bylines=False))
    assert words_of(markdown) == line.split()
    assert kinds(markdown) <= OURS - {"heading", "bullet_list", "strong"}
    careless = MarkdownIt("js-default", {"html": True}).render(markdown)
    assert set(re.findall(r"<(\w+)", careless)) <= {"ol", "li", "p", "br"}


# --- structure of the output ------------------------------------------------------------------


def test_the_whole_page() -> None:
    thread = Thread.from_comments(
        [
            undated("First.\nStill.\n\nMore of it."),
            undated("Answer.", "Bo", "c2", "c1"),
            undated("Second.", "", "c3"),
            Comment(
                id="p",
                post_id="7",
                author=Author(name="Other Blog"),
                body=Body(text="[…] seen"),
                kind="pingback",
            ),
        ]
    )
    context = Context(
        site=Site(title="Slow", tagline="and late"),
        post=Post(id="7", title="By *train*", body=Body(text="It was\nslow."), comments_open=False),
    )
    assert "".join(MarkdownRenderer().page(thread, context)) == (
        "# Slow – and late\n"
        "\n"
        "## By \\*train\\*\n"
        "\n"
        "It was\\\n"
        "slow.\n"
        "\n"
        "### 3 thoughts on “By \\*train\\*”\n"
        "\n"
        "1. **Ida**\n"
        "\n"
        "   First.\\\n"
        "   Still.\n"
        "\n"
        "   More of it.\n"
        "\n"
        "   1. **Bo**\n"
        "\n"
        "      Answer.\n"
        "\n"
        "2. **Anonymous**\n"
        "\n"
        "   Second.\n"
        "\n"
        "### Pingbacks and trackbacks\n"
        "\n"
        "- **Other Blog**\n"
        "\n"
        "  \\[…\\] seen\n"
        "\n"
        "Comments are closed.\n"
    )


def test_a_reply_is_inside_the_list_item_of_its_parent() -> None:
    thread = Thread.from_comments(
        [
            *(undated("x", id=f"c{n:02}") for n in range(12)),
            undated("under the twelfth", id="r1", in_reply_to="c11"),
            undated("", id="r2", in_reply_to="r1"),
            undated("under nothing", id="r3", in_reply_to="r2"),
        ]
    )
    markdown = render(thread, "markdown", Context(bylines=False))
    lists = [token for token in tokens(markdown) if token.type == "ordered_list_open"]
    assert [token.level for token in lists] == [0, 2, 4, 6]


def test_json_nesting_stays_below_parser_limits() -> None:
    markdown = render(chain(40), "markdown", Context(nesting=30))
    found = [token for token in tokens(markdown) if token.type == "text"]
    assert [t.content for t in found if t.content.startswith("word")] == [
        f"word{n}end" for n in range(40)
    ]
    assert sum(token.type == "strong_open" for token in tokens(markdown)) == 40
    assert markdown.count("In reply to name") == 31


# --- bounded work ---------------------------------------------------------------------------------


def test_a_chain_of_100_000_renders_in_linear_time() -> None:
    assert len(render(chain(100_000), "markdown")) < 100_000 * 200


@pytest.mark.parametrize("line", ["*", "\\", "1.", "- ", "\n", "\n\n", "a\n"])
def test_work_grows_with_the_text(line: str) -> None:
    def work(text: str) -> str:
        return render(Thread.from_comments([undated(text)]), "markdown")

    few, many = calls(work, line * 100), calls(work, line * 1000)
    assert many < 12 * few + 1000
