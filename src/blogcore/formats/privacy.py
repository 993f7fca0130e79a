"""Privacy of written files: public posts and comments, private fields, avatars."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar, cast
from urllib.parse import unquote

import attrs
from attrs import frozen

from blogcore.formats.base import Item, item_name
from blogcore.formats.reports import Losses
from blogcore.models import Author, Blog, Comment, Post, private_fields, public, tombstone

__all__ = [
    "NOT_PUBLIC",
    "PublicView",
    "public_comments",
    "public_view",
    "reveals_email",
    "without_private",
]

AnyItem = TypeVar("AnyItem", bound=Item)

#: Reason of a loss that the format did not cause.
NOT_PUBLIC = "left out: not public"


# --- avatars ---------------------------------------------------------------------------------

#: A hexadecimal hash of the length of MD5 or SHA-256.
_HASH = r"(?<![0-9a-f])(?:[0-9a-f]{32}|[0-9a-f]{64})(?![0-9a-f])"
_AVATAR_HASH = re.compile(rf"/(?:gr|libr)?avatar/{_HASH}")
_ANY_HASH = re.compile(_HASH)
#: Avatar services, whose addresses name a person by e-mail address or by a hash of it.
_SERVICE = re.compile(r"//(?:[\w-]+\.)*(?:gravatar\.com|libravatar\.org)/avatar/")
_EMAIL_PATH = re.compile(r"/[^/@?\s]+@[\w-]+\.\w")


def reveals_email(url: str) -> bool:
    """Return whether an avatar URL holds an e-mail address, or the MD5 or SHA-256 of one.

    Such a hash can be reversed by trying addresses, so it is as private as the address. URLs of
    proxies, which hold another URL, count too.

    Args:
        url: URL of a picture of a person.

    >>> reveals_email("https://secure.gravatar.com/avatar/205e460b479e2e5b48aec07710c08d50?s=96")
    True
    >>> reveals_email("https://example.org/uploads/ida.png")
    False
    """
    url = unquote(url).lower()
    is_service = "gravatar" in url or "libravatar" in url
    patterns = (_ANY_HASH, _SERVICE) if is_service else (_AVATAR_HASH,)
    return any(pattern.search(url) for pattern in (*patterns, _EMAIL_PATH))


# --- the public part of a blog ---------------------------------------------------------------


@frozen
class PublicView:
    """The public posts and comments of a blog, in its order."""

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
    """Yield each comment with its public form: itself, its tombstone, or None if hidden.

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
                # Only the first of several comments with one id is shown.
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
        yield _without_revealing_avatars(public(item))


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
        if isinstance(value, Author) and value.avatar_url and reveals_email(value.avatar_url):
            yield f"{path}.avatar_url" if path else "avatar_url"


def _without_revealing_avatars(item: AnyItem) -> AnyItem:
    """Return an item whose authors have no avatar that reveals an e-mail address."""
    match item:
        case Author() if item.avatar_url and reveals_email(item.avatar_url):
            return attrs.evolve(item, avatar_url=None)
        case Comment():
            author = _without_revealing_avatars(item.author)
            return item if author is item.author else attrs.evolve(item, author=author)
        case Post():
            authors = tuple(map(_without_revealing_avatars, item.authors))
            is_same = all(map(operator.is_, authors, item.authors))
            return item if is_same else attrs.evolve(item, authors=authors)
        case _:
            return item
