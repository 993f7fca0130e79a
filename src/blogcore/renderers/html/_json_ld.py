"""A page as JSON-LD for schema.org: the post, and its comments as a flat list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from blogcore._text.plain import one_line
from blogcore._time.parse import rfc3339
from blogcore.models import Author, Comment, Post
from blogcore.renderers.context import Context
from blogcore.renderers.html._escape import language_tag
from blogcore.renderers.urls import body_url, web_url
from blogcore.threads import Thread

__all__ = ["JsonObject", "blog_posting"]

JsonObject = dict[str, object]


def blog_posting(post: Post, thread: Thread, context: Context) -> JsonObject:
    """Return a ``BlogPosting`` with its comments, each of which names its parent. Linear."""
    comments = list(_comments(thread, context))
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "BlogPosting",
            "headline": one_line(post.title),
            "url": web_url(post.url),
            "inLanguage": language_tag(post.language) or language_tag(context.site.language),
            "datePublished": _time(post.published, context),
            "dateModified": _time(post.updated, context),
            "author": [_person(author, context) for author in post.authors if context.bylines],
            "image": [url for image in post.images if (url := web_url(image.url))],
            "keywords": list(post.tags),
            "articleSection": list(post.categories),
            "isPartOf": _blog(context),
            "commentCount": len(comments) if context.total is None else context.total,
            "comment": comments,
        }
    )


def _blog(context: Context) -> JsonObject | None:
    site = context.site
    names = _without_empty({"name": one_line(site.title), "description": one_line(site.tagline)})
    if not names:
        return None
    return {"@type": "Blog", **names, **_without_empty({"url": web_url(site.url)})}


def _comments(thread: Thread, context: Context) -> Iterator[JsonObject]:
    ancestors: list[Comment] = []
    for comment, depth in zip(thread.comments, thread.depths, strict=True):
        del ancestors[depth:]
        if comment.status == "approved" and comment.kind == "comment":
            yield _comment(comment, ancestors[-1] if ancestors else None, context)
        ancestors.append(comment)


def _comment(comment: Comment, parent: Comment | None, context: Context) -> JsonObject:
    return _without_empty(
        {
            "@type": "Comment",
            "@id": _id(comment, context),
            "text": comment.body.to_text(),
            "datePublished": _time(comment.published, context),
            "author": context.bylines and _person(comment.author, context),
            "parentItem": parent is not None and {"@id": _id(parent, context)},
            "upvoteCount": comment.likes,
            "downvoteCount": comment.dislikes,
        }
    )


def _id(comment: Comment, context: Context) -> str | None:
    return body_url(context.permalink(comment))


def _time(when: datetime | None, context: Context) -> str | None:
    return rfc3339(when) if when is not None and context.bylines else None


def _person(author: Author, context: Context) -> JsonObject:
    kind = "Organization" if author.kind == "organization" else "Person"
    return {
        "@type": kind,
        "name": context.name(author),
        **_without_empty({"url": web_url(author.url), "image": web_url(context.avatar(author))}),
    }


def _without_empty(values: JsonObject) -> JsonObject:
    """Return an object without its members that are empty, unknown or zero."""
    return {name: value for name, value in values.items() if value}
