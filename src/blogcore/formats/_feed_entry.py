"""Entries of feeds: what one says, whichever kind of feed it is in, and what it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from attrs import field, frozen

from blogcore.formats._answers import Answer, Answers, comment_title, page_of_comment
from blogcore.formats._feed_extension import COMMENT, POST, Own, fields_of
from blogcore.formats._person import person
from blogcore.formats.base import Item, Notes
from blogcore.models import Author, Body, Comment, ExtraValue, Image, Post

__all__ = ["Entry", "entry_items"]

_NO_WORDS = Body()


@frozen(kw_only=True)
class Entry:
    """What an entry says."""

    #: Its place in the file.
    where: str
    id: str
    url: str | None = None
    title: str = ""
    body: Body = _NO_WORDS
    excerpt: str = ""
    authors: tuple[Author, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    is_draft: bool = False
    tags: Iterable[str] = ()
    categories: Iterable[str] = ()
    images: tuple[Image, ...] = ()
    language: str | None = None
    #: Whether it says that it answers something, and what that is, as far as it is told.
    is_answer: bool = False
    answers: tuple[Answer, ...] = ()
    #: What no field holds.
    extra: Mapping[str, ExtraValue] = field(factory=dict[str, ExtraValue])
    #: None where somebody else has written it.
    own: Own | None = None

    @property
    def is_comment(self) -> bool:
        """Whether it says what it answers, or its id or address is one of a comment's."""
        if self.own is not None:
            return self.own.is_comment
        return bool(self.is_answer or page_of_comment(self.id) or page_of_comment(self.url))


def entry_items(
    entries: Iterable[Entry], answers: Answers, notes: Notes, prefix: str
) -> Iterator[Item]:
    """The posts in their order, and comments that a writer of ours has written.

    Other comments are given to ``answers``, which know at the end where they belong. What such an
    entry says and no comment has, as a title of its own, is in `extra` under ``prefix``.
    """
    for entry in entries:
        if entry.own is not None and entry.own.is_comment:
            yield _own_comment(entry, entry.own, notes)
        elif entry.is_comment or answers.is_comment(entry.id):
            answers.add_comment(*_comment(entry, notes, prefix))
        else:
            post = _post(entry)
            answers.add_post(post)
            yield post


def _post(entry: Entry) -> Post:
    fields: dict[str, Any] = {"id": entry.id}
    if entry.own is not None:
        fields |= fields_of(POST, entry.own.attributes)
    return Post(
        title=entry.title,
        body=entry.body,
        excerpt=entry.excerpt,
        authors=entry.authors,
        url=entry.url,
        published=entry.published,
        updated=entry.updated,
        status="draft" if entry.is_draft else "published",
        tags=entry.tags,
        categories=entry.categories,
        images=entry.images,
        language=entry.language,
        extra=entry.extra,
        **fields,
    )


def _own_comment(entry: Entry, own: Own, notes: Notes) -> Comment:
    fields: dict[str, Any] = {"id": entry.id, "post_id": entry.id}
    fields |= fields_of(COMMENT, own.attributes)
    return Comment(
        author=_commenter(entry, notes),
        body=entry.body,
        url=entry.url,
        published=entry.published,
        updated=entry.updated,
        **fields,
    )


def _comment(entry: Entry, notes: Notes, prefix: str) -> tuple[Comment, tuple[Answer, ...], str]:
    """The comment, what it answers, and what its title says of its post.

    A title that repeats how the comment begins says nothing.
    """
    author = _commenter(entry, notes)
    of_post = comment_title(entry.title, author.name)
    own_title = of_post is None and not _is_beginning(entry.title, entry.body)
    kept: dict[str, ExtraValue] = {
        "title": entry.title if own_title else "",
        "category": (*entry.tags, *entry.categories),
        "image": tuple(image.url for image in entry.images),
        "language": entry.language or "",
    }
    comment = Comment(
        id=entry.id,
        post_id=entry.id,
        author=author,
        body=entry.body,
        published=entry.published,
        updated=entry.updated,
        status="held" if entry.is_draft else "approved",
        url=entry.url,
        extra={**entry.extra, **{f"{prefix}:{name}": said for name, said in kept.items() if said}},
    )
    return comment, entry.answers, of_post or ""


def _is_beginning(title: str, body: Body) -> bool:
    return body.to_text().startswith(title.rstrip(".… "))


def _commenter(entry: Entry, notes: Notes) -> Author:
    """Who wrote a comment; where no field says so, a title such as "By: NAME" may."""
    for other in entry.authors[1:]:
        done = "a comment has one author; the first was kept"
        notes.add("lost", entry.where, "author", other.name, done)
    if entry.authors:
        return entry.authors[0]
    said, _, name = entry.title.partition("By: ")
    return person(name) if name and not said else Author(name="")
