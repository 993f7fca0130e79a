"""Inline Markdown to HTML: code, emphasis, links, images, line breaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from html import escape

from attrs import define

__all__ = ["inline_html", "normal_label"]

#: A run of spaces is matched only from its start.
_TOKEN = re.compile(r"\\|`++|!?\[|\]|\*++|_++|<|(?<! ) *+\n")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_AUTOLINK = re.compile(
    r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^\s<>]*+|[\w.!#$%&'*+/=?^`{|}~-]++@[A-Za-z0-9.-]++)>"
)
_TAG = re.compile(
    r"""</?[A-Za-z][A-Za-z0-9-]*+(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+"""
    r"""(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?)*+\s*+/?>"""
)
_TARGET = re.compile(
    r"""\(\s*+(?:<[^<>\n]*+>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*+\))*+)"""
    r"""(?:\s++(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?\s*+\)""",
    re.DOTALL,
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)


def inline_html(text: str, labels: Collection[str]) -> str:
    """Return inline Markdown as HTML; ``labels`` are those of the link definitions. Linear."""
    return _Inline(text, labels).html()


def normal_label(label: str) -> str:
    """Return a link label in a form to compare: case and runs of spaces do not matter."""
    return " ".join(label.casefold().split())


@define
class _Run:
    """A run of ``*`` or ``_``: its index in the output, and how many are not matched yet."""

    piece: int
    left: int
    opens: bool


class _Inline:
    """Converts one text; the output is a list of pieces, some of which are replaced later."""

    def __init__(self, text: str, labels: Collection[str]) -> None:
        self._text = text
        self._labels = labels
        self._out: list[str] = []
        #: Open brackets: their index in the output, and where their label begins in the text.
        self._brackets: list[tuple[int, int]] = []
        self._openers: dict[str, list[_Run]] = {"*": [], "_": []}
        self._ticks: dict[int, list[int]] | None = None
        self._missing_ends: set[str] = set()

    def html(self) -> str:
        text, at = self._text, 0
        while found := _TOKEN.search(text, at):
            self._out.append(text[at : found.start()])
            at = self._token(found)
        self._out.append(text[at:])
        return "".join(self._out)

    def _token(self, found: re.Match[str]) -> int:
        """Read one token; return where to continue."""
        mark = found[0]
        match mark[0]:
            case "\\":
                return self._escape(found.end())
            case "`":
                return self._code(found.start(), len(mark))
            case "*" | "_":
                return self._emphasis(found)
            case "[" | "!":
                self._brackets.append((len(self._out), found.end()))
                self._out.append(mark)
                return found.end()
            case "]":
                return self._link(found.start())
            case "<":
                return self._markup(found.start())
            case _:
                self._out.append("<br>" if mark.startswith("  ") else "\n")
                return found.end()

    def _escape(self, at: int) -> int:
        following = self._text[at : at + 1]
        if following == "\n":
            self._out.append("<br>")
        elif following in _PUNCTUATION:
            self._out.append(escape(following))
        else:
            self._out.append("\\")
            return at
        return at + 1

    def _code(self, start: int, size: int) -> int:
        """Read a code span, if a run of as many backticks follows."""
        if self._ticks is None:
            self._ticks = {}
            for run in re.finditer("`++", self._text):
                self._ticks.setdefault(len(run[0]), []).append(run.start())
        runs = self._ticks.get(size, [])
        closer = bisect_right(runs, start)
        if closer == len(runs):
            self._out.append("`" * size)
            return start + size
        code = self._text[start + size : runs[closer]]
        if code.strip(" ") and code[0] in " \n" and code[-1] in " \n":
            code = code[1:-1]
        self._out.append(escape(code))
        return runs[closer] + size

    def _markup(self, at: int) -> int:
        """Read an address in angle brackets, HTML, or just a "<"."""
        address = _AUTOLINK.match(self._text, at)
        if address:
            self._out.append(escape(address[1]))
            return address.end()
        end = self._html_end(at)
        self._out.append(self._text[at:end] if end else "&lt;")
        return end or at + 1

    def _html_end(self, at: int) -> int:
        for start, mark in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")):
            if self._text.startswith(start, at):
                if mark in self._missing_ends:
                    return 0
                end = self._text.find(mark, at)
                if end < 0:
                    self._missing_ends.add(mark)
                return end + len(mark) if end >= 0 else 0
        tag = _TAG.match(self._text, at)
        return tag.end() if tag else 0

    def _link(self, at: int) -> int:
        """Read a closing bracket: of a link or an image, whose text is kept, or of neither."""
        if not self._brackets:
            self._out.append("]")
            return at + 1
        piece, start = self._brackets.pop()
        target = _TARGET.match(self._text, at + 1)
        if target is None:
            target = self._reference(start, at)
            if target is None:
                self._out.append("]")
                return at + 1
        image = self._out[piece].startswith("!")
        self._out[piece] = " " if image else ""
        return target.end()

    def _reference(self, start: int, at: int) -> re.Match[str] | None:
        """Return the end of a reference: ``[text][label]``, ``[label][]`` or ``[label]``."""
        own = normal_label(self._text[start:at]) if at - start < 1000 else ""
        second = _LABEL.match(self._text, at + 1)
        if second:
            named = normal_label(second[1]) or own
            return second if named in self._labels else None
        return re.compile(r"\]").match(self._text, at) if own in self._labels else None

    def _emphasis(self, found: re.Match[str]) -> int:
        """Read a run of markers: it closes emphasis, opens emphasis, or is text."""
        mark, size = found[0][0], len(found[0])
        before = self._text[found.start() - 1 : found.start()] if found.start() else " "
        after = self._text[found.end() : found.end() + 1] or " "
        left, right = _flanks(before, after)
        opens, closes = left, right
        if mark == "_":
            opens = left and (not right or not before.isalnum())
            closes = right and (not left or not after.isalnum())
        run = _Run(len(self._out), size, opens)
        openers = self._openers[mark]
        while closes and run.left and openers:
            opener = openers[-1]
            matched = min(opener.left, run.left)
            opener.left -= matched
            run.left -= matched
            self._out[opener.piece] = mark * opener.left
            if not opener.left:
                openers.pop()
        self._out.append(mark * run.left)
        if opens and run.left:
            openers.append(run)
        return found.end()


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    """Return whether a run is left-flanking and right-flanking (CommonMark 6.2)."""
    blank_before, blank_after = before.isspace(), after.isspace()
    mark_before, mark_after = _is_mark(before), _is_mark(after)
    left = not blank_after and (not mark_after or blank_before or mark_before)
    right = not blank_before and (not mark_before or blank_after or mark_after)
    return left, right


def _is_mark(character: str) -> bool:
    return not character.isalnum() and not character.isspace() and character != ""
