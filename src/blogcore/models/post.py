"""`Post`: an entry of the blog, or one of its pages."""

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
    """An entry: its words, pictures and authors, and whether it is open for comments.

    Times are aware, or None for "unknown".
    """

    id: str = field(metadata=NAME)
    title: str = field(default="", metadata=TEXT)
    body: Body = field(default=_NO_BODY, metadata=instance(Body))
    authors: tuple[Author, ...] = field(
        default=(), converter=_to_authors, metadata=sequence(instance(Author))
    )
    slug: str | None = field(default=None, metadata=optional(TEXT))
    url: str | None = field(default=None, metadata=optional(TEXT))
    #: What its writer gave as a summary, plain text or HTML as the system had it.
    excerpt: str = field(default="", metadata=TEXT)
    published: datetime | None = field(default=None, metadata=optional(TIME))
    updated: datetime | None = field(default=None, metadata=optional(TIME))
    status: PostStatus = field(default="published", metadata=one_of(PostStatus))
    #: Behind a password, which itself is never read.
    protected: bool = field(default=False, metadata=FLAG)
    kind: PostKind = field(default="post", metadata=one_of(PostKind))
    sticky: bool = field(default=False, metadata=FLAG)
    tags: tuple[str, ...] = field(default=(), converter=as_texts, metadata=sequence(TEXT))
    categories: tuple[str, ...] = field(default=(), converter=as_texts, metadata=sequence(TEXT))
    images: tuple[Image, ...] = field(
        default=(), converter=_to_images, metadata=sequence(instance(Image))
    )
    comments_open: bool = field(default=True, metadata=FLAG)
    language: str | None = field(default=None, metadata=optional(TEXT))
    extra: Extra = field(default=NO_EXTRA, converter=to_extra, repr=False, metadata=EXTRA)

    @property
    def is_public(self) -> bool:
        """Whether the world may read it: published, and not behind a password."""
        return self.status == "published" and not self.protected
