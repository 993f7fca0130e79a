"""The page as Markdown: CommonMark that gives back the same words, and no markup but ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from blogcore.renderers.blocks import Block, Entry, Heading, page_blocks, thread_blocks
from blogcore.renderers.context import Context
from blogcore.threads import Thread

__all__ = ["MarkdownRenderer"]

#: Levels of lists in lists. Parsers drop what nests deeper than they like: markdown-it takes 20
#: levels of elements, of which a list in a list is two.
_LEVELS = 8

#: What means something in CommonMark 0.31 wherever it stands, or in a dialect of it (tables,
#: strikethrough, mathematics, attributes, tags of templates). A backslash before it makes text of
#: any ASCII punctuation (section 2.4).
_MARKS = re.compile(r"[\\`*_{}\[\]<>#&|~$^]")
#: What means something where a line begins: items, underlines, definitions, boxes.
_OPENER = re.compile(r"[0-9]{1,9}(?=[.)])|(?=[-+=:!])")


class MarkdownRenderer:
    """Markdown for people and for static site generators: headings, and lists in lists.

    Whatever a stranger wrote is text in it, as far as CommonMark goes; a dialect that makes links
    of bare addresses will do so. Eight levels of replies nest, or fewer as ``context.nesting``
    says; deeper ones continue flat and say whom they answer.
    """

    name = "markdown"
    media_type = "text/markdown"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """The comments, as one list."""
        return _parted(thread_blocks(thread, context, context.levels(_LEVELS)), context)

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        """The page, from the site's name to whether one may reply."""
        return _parted(page_blocks(thread, context, context.levels(_LEVELS)), context)


def _parted(blocks: Iterable[Block], context: Context) -> Iterator[str]:
    between = ""
    places: list[int] = []  # of the items that are open, each in its list
    for block in blocks:
        if isinstance(block, Entry):
            text = _item(block, _marker(block, places), context)
        else:
            places.clear()
            text = _heading(block) if isinstance(block, Heading) else _paragraphs(block.lines)
        yield f"{between}{text}\n"
        between = "\n"


def _marker(entry: Entry, places: list[int]) -> str:
    """What an item begins with, its indentation included; ``places`` are kept up to date."""
    if not entry.number:
        return "- "
    del places[entry.level + 1 :]
    if entry.level == len(places):
        places.append(0)
    places[entry.level] += 1
    indent = sum(len(f"{place}. ") for place in places[:-1])
    return f"{' ' * indent}{places[-1]}. "


def _item(entry: Entry, marker: str, context: Context) -> str:
    """A comment as an item; all of its lines stand beneath the first."""
    name = f"**{_text(entry.name)}**" if entry.name else ""
    signed = context.words.byline(name, _text(entry.date))
    said = filter(None, (signed, _text(entry.answering), _paragraphs(entry.lines)))
    indent = " " * len(marker)
    # An item without any text could not hold the replies beneath it (CommonMark, section 5.2).
    lines = ("\n\n".join(said) or "&nbsp;").split("\n")
    return f"{marker}{lines[0]}" + "".join(
        f"\n{indent}{line}" if line else "\n" for line in lines[1:]
    )


def _heading(heading: Heading) -> str:
    title = f"{'#' * heading.rank} {_text(heading.text)}" if heading.text else ""
    return "\n\n".join(filter(None, (title, _text(heading.byline))))


def _paragraphs(lines: Iterable[str]) -> str:
    """Paragraphs with their line breaks; an empty line parts them."""
    return re.sub(r"(?<!\n)\n(?!\n)", "\\\\\n", "\n".join(map(_text, lines)))


def _text(line: str) -> str:
    """A line as Markdown that says just this. Linear."""
    line = _MARKS.sub(r"\\\g<0>", line.strip(" \t"))
    opener = _OPENER.match(line)
    return f"{opener[0]}\\{line[opener.end() :]}" if opener else line
