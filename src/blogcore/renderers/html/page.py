"""The whole page of a post: site, post, discussion, pages of it, "Leave a Reply"."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore._text.plain import one_line
from blogcore.models import Site
from blogcore.renderers.context import Context
from blogcore.renderers.html.escape import attribute, text
from blogcore.renderers.html.form import reply_section
from blogcore.renderers.html.head import head
from blogcore.renderers.html.language import tongue
from blogcore.renderers.html.post import post_header_and_body
from blogcore.renderers.html.thread import comments_section
from blogcore.renderers.urls import web_url
from blogcore.threads import Thread

__all__ = ["page"]


def page(thread: Thread, context: Context) -> Iterator[str]:
    """A valid HTML document."""
    words = context.words
    yield f'<!DOCTYPE html>\n<html lang="{attribute(words.language)}" dir="{words.direction}">\n'
    yield from head(thread, context)
    skip = text(words.skip_to_content)
    yield f'<body class="blogcore-page">\n<a class="skip" href="#content">{skip}</a>\n'
    titled = context.post is not None and bool(one_line(context.post.title))
    yield from _site(context.site, "p" if titled else "h1")
    yield '<main id="content">\n<article class="h-entry">\n'
    if context.post is not None:
        yield from post_header_and_body(context.post, context)
    yield from comments_section(thread, context)
    yield "</article>\n"
    yield from reply_section(thread, context)
    yield "</main>\n</body>\n</html>\n"


def _site(site: Site, heading: str) -> Iterator[str]:
    """Whose page it is; the heading of the page where the post has none."""
    title, tagline = one_line(site.title), one_line(site.tagline)
    if not title and not tagline:
        return
    yield f'<header class="site"{tongue(site.language)}>\n'
    url = web_url(site.url)
    if title:
        named = f'<a href="{attribute(url)}" rel="home">{text(title)}</a>' if url else text(title)
        yield f'<{heading} class="site-title">{named}</{heading}>\n'
    if tagline:
        yield f'<p class="tagline">{text(tagline)}</p>\n'
    yield "</header>\n"
