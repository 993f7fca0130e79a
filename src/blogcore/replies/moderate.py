"""What a moderator does with a comment: pure transitions, each with a record for the archive.

Nothing here touches replies: what becomes of those beneath a hidden comment is for a view of the
thread to say (``Thread.visible``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from attrs import evolve, field, frozen

from blogcore.errors import Fault, UnknownIdError, ValidationError
from blogcore.models import Comment, CommentStatus
from blogcore.models.checked import Checked
from blogcore.models.fields import NAME, TEXT, TIME, one_of
from blogcore.threads import Thread

__all__ = ["Act", "Moderated", "Record", "moderate", "moderate_all", "queue"]

Act = Literal["approve", "hold", "spam", "trash", "restore"]

_AFTER: dict[Act, CommentStatus] = {
    "approve": "approved",
    "hold": "held",
    "spam": "spam",
    "trash": "trash",
}


@frozen(kw_only=True)
class Record(Checked):
    """Who did what to which comment, and when."""

    comment_id: str = field(metadata=NAME)
    act: Act = field(metadata=one_of(Act))
    before: CommentStatus = field(metadata=one_of(CommentStatus))
    after: CommentStatus = field(metadata=one_of(CommentStatus))
    by: str = field(metadata=NAME)
    at: datetime = field(metadata=TIME)
    reason: str = field(default="", metadata=TEXT)


@frozen
class Moderated:
    """A comment after an act; no record where it was so already."""

    comment: Comment
    record: Record | None


def moderate(
    comment: Comment,
    act: Act,
    *,
    by: str,
    at: datetime,
    reason: str = "",
    history: Iterable[Record] = (),
) -> Moderated:
    """The comment with the status that an act gives it, and the record of that.

    "restore" takes a comment out of spam or trash to what it was before, as ``history`` (oldest
    first) says; where it says nothing the comment is held (``wp_untrash_comment``,
    ``wp_unspam_comment``). Raises `ValidationError` for a deleted comment, of which nothing is
    left to moderate, and for what `Record` refuses, such as an act that is none.
    """
    if comment.status == "deleted":
        message = f"comment {comment.id!r} is deleted; there is nothing left to {act}"
        raise ValidationError([Fault("status", "deleted", message)])
    after = _restored(comment, history) if act == "restore" else _AFTER.get(act, comment.status)
    record = Record(
        comment_id=comment.id,
        act=act,
        before=comment.status,
        after=after,
        by=by,
        at=at,
        reason=reason,
    )
    if after == comment.status:
        return Moderated(comment, None)
    return Moderated(evolve(comment, status=after), record)


def moderate_all(
    thread: Thread,
    ids: Iterable[str],
    act: Act,
    *,
    by: str,
    at: datetime,
    reason: str = "",
    history: Iterable[Record] = (),
) -> tuple[Moderated, ...]:
    """One act on several comments of a thread, each once.

    All or none: raises `UnknownIdError` for an id that is not there, and what `moderate` raises,
    before anything is given.
    """
    history = tuple(history)
    for id in (ids := tuple(dict.fromkeys(ids))):
        if id not in thread:
            raise UnknownIdError("comment", id)
    return tuple(
        moderate(thread[id].comment, act, by=by, at=at, reason=reason, history=history)
        for id in ids
    )


def queue(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """What waits for a moderator: held comments, longest waiting first, unknown times last."""
    held = [comment for comment in comments if comment.status == "held"]
    held.sort(key=lambda comment: comment.id)
    known = [comment for comment in held if comment.published is not None]
    known.sort(key=lambda comment: comment.published or datetime.max)
    return (*known, *(comment for comment in held if comment.published is None))


def _restored(comment: Comment, history: Iterable[Record]) -> CommentStatus:
    """What it was before it went where it is: the last record that took it there says so."""
    if comment.status not in ("spam", "trash"):
        return comment.status
    last = None
    for record in history:
        if record.comment_id == comment.id and record.after == comment.status:
            last = record
    return last.before if last else "held"
