"""Native documents of values that are no models: threads, diffs, and losses.

Each has a class here whose fields are the members of its document, so that it is read, checked and
written as a model is.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from typing import Any, cast

import attrs
from attrs import field, frozen

from blogcore.errors import Fault, UnknownNameError, ValidationError
from blogcore.formats.reports import Loss, Losses
from blogcore.models import Comment
from blogcore.models.fields import (
    COUNT,
    NAME,
    TEXT,
    Checked,
    as_tuple,
    instance,
    one_of,
    optional,
    sequence,
)
from blogcore.threads import Anomaly, AnomalyKind, Changed, Diff, Moved, Thread
from blogcore.threads.order import Order, find_order, input_order

__all__ = ["REPORT_KINDS", "Report", "is_report", "to_document", "to_report"]

#: A value that is no model but has a native document.
Report = Thread | Diff | tuple[Loss, ...]


def _to_comments(values: Iterable[Comment]) -> tuple[Comment, ...]:
    return as_tuple(values)


@frozen(kw_only=True)
class AnomalyDocument(Checked):
    """A repair of a thread."""

    kind: AnomalyKind = field(metadata=one_of(AnomalyKind))
    comment: Comment = field(metadata=instance(Comment))
    claimed: str = field(metadata=TEXT)
    done: str = field(metadata=TEXT)
    other: Comment | None = field(default=None, metadata=optional(instance(Comment)))


def _to_anomalies(values: Iterable[AnomalyDocument]) -> tuple[AnomalyDocument, ...]:
    return as_tuple(values)


@frozen(kw_only=True)
class FoldedDocument(Checked):
    """The number of descendants of a comment that are left out."""

    id: str = field(metadata=NAME)
    count: int = field(metadata=COUNT)


def _to_folded(values: Iterable[FoldedDocument]) -> tuple[FoldedDocument, ...]:
    return as_tuple(values)


def _to_depths(values: Iterable[int]) -> tuple[int, ...]:
    return as_tuple(values)


@frozen(kw_only=True)
class ThreadDocument(Checked):
    """A thread: its comments in pre-order, and the depth of each."""

    comments: tuple[Comment, ...] = field(
        default=(), converter=_to_comments, metadata=sequence(instance(Comment))
    )
    depths: tuple[int, ...] = field(default=(), converter=_to_depths, metadata=sequence(COUNT))
    anomalies: tuple[AnomalyDocument, ...] = field(
        default=(), converter=_to_anomalies, metadata=sequence(instance(AnomalyDocument))
    )
    order: str = field(default="oldest", metadata=TEXT)
    folded: tuple[FoldedDocument, ...] = field(
        default=(), converter=_to_folded, metadata=sequence(instance(FoldedDocument))
    )
    post_id: str | None = field(default=None, metadata=optional(NAME))


@frozen(kw_only=True)
class ChangedDocument(Checked):
    """A comment that differs between the two threads."""

    before: Comment = field(metadata=instance(Comment))
    after: Comment = field(metadata=instance(Comment))


def _to_changed(values: Iterable[ChangedDocument]) -> tuple[ChangedDocument, ...]:
    return as_tuple(values)


@frozen(kw_only=True)
class MovedDocument(Checked):
    """A comment that has another parent."""

    comment: Comment = field(metadata=instance(Comment))
    before: str | None = field(default=None, metadata=optional(NAME))
    after: str | None = field(default=None, metadata=optional(NAME))


def _to_moved(values: Iterable[MovedDocument]) -> tuple[MovedDocument, ...]:
    return as_tuple(values)


@frozen(kw_only=True)
class DiffDocument(Checked):
    """The difference of two threads."""

    added: tuple[Comment, ...] = field(
        default=(), converter=_to_comments, metadata=sequence(instance(Comment))
    )
    removed: tuple[Comment, ...] = field(
        default=(), converter=_to_comments, metadata=sequence(instance(Comment))
    )
    changed: tuple[ChangedDocument, ...] = field(
        default=(), converter=_to_changed, metadata=sequence(instance(ChangedDocument))
    )
    moved: tuple[MovedDocument, ...] = field(
        default=(), converter=_to_moved, metadata=sequence(instance(MovedDocument))
    )
    aside_added: tuple[Comment, ...] = field(
        default=(), converter=_to_comments, metadata=sequence(instance(Comment))
    )
    aside_removed: tuple[Comment, ...] = field(
        default=(), converter=_to_comments, metadata=sequence(instance(Comment))
    )
    order: str = field(default="oldest", metadata=TEXT)
    post_id: str | None = field(default=None, metadata=optional(NAME))


@frozen(kw_only=True)
class LossDocument(Checked):
    """One thing that a file could not hold."""

    where: str = attrs.field(metadata=TEXT)
    field: str = attrs.field(metadata=TEXT)
    reason: str = attrs.field(metadata=TEXT)


#: The class of the document under each key.
REPORT_KINDS: dict[str, Any] = {
    "thread": ThreadDocument,
    "diff": DiffDocument,
    "losses": tuple[LossDocument, ...],
}


def is_report(value: object) -> bool:
    """Return whether a value is a thread, a diff, losses or a list of losses."""
    return isinstance(value, (Thread, Diff, Losses)) or (
        isinstance(value, (list, tuple))
        and len(cast("Collection[object]", value)) > 0
        and all(isinstance(member, Loss) for member in cast("Iterable[object]", value))
    )


def to_document(report: Any) -> tuple[str, Any]:
    """Return the key and the document of a thread, a diff or losses."""
    if isinstance(report, Thread):
        return "thread", ThreadDocument(
            comments=report.comments,
            depths=tuple(report.depths),
            anomalies=tuple(
                AnomalyDocument(
                    kind=a.kind, comment=a.comment, claimed=a.claimed, done=a.done, other=a.other
                )
                for a in report.anomalies
            ),
            order=report.order.name,
            folded=tuple(FoldedDocument(id=id, count=n) for id, n in sorted(report.folded.items())),
            post_id=report.post_id,
        )
    if isinstance(report, Diff):
        return "diff", DiffDocument(
            added=report.added,
            removed=report.removed,
            changed=tuple(ChangedDocument(before=c.before, after=c.after) for c in report.changed),
            moved=tuple(
                MovedDocument(comment=m.comment, before=m.before, after=m.after)
                for m in report.moved
            ),
            aside_added=report.aside_added,
            aside_removed=report.aside_removed,
            order=report.order.name,
            post_id=report.post_id,
        )
    losses = cast("Iterable[Loss]", report)
    return "losses", tuple(
        LossDocument(where=loss.where, field=loss.field, reason=loss.reason) for loss in losses
    )


def to_report(document: Any) -> Report:
    """Return the thread, the diff or the losses of a document; inverse of `to_document`.

    Raises:
        ValidationError: The depths of a thread do not fit its comments, or an id occurs twice.
    """
    if isinstance(document, ThreadDocument):
        _check_thread(document)
        return Thread(
            document.comments,
            array("I", document.depths),
            tuple(
                Anomaly(repair.kind, repair.comment, repair.claimed, repair.done, repair.other)
                for repair in document.anomalies
            ),
            _find_order(document.order, document.comments),
            {folded.id: folded.count for folded in document.folded},
            post_id=document.post_id,
        )
    if isinstance(document, DiffDocument):
        return Diff(
            added=document.added,
            removed=document.removed,
            changed=tuple(Changed(change.before, change.after) for change in document.changed),
            moved=tuple(Moved(move.comment, move.before, move.after) for move in document.moved),
            aside_added=document.aside_added,
            aside_removed=document.aside_removed,
            order=_find_order(document.order, document.added),
            post_id=document.post_id,
        )
    losses = cast("Iterable[LossDocument]", document)
    return tuple(Loss(loss.where, loss.field, loss.reason) for loss in losses)


def _find_order(name: str, comments: Iterable[Comment]) -> Order:
    """Return a standard order by its name; instead of any other, the order of the comments."""
    try:
        return find_order(name)
    except UnknownNameError:
        return input_order(comments)


def _check_thread(document: ThreadDocument) -> None:
    """Refuse depths and ids that no thread can have."""
    comments, depths = document.comments, document.depths
    faults: list[Fault] = []
    if len(depths) != len(comments):
        message = f"must have one depth per comment: {len(comments)}, not {len(depths)}"
        faults.append(Fault("depths", "wrong_length", message))
    deepest = 0
    for index, depth in enumerate(depths):
        if depth > deepest:
            message = f"must be at most {deepest}, one more than the depth before it"
            faults.append(Fault(f"depths[{index}]", "too_deep", message))
        deepest = depth + 1
    ids: set[str] = set()
    for index, comment in enumerate(comments):
        if comment.id in ids:
            message = f"another comment of the thread has the id {comment.id!r}"
            faults.append(Fault(f"comments[{index}].id", "duplicate", message))
        ids.add(comment.id)
    if faults:
        raise ValidationError(faults)
