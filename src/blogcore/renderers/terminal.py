"""Terminal output: a tree with colours and links, wrapped to a width. Needs rich."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from urllib.parse import quote

from attrs import evolve, frozen
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.text import Text

from blogcore._text.plain import scrub
from blogcore.renderers._blocks import Block, CommentBlock, Heading, page_blocks, thread_blocks
from blogcore.renderers.context import Context
from blogcore.renderers.urls import web_url
from blogcore.threads import Thread

__all__ = ["TerminalRenderer"]

#: Columns of a line, unless the context has a width.
_DEFAULT_WIDTH = 80
#: Levels that are drawn as a tree, if enough columns are left for text.
_MAX_LEVEL = 12
_MIN_TEXT_WIDTH = 24

_PLAIN = Style()
_NAME = Style(bold=True, color="cyan")
_DIM = Style(dim=True)
#: Styles of headings by level.
_HEADINGS = {
    1: Style(bold=True, reverse=True),
    2: Style(bold=True, underline=True),
    3: Style(bold=True),
}

#: The pieces of the tree before a line, one per level.
_FORK, _LAST, _BAR, _GAP = "├─ ", "└─ ", "│  ", "   "
_COLUMNS = len(_GAP)


class TerminalRenderer:
    """Text with colours (ECMA-48) and links (OSC 8), wrapped at ``context.width`` or 80 columns.

    Names link to the author's website, dates to the permalink if that is absolute. User-supplied
    text is written without control characters and never read as markup. Replies are drawn as a
    tree of 12 levels, fewer if ``context.nesting`` says so or less than 24 columns would be left
    for text; deeper ones follow at the deepest level and say which comment they reply to.
    """

    #: Name of the renderer.
    name = "terminal"
    #: Media type of the output.
    media_type = "text/plain"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield the comments as a tree; every line ends with a line feed.

        Args:
            thread: What the viewer may see.
            context: Texts, URLs and options.
        """
        max_level = _max_level(context)
        return _draw(
            thread_blocks(thread, context, max_level), _prefixes(thread, max_level), context
        )

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield the whole page.

        Args:
            thread: What the viewer may see.
            context: Site, post, texts, URLs and options.
        """
        max_level = _max_level(context)
        return _draw(page_blocks(thread, context, max_level), _prefixes(thread, max_level), context)


def _max_level(context: Context) -> int:
    tree_width = max(0, _width(context) - _MIN_TEXT_WIDTH)
    return context.levels(min(_MAX_LEVEL, tree_width // _COLUMNS))


def _width(context: Context) -> int:
    return context.width or _DEFAULT_WIDTH


# --- blocks as lines -------------------------------------------------------------------------


def _draw(blocks: Iterable[Block], prefixes: Iterator[_Prefix], context: Context) -> Iterator[str]:
    writer = _Writer(_width(context))
    separator = ""
    for block in blocks:
        if isinstance(block, CommentBlock):
            prefix = next(prefixes) if block.number else _PING
            yield f"{writer.prefix(prefix.before)}\n" if prefix.before else separator
            yield from _comment(block, prefix, writer, context)
        elif isinstance(block, Heading):
            yield separator
            yield from writer.lines([_StyledText(block.text, _HEADINGS[block.level])])
            yield from writer.lines([_StyledText(block.byline, _DIM)])
        else:
            yield separator
            yield from _paragraphs(block.lines, "", writer)
        separator = "\n"


def _comment(
    block: CommentBlock, prefix: _Prefix, writer: _Writer, context: Context
) -> Iterator[str]:
    comment, lines = block.comment, block.lines
    first_line = [
        _StyledText(block.name, _NAME, web_url(comment.author.url)),
        _StyledText(context.words.comma if block.name and block.date else "", _DIM),
        _StyledText(block.date, _DIM, web_url(context.permalink(comment))),
    ]
    if not (block.name or block.date):
        first_line, lines = [_StyledText(line) for line in lines[:1]], lines[1:]
    number = f"{block.number}." if block.number else ""
    number += " " if number and first_line else ""
    yield from writer.lines([_StyledText(number, _DIM), *first_line], prefix.first, prefix.rest)
    yield from writer.lines([_StyledText(block.in_reply_to, _DIM)], prefix.rest)
    yield from _paragraphs(lines, prefix.rest, writer)


def _paragraphs(lines: Iterable[str], prefix: str, writer: _Writer) -> Iterator[str]:
    for line in lines:
        yield from (
            writer.lines([_StyledText(line)], prefix) if line else (f"{writer.prefix(prefix)}\n",)
        )


# --- the tree --------------------------------------------------------------------------------


@frozen
class _Prefix:
    """The part of the tree that is drawn before the lines of a comment."""

    #: Before the empty line above it; empty at top level.
    before: str
    #: Before its first line.
    first: str
    #: Before its other lines.
    rest: str


_PING = _Prefix("", "- ", "  ")


def _prefixes(thread: Thread, max_level: int) -> Iterator[_Prefix]:
    """Yield the prefix of each comment, in the order of the thread. Linear."""
    comments = thread.pruned(lambda comment: comment.kind == "comment")
    levels = [min(depth, max_level) for depth in comments.depths]
    prefix = ""
    for level, next_level, has_sibling in zip(
        levels, [*levels[1:], 0], _later_siblings(levels, max_level), strict=True
    ):
        prefix = prefix[: _COLUMNS * (level - 1)] if level else ""
        before = prefix + _BAR if level else ""
        first = prefix + (_FORK if has_sibling else _LAST) if level else ""
        prefix += (_BAR if has_sibling else _GAP) if level else ""
        yield _Prefix(before, first, prefix + (_BAR if next_level > level else _GAP))


def _later_siblings(levels: Sequence[int], max_level: int) -> list[bool]:
    """Return for each comment whether a later one has the same level and the same parent."""
    result: list[bool] = []
    seen_at_level = [False] * (max_level + 1)
    for level in reversed(levels):
        result.append(seen_at_level[level])
        seen_at_level[level:] = [True, *[False] * (max_level - level)]
    return result[::-1]


# --- lines -----------------------------------------------------------------------------------


@frozen
class _StyledText:
    """Text in one style, with an optional link."""

    text: str
    style: Style = _PLAIN
    url: str | None = None


class _Writer:
    """Wraps styled texts to lines of a width."""

    def __init__(self, width: int) -> None:
        self._width = width
        # Wrapping needs a console; all settings are fixed, so that none comes from the environment.
        self._console = Console(
            file=StringIO(),
            width=width,
            height=25,
            color_system="standard",
            no_color=False,
            force_terminal=True,
            force_interactive=False,
            force_jupyter=False,
            legacy_windows=False,
        )

    def prefix(self, prefix: str) -> str:
        """Return the prefix of an empty line."""
        return _styled(prefix.rstrip(), _DIM)

    def lines(
        self, spans: Sequence[_StyledText], first: str = "", rest: str | None = None
    ) -> Iterator[str]:
        """Yield texts as wrapped lines.

        Args:
            spans: Texts that follow each other without line breaks.
            first: Prefix of the first line.
            rest: Prefix of the other lines; None: as the first. If it is not None, ``first`` has a
                mark of its own and is written even without any text.
        """
        spans = [
            evolve(span, text=scrub(span.text.expandtabs(4))[0]) for span in spans if span.text
        ]
        if not spans:
            if rest is not None:
                yield f"{self.prefix(first)}\n"
            return
        rest = first if rest is None else rest
        if len(first) + sum(cell_len(span.text) for span in spans) <= self._width:
            text = "".join(_with_link(_styled(span.text, span.style), span.url) for span in spans)
            yield f"{_styled(first, _DIM)}{text}\n"
            return
        prefix = first
        for line in self._wrapped(spans, max(1, self._width - max(len(first), len(rest)))):
            yield f"{_styled(prefix, _DIM)}{line}\n"
            prefix = rest

    def _wrapped(self, spans: Sequence[_StyledText], width: int) -> Iterator[str]:
        text = Text(end="")
        for span in spans:
            link = Style.from_meta({"url": span.url}) if span.url else _PLAIN
            text.append(span.text, span.style + link)
        for line in text.wrap(self._console, width):
            line.rstrip()
            yield "".join(
                _with_link(_styled(part, style), style.meta.get("url") if style else None)
                for part, style, _ in line.render(self._console)
            )


def _styled(text: str, style: Style | None) -> str:
    return style.render(text, color_system=ColorSystem.STANDARD) if style and text else text


def _with_link(text: str, url: str | None) -> str:
    """Return a terminal hyperlink (OSC 8), whose URL is printable ASCII."""
    if not url or not text:
        return text
    return f"\x1b]8;;{quote(url, safe=_RESERVED)}\x1b\\{text}\x1b]8;;\x1b\\"


#: Reserved characters of URLs, which are not percent-encoded (RFC 3986, section 2.2).
_RESERVED = "%:/?#[]@!$&'()*+,;="
