"""JSON of a discussion for APIs: its public content, flat or nested."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from blogcore._text.plain import one_line
from blogcore._time.parse import rfc3339
from blogcore.models import Author, Comment, Image, Post, Site
from blogcore.renderers.context import Context, has_inferred_link
from blogcore.renderers.markup import script_json
from blogcore.renderers.urls import body_url, web_url
from blogcore.threads import Thread

__all__ = ["JsonRenderer"]

#: The most levels of nested replies. Each is two levels of JSON, and some parsers stop at about a
#: hundred.
_MAX_LEVEL = 30


class JsonRenderer:
    """One JSON object, which may be put into an HTML ``<script>`` as it is.

    ``comments`` is a flat list in the order of the thread. Each comment has its ``depth``, in
    ``in_reply_to`` the id of its parent after repairs, in ``inferred`` whether that link was
    inferred, and in ``folded`` the number of folded replies. With ``context.nesting`` each also has
    a list ``replies``, down to that level (at most 30); deeper replies follow in the deepest list.
    All keys are always present; unknown and hidden values are null, and so are URLs that are not
    http or https. Bodies are plain text.
    """

    #: Name of the renderer.
    name = "json"
    #: Media type of the output.
    media_type = "application/json"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield an object with ``page``, ``count`` and ``comments``.

        Args:
            thread: What the viewer may see.
            context: Texts, URLs and options.
        """
        yield f"{script_json({'page': _page(context)})[:-1]},"
        yield from _discussion(thread, context)
        yield "}\n"

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield the same with ``site``, ``post``, ``headline`` and ``reply_url``.

        Args:
            thread: What the viewer may see of the discussion.
            context: Site, post, texts, URLs and options.
        """
        post = context.post
        title = one_line(post.title) if post is not None else ""
        count = context.count(thread)
        head = {
            "site": _site(context.site),
            "post": _post(post, context) if post is not None else None,
            "headline": context.words.headline(count, title) if count else None,
            "page": _page(context),
            "reply_url": _url(context.reply_url(None)),
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
    for comment in _comments(thread, context):
        yield f"{comma}{script_json(comment)}"
        comma = ","


def _nested(thread: Thread, context: Context) -> Iterator[str]:
    max_level = context.levels(_MAX_LEVEL)
    level = -1
    for comment, depth in zip(_comments(thread, context), thread.depths, strict=True):
        previous_level, level = level, min(depth, max_level)
        closing = "" if level > previous_level else f"{']}' * (previous_level - level + 1)},"
        yield f'{closing}{script_json(comment)[:-1]},"replies":['
    yield "]}" * (level + 1)


def _comments(thread: Thread, context: Context) -> Iterator[dict[str, object]]:
    ancestors: list[Comment] = []
    for comment, depth in zip(thread.comments, thread.depths, strict=True):
        del ancestors[depth:]
        parent = ancestors[-1] if ancestors else None
        yield {
            "id": comment.id,
            "in_reply_to": parent.id if parent is not None else None,
            "inferred": parent is not None and has_inferred_link(comment, parent),
            "depth": depth,
            "folded": thread.folded.get(comment.id, 0),
            **_content(comment, context),
        }
        ancestors.append(comment)


def _content(comment: Comment, context: Context) -> dict[str, object]:
    """Return the content of a comment as JSON members; null values for a hidden comment."""
    visible = context.viewer.sees(comment)
    byline = visible and context.bylines
    return {
        "kind": comment.kind,
        "status": comment.status if visible else "deleted",
        "author": _author(comment.author, context) if byline else None,
        "published": _time(comment.published, context) if byline else None,
        "updated": _time(comment.updated, context) if byline else None,
        "text": comment.body.to_text() if visible else None,
        "likes": comment.likes if visible else 0,
        "dislikes": comment.dislikes if visible else 0,
        "url": body_url(context.permalink(comment)),
        "reply_url": _url(context.reply_url(comment)) if visible else None,
    }


def _author(author: Author, context: Context) -> dict[str, object]:
    return {
        "name": context.name(author),
        "url": web_url(author.url),
        "avatar": web_url(context.avatar(author)),
    }


def _url(url: str | None) -> str | None:
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


def _page(context: Context) -> dict[str, object] | None:
    page = context.page
    if page is None:
        return None
    return {
        "number": page.number,
        "total": page.total,
        "previous": _page_url(page.previous, context),
        "next": _page_url(page.next, context),
    }


def _page_url(number: int | None, context: Context) -> str | None:
    return body_url(context.page_url(number)) if number is not None else None
