"""What may leave: the public part of a blog, items without private fields, harmless avatars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

import attrs
from attrs import frozen

from blogcore.formats.base import Item, item_name
from blogcore.formats.reports import Losses
from blogcore.models import Blog, Comment, Post, private_fields, public, tombstone

__all__ = [
    "NOT_PUBLIC",
    "PublicView",
    "public_comments",
    "public_view",
    "reveals_email",
    "without_private",
]

#: Why a loss is no fault of the format.
NOT_PUBLIC = "left out: not public"


# --- avatars ---------------------------------------------------------------------------------

_HASHED = re.compile(
    r"(?:https?:)?//(?:[\w-]+\.)*(?:gravatar\.com|libravatar\.org)/avatar/(?:[0-9a-f]{32,64})?"
    r"|.*/avatar/[0-9a-f]{32}(?![0-9a-f])|.*/avatar/[0-9a-f]{64}(?![0-9a-f])",
    re.I,
)


def reveals_email(url: str) -> bool:
    """Return whether an avatar URL holds the MD5 or SHA-256 of an e-mail address.

    Such a hash can be reversed by trying addresses, so it is as private as the address.

    Args:
        url: URL of a picture of a person.

    >>> reveals_email("https://secure.gravatar.com/avatar/205e460b479e2e5b48aec07710c08d50?s=96")
    True
    >>> reveals_email("https://example.org/uploads/ida.png")
    False
    """
    return _HASHED.match(url) is not None


# --- the public part of a blog ---------------------------------------------------------------


@frozen
class PublicView:
    """What everybody may read of a blog, in its order."""

    #: The posts that are public.
    posts: tuple[Post, ...]
    #: The comments that are public; a hidden comment with visible replies is its tombstone.
    comments: tuple[Comment, ...]
    #: Why an item is left out, by `item_name`.
    reasons: Mapping[str, str]


def public_view(blog: Blog) -> PublicView:
    """Return the public posts and comments of a blog. Linear.

    Args:
        blog: Any blog. A comment whose post is not in it counts as a comment on a public post:
            feeds of comments have no posts.
    """
    posts = tuple(post for post in blog.posts if post.is_public)
    comments = tuple(shown for _, shown in public_comments(blog) if shown)
    items: tuple[Post | Comment, ...] = (*blog.posts, *blog.comments)
    return PublicView(posts, comments, {item_name(item): NOT_PUBLIC for item in items})


def public_comments(blog: Blog) -> Iterator[tuple[Comment, Comment | None]]:
    """Yield each comment with what everybody sees of it: itself, its tombstone, or None.

    Args:
        blog: As for `public_view`.
    """
    ids = {post.id for post in blog.posts}
    unknown = dict.fromkeys(c.post_id for c in blog.comments if c.post_id not in ids)
    stubs = (Post(id=id) for id in unknown)
    public_blog = Blog(posts=(*blog.posts, *stubs), comments=blog.comments).public()
    statuses = {(comment.post_id, comment.id): comment.status for comment in public_blog.comments}
    for comment in blog.comments:
        match statuses.get((comment.post_id, comment.id)):
            case "approved":
                yield comment, comment
            case "deleted":
                # Only once: a second comment with the same id is not shown.
                del statuses[comment.post_id, comment.id]
                yield comment, tombstone(comment)
            case _:
                yield comment, None


# --- private fields --------------------------------------------------------------------------


def without_private(items: Iterable[Item], losses: Losses) -> Iterator[Item]:
    """Yield items without their private fields.

    Args:
        items: Any items.
        losses: Gets one loss for each private field that was left out.
    """
    for item in items:
        for path in _private_paths(item, ""):
            losses.add(item_name(item), path, "left out: private")
        yield public(item)


def _private_paths(value: object, path: str) -> Iterator[str]:
    """Yield the paths of private values in a model; recursion is as deep as models nest: four."""
    if isinstance(value, tuple):
        for index, member in enumerate(cast("tuple[object, ...]", value)):
            yield from _private_paths(member, f"{path}[{index}]")
    elif attrs.has(model := cast("type[attrs.AttrsInstance]", type(value))):
        private = private_fields(model)
        for field in attrs.fields(model):
            member = getattr(value, field.name)
            field_path = f"{path}.{field.name}" if path else field.name
            if field.name not in private:
                yield from _private_paths(member, field_path)
            elif member != field.default:
                yield field_path
