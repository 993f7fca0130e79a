"""``wp:comment`` to `Comment`."""

from __future__ import annotations

from blogcore.models import Author, Body, Comment, CommentKind, CommentStatus

from ..base import Notes
from ..xml import Element, Record
from .dialect import left_over, meta, record_of
from .site import Channel
from .times import take_time

__all__ = ["to_comment"]

#: ``comment_approved``; the exporter leaves spam out, plugins do not.
_STATUSES: dict[str, CommentStatus] = {
    "1": "approved",
    "0": "held",
    "spam": "spam",
    "trash": "trash",
    "post-trashed": "trash",
}
#: ``comment_type``; it was empty for comments before WordPress 5.5.
_KINDS: dict[str, CommentKind] = {
    "": "comment",
    "comment": "comment",
    "pingback": "pingback",
    "trackback": "trackback",
    "webmention": "webmention",
}


def to_comment(element: Element, post_id: str, channel: Channel, notes: Notes) -> Comment:
    """The comment of a post. What no field holds is in its `extra`, meta values as they were."""
    record = record_of(element, notes)
    id = record.take("wp:comment_id")
    if not id:
        id = f"{post_id}-line-{element.line}"
        record.note_repaired("wp:comment_id", "", "is missing; named after its line")
    extra = meta(record, "wp:commentmeta")
    published = take_time(record, "wp:comment_date", extra)
    parent = record.take("wp:comment_parent")
    comment_type = record.take("wp:comment_type")
    kind = _KINDS.get(comment_type.lower())
    if kind is None:
        extra["wp:comment_type"] = comment_type
        notes.add("info", record.where, "wp:comment_type", comment_type, "read as a comment")
    return Comment(
        id=id,
        post_id=post_id,
        author=_author(record, channel, extra),
        body=Body(text=record.take_exact("wp:comment_content"), media_type="text/html"),
        published=published,
        in_reply_to=None if parent in ("", "0") else parent,
        status=_status(record, extra),
        kind=kind or "comment",
        ip=record.take("wp:comment_author_IP") or None,
        user_agent=record.take("wp:comment_agent") or None,
        extra=extra | dict(left_over(record)),
    )


def _author(record: Record, channel: Channel, extra: dict[str, str | tuple[str, ...]]) -> Author:
    """Who signed it. Somebody with an account has the login as id, where the file lists it."""
    number = record.take("wp:comment_user_id")
    member = number not in ("", "0")
    if member:
        extra["wp:comment_user_id"] = number
    return Author(
        name=record.take("wp:comment_author"),
        id=channel.login_of(number) if member else None,
        email=record.take("wp:comment_author_email") or None,
        url=record.take("wp:comment_author_url") or None,
        kind="person" if member else "guest",
    )


def _status(record: Record, extra: dict[str, str | tuple[str, ...]]) -> CommentStatus:
    approved = record.take("wp:comment_approved")
    status = _STATUSES.get(approved)
    if approved and (status is None or approved == "post-trashed"):
        extra["wp:comment_approved"] = approved
    if status is None:
        # What nobody approved is not shown.
        record.note_repaired("wp:comment_approved", approved, "not known; held for a moderator")
        return "held"
    return status
