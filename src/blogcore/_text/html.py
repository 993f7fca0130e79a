"""Convert HTML to text.

A scanner in one pass, because ``html.parser`` and patterns for tags are not linear on hostile
input. The result is text, not markup, so nothing here decides what is safe.
"""

from __future__ import annotations

import re
from html import unescape

from blogcore._text._layout import Layout
from blogcore._text.displayed import displayed, media_as_links
from blogcore._text.plain import scrub

__all__ = ["html_to_text", "unescape_html"]


def html_to_text(html: str, *, stored: bool = True) -> str:
    """Return the text, with a blank line between paragraphs. Linear for any input.

    Links keep their text; an image becomes its caption, or else its ``alt`` text. Scripts, styles,
    templates and comments are removed.

    Args:
        html: HTML.
        stored: Whether it may be HTML as WordPress stores it, with line ends for paragraphs and
            breaks and with shortcodes such as ``[caption]``.

    >>> html_to_text("<p>Fish &amp; <b>ch</b>ips<p>a < b<script>alert(1)</script>")
    'Fish & chips\\n\\na < b'
    """
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    return _Reader(media_as_links(displayed(html)) if stored else html).read()


#: Elements that browsers never show. The content of those in `_RAW` is not markup and ends only
#: at their own end tag. Of the others, the start tag alone is dropped if the end tag is missing.
_RAW = frozenset({"script", "style", "title", "iframe", "noembed", "noframes"})
_HIDDEN = _RAW | {"head", "template", "noscript", "svg", "math"}

_TAG_NAME = re.compile(r"/?([a-zA-Z][^\s/<>]*)")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:([^\s/>=]+|=[^\s/>=]*)\s*(?:=\s*(?:(["'])|([^\s>"'][^\s>]*)?))?)?"""
)
_LEADING_ZEROS = re.compile(r"(?<=&#)([xX]?)0+(?=[0-9a-fA-F])")
_LONG_NUMBER = re.compile(r"&#(?:[xX]0*[0-9a-fA-F]{7,}|0*[0-9]{8,});?")


class _Reader:
    """Scans the text once; remembers which end marks the rest of the text does not have."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._layout = Layout()
        self._missing_ends: set[str] = set()

    def read(self) -> str:
        html, at = self._html, 0
        while True:
            opening = html.find("<", at)
            if opening < 0:
                self._text(html[at:])
                return self._layout.text()
            self._text(html[at:opening])
            at = self._markup(opening)

    def _markup(self, at: int) -> int:
        """Read the markup that begins with this "<"; return where to continue."""
        html = self._html
        if html.startswith("<!--", at):
            return self._after("-->", at + 2, else_at=len(html))
        if html.startswith("<![CDATA[", at):
            end = html.find("]]>", at)
            self._text(html[at + 9 : end if end >= 0 else len(html)])
            return end + 3 if end >= 0 else len(html)
        if html.startswith(("<!", "<?"), at):
            return self._after(">", at, else_at=None)
        name = _TAG_NAME.match(html, at + 1)
        if name is None:
            self._layout.add_text("<")
            return at + 1
        return self._tag(name, at)

    def _tag(self, name: re.Match[str], at: int) -> int:
        word, closing = name[1].lower(), name[0].startswith("/")
        alt, end = self._attributes(name.end())
        if end is None:
            self._layout.add_text("<")
            return at + 1
        if word in _HIDDEN:
            return end if closing else self._after_element(word, end)
        if word == "img":
            self._layout.image(unescape_html(alt))
        elif closing:
            self._layout.close(word)
        else:
            self._layout.open(word)
        return end

    def _attributes(self, at: int) -> tuple[str, int | None]:
        """Return the ``alt`` text of the tag whose name ends here, and the end of the tag, if any.

        After a quote that never closes, or quotes that contain every ">", quotes are ignored.
        """
        html, alt, start = self._html, "", at
        if self._find(">", at) < 0:
            return alt, None
        while "quote" not in self._missing_ends:
            found = _ATTRIBUTE.match(html, at)
            assert found is not None  # it also matches the empty text
            at = found.end()
            if found[2]:
                end = html.find(found[2], at)
                if end < 0:
                    self._missing_ends.add("quote")
                    break
                value, at = html[at:end], end + 1
            else:
                value = found[3] or ""
            if found[1] and found[1].lower() == "alt":
                alt = alt or value
            if at >= len(html):
                self._missing_ends.add("quote")  # every ">" from here on is in quotes
                break
            if html[at] == ">":
                return alt, at + 1
        return "", self._find(">", start) + 1

    def _after_element(self, name: str, at: int) -> int:
        """Return the position after the end tag of an element that is not shown."""
        if name not in self._missing_ends:
            found = re.compile(rf"</{name}(?=[\s/>])[^>]*>?", re.IGNORECASE).search(self._html, at)
            if found:
                return found.end()
            self._missing_ends.add(name)
        return len(self._html) if name in _RAW else at

    def _after(self, mark: str, at: int, *, else_at: int | None) -> int:
        found = self._find(mark, at)
        if found >= 0:
            return found + len(mark)
        if else_at is not None:
            return else_at
        self._layout.add_text("<")
        return at + 1

    def _find(self, mark: str, at: int) -> int:
        """``str.find``, but never search again for a mark that was not found before."""
        if mark in self._missing_ends:
            return -1
        found = self._html.find(mark, at)
        if found < 0:
            self._missing_ends.add(mark)
        return found

    def _text(self, text: str) -> None:
        self._layout.add_text(unescape_html(text))


def unescape_html(text: str) -> str:
    """Return text with character references decoded once, without forbidden characters.

    >>> unescape_html("Fish &amp; <b>chips&#1;")
    'Fish & <b>chips'
    """
    if "&" in text:
        text = _LEADING_ZEROS.sub(r"\1", text) if "&#" in text else text
        text = unescape(_LONG_NUMBER.sub("\ufffd", text))
    return scrub(text)[0]
