"""The text page: a post and its discussion as a text browser would show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blogcore.renderers.blocks import Block, Entry, Heading, page_blocks, thread_blocks
from blogcore.renderers.context import Context
from blogcore.threads import Thread

__all__ = ["TextRenderer"]

#: Levels that are indented and numbered in full; 5 columns are as wide as ``  1. ``.
_LEVELS = 10
_COLUMNS = 5


class TextRenderer:
    """Plain text for reading, one paragraph a line, blocks separated by a blank line.

    Comments are numbered ``  1. `` and replies ``1.1. `` beneath them. From the eleventh level on
    (or earlier, as ``context.nesting`` says) replies are no longer indented further, and numbered
    by level and place: ``…11.2. `` is the second answer at the eleventh level; whom they answer is
    said in words. So the page is linear in the thread, however deep it is. Pingbacks, trackbacks
    and webmentions come after the comments and are not counted, unless somebody answered them:
    then they stay where they are.
    """

    name = "text"
    media_type = "text/plain"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """The comments; every line has its end."""
        return _parted(thread_blocks(thread, context, context.levels(_LEVELS)), context)

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        """The page, from the site's name to whether one may reply."""
        return _parted(page_blocks(thread, context, context.levels(_LEVELS)), context)


def _parted(blocks: Iterable[Block], context: Context) -> Iterator[str]:
    between = ""
    for block in blocks:
        yield f"{between}{_block(block, context)}\n"
        between = "\n"


def _block(block: Block, context: Context) -> str:
    if isinstance(block, Entry):
        return _entry(block, context)
    if isinstance(block, Heading):
        return "\n".join(filter(None, (block.text, block.byline)))
    return "\n".join(block.lines)


def _entry(entry: Entry, context: Context) -> str:
    """A comment beneath its number: who and when, then its words."""
    prefix = "  - "
    if entry.number:
        number = f"{entry.number}. "
        prefix = " " * (_COLUMNS * entry.level) + number if entry.level else f"{number:>{_COLUMNS}}"
    signed = context.words.byline(entry.name, entry.date)
    lines = [*filter(None, (signed, entry.answering)), *entry.lines]
    indent = " " * len(prefix)
    block = "\n".join(f"{indent}{line}" if line else "" for line in lines)
    return prefix.rstrip() if not block else f"{prefix}{block[len(prefix) :]}"
