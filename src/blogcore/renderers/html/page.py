"""The whole page of a post: site, post, discussion, pages of it, "Leave a Reply"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..._text import one_line
from ...models import Image, Post, Site
from ...threads import Thread
from ..context import Context
from ..urls import body_url, web_url
from .comment import byline, moment
from .escape import attribute, text
from .form import reply_section
from .head import head
from .language import direction, language
from .pagination import pagination
from .sanitise import POST, safe_html
from .thread import discussion

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
        yield from _post(context.post, context)
    yield from _comments(thread, context)
    yield "</article>\n"
    yield from reply_section(thread, context)
    yield "</main>\n</body>\n</html>\n"


def _site(site: Site, heading: str) -> Iterator[str]:
    """Whose page it is; the heading of the page where the post has none."""
    title, tagline = one_line(site.title), one_line(site.tagline)
    if not title and not tagline:
        return
    yield f'<header class="site"{_tongue(site.language)}>\n'
    url = web_url(site.url)
    if title:
        named = f'<a href="{attribute(url)}" rel="home">{text(title)}</a>' if url else text(title)
        yield f'<{heading} class="site-title">{named}</{heading}>\n'
    if tagline:
        yield f'<p class="tagline">{text(tagline)}</p>\n'
    yield "</header>\n"


# --- the post --------------------------------------------------------------------------------


def _post(post: Post, context: Context) -> Iterator[str]:
    yield '<header class="post">\n'
    title, tongue = one_line(post.title), _tongue(post.language or context.site.language)
    if title:
        yield f'<h1 class="p-name"{tongue}>{text(title)}</h1>\n'
    yield from _signed(post, context)
    yield "</header>\n"
    body = safe_html(post.body, POST)
    yield f'<div class="e-content body"{tongue}>\n'
    yield body
    yield from _pictures(post, body)
    yield "</div>\n"
    yield from _listed(post.categories, context.words.categories)
    yield from _listed(post.tags, context.words.tags)


def _signed(post: Post, context: Context) -> Iterator[str]:
    if not context.bylines:
        return
    parts = [
        byline(author, f"<bdi>{text(context.name(author))}</bdi>", context)
        for author in post.authors
    ]
    when, url = post.published, web_url(post.url)
    if when is not None:
        shown = moment(when, "dt-published", context)
        parts.append(f'<a class="u-url" href="{attribute(url)}">{shown}</a>' if url else shown)
    if parts:
        yield f'<p class="byline">{text(context.words.comma).join(parts)}</p>\n'


def _pictures(post: Post, body: str) -> Iterator[str]:
    """The pictures that the body does not show already, in whatever size."""
    there = {_original(found) for found in _SRC.findall(body)}
    for image in post.images:
        url = body_url(image.url)
        if url is not None and _original(attribute(url)) not in there:
            there.add(_original(attribute(url)))
            yield _figure(image, url)


_SRC = re.compile(r'<img\b[^<>]*?\bsrc="([^"]*)"')
#: WordPress's name for a smaller copy of a picture.
_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)")


def _original(url: str) -> str:
    return _SIZE.sub("", url)


def _figure(image: Image, url: str) -> str:
    size = f' width="{image.width}"' if image.width else ""
    size += f' height="{image.height}"' if image.height else ""
    caption = text(image.caption.strip())
    shown = f"<figcaption>{caption}</figcaption>" if caption else ""
    return (
        f'<figure><img class="u-photo" src="{attribute(url)}" alt="{attribute(image.alt)}"{size}'
        f' loading="lazy">{shown}</figure>\n'
    )


def _listed(names: tuple[str, ...], label: str) -> Iterator[str]:
    names = tuple(filter(None, map(one_line, names)))
    if names:
        items = "".join(f'<li class="p-category">{text(name)}</li>' for name in names)
        yield f'<ul class="labels" aria-label="{attribute(label)}">{items}</ul>\n'


# --- the discussion --------------------------------------------------------------------------


def _comments(thread: Thread, context: Context) -> Iterator[str]:
    if not len(thread):
        return
    count = context.count(thread)
    title = one_line(context.post.title) if context.post is not None else ""
    words = context.words
    headline = words.headline(count, title) if count else words.comments
    yield '<section id="comments" aria-labelledby="comments-title">\n'
    yield f'<h2 id="comments-title">{text(headline)}</h2>\n'
    yield from discussion(thread, context)
    yield from pagination(context)
    yield "</section>\n"


def _tongue(tag: str | None) -> str:
    """The attributes of text in a language of its own."""
    known = language(tag)
    return f' lang="{known}" dir="{direction(known)}"' if known else ' dir="auto"'
