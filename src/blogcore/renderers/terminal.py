"""The page for a terminal: a tree with colours and links, as wide as it may be. Takes rich."""

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
from blogcore.renderers.blocks import Block, Entry, Heading, page_blocks, thread_blocks
from blogcore.renderers.context import Context
from blogcore.renderers.urls import web_url
from blogcore.threads import Thread

__all__ = ["TerminalRenderer"]

#: Columns of a line where the context names none.
_WIDTH = 80
#: Levels that are drawn as a tree, as long as so many columns are left for words.
_LEVELS = 12
_LEFT = 24

_PLAIN = Style()
_SITE = Style(bold=True, reverse=True)
_TITLE = Style(bold=True, underline=True)
_HEADING = Style(bold=True)
_NAME = Style(bold=True, color="cyan")
_FAINT = Style(dim=True)
_HEADINGS = {1: _SITE, 2: _TITLE}

#: What stands before a line, a level each.
_FORK, _LAST, _BAR, _GAP = "├─ ", "└─ ", "│  ", "   "
_COLUMNS = len(_GAP)


class TerminalRenderer:
    """Text with colours (ECMA-48) and links (OSC 8), wrapped at ``context.width`` or 80 columns.

    Names are linked where somebody gave a web address, and dates where the permalink is one. What
    strangers wrote holds no control character here and is never read as markup. Replies are drawn
    as a tree of 12 levels, fewer where ``context.nesting`` says so or 24 columns would not be
    left; deeper ones continue beneath each other and say whom they answer.
    """

    name = "terminal"
    media_type = "text/plain"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """The comments as a tree; every line has its end."""
        levels = _levels(context)
        return _drawn(thread_blocks(thread, context, levels), _stems(thread, levels), context)

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        """The page, from the site's name to whether one may reply."""
        levels = _levels(context)
        return _drawn(page_blocks(thread, context, levels), _stems(thread, levels), context)


