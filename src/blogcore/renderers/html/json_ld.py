"""A page as schema.org's JSON-LD: the post, and its comments as a flat list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from blogcore._text.plain import one_line
from blogcore._time.parse import rfc3339
from blogcore.models import Author, Comment, Post
from blogcore.renderers.context import Context
from blogcore.renderers.html.language import language
from blogcore.renderers.urls import body_url, web_url
from blogcore.threads import Thread

__all__ = ["Thing", "posting"]

Thing = dict[str, object]


def posting(post: Post, thread: Thread, context: Context) -> Thing:
    """A ``BlogPosting`` with its comments: a flat list, each naming what it answers."""
    comments = list(_comments(thread, context))
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "BlogPosting",
            "headline": one_line(post.title),
            "url": web_url(post.url),
            "inLanguage": language(post.language) or language(context.site.language),
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


def _blog(context: Context) -> Thing | None:
    site = context.site
    about = _known({"name": one_line(site.title), "description": one_line(site.tagline)})
    return {"@type": "Blog", **about, **_known({"url": web_url(site.url)})} if about else None


def _comments(thread: Thread, context: Context) -> Iterator[Thing]:
    path: list[Comment] = []
    for comment, depth in zip(thread.comments, thread.depths, strict=True):
        del path[depth:]
        if comment.status == "approved" and comment.kind == "comment":
            yield _comment(comment, path[-1] if path else None, context)
        path.append(comment)


def _comment(comment: Comment, answered: Comment | None, context: Context) -> Thing:
    return _known(
        {
            "@type": "Comment",
            "@id": _id(comment, context),
            "text": comment.body.to_text(),
            "datePublished": _time(comment.published, context),
            "author": context.bylines and _person(comment.author, context),
            "parentItem": answered is not None and {"@id": _id(answered, context)},
            "upvoteCount": comment.likes,
            "downvoteCount": comment.dislikes,
        }
    )


def _id(comment: Comment, context: Context) -> str | None:
    return body_url(context.permalink(comment))


def _time(when: datetime | None, context: Context) -> str | None:
    return rfc3339(when) if when is not None and context.bylines else None


def _person(author: Author, context: Context) -> Thing:
    kind = "Organization" if author.kind == "organization" else "Person"
    return {
        "@type": kind,
        "name": context.name(author),
        **_known({"url": web_url(author.url), "image": web_url(context.avatar(author))}),
    }


def _known(thing: Thing) -> Thing:
    """A thing without what is empty, unknown or none."""
    return {name: value for name, value in thing.items() if value}
