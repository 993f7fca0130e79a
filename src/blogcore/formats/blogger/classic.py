"""The classic export: posts, pages, comments, settings and the template are entries alike."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.formats.base import Item
from blogcore.formats.blogger.entry import Entry
from blogcore.models import Comment, Post, PostKind

__all__ = ["classic_items"]

_POSTS: dict[str, PostKind] = {"post": "post", "page": "page"}


def classic_items(entry: Entry) -> Iterator[Item]:
    """The post or comment that an entry is; nothing for the template of the blog."""
    kind = entry.kind
    if kind in _POSTS:
        yield _post(entry, _POSTS[kind])
    elif kind == "comment":
        yield _comment(entry)
    else:
        entry.notes.add("info", entry.where, "category", kind, "is no post or comment; left out")


def _post(entry: Entry, kind: PostKind) -> Post:
    return Post(
        id=entry.id,
        title=entry.title,
        body=entry.body,
        authors=entry.authors,
        url=entry.link("alternate"),
        published=entry.time("published"),
        updated=entry.time("updated"),
        status="draft" if entry.is_draft else "published",
        kind=kind,
        tags=entry.labels,
        extra=entry.extra,
    )


def _comment(entry: Entry) -> Comment:
    """A comment names its post by id, and the comment that it answers by that one's feed."""
    answered = [
        e.attributes.get("ref", "").strip() for e in entry.record.repeated("thr:in-reply-to")
    ]
    refs = [ref for ref in answered if ref]
    if not refs:
        entry.record.note_repaired("thr:in-reply-to", "", "is missing; has a page of its own")
    return Comment(
        id=entry.id,
        post_id=refs[0] if refs else entry.id,
        author=entry.author,
        body=entry.body,
        published=entry.time("published"),
        updated=entry.time("updated"),
        in_reply_to=refs[1] if len(refs) > 1 else entry.related_comment(entry.id),
        status="held" if entry.is_draft else "approved",
        url=entry.link("alternate"),
        extra=entry.extra,
    )
