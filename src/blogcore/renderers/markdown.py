"""Markdown: CommonMark that shows user-supplied text unchanged, without its markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from blogcore.renderers._blocks import Block, CommentBlock, Heading, page_blocks, thread_blocks
from blogcore.renderers.context import Context
from blogcore.threads import Thread

__all__ = ["MarkdownRenderer"]

#: Levels of nested lists. Parsers drop deeper ones: markdown-it parses 20 levels of blocks, and a
#: list in a list is two of them.
_MAX_LEVEL = 8

#: Characters with a meaning anywhere in CommonMark 0.31, or in a dialect of it (tables,
#: strikethrough, mathematics, attributes, template tags). A backslash before ASCII punctuation
#: makes it plain text (section 2.4).
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#&|~$^]")
#: Characters with a meaning at the start of a line: list items, underlines, definitions, boxes.
_LINE_START = re.compile(r"[0-9]{1,9}(?=[.)])|(?=[-+=:!])")


class MarkdownRenderer:
    """Markdown for people and for static site generators: headings, and nested lists.

    User-supplied text is plain text for CommonMark; dialects that link bare URLs will do so. Eight
    levels of replies are nested, or fewer if ``context.nesting`` says so; deeper ones follow in the
    deepest list and say which comment they reply to.
    """

    #: Name of the renderer.
    name = "markdown"
    #: Media type of the output.
    media_type = "text/markdown"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield the comments as one list.

        Args:
            thread: What the viewer may see.
            context: Texts and options.
        """
        return _separated(thread_blocks(thread, context, context.levels(_MAX_LEVEL)), context)

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield the whole page.

        Args:
            thread: What the viewer may see.
            context: Site, post, texts and options.
        """
        return _separated(page_blocks(thread, context, context.levels(_MAX_LEVEL)), context)


def _separated(blocks: Iterable[Block], context: Context) -> Iterator[str]:
    separator = ""
    positions: list[int] = []  # of each open list item in its list, outermost first
    for block in blocks:
        if isinstance(block, CommentBlock):
            text = _list_item(block, _marker(block, positions), context)
        else:
            positions.clear()
            text = _heading(block) if isinstance(block, Heading) else _paragraphs(block.lines)
        yield f"{separator}{text}\n"
        separator = "\n"


def _marker(block: CommentBlock, positions: list[int]) -> str:
    """Return the indented list marker of a comment, and update the positions."""
    if not block.number:
        return "- "
    del positions[block.level + 1 :]
    if block.level == len(positions):
        positions.append(0)
    positions[block.level] += 1
    indent = sum(len(f"{position}. ") for position in positions[:-1])
    return f"{' ' * indent}{positions[-1]}. "


def _list_item(block: CommentBlock, marker: str, context: Context) -> str:
    name = f"**{_escape(block.name)}**" if block.name else ""
    byline = context.words.byline(name, _escape(block.date))
    parts = filter(None, (byline, _escape(block.in_reply_to), _paragraphs(block.lines)))
    indent = " " * len(marker)
    # An empty item could not contain the list of its replies (CommonMark, section 5.2).
    lines = ("\n\n".join(parts) or "&nbsp;").split("\n")
    return f"{marker}{lines[0]}" + "".join(
        f"\n{indent}{line}" if line else "\n" for line in lines[1:]
    )


def _heading(heading: Heading) -> str:
    title = f"{'#' * heading.level} {_escape(heading.text)}" if heading.text else ""
    return "\n\n".join(filter(None, (title, _escape(heading.byline))))


def _paragraphs(lines: Iterable[str]) -> str:
    """Return lines as paragraphs with hard line breaks; an empty line separates paragraphs."""
    return re.sub(r"(?<!\n)\n(?!\n)", "\\\\\n", "\n".join(map(_escape, lines)))


def _escape(line: str) -> str:
    """Return Markdown that shows the line unchanged. Linear."""
    line = _SPECIAL.sub(r"\\\g<0>", line.strip(" \t"))
    start = _LINE_START.match(line)
    return f"{start[0]}\\{line[start.end() :]}" if start else line
