"""The post: title, authors, date, body, images, categories and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blogcore._text.plain import one_line
from blogcore.models import Image, Post
from blogcore.renderers.context import Context
from blogcore.renderers.html._escape import escape, escape_attribute, language_attributes
from blogcore.renderers.html.comments import byline, time_element
from blogcore.renderers.html.sanitize import POST, safe_html
from blogcore.renderers.urls import body_url, web_url

__all__ = ["post_header_and_body"]


def post_header_and_body(post: Post, context: Context) -> Iterator[str]:
    """Yield the content of the post's ``<article>``, which the discussion follows."""
    yield '<header class="post">\n'
    title = one_line(post.title)
    language = language_attributes(post.language or context.site.language)
    if title:
        yield f'<h1 class="p-name"{language}>{escape(title)}</h1>\n'
    yield from _byline(post, context)
    yield "</header>\n"
    body = safe_html(post.body, POST)
    yield f'<div class="e-content body"{language}>\n'
    yield body
    yield from _images(post, body)
    yield "</div>\n"
    yield from _labels(post.categories, context.words.categories)
    yield from _labels(post.tags, context.words.tags)


def _byline(post: Post, context: Context) -> Iterator[str]:
    if not context.bylines:
        return
    parts = [
        byline(author, f"<bdi>{escape(context.name(author))}</bdi>", context)
        for author in post.authors
    ]
    if post.published is not None:
        time, url = time_element(post.published, "dt-published", context), web_url(post.url)
        parts.append(f'<a class="u-url" href="{escape_attribute(url)}">{time}</a>' if url else time)
    if parts:
        yield f'<p class="byline">{escape(context.words.comma).join(parts)}</p>\n'


_SRC = re.compile(r'<img\b[^<>]*?\bsrc="([^"]*)"')
#: WordPress appends the size to the file name of a resized image.
_SIZE_SUFFIX = re.compile(r"-\d+x\d+(?=\.\w+$)")


def _images(post: Post, body: str) -> Iterator[str]:
    """Yield the images that the body does not show in any size."""
    shown = {_original_url(url) for url in _SRC.findall(body)}
    for image in post.images:
        url = body_url(image.url)
        if url is not None and _original_url(escape_attribute(url)) not in shown:
            shown.add(_original_url(escape_attribute(url)))
            yield _figure(image, url)


def _original_url(url: str) -> str:
    return _SIZE_SUFFIX.sub("", url)


def _figure(image: Image, url: str) -> str:
    size = f' width="{image.width}"' if image.width else ""
    size += f' height="{image.height}"' if image.height else ""
    caption = escape(image.caption.strip())
    figcaption = f"<figcaption>{caption}</figcaption>" if caption else ""
    return (
        f'<figure><img class="u-photo" src="{escape_attribute(url)}"'
        f' alt="{escape_attribute(image.alt)}"{size} loading="lazy">{figcaption}</figure>\n'
    )


def _labels(names: tuple[str, ...], label: str) -> Iterator[str]:
    names = tuple(filter(None, map(one_line, names)))
    if names:
        items = "".join(f'<li class="p-category">{escape(name)}</li>' for name in names)
        yield f'<ul class="labels" aria-label="{escape_attribute(label)}">{items}</ul>\n'
