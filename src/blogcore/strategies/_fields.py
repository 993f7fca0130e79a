"""How strategies for models take fields: the type of each, and `build`, which makes the models."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias, TypedDict, TypeVar, cast

from hypothesis import strategies as st

from blogcore.models import (
    Author,
    AuthorKind,
    Body,
    Comment,
    CommentKind,
    CommentStatus,
    DiscussionPolicy,
    Extra,
    Image,
    MediaType,
    PageEnd,
    Post,
    PostKind,
    PostStatus,
    SiblingOrder,
    Site,
)
from blogcore.replies import Role

__all__ = [
    "AuthorFields",
    "BlogFields",
    "BodyFields",
    "CommentFields",
    "ContentFields",
    "Fields",
    "ImageFields",
    "PolicyFields",
    "PostFields",
    "ReplyFields",
    "SiteFields",
    "Varied",
    "as_strategy",
    "build",
]

M = TypeVar("M")
T = TypeVar("T")

#: A value, or a strategy for values: what a keyword argument of a strategy takes.
Varied: TypeAlias = T | st.SearchStrategy[T]
#: Strategies by field name.
Fields: TypeAlias = Mapping[str, st.SearchStrategy[object]]


def as_strategy(value: Varied[T]) -> st.SearchStrategy[T]:
    """Return a strategy as it is, and for any other value the strategy that always gives it."""
    if isinstance(value, st.SearchStrategy):
        return cast("st.SearchStrategy[T]", value)
    return st.just(value)


def build(
    model: type[M], required: Fields, optional: Fields, fields: Mapping[str, object]
) -> st.SearchStrategy[M]:
    """Return a strategy for models of a class, with all required and any of the optional fields.

    Args:
        model: The class of the models.
        required: Strategies for fields that every model gets.
        optional: Strategies for fields that are filled or left at their default.
        fields: What the caller asked for, which every model gets too.

    Raises:
        TypeError: The model has no field of a name in ``fields``.
    """
    if unknown := fields.keys() - required.keys() - optional.keys():
        raise TypeError(f"{model.__name__} has no field {', '.join(sorted(unknown))}")
    always = {**required, **{name: as_strategy(value) for name, value in fields.items()}}
    sometimes = {name: values for name, values in optional.items() if name not in always}

    def construct(arguments: dict[str, Any]) -> M:
        return model(**arguments)

    construct.__name__ = model.__name__
    return st.fixed_dictionaries(_Arguments(always), optional=_Arguments(sometimes)).map(construct)


class _Arguments(dict[str, Any]):
    """Keyword arguments, which Hypothesis prints as such in a failing example.

    So an example shows the private fields too, which the models' own repr leaves out.
    """

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        for number, (name, value) in enumerate(self.items()):
            if number:
                printer.text(",")
                printer.breakable()
            printer.text(f"{name}=")
            printer.pretty(value)


# --- the fields that each strategy takes, as a value or as a strategy ------------------------


class BodyFields(TypedDict, total=False):
    """Keyword arguments of `bodies`."""

    text: Varied[str]
    media_type: Varied[MediaType]


class AuthorFields(TypedDict, total=False):
    """Keyword arguments of `authors`."""

    name: Varied[str]
    id: Varied[str | None]
    email: Varied[str | None]
    url: Varied[str | None]
    avatar_url: Varied[str | None]
    bio: Varied[str]
    slug: Varied[str | None]
    kind: Varied[AuthorKind]
    extra: Varied[Extra]


class ImageFields(TypedDict, total=False):
    """Keyword arguments of `images`."""

    url: Varied[str]
    alt: Varied[str]
    caption: Varied[str]
    width: Varied[int | None]
    height: Varied[int | None]
    media_type: Varied[str | None]
    extra: Varied[Extra]


class PostFields(TypedDict, total=False):
    """Keyword arguments of `posts`."""

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


class ContentFields(TypedDict, total=False):
    """Keyword arguments of `comment_lists` and `threads` for the fields of each comment."""

    author: Varied[Author]
    body: Varied[Body]
    updated: Varied[datetime | None]
    status: Varied[CommentStatus]
    kind: Varied[CommentKind]
    likes: Varied[int]
    dislikes: Varied[int]
    url: Varied[str | None]
    ip: Varied[str | None]
    user_agent: Varied[str | None]
    extra: Varied[Extra]


class CommentFields(ContentFields, total=False):
    """Keyword arguments of `comments`: the content, and the place in a discussion."""

    id: Varied[str]
    post_id: Varied[str]
    published: Varied[datetime | None]
    in_reply_to: Varied[str | None]
    inferred: Varied[bool]


class PolicyFields(TypedDict, total=False):
    """Keyword arguments of `policies`."""

    require_name_and_email: Varied[bool]
    name_bytes: Varied[int]
    email_bytes: Varied[int]
    url_bytes: Varied[int]
    body_bytes: Varied[int]
    close_after_days: Varied[int | None]
    max_depth: Varied[int | None]
    paged: Varied[bool]
    page_size: Varied[int]
    default_page: Varied[PageEnd]
    order: Varied[SiblingOrder]
    hold_all: Varied[bool]
    hold_first_time: Varied[bool]
    hold_links: Varied[int | None]
    held_words: Varied[tuple[str, ...]]
    disallowed_words: Varied[tuple[str, ...]]
    flood_seconds: Varied[int]
    refuse_duplicates: Varied[bool]
    fill_seconds: Varied[int | None]
    honeypot: Varied[str | None]


class SiteFields(TypedDict, total=False):
    """Keyword arguments of `sites`."""

    title: Varied[str]
    tagline: Varied[str]
    url: Varied[str | None]
    language: Varied[str | None]
    timezone: Varied[str | None]
    discussion: Varied[DiscussionPolicy]
    extra: Varied[Extra]


class BlogFields(TypedDict, total=False):
    """Keyword arguments of `blogs`."""

    site: Varied[Site]
    authors: Varied[tuple[Author, ...]]
    posts: Varied[tuple[Post, ...]]
    comments: Varied[tuple[Comment, ...]]


class ReplyFields(TypedDict, total=False):
    """Keyword arguments of `replies`."""

    name: Varied[str]
    email: Varied[str]
    url: Varied[str]
    body: Varied[str]
    media_type: Varied[MediaType]
    in_reply_to: Varied[str | None]
    account: Varied[Author | None]
    role: Varied[Role]
    trap: Varied[str]
    seconds: Varied[int | None]
    ip: Varied[str | None]
    user_agent: Varied[str | None]
