"""`Layout`: text in lines and paragraphs, from the elements of HTML."""

from __future__ import annotations

import re

__all__ = ["Layout"]

#: No-break spaces belong to the words.
_BLANKS = re.compile("[ \t\n\f]+")

#: What separates two words: nothing, a space, a line break, a blank line.
_GAPS = ("", " ", "\n", "\n\n")
_GLUED, _BLANK, _LINE, _PARAGRAPH = range(4)

_ELEMENTS = {
    _BLANK: "td th button input select textarea legend audio video",
    _LINE: "br li dt dd tr thead tbody tfoot caption option summary",
    _PARAGRAPH: "address article aside blockquote body center details dialog dir div dl fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html main menu nav ol p pre"
    " section table ul xmp",
}
_GAP_OF = {name: gap for gap, names in _ELEMENTS.items() for name in names.split()}
_LISTS = frozenset({"ul", "ol", "dir", "menu"})


class Layout:
    """Collects words; between two of them it puts the widest gap that was requested."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._gap = _GLUED
        self._pre = False
        self._lists = 0
        #: Alternative texts of the images in the open figure, which a caption may still replace.
        self._alts: list[str] | None = None
        self._captioned = False
        #: No-break spaces at the beginning of a line, which count if words follow in the line.
        self._indent = ""

    def text(self) -> str:
        """Return the collected text, without white space at its ends."""
        self._add_alts()
        return "".join(self._out).lstrip("\n").rstrip()

    def add_text(self, text: str) -> None:
        """Add text with white space folded; a blank line begins a paragraph."""
        if self._pre:
            self._verbatim(text)
            return
        at = 0
        for blanks in _BLANKS.finditer(text):
            self._word(text[at : blanks.start()])
            self._widen(_PARAGRAPH if blanks[0].count("\n") > 1 else _BLANK)
            at = blanks.end()
        self._word(text[at:])

    def image(self, alt: str) -> None:
        """Add an image: its alternative text, unless its figure contains words."""
        if self._alts is not None:
            if not self._captioned:
                self._alts.append(alt)
            return
        self._widen(_BLANK)
        self.add_text(alt)
        self._widen(_BLANK)

    def open(self, name: str) -> None:
        """Begin an element."""
        self._edge(name)
        if name in _LISTS:
            self._lists += 1
        elif name == "figure":
            self._add_alts()
            self._alts, self._captioned = [], False
        elif name == "pre":
            self._pre = True

    def close(self, name: str) -> None:
        """End an element."""
        if name in _LISTS:
            self._lists = max(0, self._lists - 1)
        elif name == "figure":
            self._add_alts()
        elif name == "pre":
            self._pre = False
            self._out[-1:] = [last.rstrip("\n") for last in self._out[-1:]]
        self._edge(name)

    def _edge(self, name: str) -> None:
        gap = _GAP_OF.get(name, _GLUED)
        if name == "br":
            if self._pre:
                self._verbatim("\n")
                return
            gap = _PARAGRAPH if self._gap >= _LINE else _LINE
        elif name in _LISTS and self._lists:
            gap = _LINE  # a list in a list
        self._widen(gap)

    def _widen(self, gap: int) -> None:
        self._gap = max(self._gap, gap)
        if self._indent:
            if gap >= _LINE:
                self._indent = ""
            elif gap == _BLANK:
                self._indent += " "

    def _word(self, word: str) -> None:
        if not word:
            return
        begins_line = self._gap >= _LINE or not self._out
        if begins_line and not self._pre and not word.strip("\xa0"):
            self._indent += word
            return
        if self._indent:
            word, self._indent = self._indent + word, ""
        if self._alts is not None:
            self._alts, self._captioned = [], True
        if self._out:
            self._out.append(_GAPS[self._gap])
        self._gap = _GLUED
        self._out.append(word)

    def _verbatim(self, text: str) -> None:
        if self._gap == _PARAGRAPH:
            text = text.lstrip("\n")
        self._word(text)

    def _add_alts(self) -> None:
        alts, self._alts = self._alts or [], None
        for alt in alts:
            self.image(alt)
            self._widen(_LINE)
