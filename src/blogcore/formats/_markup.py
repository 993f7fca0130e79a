"""Bodies as HTML, for formats that hold nothing else."""

from __future__ import annotations

from html import escape

from blogcore.models import Body

__all__ = ["as_html"]


def as_html(body: Body) -> str:
    """The body as HTML: as it is, or its words in paragraphs. Markdown is not rendered, but read.

    What is HTML is not made safe here: see the renderers.
    """
    if body.media_type == "text/html":
        return body.text
    paragraphs = (part.strip() for part in body.to_text().split("\n\n"))
    shown = (escape(part, quote=False).replace("\n", "<br>\n") for part in paragraphs if part)
    return "".join(f"<p>{part}</p>\n" for part in shown)
