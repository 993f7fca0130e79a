"""Posts and their pictures."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict, Unpack, get_args

from hypothesis import strategies as st

from blogcore.models import Author, Body, Extra, Image, Post, PostKind, PostStatus
from blogcore.strategies._choices import sampled
from blogcore.strategies._varied import Varied, built
from blogcore.strategies.bodies import bodies
from blogcore.strategies.dates import dates
from blogcore.strategies.extra import counts, extras
from blogcore.strategies.links import links
from blogcore.strategies.people import authors
from blogcore.strategies.text import ids, names, sentences, texts, texts_or

__all__ = ["ImageFields", "PostFields", "images", "posts"]


class ImageFields(TypedDict, total=False):
    """What `images` takes: for each field a value or a strategy."""

    url: Varied[str]
    alt: Varied[str]
    caption: Varied[str]
    width: Varied[int | None]
    height: Varied[int | None]
    media_type: Varied[str | None]
    extra: Varied[Extra]


class PostFields(TypedDict, total=False):
    """What `posts` takes: for each field a value or a strategy."""

    id: Varied[str]
    title: Varied[str]
    body: Varied[Body]
    authors: Varied[tuple[Author, ...]]
    slug: Varied[str | None]
    url: Varied[str | None]
    excerpt: Varied[str]
    published: Varied[datetime | None]
    updated: Varied[datetime | None]
    status: Varied[PostStatus]
    protected: Varied[bool]
    kind: Varied[PostKind]
    sticky: Varied[bool]
    tags: Varied[tuple[str, ...]]
    categories: Varied[tuple[str, ...]]
    images: Varied[tuple[Image, ...]]
    comments_open: Varied[bool]
    language: Varied[str | None]
    extra: Varied[Extra]


def images(**fields: Unpack[ImageFields]) -> st.SearchStrategy[Image]:
    """Pictures, wherever they are said to be."""
    sometimes = {
        "alt": sentences(),
        "caption": sentences(),
        "width": counts(),
        "height": counts(),
        "media_type": texts_or("image/jpeg"),
        "extra": extras(),
    }
    return built(Image, {"url": links()}, sometimes, fields)


def posts(**fields: Unpack[PostFields]) -> st.SearchStrategy[Post]:
    """Posts and pages of every status, each field empty or full of anything it may hold."""
    sometimes = {
        "title": names(),
        "body": bodies(),
        "authors": st.lists(authors(), max_size=3).map(tuple),
        "slug": texts(),
        "url": links(),
        "excerpt": sentences(),
        "published": dates(),
        "updated": dates(),
        "status": sampled(get_args(PostStatus)),
        "protected": sampled((False, True)),
        "kind": sampled(get_args(PostKind)),
        "sticky": sampled((False, True)),
        "tags": st.lists(texts(), max_size=3).map(tuple),
        "categories": st.lists(texts(), max_size=3).map(tuple),
        "images": st.lists(images(), max_size=3).map(tuple),
        "comments_open": sampled((False, True)),
        "language": texts_or("en", "en-GB", "he"),
        "extra": extras(),
    }
    return built(Post, {"id": ids()}, sometimes, fields)
