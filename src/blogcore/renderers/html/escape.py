"""Text as HTML writes it: between tags, and between the quotes of an attribute."""

from __future__ import annotations

import re
from html import unescape

from blogcore._text.plain import NONCHARACTERS, find_forbidden

__all__ = ["attribute", "only_characters", "text"]

_NO_CHARACTER = re.compile(f"[{''.join(map(chr, sorted(NONCHARACTERS)))}]")
_REFERENCE = re.compile(r"&#(?:[xX]0*+([0-9a-fA-F]{1,6})|0*+([0-9]{1,7}));?")


def text(words: str) -> str:
    """The words as content of an element. Linear.

    >>> text("a < b & c")
    'a &lt; b &amp; c'
    """
    words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return words if words.isascii() else _NO_CHARACTER.sub("\ufffd", words)


def attribute(value: str) -> str:
    """The value between quotes of either sort.

    >>> attribute('She said "no".')
    'She said &quot;no&quot;.'
    """
    return text(value).replace('"', "&quot;").replace("'", "&#39;")


def only_characters(html: str) -> str:
    """HTML in which each code point is a character, written as itself or by its number. Linear.

    >>> only_characters("a&#1;b&#xfffe;c&#65;")
    'a\ufffdb\ufffdc&#65;'
    """
    if not html.isascii():
        html = _NO_CHARACTER.sub("\ufffd", html)
    return _REFERENCE.sub(_character, html) if "&#" in html else html


def _character(found: re.Match[str]) -> str:
    # The standard library knows which numbers the HTML standard refuses: it gives nothing for them.
    character = unescape(found[0])
    return found[0] if character and find_forbidden(character) is None else "\ufffd"
