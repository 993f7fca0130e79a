"""Text as it is compared and searched: what a reader sees, and the links in it."""

from __future__ import annotations

import re
import unicodedata

from blogcore._text.html import html_to_text, unescape_html
from blogcore._text.markdown import markdown_to_text

__all__ = ["count_links", "normalized", "search_key", "shown_texts"]

#: Default-ignorable characters that are not of the category Cf (Unicode, section 5.21).
_IGNORABLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]")


def normalized(text: str) -> str:
    """Return text in compatibility form, without invisible characters, spaces folded. Linear.

    >>> normalized("ｏｎｅ \\u200b two")
    'one two'
    """
    if not text.isascii():
        text = _IGNORABLE.sub("", unicodedata.normalize("NFKC", text))
        text = "".join([c for c in text if c.isascii() or unicodedata.category(c) != "Cf"])
    return " ".join(text.split())


def search_key(text: str) -> str:
    """Return text to search for words: normalized, case folded, without combining marks. Linear.

    >>> search_key("CÁSI\\u00adNO")
    'casino'
    """
    text = normalized(text).casefold()
    if text.isascii():
        return text
    return "".join(
        [c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M"]
    )


def shown_texts(text: str, media_type: str) -> tuple[str, ...]:
    """Return a text as it was typed, and as readers see it by its media type. Linear."""
    if media_type == "text/html":
        return text, html_to_text(text)
    if media_type == "text/markdown":
        return text, markdown_to_text(text)
    return text, html_to_text(text)


_ANCHOR = re.compile(r"<a(?=[\s/])", re.IGNORECASE)
_URL = re.compile(r"https?:|www\.", re.IGNORECASE)
_INLINE_LINK = re.compile(r"\]\(")
_AUTOLINK = re.compile(r"<(?:[a-z][a-z0-9+.-]{1,31}:|[^\s<>@]{1,64}@)", re.IGNORECASE)
_REFERENCE = re.compile(r"\]:")


def count_links(text: str, media_type: str = "text/html") -> int:
    """Return the number of links that a text could show, never less than it does. Linear.

    Anchors, bare URLs (also written with character references), and the links of Markdown.

    Args:
        text: The text as it was typed.
        media_type: Its markup language.

    >>> count_links('<a href="https://example.org">one</a> and www.example.org')
    2
    >>> count_links("[one](/a) <ida@example.org>", "text/markdown")
    2
    """
    counts = [len(_ANCHOR.findall(text)), len(_URL.findall(normalized(unescape_html(text))))]
    if media_type == "text/markdown":
        markdown = len(_INLINE_LINK.findall(text)) + len(_AUTOLINK.findall(text))
        if _REFERENCE.search(text):
            markdown = text.count("]") + len(_AUTOLINK.findall(text))
        counts.append(markdown)
    return max(counts)
