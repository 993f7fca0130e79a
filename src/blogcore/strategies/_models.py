"""Strategies for models and replies, each field empty or filled with anything that it may hold."""

from __future__ import annotations

from typing import TypeVar, Unpack, get_args

from hypothesis import strategies as st

from blogcore.models import (
    Author,
    AuthorKind,
    Blog,
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
from blogcore.replies import Reply, Role
from blogcore.strategies._dates import dates
from blogcore.strategies._fields import (
    AuthorFields,
    BlogFields,
    BodyFields,
    CommentFields,
    ImageFields,
    PolicyFields,
    PostFields,
    ReplyFields,
    SiteFields,
    build,
)
from blogcore.strategies._text import (
    hostile_text,
    ids,
    links,
    names,
    sentences,
    texts,
    texts_or,
)

__all__ = [
    "authors",
    "blogs",
    "bodies",
    "comments",
    "extras",
    "images",
    "policies",
    "posts",
    "replies",
    "sites",
]

T = TypeVar("T")

#: Whole numbers that a model holds, small ones most often.
_counts = st.sampled_from((0, 1, 2, 10)) | st.integers(0, 2**63 - 1)
_languages = texts_or("en", "en-GB", "he")
_ips = texts_or("192.0.2.1", "2001:db8::1")
_media_types = st.sampled_from(get_args(MediaType))
_keys = st.sampled_from(("wp:comment_karma", "a")) | texts(min_size=1)
#: A form may send text that no model accepts: control characters and lone surrogates.
_form_values = texts() | st.text(max_size=12) | hostile_text()


def _tuples(items: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(items, max_size=3).map(tuple)


def extras() -> st.SearchStrategy[Extra]:
    """Return a strategy for mappings of up to three keys to a text, or to several texts."""
    values = texts() | _tuples(texts())
    return st.dictionaries(_keys, values, max_size=3).map(Extra)


def bodies(**fields: Unpack[BodyFields]) -> st.SearchStrategy[Body]:
    """Return a strategy for bodies: any text, declared as any media type.

    Args:
        fields: Fields of `Body`, each as a value or a strategy.
    """
    return build(Body, {"text": sentences()}, {"media_type": _media_types}, fields)


def authors(**fields: Unpack[AuthorFields]) -> st.SearchStrategy[Author]:
    """Return a strategy for people, organisations, bots and guests.

    Args:
        fields: Fields of `Author`, each as a value or a strategy: ``authors(kind="bot")``.
    """
    optional = {
        "id": ids(),
        "email": texts_or("ida@example.org"),
        "url": links(),
        "avatar_url": links(),
        "bio": texts(),
        "slug": texts(),
        "kind": st.sampled_from(get_args(AuthorKind)),
        "extra": extras(),
    }
    return build(Author, {"name": names()}, optional, fields)


def images(**fields: Unpack[ImageFields]) -> st.SearchStrategy[Image]:
    """Return a strategy for images.

    Args:
        fields: Fields of `Image`, each as a value or a strategy.
    """
    optional = {
        "alt": sentences(),
        "caption": sentences(),
        "width": _counts,
        "height": _counts,
        "media_type": texts_or("image/jpeg"),
        "extra": extras(),
    }
    return build(Image, {"url": links()}, optional, fields)


def posts(**fields: Unpack[PostFields]) -> st.SearchStrategy[Post]:
    """Return a strategy for posts and pages of every status.

    Args:
        fields: Fields of `Post`, each as a value or a strategy.
    """
    optional = {
        "title": names(),
        "body": bodies(),
        "authors": _tuples(authors()),
        "slug": texts(),
        "url": links(),
        "excerpt": sentences(),
        "published": dates(),
        "updated": dates(),
        "status": st.sampled_from(get_args(PostStatus)),
        "protected": st.booleans(),
        "kind": st.sampled_from(get_args(PostKind)),
        "sticky": st.booleans(),
        "tags": _tuples(texts()),
        "categories": _tuples(texts()),
        "images": _tuples(images()),
        "comments_open": st.booleans(),
        "language": _languages,
        "extra": extras(),
    }
    return build(Post, {"id": ids()}, optional, fields)


def comments(**fields: Unpack[CommentFields]) -> st.SearchStrategy[Comment]:
    """Return a strategy for single comments, whose parent may have any id.

    For the comments of one discussion see `comment_lists` and `threads`.

    Args:
        fields: Fields of `Comment`, each as a value or a strategy.
    """
    required = {"id": ids(), "post_id": ids(), "author": authors(), "body": bodies()}
    optional = {
        "published": dates(),
        "in_reply_to": ids(),
        "inferred": st.booleans(),
        "updated": dates(),
        "status": st.sampled_from(get_args(CommentStatus)),
        "kind": st.sampled_from(get_args(CommentKind)),
        "likes": _counts,
        "dislikes": _counts,
        "url": links(),
        "ip": _ips,
        "user_agent": texts(),
        "extra": extras(),
    }
    return build(Comment, required, optional, fields)


def policies(**fields: Unpack[PolicyFields]) -> st.SearchStrategy[DiscussionPolicy]:
    """Return a strategy for the rules of a discussion; the simplest are those of a new WordPress.

    Args:
        fields: Fields of `DiscussionPolicy`, each as a value or a strategy.
    """
    words = _tuples(texts())
    counts_or_none = st.none() | _counts
    optional = {
        "require_name_and_email": st.booleans(),
        "name_bytes": _counts,
        "email_bytes": _counts,
        "url_bytes": _counts,
        "body_bytes": _counts,
        "close_after_days": counts_or_none,
        "max_depth": counts_or_none,
        "paged": st.booleans(),
        "page_size": _counts,
        "default_page": st.sampled_from(get_args(PageEnd)),
        "order": st.sampled_from(get_args(SiblingOrder)),
        "hold_all": st.booleans(),
        "hold_first_time": st.booleans(),
        "hold_links": counts_or_none,
        "held_words": words,
        "disallowed_words": words,
        "flood_seconds": _counts,
        "refuse_duplicates": st.booleans(),
        "fill_seconds": counts_or_none,
        "honeypot": st.none() | texts(),
    }
    return build(DiscussionPolicy, {}, optional, fields)


def sites(**fields: Unpack[SiteFields]) -> st.SearchStrategy[Site]:
    """Return a strategy for sites.

    Args:
        fields: Fields of `Site`, each as a value or a strategy.
    """
    optional = {
        "title": names(),
        "tagline": sentences(),
        "url": links(),
        "language": _languages,
        "timezone": texts_or("Europe/Madrid", "Asia/Kathmandu"),
        "discussion": policies(),
        "extra": extras(),
    }
    return build(Site, {}, optional, fields)


def blogs(**fields: Unpack[BlogFields]) -> st.SearchStrategy[Blog]:
    """Return a strategy for blogs of up to three authors, posts and comments, with links anywhere.

    Args:
        fields: Fields of `Blog`, each as a value or a strategy.
    """
    required = {
        "site": sites(),
        "authors": _tuples(authors()),
        "posts": _tuples(posts()),
        "comments": _tuples(comments()),
    }
    return build(Blog, required, {}, fields)


def replies(**fields: Unpack[ReplyFields]) -> st.SearchStrategy[Reply]:
    """Return a strategy for submitted reply forms: filled in, empty, hostile, automated.

    Values may hold control characters and lone surrogates, which `review` refuses.

    Args:
        fields: Fields of `Reply`, each as a value or a strategy.
    """
    required = {"name": names() | _form_values, "body": sentences() | _form_values}
    optional = {
        "email": st.just("ida@example.org") | _form_values,
        "url": links() | _form_values,
        "media_type": _media_types,
        "in_reply_to": ids() | _form_values,
        "account": authors(),
        "role": st.sampled_from(get_args(Role)),
        "trap": _form_values,
        "seconds": _counts,
        "ip": _ips,
        "user_agent": _form_values,
    }
    return build(Reply, required, optional, fields)
