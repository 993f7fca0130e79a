"""Moderation: change the status of comments, and record who did it and when.

Pure functions: each returns the changed comment with an `AuditRecord` of the change. Replies to the
comment keep their own status; ``Thread.visible`` decides how replies to a hidden comment are shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from attrs import evolve, field, frozen

from blogcore.errors import Fault, UnknownIdError, ValidationError
from blogcore.models import Comment, CommentStatus
from blogcore.models.fields import NAME, TEXT, TIME, Checked, one_of
from blogcore.threads import Thread

__all__ = [
    "AuditRecord",
    "Moderated",
    "ModerationAction",
    "moderate",
    "moderate_many",
    "pending",
]

#: The actions of a moderator on a comment.
ModerationAction = Literal["approve", "hold", "spam", "trash", "restore"]

_STATUS_AFTER: dict[ModerationAction, CommentStatus] = {
    "approve": "approved",
    "hold": "held",
    "spam": "spam",
    "trash": "trash",
}


@frozen(kw_only=True)
class AuditRecord(Checked):
    """Who did what to which comment, and when."""

    #: The comment that was changed.
    comment_id: str = field(metadata=NAME)
    #: What was done.
    action: ModerationAction = field(metadata=one_of(ModerationAction))
    #: Status of the comment before.
    before: CommentStatus = field(metadata=one_of(CommentStatus))
    #: Status of the comment after.
    after: CommentStatus = field(metadata=one_of(CommentStatus))
    #: Name or id of the moderator.
    by: str = field(metadata=NAME)
    #: When it was done.
    at: datetime = field(metadata=TIME)
    #: The moderator's reason; empty if none was given.
    reason: str = field(default="", metadata=TEXT)


@frozen
class Moderated:
    """The result of one action on one comment."""

    #: The comment with its new status.
    comment: Comment
    #: The record of the change; None if the comment already had this status.
    record: AuditRecord | None


def moderate(
    comment: Comment,
    action: ModerationAction,
    *,
    by: str,
    at: datetime,
    reason: str = "",
    history: Iterable[AuditRecord] = (),
) -> Moderated:
    """Return a comment with the status that an action gives it, and the record of the change.

    Args:
        comment: The comment to change.
        action: What to do. "restore" takes a comment out of spam or trash, back to the status
            that ``history`` says it had before; without such a record it is held.
        by: Name or id of the moderator.
        at: When it is done, with a time zone.
        reason: The moderator's reason.
        history: Earlier records, oldest first; those of other comments are ignored.

    Raises:
        ValidationError: The comment is deleted, the action is unknown, ``by`` is empty, or ``at``
            has no time zone.

    Source: WordPress ``wp_untrash_comment``, ``wp_unspam_comment``.
    """
    if comment.status == "deleted":
        message = f"comment {comment.id!r} is deleted; there is nothing left to {action}"
        raise ValidationError([Fault("status", "deleted", message)])
    if action == "restore":
        after = _status_before(comment, history)
    else:
        after = _STATUS_AFTER.get(action, comment.status)
    record = AuditRecord(
        comment_id=comment.id,
        action=action,
        before=comment.status,
        after=after,
        by=by,
        at=at,
        reason=reason,
    )
    if after == comment.status:
        return Moderated(comment, None)
    return Moderated(evolve(comment, status=after), record)


def moderate_many(
    thread: Thread,
    ids: Iterable[str],
    action: ModerationAction,
    *,
    by: str,
    at: datetime,
    reason: str = "",
    history: Iterable[AuditRecord] = (),
) -> tuple[Moderated, ...]:
    """Return the results of one action on several comments: of all of them, or an error.

    Args:
        thread: The thread that holds the comments.
        ids: Ids of the comments to change; each is changed once.
        action: What to do, as for `moderate`.
        by: Name or id of the moderator.
        at: When it is done, with a time zone.
        reason: The moderator's reason.
        history: Earlier records, oldest first.

    Raises:
        UnknownIdError: A comment is not in the thread.
        ValidationError: As for `moderate`.
    """
    history = tuple(history)
    unique_ids = tuple(dict.fromkeys(ids))
    for id in unique_ids:
        if id not in thread:
            raise UnknownIdError("comment", id)
    return tuple(
        moderate(thread[id].comment, action, by=by, at=at, reason=reason, history=history)
        for id in unique_ids
    )


def pending(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """Return the held comments, oldest first, unknown times last, equal times by id.

    Args:
        comments: Comments of any status and any posts.
    """
    held = sorted((c for c in comments if c.status == "held"), key=lambda comment: comment.id)
    dated = [comment for comment in held if comment.published is not None]
    dated.sort(key=lambda comment: comment.published or datetime.max)
    return (*dated, *(comment for comment in held if comment.published is None))


def _status_before(comment: Comment, history: Iterable[AuditRecord]) -> CommentStatus:
    """Return the status that a comment had before it became spam or trash."""
    if comment.status not in ("spam", "trash"):
        return comment.status
    last = None
    for record in history:
        if record.comment_id == comment.id and record.after == comment.status:
            last = record
    return last.before if last else "held"
