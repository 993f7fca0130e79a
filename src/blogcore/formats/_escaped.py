"""HTML that somebody escaped once too often, or forgot to call HTML: told where it is certain."""

from __future__ import annotations

import re
from html import unescape

__all__ = ["is_escaped_twice", "is_html"]

_ELEMENTS = (
    "a|article|aside|b|blockquote|br|center|code|dd|del|div|dl|dt|em|figure|font|footer|h[1-6]|header|hr"
    "|i|iframe|img|ins|li|main|ol|p|pre|q|s|section|small|span|strong|sub|sup|table|tbody|td|th|tr"
    "|tt|u|ul|video"
)
_BEGINS = re.compile(rf"\s*<({_ELEMENTS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_EMPTY = frozenset({"br", "hr", "img"})


def is_html(text: str) -> bool:
    """Whether all of a text is in elements of HTML: it begins and ends with one. Linear.

    >>> is_html("<p>Two days.</p>"), is_html("the <p> element")
    (True, False)
    """
    begins = _BEGINS.match(text)
    if begins is None:
        return False
    name = begins[1].lower()
    return text.rstrip().endswith(">") and (name in _EMPTY or f"</{name}" in text.lower())


def is_escaped_twice(html: str) -> bool:
    """Whether HTML has no element but shows the source of HTML, and nothing else. Linear.

    >>> is_escaped_twice("&lt;p&gt;Two days.&lt;/p&gt;"), is_escaped_twice("&lt;p&gt; begins one")
    (True, False)
    """
    return "<" not in html and "&lt;" in html and is_html(unescape(html))
