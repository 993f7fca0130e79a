"""A body as HTML, for files that hold nothing else. Nothing in it is made safe to show."""

from __future__ import annotations

from html import escape

from blogcore.models import Body

__all__ = ["html_of"]


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
