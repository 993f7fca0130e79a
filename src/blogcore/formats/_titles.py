"""Titles of RSS, which holds them as HTML: as they read, and as they are held."""

from __future__ import annotations

from html import escape

from blogcore._text.html import html_to_text, unescape_html

__all__ = ["name_html", "title_html", "title_text"]


def title_text(held: str) -> str:
    """A title as it reads.

    >>> title_text("Fish &amp; <b>chips</b>")
    'Fish & chips'
    """
    return html_to_text(held, shortcodes=False) if "<" in held else unescape_html(held)


def name_html(name: str) -> str:
    """A name as HTML holds it: escaped, where it would read otherwise.

    >>> name_html("AT&T"), name_html("AT&amp;T")
    ('AT&T', 'AT&amp;amp;T')
    """
    return name if unescape_html(name) == name else escape(name, quote=False)


def title_html(title: str) -> str:
    """A title as HTML holds it, so that it reads as it is.

    >>> title_html("the <b> element")
    'the &lt;b&gt; element'
    """
    return name_html(title) if title_text(title) == title else escape(title, quote=False)
