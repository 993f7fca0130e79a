"""The way from one page of a discussion to the next."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.renderers.context import Context
from blogcore.renderers.html.escape import attribute, text
from blogcore.renderers.urls import body_url

__all__ = ["pagination"]


def pagination(context: Context) -> Iterator[str]:
    """Which page it is, and links to the one before and the one behind; nothing where it is all."""
    place, words = context.page, context.words
    if place is None or place.total < 2:
        return
    yield f'<nav class="blogcore pages" aria-label="{attribute(words.pages)}">\n'
    if place.number > 1:
        yield _link(context, place.number - 1, "prev", words.previous_page)
    said = words.page.format(number=place.number, total=place.total)
    yield f'<span aria-current="page">{text(said)}</span>\n'
    if place.number < place.total:
        yield _link(context, place.number + 1, "next", words.next_page)
    yield "</nav>\n"


def _link(context: Context, number: int, rel: str, label: str) -> str:
    url = body_url(context.page_url(number))
    return f'<a rel="{rel}" href="{attribute(url)}">{text(label)}</a>\n' if url is not None else ""
