"""Nested records: JSON in which each comment holds its replies.

`to_nested` writes the public fields as such records; `comments_from_nested` reads records of any
shape.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypedDict, cast

from attrs import frozen

from blogcore._text.plain import short_repr
from blogcore._time.parse import rfc3339
from blogcore.errors import Fault, ValidationError
from blogcore.models import Author, AuthorKind, Body, Comment, CommentKind, CommentStatus, MediaType
from blogcore.threads.build import require_comments, with_parent

__all__ = ["NestedAuthor", "NestedBody", "NestedComment", "comments_from_nested", "to_nested"]

#: A record of a JSON API, with its replies in a list.
Record = Mapping[str, object]


class NestedAuthor(TypedDict):
    """The public fields of an `Author`."""

    #: The display name.
    name: str
    #: The id on the site; None for guests.
    id: str | None
    #: The URL of their website.
    url: str | None
    #: The URL of their avatar image.
    avatar_url: str | None
    #: Their biography.
    bio: str
    #: The name in URLs.
    slug: str | None
    #: Person, organization, bot or guest.
    kind: AuthorKind


class NestedBody(TypedDict):
    """The fields of a `Body`."""

    #: The text, in its media type.
    text: str
    #: The markup language.
    media_type: MediaType


class NestedComment(TypedDict):
    """The public fields of a `Comment`, with times in RFC 3339, and its replies."""

    #: The id.
    id: str
    #: The id of the post.
    post_id: str
    #: Who wrote it.
    author: NestedAuthor
    #: What was written.
    body: NestedBody
    #: The time of publishing; None if unknown.
    published: str | None
    #: The time of the last update; None if unknown.
    updated: str | None
    #: The parent id that the source states; after repairs the parent may be another comment,
    #: namely the one whose `replies` contain this comment.
    in_reply_to: str | None
    #: Whether ``in_reply_to`` was inferred from the texts of the comments.
    inferred: bool
    #: The moderation status.
    status: CommentStatus
    #: What kind of comment it is.
    kind: CommentKind
    #: The number of likes.
    likes: int
    #: The number of dislikes.
    dislikes: int
    #: The permalink.
    url: str | None
    #: How many descendants are left out; see `Thread.collapsed`.
    folded: int
    #: The direct replies, in order.
    replies: list[NestedComment]


def to_nested(
    comments: Sequence[Comment], depths: Sequence[int], folded: Mapping[str, int]
) -> list[NestedComment]:
    """Return the top-level comments, each with its replies in it. See `Thread.to_nested`."""
    levels: list[list[NestedComment]] = [[]]  # the open list of siblings at each depth
    for comment, depth in zip(comments, depths, strict=True):
        del levels[depth + 1 :]
        nested = _nested(comment, folded.get(comment.id, 0))
        levels[depth].append(nested)
        levels.append(nested["replies"])
    return levels[0]


def comments_from_nested(
    records: Sequence[Record], read: Callable[[Record], Comment], replies: str
) -> list[Comment]:
    """Return the comments with links to their parents. See `Thread.from_nested`."""
    faults: list[Fault] = []
    comments: list[Comment] = []
    open_records: set[int] = set()  # the records that contain the current one, by identity
    stack: list[_Entry | int] = [*_entries(records, None, None, replies, faults)]
    while stack:
        entry = stack.pop()
        if isinstance(entry, int):  # all replies in this record have been read
            open_records.remove(entry)
            continue
        comment = _comment(entry, read, open_records, replies, faults)
        if comment is None:
            continue
        comments.append(comment)
        open_records.add(id(entry.record))
        stack.append(id(entry.record))
        stack += _entries(entry.record.get(replies), entry, comment.id, replies, faults)
    if faults:
        raise ValidationError(faults)
    return comments


def _nested(comment: Comment, folded: int) -> NestedComment:
    return {
        "id": comment.id,
        "post_id": comment.post_id,
        "author": _author(comment.author),
        "body": _body(comment.body),
        "published": _rfc3339(comment.published),
        "updated": _rfc3339(comment.updated),
        "in_reply_to": comment.in_reply_to,
        "inferred": comment.inferred,
        "status": comment.status,
        "kind": comment.kind,
        "likes": comment.likes,
        "dislikes": comment.dislikes,
        "url": comment.url,
        "folded": folded,
        "replies": [],
    }


def _author(author: Author) -> NestedAuthor:
    return {
        "name": author.name,
        "id": author.id,
        "url": author.url,
        "avatar_url": author.avatar_url,
        "bio": author.bio,
        "slug": author.slug,
        "kind": author.kind,
    }


def _body(body: Body) -> NestedBody:
    return {"text": body.text, "media_type": body.media_type}


def _rfc3339(when: datetime | None) -> str | None:
    return None if when is None else rfc3339(when)


# --- reading ---------------------------------------------------------------------------------

_MAX_STEPS_SHOWN = 20


@frozen(eq=False)
class _Entry:
    """A record, its index among its siblings, and its parent."""

    record: Record
    index: int
    parent: _Entry | None
    parent_id: str | None

    def path(self, replies: str) -> str:
        """Return a path such as ``[0].replies[2]``; of a deep record only the end."""
        steps: list[str] = []
        entry: _Entry | None = self
        while entry is not None and len(steps) < _MAX_STEPS_SHOWN:
            steps.append(f"[{entry.index}]")
            entry = entry.parent
        start = "" if entry is None else "…"
        return start + f".{replies}".join(reversed(steps))


def _comment(
    entry: _Entry,
    read: Callable[[Record], Comment],
    open_records: Container[int],
    replies: str,
    faults: list[Fault],
) -> Comment | None:
    """Return the comment of a record; None if a fault was found and added."""
    if id(entry.record) in open_records:
        faults.append(Fault(entry.path(replies), "holds_itself", "a record must not hold itself"))
        return None
    try:
        [comment] = require_comments([read(entry.record)])
        return with_parent(comment, entry.parent_id)
    except ValidationError as error:
        faults += error.under(entry.path(replies)).faults
        return None


def _entries(
    value: object, parent: _Entry | None, parent_id: str | None, replies: str, faults: list[Fault]
) -> Iterator[_Entry]:
    """Yield the records in a list, last first; add a fault for each item that is no record."""
    if value is None or value == "":
        return
    path = "" if parent is None else f"{parent.path(replies)}.{replies}"
    if not isinstance(value, Sequence) or isinstance(value, (str, bytes)):
        message = f"must be a list of records, not {short_repr(value)}"
        faults.append(Fault(path, "wrong_type", message))
        return
    items = cast("Sequence[object]", value)
    for index in reversed(range(len(items))):
        record = items[index]
        if isinstance(record, Mapping):
            yield _Entry(cast("Record", record), index, parent, parent_id)
        else:
            message = f"must be a record, not {short_repr(record)}"
            faults.append(Fault(f"{path}[{index}]", "wrong_type", message))
