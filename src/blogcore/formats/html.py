"""HTML as files hold it: bodies and titles written as HTML, and titles read from it.

Nothing here makes HTML safe to show; renderers do that.
"""

from __future__ import annotations

import re
from html import escape, unescape

from blogcore._text.displayed import displayed
from blogcore._text.html import html_to_text, unescape_html
from blogcore.models import Body

__all__ = [
    "body_html",
    "displayed_html",
    "escape_name",
    "is_escaped_twice",
    "is_html",
    "title_from_html",
    "title_to_html",
]


# --- bodies ----------------------------------------------------------------------------------


def body_html(body: Body) -> str:
    r"""Return a body as HTML: HTML unchanged, other text as escaped paragraphs. Linear.

    Args:
        body: Any body.

    >>> body_html(Body(text="a < b\nc\n\nd"))
    '<p>a &lt; b<br>\nc</p>\n<p>d</p>\n'
    """
    if body.media_type == "text/html":
        return body.text
    paragraphs = (part.strip() for part in body.to_text().split("\n\n"))
    lines = (escape(part, quote=False).replace("\n", "<br>\n") for part in paragraphs if part)
    return "".join(f"<p>{part}</p>\n" for part in lines)


def displayed_html(body: Body) -> str:
    r"""Return a body as HTML that a browser shows as WordPress would. Linear.

    WordPress stores line ends for paragraphs and breaks and shortcodes for captions, and converts
    them before anybody sees them, in its feeds too.

    Args:
        body: Any body.

    Source: WordPress ``wpautop``, ``img_caption_shortcode``.

    >>> displayed_html(Body(text="One\n\ntwo", media_type="text/html"))
    '<p>One</p>\n<p>two</p>'
    """
    html = body_html(body)
    return displayed(html) if body.media_type == "text/html" else html


# --- titles ----------------------------------------------------------------------------------


def title_from_html(html: str) -> str:
    """Return the plain text of a title that is held as HTML, as in RSS and WordPress.

    Args:
        html: A title with entities and perhaps elements.

    >>> title_from_html("Fish &amp; <b>chips</b>")
    'Fish & chips'
    """
    return html_to_text(html, stored=False) if "<" in html else unescape_html(html)


def title_to_html(title: str) -> str:
    """Return a title as HTML, escaped only where `title_from_html` would change it.

    Args:
        title: A title as plain text.

    >>> title_to_html("the <b> element")
    'the &lt;b&gt; element'
    """
    return escape_name(title) if title_from_html(title) == title else escape(title, quote=False)


def escape_name(name: str) -> str:
    """Return a name as HTML, escaped only where unescaping would change it.

    Args:
        name: A name as plain text.

    >>> escape_name("AT&T"), escape_name("AT&amp;T")
    ('AT&T', 'AT&amp;amp;T')
    """
    return name if unescape_html(name) == name else escape(name, quote=False)


# --- HTML that is declared or escaped wrongly ------------------------------------------------

_ELEMENTS = (
    "a|article|aside|b|blockquote|br|center|code|dd|del|div|dl|dt|em|figure|font|footer|h[1-6]|header|hr"
    "|i|iframe|img|ins|li|main|ol|p|pre|q|s|section|small|span|strong|sub|sup|table|tbody|td|th|tr"
    "|tt|u|ul|video"
)
_FIRST_TAG = re.compile(rf"\s*<({_ELEMENTS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_VOID = frozenset({"br", "hr", "img"})


def is_html(text: str) -> bool:
    """Return whether a text is certainly HTML: it begins and ends with an element. Linear.

    Args:
        text: Text whose writer declared no media type.

    >>> is_html("<p>Two days.</p>"), is_html("the <p> element")
    (True, False)
    """
    first = _FIRST_TAG.match(text)
    if first is None:
        return False
    name = first[1].lower()
    return text.rstrip().endswith(">") and (name in _VOID or f"</{name}" in text.lower())


def is_escaped_twice(html: str) -> bool:
    """Return whether HTML has no element but shows the source of HTML. Linear.

    Args:
        html: HTML that a feed holds.

    >>> is_escaped_twice("&lt;p&gt;Two days.&lt;/p&gt;"), is_escaped_twice("&lt;p&gt; begins one")
    (True, False)
    """
    return "<" not in html and "&lt;" in html and is_html(unescape(html))
