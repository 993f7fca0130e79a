"""The discussion as JSON, for APIs: what the world may see, flat or nested."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from blogcore._text.plain import one_line
from blogcore._time.parse import rfc3339
from blogcore.models import Author, Comment, Image, Post, Site
from blogcore.renderers.context import Context
from blogcore.renderers.script_json import script_json
from blogcore.renderers.urls import body_url, web_url
from blogcore.threads import Thread

__all__ = ["JsonRenderer"]

#: Levels of replies that nest at most. Each is two levels of JSON, and parsers stop at about a
#: hundred: orjson at 126, some earlier.
_LEVELS = 30


class JsonRenderer:
    """One JSON object; fit to be put into an HTML ``<script>`` as it is.

    ``comments`` is flat, in reading order; each has its ``depth``, the id that it answers in
    ``in_reply_to``, after repairs, and in ``folded`` how many replies are left out beneath it.
    With ``context.nesting`` each has a list ``replies`` besides, down to so many levels (30 at
    most); deeper ones continue in the deepest list. Every key is always there; what is unknown or
    not shown is null. Bodies are text, not HTML. Addresses that are no web addresses are null, and
    so is a picture that the context does not give.
    """

    name = "json"
    media_type = "application/json"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """The object with ``count`` and ``comments``."""
        yield "{"
        yield from _discussion(thread, context)
        yield "}\n"

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        """The same with ``site``, ``post``, ``headline``, ``page`` and ``reply_url``."""
        post = context.post
        title = one_line(post.title) if post is not None else ""
        count = context.count(thread)
        head = {
            "site": _site(context.site),
            "post": _post(post, context) if post is not None else None,
            "headline": context.words.headline(count, title) if count else None,
            "page": _place(context),
            "reply_url": _link(context.reply_url(None)),
        }
        yield f"{script_json(head)[:-1]},"
        yield from _discussion(thread, context)
        yield "}\n"


# --- comments --------------------------------------------------------------------------------


def _discussion(thread: Thread, context: Context) -> Iterator[str]:
    yield f'"count":{context.count(thread)},"comments":['
    yield from _nested(thread, context) if context.nesting else _flat(thread, context)
    yield "]"


def _flat(thread: Thread, context: Context) -> Iterator[str]:
    comma = ""
    for plain in _comments(thread, context):
        yield f"{comma}{script_json(plain)}"
        comma = ","


def _nested(thread: Thread, context: Context) -> Iterator[str]:
    nesting = context.levels(_LEVELS)
    level = -1
    for plain, depth in zip(_comments(thread, context), thread.depths, strict=True):
        nested = min(depth, nesting)
        between = "" if nested > level else f"{']}' * (level - nested + 1)},"
        yield f'{between}{script_json(plain)[:-1]},"replies":['
        level = nested
    yield "]}" * (level + 1)


def _comments(thread: Thread, context: Context) -> Iterator[dict[str, object]]:
    path: list[str] = []  # ids of what is above
    for comment, depth in zip(thread.comments, thread.depths, strict=True):
        del path[depth:]
        yield {
            "id": comment.id,
            "in_reply_to": path[-1] if path else None,
            "depth": depth,
            "folded": thread.folded.get(comment.id, 0),
            **_shown(comment, context),
        }
        path.append(comment.id)


def _shown(comment: Comment, context: Context) -> dict[str, object]:
    """All but the place of a comment; of a hidden one, that it is hidden."""
    seen = context.viewer.sees(comment)
    signed = seen and context.bylines
    return {
        "kind": comment.kind,
        "status": comment.status if seen else "deleted",
        "author": _author(comment.author, context) if signed else None,
        "published": _time(comment.published, context) if signed else None,
        "updated": _time(comment.updated, context) if signed else None,
        "text": comment.body.to_text() if seen else None,
        "likes": comment.likes if seen else 0,
        "dislikes": comment.dislikes if seen else 0,
        "url": body_url(context.permalink(comment)),
        "reply_url": _link(context.reply_url(comment)) if seen else None,
    }


def _author(author: Author, context: Context) -> dict[str, object]:
    return {
        "name": context.name(author),
        "url": web_url(author.url),
        "avatar": web_url(context.avatar(author)),
    }


def _link(url: str | None) -> str | None:
    return body_url(url) if url is not None else None


def _time(when: datetime | None, context: Context) -> str | None:
    return rfc3339(context.local(when)) if when is not None else None


# --- the page --------------------------------------------------------------------------------


def _site(site: Site) -> dict[str, object]:
    return {
        "title": site.title,
        "tagline": site.tagline,
        "url": web_url(site.url),
        "language": site.language,
    }


def _post(post: Post, context: Context) -> dict[str, object]:
    return {
        "id": post.id,
        "title": post.title,
        "url": web_url(post.url),
        "authors": [_author(author, context) for author in post.authors if context.bylines],
        "published": _time(post.published, context) if context.bylines else None,
        "updated": _time(post.updated, context) if context.bylines else None,
        "text": post.body.to_text(),
        "images": list(map(_image, post.images)),
        "categories": post.categories,
        "tags": post.tags,
        "language": post.language,
        "comments_open": context.comments_open,
    }


def _image(image: Image) -> dict[str, object]:
    return {
        "url": body_url(image.url),
        "alt": image.alt,
        "caption": image.caption,
        "width": image.width,
        "height": image.height,
    }


def _place(context: Context) -> dict[str, object] | None:
    place = context.page
    if place is None:
        return None
    before, behind = place.number - 1, place.number + 1
    return {
        "number": place.number,
        "total": place.total,
        "previous": _link(context.page_url(before)) if before else None,
        "next": _link(context.page_url(behind)) if behind <= place.total else None,
    }
