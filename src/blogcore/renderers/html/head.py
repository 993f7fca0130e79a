"""What a page says before it begins: title, address, how it looks, and what machines read."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore._text.plain import excerpt, one_line
from blogcore.renderers.context import Context
from blogcore.renderers.html.escape import attribute, text
from blogcore.renderers.html.json_ld import posting
from blogcore.renderers.html.style import stylesheet
from blogcore.renderers.script_json import script_json
from blogcore.renderers.urls import web_url
from blogcore.threads import Thread

__all__ = ["head"]


def head(thread: Thread, context: Context) -> Iterator[str]:
    """All between ``<head>`` and ``</head>``."""
    site, post = context.site, context.post
    titles = [one_line(post.title) if post else "", one_line(site.title)]
    title = " – ".join(filter(None, titles)) or context.words.comments
    yield '<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<title>{text(title)}</title>\n<meta name="color-scheme" content="light dark">\n'
    if post is not None:
        address = web_url(post.url)
        if address is not None:
            yield f'<link rel="canonical" href="{attribute(address)}">\n'
        about = excerpt(post.body.to_text(), 40)
        if about:
            yield f'<meta name="description" content="{attribute(about)}">\n'
    yield f"<style>\n{stylesheet()}</style>\n"
    if post is not None:
        data = script_json(posting(post, thread, context))
        yield f'<script type="application/ld+json">{data}</script>\n'
    yield "</head>\n"
