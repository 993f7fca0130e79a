"""Plain text: a post and its discussion as a text browser would show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blogcore.renderers._blocks import Block, CommentBlock, Heading, page_blocks, thread_blocks
from blogcore.renderers.context import Context
from blogcore.threads import Thread

__all__ = ["TextRenderer"]

#: Levels that are indented and numbered in full.
_MAX_LEVEL = 10
#: Columns of the number of a top-level comment (``  1. ``), and of each level of indentation.
_INDENT = 5
#: Indentation of the other lines of a comment below its number.
_CONTINUED = 4


class TextRenderer:
    """Plain text for reading, one paragraph per line, blocks separated by a blank line.

    Comments are numbered ``  1. `` and their replies ``1.1. ``. From the eleventh level on (or
    earlier, if ``context.nesting`` says so) replies are not indented further; their number is the
    level and the position, ``…11.2. ``, and a line says which comment they reply to. So the output
    is linear in the thread, however deep it is. Pingbacks, trackbacks and webmentions follow the
    comments without numbers, unless they have replies.
    """

    #: Name of the renderer.
    name = "text"
    #: Media type of the output.
    media_type = "text/plain"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield the comments; every line ends with a line feed.

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
    for block in blocks:
        yield f"{separator}{_block(block, context)}\n"
        separator = "\n"


def _block(block: Block, context: Context) -> str:
    if isinstance(block, CommentBlock):
        return _comment(block, context)
    if isinstance(block, Heading):
        return "\n".join(filter(None, (block.text, block.byline)))
    return "\n".join(block.lines)


def _comment(block: CommentBlock, context: Context) -> str:
    prefix = "  - "
    if block.number:
        number = f"{block.number}. "
        prefix = " " * (_INDENT * block.level) + number if block.level else f"{number:>{_INDENT}}"
    byline = context.words.byline(block.name, block.date)
    lines = [*filter(None, (byline, block.in_reply_to)), *block.lines]
    indent = " " * (_INDENT * block.level + _CONTINUED)
    first, *rest = lines or [""]
    return "\n".join(
        [f"{prefix}{first}".rstrip(" "), *(f"{indent}{line}" if line else "" for line in rest)]
    )
