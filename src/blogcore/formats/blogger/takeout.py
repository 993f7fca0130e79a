"""The feed in a Takeout: elements of Blogger's own say what an entry is and what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from blogcore.formats.base import Item
from blogcore.formats.blogger.entry import Entry
from blogcore.models import Comment, CommentStatus, ExtraValue, Post, PostKind, PostStatus

__all__ = ["takeout_items"]

S = TypeVar("S")

_KINDS: dict[str, PostKind] = {"POST": "post", "PAGE": "page"}
_POST_STATUSES: dict[str, PostStatus] = {
    "LIVE": "published",
    "DRAFT": "draft",
    "SCHEDULED": "scheduled",
    "SOFT_TRASHED": "trash",
}
_COMMENT_STATUSES: dict[str, CommentStatus] = {
    "LIVE": "approved",
    "PENDING": "held",
    "PENDING_COMMENT": "held",
    "GHOSTED": "held",
    "GHOSTED_COMMENT": "held",
    "SPAM": "spam",
    "SPAM_COMMENT": "spam",
    "SOFT_TRASHED": "trash",
    "SOFT_TRASHED_COMMENT": "trash",
}
#: Fields that no model has.
_KEPT = ("blogger:location", "blogger:trashed")
_NUMBER = re.compile(r"\d+", re.ASCII)
_LAST_NUMBER = re.compile(r"\d+$", re.ASCII)


def takeout_items(entry: Entry) -> Iterator[Item]:
    """The post or comment that an entry is."""
    kind = entry.record.take("blogger:type").upper()
    if kind == "COMMENT":
        yield _comment(entry)
        return
    if kind not in _KINDS:
        entry.record.note_repaired("blogger:type", kind, "is not known; read as another post")
    yield _post(entry, _KINDS.get(kind, "other"))


def _post(entry: Entry, kind: PostKind) -> Post:
    filename = entry.record.take("blogger:filename")
    return Post(
        id=entry.id,
        title=entry.title,
        body=entry.body,
        authors=entry.authors,
        slug=filename.rpartition("/")[2].removesuffix(".html") or None,
        url=entry.link("alternate") or filename or None,
        excerpt=entry.record.take("blogger:metaDescription"),
        published=entry.time("published", "blogger:created"),
        updated=entry.time("updated"),
        status=_status(entry, _POST_STATUSES, "published", "draft"),
        kind=kind,
        tags=entry.labels,
        extra=_extra(entry),
    )


def _comment(entry: Entry) -> Comment:
    post_id = _id(entry, "blogger:parent")
    if post_id is None:
        entry.record.note_repaired("blogger:parent", "", "is missing; has a page of its own")
    return Comment(
        id=entry.id,
        post_id=post_id or entry.id,
        author=entry.author,
        body=entry.body,
        published=entry.time("published", "blogger:created"),
        updated=entry.time("updated"),
        in_reply_to=_id(entry, "blogger:inReplyTo"),
        status=_status(entry, _COMMENT_STATUSES, "approved", "held"),
        url=entry.link("alternate"),
        extra=_extra(entry),
    )


def _status(entry: Entry, statuses: Mapping[str, S], absent: S, unknown: S) -> S:
    """What nobody is known to have made public is not shown."""
    word = entry.record.take("blogger:status").upper()
    if word and word not in statuses:
        done = f"is not known; taken for {unknown}"
        entry.record.note_repaired("blogger:status", word, done)
    return statuses.get(word, unknown) if word else absent


def _id(entry: Entry, name: str) -> str | None:
    """An id; where it is a number alone, the whole id of the same blog."""
    id = entry.record.take(name)
    return _LAST_NUMBER.sub(id, entry.id) if _NUMBER.fullmatch(id) else id or None


def _extra(entry: Entry) -> dict[str, ExtraValue]:
    kept = dict(entry.extra)
    for name in _KEPT:
        element = entry.record.element(name)
        parts = [element.text, *(child.text for child in element.children)] if element else []
        said = tuple(part.strip() for part in parts if part.strip())
        if said:
            kept[name] = said[0] if len(said) == 1 else said
    return kept
