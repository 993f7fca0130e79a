"""`Post`: a post of the blog, or one of its pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from attrs import field, frozen

from blogcore.models.author import Author
from blogcore.models.body import Body
from blogcore.models.extra import EXTRA, NO_EXTRA, Extra, to_extra
from blogcore.models.fields import (
    FLAG,
    NAME,
    TEXT,
    TIME,
    Checked,
    as_texts,
    as_tuple,
    instance,
    one_of,
    optional,
    sequence,
)
from blogcore.models.image import Image

__all__ = ["Post", "PostKind", "PostStatus"]

PostStatus = Literal["draft", "pending", "scheduled", "published", "private", "trash"]
PostKind = Literal["post", "page", "other"]

_NO_BODY = Body()


def _to_authors(values: Iterable[Author]) -> tuple[Author, ...]:
    return as_tuple(values)


def _to_images(values: Iterable[Image]) -> tuple[Image, ...]:
    return as_tuple(values)


@frozen(kw_only=True)
class Post(Checked):
    """A post or page: its text, images and authors, and whether it is open for comments.

    Times are aware datetimes, or None if they are unknown.
    """

    #: Id, unique among the posts of the site.
    id: str = field(metadata=NAME)
    #: The title, plain text.
    title: str = field(default="", metadata=TEXT)
    #: The text.
    body: Body = field(default=_NO_BODY, metadata=instance(Body))
    #: The writers, the main one first.
    authors: tuple[Author, ...] = field(
        default=(), converter=_to_authors, metadata=sequence(instance(Author))
    )
    #: Name in URLs, such as ``hello-world``.
    slug: str | None = field(default=None, metadata=optional(TEXT))
    #: Permalink.
    url: str | None = field(default=None, metadata=optional(TEXT))
    #: Summary by the writer, plain text or HTML as the system had it.
    excerpt: str = field(default="", metadata=TEXT)
    #: When it was or will be published.
    published: datetime | None = field(default=None, metadata=optional(TIME))
    #: When it was last changed.
    updated: datetime | None = field(default=None, metadata=optional(TIME))
    #: Draft, pending, scheduled, published, private or trash.
    status: PostStatus = field(default="published", metadata=one_of(PostStatus))
    #: Whether it is behind a password. The password itself is never read.
    protected: bool = field(default=False, metadata=FLAG)
    #: Post, page or other.
    kind: PostKind = field(default="post", metadata=one_of(PostKind))
    #: Whether it stays at the top of the front page.
    sticky: bool = field(default=False, metadata=FLAG)
    #: Names of its tags.
    tags: tuple[str, ...] = field(default=(), converter=as_texts, metadata=sequence(TEXT))
    #: Names of its categories.
    categories: tuple[str, ...] = field(default=(), converter=as_texts, metadata=sequence(TEXT))
    #: Its images, the featured one first.
    images: tuple[Image, ...] = field(
        default=(), converter=_to_images, metadata=sequence(instance(Image))
    )
    #: Whether it takes new comments.
    comments_open: bool = field(default=True, metadata=FLAG)
    #: BCP 47 language tag, if it differs from the site.
    language: str | None = field(default=None, metadata=optional(TEXT))
    #: Values of the file for which there is no field. Private.
    extra: Extra = field(default=NO_EXTRA, converter=to_extra, repr=False, metadata=EXTRA)

    @property
    def is_public(self) -> bool:
        """Whether everyone may read it: published, and not behind a password."""
        return self.status == "published" and not self.protected
