"""Convert Markdown to text: blocks become plain HTML, which `blogcore._text.html` reads.

A small reader of CommonMark 0.31 in one pass. It extracts text only: some nested containers are
flattened, but no word is lost and no marker stays.
"""

from __future__ import annotations

import re
from html import escape

from blogcore._text._inline import inline_html, normal_label
from blogcore._text.html import html_to_text

__all__ = ["markdown_to_text"]


def markdown_to_text(markdown: str) -> str:
    """Return the text, with a blank line between paragraphs. Linear for any input.

    Headings, quotes and paragraphs become paragraphs, list items lines; code keeps its lines; links
    keep their text, images become their alternative text, markers are removed. HTML is read as by
    `html_to_text`.

    >>> markdown_to_text("# Fish\\n\\n* *hot* chips\\n* [peas](https://example.org)")
    'Fish\\n\\nhot chips\\npeas'
    """
    blocks = _Blocks()
    for line in markdown.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        blocks.line(line.expandtabs(4))
    return html_to_text(blocks.html(), stored=False)


_QUOTES = re.compile(r"(?: {0,3}> ?)++")
_FENCED_QUOTE = re.compile(r" *+> ?")
_ITEM = re.compile(r" *+(?:[-+*]|[0-9]{1,9}[.)])(?: {1,4}(?! )| (?= {4})|$)")
_BREAK = re.compile(r" {0,3}(?:(?:\* *+){3,}+|(?:- *+){3,}+|(?:_ *+){3,}+)$")
_HEADING = re.compile(r" {0,3}#{1,6}(?: ++|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=++|-++) *+$")
_FENCE = re.compile(r" {0,3}(`{3,}+(?!.*`)|~{3,}+)")
_DEFINITION = re.compile(
    r""" {0,3}\[((?:[^\[\]\\]|\\.){1,999}+)\]: *+(?:<[^<>]*+>|[^\s<]\S*+)"""
    r"""(?: ++(?:"[^"]*+"|'[^']*+'|\([^()]*+\)))? *+$"""
)


class _Blocks:
    """Converts lines to HTML; links are resolved at the end, when all definitions are known."""

    def __init__(self) -> None:
        #: Finished blocks: (tag, text), where the text of "pre" is code and any other inline.
        self._done: list[tuple[str, str]] = []
        self._labels: set[str] = set()
        self._paragraph: list[str] = []
        self._tag = "p"
        self._code: list[str] | None = None
        #: The fence of the open code block.
        self._fence = ""
        #: Indentation of the content of the open list item.
        self._indent = 0
        #: Nesting of block quotes at this line.
        self._quotes = 0

    def html(self) -> str:
        """Return all blocks as HTML."""
        self._end()
        return "".join(
            f"<{tag}>{escape(text) if tag == 'pre' else inline_html(text, self._labels)}</{tag}>"
            for tag, text in self._done
        )

    def line(self, line: str) -> None:
        """Read the next line, with tabs expanded."""
        line = self._unquoted(line)
        if self._fence:
            self._fenced(line)
        elif not line or line.isspace():
            self._blank()
        else:
            self._content(line)

    def _unquoted(self, line: str) -> str:
        """Return the line without its quote marks; fenced code keeps marks of its own."""
        if not self._fence:
            self._quotes = 0
            return self._after_quotes(line)
        at = 0
        for _ in range(self._quotes):
            mark = _FENCED_QUOTE.match(line, at)
            if mark is None:
                break
            at = mark.end()
        if self._quotes and not at:  # the quote has ended, and so has its code
            self._end()
            return self._unquoted(line)
        return line[at:]

    def _after_quotes(self, line: str) -> str:
        quotes = _QUOTES.match(line)
        if quotes is None:
            return line
        self._quotes += quotes[0].count(">")
        return line[quotes.end() :]

    def _fenced(self, line: str) -> None:
        mark = line.strip()
        if len(mark) >= len(self._fence) and not mark.strip(self._fence[0]):
            self._end()
        else:
            assert self._code is not None
            self._code.append(self._dedented(line))

    def _blank(self) -> None:
        if self._code is None:
            self._end()
        else:
            self._code.append("")

    def _content(self, line: str) -> None:
        if not line.startswith(" ") and not self._paragraph and not _ITEM.match(line):
            self._indent = 0
        line = self._dedented(line)
        if self._indent:
            line = self._after_quotes(line)
        if line.startswith("    ") and not self._paragraph:
            self._code = [] if self._code is None else self._code
            self._code.append(line[4:])
            return
        if self._code is not None:
            self._end()
        self._leaf(line)

    def _leaf(self, line: str) -> None:
        if self._paragraph and _UNDERLINE.match(line):
            self._end()
            return
        if _BREAK.match(line):
            self._end()
            return
        item = _ITEM.match(line)
        if item and self._may_begin(item[0].strip(), line[item.end() :]):
            self._end()
            self._tag = "li"
            self._indent += item.end()
            while again := _ITEM.match(line, item.end()) or _QUOTES.match(line, item.end()):
                item = again  # "- - words", "- > words"
            self._quotes += line.count(">", 0, item.end())
            line = line[item.end() :]
        heading, fence = _HEADING.match(line), _FENCE.match(line)
        if heading:
            self._end()
            self._paragraph = [re.sub(r"(?:^| )#++ *+$", "", line[heading.end() :])]
            self._end()
        elif fence:
            self._end()
            self._fence, self._code = fence[1], []
        elif not self._paragraph and (definition := _DEFINITION.match(line)):
            self._labels.add(normal_label(definition[1]))
        elif line.strip():
            self._paragraph.append(line.lstrip(" "))

    def _may_begin(self, marker: str, rest: str) -> bool:
        """Return whether a list item may begin: in a paragraph, a line may start with a year."""
        if not self._paragraph or self._indent:
            return True
        return bool(rest.strip()) and (marker in "-+*" or marker[:-1] == "1")

    def _dedented(self, line: str) -> str:
        """Return the line without the indentation of the open list item."""
        indent = min(self._indent, len(line) - len(line.lstrip(" ")))
        if indent < self._indent and not self._paragraph and not self._fence and line.strip():
            self._indent = indent if indent > 1 else 0
        return line[indent:]

    def _end(self) -> None:
        """Close the open paragraph or code block."""
        if self._code is not None:
            self._done.append(("pre", "\n".join(self._code).strip("\n")))
        elif self._paragraph:
            self._done.append((self._tag, "\n".join(self._paragraph)))
            self._tag = "p"
        self._paragraph, self._code, self._fence = [], None, ""