def _levels(context: Context) -> int:
    return context.levels(min(_LEVELS, max(0, _width(context) - _LEFT) // _COLUMNS))


def _width(context: Context) -> int:
    return context.width or _WIDTH


# --- blocks as lines -------------------------------------------------------------------------


def _drawn(blocks: Iterable[Block], stems: Iterator[_Stem], context: Context) -> Iterator[str]:
    write = _Writer(_width(context))
    between = ""
    for block in blocks:
        if isinstance(block, Entry):
            stem = next(stems) if block.number else _PING
            yield f"{write.stem(stem.before)}\n" if stem.before else between
            yield from _entry(block, stem, write, context)
        elif isinstance(block, Heading):
            yield between
            yield from write.lines([_Span(block.text, _HEADINGS.get(block.rank, _HEADING))])
            yield from write.lines([_Span(block.byline, _FAINT)])
        else:
            yield between
            yield from _prose(block.lines, "", write)
        between = "\n"


def _entry(entry: Entry, stem: _Stem, write: _Writer, context: Context) -> Iterator[str]:
    comment, lines = entry.comment, entry.lines
    said = [
        _Span(entry.name, _NAME, web_url(comment.author.url)),
        _Span(context.words.comma if entry.name and entry.date else "", _FAINT),
        _Span(entry.date, _FAINT, web_url(context.permalink(comment))),
    ]
    if not (entry.name or entry.date):
        said, lines = [_Span(line) for line in lines[:1]], lines[1:]
    number = f"{entry.number}." if entry.number else ""
    number += " " if number and said else ""
    yield from write.lines([_Span(number, _FAINT), *said], stem.first, stem.rest)
    yield from write.lines([_Span(entry.answering, _FAINT)], stem.rest)
    yield from _prose(lines, stem.rest, write)


def _prose(lines: Iterable[str], stem: str, write: _Writer) -> Iterator[str]:
    for line in lines:
        yield from write.lines([_Span(line)], stem) if line else (f"{write.stem(stem)}\n",)


# --- the tree --------------------------------------------------------------------------------


@frozen
class _Stem:
    """What stands before the lines of a comment."""

    #: On the empty line above it; empty at top level.
    before: str
    first: str
    rest: str


_PING = _Stem("", "- ", "  ")


def _stems(thread: Thread, levels: int) -> Iterator[_Stem]:
    """One for each comment of the tree, in order. Linear."""
    comments = thread.pruned(lambda comment: comment.kind == "comment")
    drawn = [min(depth, levels) for depth in comments.depths]
    stem = ""
    for level, below, followed in zip(
        drawn, [*drawn[1:], 0], _followed(drawn, levels), strict=True
    ):
        stem = stem[: _COLUMNS * (level - 1)] if level else ""
        before = stem + _BAR if level else ""
        first = stem + (_FORK if followed else _LAST) if level else ""
        stem += (_BAR if followed else _GAP) if level else ""
        yield _Stem(before, first, stem + (_BAR if below > level else _GAP))


def _followed(drawn: Sequence[int], levels: int) -> list[bool]:
    """Whether another one follows at the level of each, beneath the same comment."""
    found: list[bool] = []
    waiting = [False] * (levels + 1)
    for level in reversed(drawn):
        found.append(waiting[level])
        waiting[level:] = [True, *[False] * (levels - level)]
    return found[::-1]


# --- lines -----------------------------------------------------------------------------------


@frozen
class _Span:
    """Text in one style, perhaps a link."""

    text: str
    style: Style = _PLAIN
    url: str | None = None


class _Writer:
    """Makes lines of a width out of spans."""

    def __init__(self, width: int) -> None:
        self._width = width
        # Wrapping asks for one. It is told all that it would else ask the environment for.
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

    def stem(self, stem: str) -> str:
        """What stands before a line, painted; of an empty line, without blanks behind."""
        return _painted(stem.rstrip(), _FAINT)

    def lines(
        self, spans: Sequence[_Span], first: str = "", rest: str | None = None
    ) -> Iterator[str]:
        """The spans behind each other in as many lines as they take.

        No text takes no line, but where ``rest`` says that what stands ``first`` is a mark.
        """
        spans = [
            evolve(span, text=scrub(span.text.expandtabs(4))[0]) for span in spans if span.text
        ]
        if not spans:
            if rest is not None:
                yield f"{self.stem(first)}\n"
            return
        rest = first if rest is None else rest
        if len(first) + sum(cell_len(span.text) for span in spans) <= self._width:
            said = "".join(_linked(_painted(span.text, span.style), span.url) for span in spans)
            yield f"{_painted(first, _FAINT)}{said}\n"
            return
        stem = first
        for line in self._wrapped(spans, max(1, self._width - max(len(first), len(rest)))):
            yield f"{_painted(stem, _FAINT)}{line}\n"
            stem = rest

    def _wrapped(self, spans: Sequence[_Span], width: int) -> Iterator[str]:
        text = Text(end="")
        for span in spans:
            link = Style.from_meta({"url": span.url}) if span.url else _PLAIN
            text.append(span.text, span.style + link)
        for line in text.wrap(self._console, width):
            line.rstrip()
            yield "".join(
                _linked(_painted(said, style), style.meta.get("url") if style else None)
                for said, style, _ in line.render(self._console)
            )


def _painted(text: str, style: Style | None) -> str:
    return style.render(text, color_system=ColorSystem.STANDARD) if style and text else text


def _linked(text: str, url: str | None) -> str:
    """A hyperlink as terminals know it (OSC 8), whose address is of printable ASCII alone."""
    if not url or not text:
        return text
    return f"\x1b]8;;{quote(url, safe=_IN_URLS)}\x1b\\{text}\x1b]8;;\x1b\\"


#: What is not percent-encoded: all that has a meaning in an address (RFC 3986, section 2.2).
_IN_URLS = "%:/?#[]@!$&'()*+,;="
