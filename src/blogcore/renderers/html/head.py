"""What a page says to machines: language, title, address, and schema.org's JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from ..._text import excerpt, one_line
from ..._time import rfc3339
from ...models import Author, Comment, Post
from ...threads import Thread
from ..context import Context
from .escape import attribute, text
from .script import script_json
from .style import stylesheet
from .urls import body_url, web_url

__all__ = ["direction", "head", "language"]


def head(thread: Thread, context: Context) -> Iterator[str]:
    """All between ``<head>`` and ``</head>``."""
    site, post = context.site, context.post
    titles = [one_line(post.title) if post else "", one_line(site.title)]
    title = " – ".join(filter(None, titles)) or context.words.comments
    yield '<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<title>{text(title)}</title>\n<meta name="color-scheme" content="light dark">\n'
    if post is not None:
        address = web_url(post.url)
        if address is not None:
            yield f'<link rel="canonical" href="{attribute(address)}">\n'
        about = excerpt(post.body.to_text(), 40)
        if about:
            yield f'<meta name="description" content="{attribute(about)}">\n'
    yield f"<style>\n{stylesheet()}</style>\n"
    if post is not None:
        data = script_json(_posting(post, thread, context))
        yield f'<script type="application/ld+json">{data}</script>\n'
    yield "</head>\n"


# --- languages -------------------------------------------------------------------------------

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_LANGUAGES = "ar arc ckb dv fa he iw ks nqo ps sd syr ug ur yi"
_SCRIPTS = "Arab Hebr Syrc Thaa Nkoo Adlm Rohg Mand Samr"
_RIGHT_TO_LEFT = frozenset(f"{_LANGUAGES} {_SCRIPTS.lower()}".split())


def language(tag: str | None) -> str | None:
    """A BCP 47 tag that has the form of one; None for anything else.

    >>> language("pt_BR"), language("English!")
    ('pt-BR', None)
    """
    tag = (tag or "").strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else None


def direction(tag: str) -> str:
    """Which way a language is written: by its script where it says one, else by itself.

    >>> direction("ar-EG"), direction("az-Arab"), direction("ar-Latn")
    ('rtl', 'rtl', 'ltr')
    """
    first, *others = tag.lower().split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), None)
    return "rtl" if (script or first) in _RIGHT_TO_LEFT else "ltr"


# --- JSON-LD ---------------------------------------------------------------------------------

Thing = dict[str, object]


def _posting(post: Post, thread: Thread, context: Context) -> Thing:
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
