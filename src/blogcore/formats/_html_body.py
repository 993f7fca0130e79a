"""A body as HTML, for files that hold nothing else. Nothing in it is made safe to show."""

from __future__ import annotations

from html import escape

from blogcore._text.wpautop import needs_wpautop, wpautop
from blogcore.models import Body

__all__ = ["html_of", "shown_html"]


def html_of(body: Body) -> str:
    """HTML as it is; other words as paragraphs of their text. Linear.

    >>> html_of(Body(text="a < b\\nc\\n\\nd"))
    '<p>a &lt; b<br>\\nc</p>\\n<p>d</p>\\n'
    """
    if body.media_type == "text/html":
        return body.text
    paragraphs = (part.strip() for part in body.to_text().split("\n\n"))
    shown = (escape(part, quote=False).replace("\n", "<br>\n") for part in paragraphs if part)
    return "".join(f"<p>{part}</p>\n" for part in shown)


def shown_html(body: Body) -> str:
    """HTML as a page shows it, which other people's readers do too. Linear.

    WordPress stores blank lines for paragraphs and captions in brackets, and makes HTML of both
    before anybody sees it (``wpautop``, ``img_caption_shortcode``), in its feeds too.

    >>> shown_html(Body(text="One\\n\\ntwo", media_type="text/html"))
    '<p>One<p>two'
    """
    html = html_of(body)
    is_stored = body.media_type == "text/html" and needs_wpautop(html)
    return wpautop(html) if is_stored else html
