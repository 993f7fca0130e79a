"""`HtmlRenderer`, and the whole page of a post: head, site header, post, discussion, reply form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from blogcore._text.plain import excerpt, one_line
from blogcore.models import Site
from blogcore.renderers.context import Context
from blogcore.renderers.html._escape import escape, escape_attribute, language_attributes
from blogcore.renderers.html._json_ld import blog_posting
from blogcore.renderers.html.comments import comments_section, discussion, page_links
from blogcore.renderers.html.form import reply_section
from blogcore.renderers.html.post import post_header_and_body
from blogcore.renderers.markup import script_json
from blogcore.renderers.urls import web_url
from blogcore.threads import Thread

__all__ = ["HtmlRenderer", "stylesheet"]

_DESCRIPTION_WORDS = 40


class HtmlRenderer:
    """HTML for any browser, with or without a stylesheet, for screen readers and for machines.

    Comments are articles in lists, replies in lists inside the item of their parent, down to
    ``context.nesting`` levels (8 by default). Deeper replies follow in the deepest list, each with
    a link to its parent. No script is needed. Microformats (``h-entry`` with ``h-cite``) and, on a
    page, JSON-LD for schema.org carry the same content for machines. Linear in the thread.
    """

    #: Name of the renderer.
    name = "html"
    #: Media type of the output.
    media_type = "text/html"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield the discussion and the links to its other pages; nothing for an empty thread.

        Args:
            thread: What the viewer may see.
            context: Texts, URLs and options.
        """
        yield from discussion(thread, context)
        yield from page_links(context)

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield a valid HTML document with its stylesheet.

        Args:
            thread: What the viewer may see.
            context: Site, post, texts, URLs and options.
        """
        words = context.words
        language = escape_attribute(words.language)
        yield f'<!DOCTYPE html>\n<html lang="{language}" dir="{words.direction}">\n'
        yield from _head(thread, context)
        skip = escape(words.skip_to_content)
        yield f'<body class="blogcore-page">\n<a class="skip" href="#content">{skip}</a>\n'
        post_has_title = context.post is not None and bool(one_line(context.post.title))
        yield from _site_header(context.site, "p" if post_has_title else "h1")
        yield '<main id="content">\n<article class="h-entry">\n'
        if context.post is not None:
            yield from post_header_and_body(context.post, context)
        yield from comments_section(thread, context)
        yield "</article>\n"
        yield from reply_section(thread, context)
        yield "</main>\n</body>\n</html>\n"


@cache
def stylesheet() -> str:
    """Return the CSS: light and dark, narrow and wide, print, both writing directions.

    For a site that puts a rendered discussion into its own page. Rules for comments are limited to
    elements inside the class ``blogcore``.

    >>> "prefers-color-scheme: dark" in stylesheet()
    True
    """
    return (files("blogcore.renderers.html") / "style.css").read_text(encoding="utf-8")


def _head(thread: Thread, context: Context) -> Iterator[str]:
    site, post = context.site, context.post
    titles = [one_line(post.title) if post else "", one_line(site.title)]
    title = " – ".join(filter(None, titles)) or context.words.comments
    yield '<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<title>{escape(title)}</title>\n<meta name="color-scheme" content="light dark">\n'
    if post is not None:
        url = web_url(post.url)
        if url is not None:
            yield f'<link rel="canonical" href="{escape_attribute(url)}">\n'
        description = excerpt(post.body.to_text(), _DESCRIPTION_WORDS)
        if description:
            yield f'<meta name="description" content="{escape_attribute(description)}">\n'
    yield f"<style>\n{stylesheet()}</style>\n"
    if post is not None:
        data = script_json(blog_posting(post, thread, context))
        yield f'<script type="application/ld+json">{data}</script>\n'
    yield "</head>\n"


def _site_header(site: Site, heading: str) -> Iterator[str]:
    """Yield title and tagline of the site; ``heading`` is the name of the title's element."""
    title, tagline = one_line(site.title), one_line(site.tagline)
    if not title and not tagline:
        return
    yield f'<header class="site"{language_attributes(site.language)}>\n'
    url = web_url(site.url)
    if title:
        html = escape(title)
        if url:
            html = f'<a href="{escape_attribute(url)}" rel="home">{html}</a>'
        yield f'<{heading} class="site-title">{html}</{heading}>\n'
    if tagline:
        yield f'<p class="tagline">{escape(tagline)}</p>\n'
    yield "</header>\n"
