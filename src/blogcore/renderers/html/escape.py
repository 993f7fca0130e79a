"""Text as HTML writes it: between tags, and between the quotes of an attribute."""

from __future__ import annotations

import re

__all__ = ["attribute", "text"]

#: Code points that are no characters: a parse error in HTML, wherever they stand.
_NO_CHARACTER = re.compile(
    "[\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(1 << 16, 17 << 16, 1 << 16))
    + "]"
)


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
