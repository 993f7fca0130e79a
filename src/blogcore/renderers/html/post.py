"""The post itself: its title, who wrote it and when, its words, pictures and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blogcore._text.plain import one_line
from blogcore.models import Image, Post
from blogcore.renderers.context import Context
from blogcore.renderers.html.comment import byline, moment
from blogcore.renderers.html.escape import attribute, text
from blogcore.renderers.html.language import tongue
from blogcore.renderers.html.sanitise import POST, safe_html
from blogcore.renderers.urls import body_url, web_url

__all__ = ["post_header_and_body"]


def post_header_and_body(post: Post, context: Context) -> Iterator[str]:
    """What stands in the article of the post, above its discussion."""
    yield '<header class="post">\n'
    title, spoken = one_line(post.title), tongue(post.language or context.site.language)
    if title:
        yield f'<h1 class="p-name"{spoken}>{text(title)}</h1>\n'
    yield from _signed(post, context)
    yield "</header>\n"
    body = safe_html(post.body, POST)
    yield f'<div class="e-content body"{spoken}>\n'
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
