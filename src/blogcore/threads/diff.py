"""`Diff`: the differences between two threads; it can be printed, stored and applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

import attrs
from attrs import field, frozen

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, ValidationError
from blogcore.models import Comment
from blogcore.threads.anomaly import Anomaly
from blogcore.threads.edit import records_by_id, with_records
from blogcore.threads.order import Order
from blogcore.threads.repair import canonical_repr, hidden_records, is_identical

if TYPE_CHECKING:
    from blogcore.threads.thread import Thread

__all__ = [
    "Changed",
    "Diff",
    "Moved",
    "apply_diff",
    "compare",
    "differing_fields",
    "multiset_difference",
]


@frozen
class Changed:
    """A comment whose record differs."""

    #: The record in the earlier thread.
    before: Comment
    #: The record in the later thread.
    after: Comment

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ."""
        return differing_fields(self.before, self.after)

    def __str__(self) -> str:
        return f"~ comment {short_repr(self.after.id)}: {', '.join(self.fields)}"


@frozen
class Moved:
    """A comment that has another parent in the thread, after repairs."""

    #: The comment, as in the later thread.
    comment: Comment
    #: The id of its parent in the earlier thread; None at top level.
    before: str | None
    #: The id of its parent in the later thread; None at top level.
    after: str | None

    def __str__(self) -> str:
        before, after = (
            "top level" if id is None else short_repr(id) for id in (self.before, self.after)
        )
        return f"> comment {short_repr(self.comment.id)}: from {before} to {after}"


@frozen(repr=False)
class Diff:
    """The differences between two threads. Comments are sorted by id; an empty diff is false.

    ``str()`` of it has one line per difference, without text and private fields.
    """

    #: Comments in the later thread only.
    added: tuple[Comment, ...]
    #: Comments in the earlier thread only.
    removed: tuple[Comment, ...]
    #: Comments in both threads whose records differ.
    changed: tuple[Changed, ...]
    #: Comments in both threads whose parents differ, after repairs.
    moved: tuple[Moved, ...]
    #: Records that are new in the later thread, but only in its anomalies: duplicates and
    #: comments of other posts. ``str()`` calls them hidden records.
    aside_added: tuple[Comment, ...]
    #: Records that the earlier thread has, only in its anomalies, and the later has not.
    aside_removed: tuple[Comment, ...]
    #: The order of the later thread.
    order: Order = field(eq=False)
    #: The post of the later thread; see `Thread.from_comments`.
    post_id: str | None = field(default=None, eq=False)
    #: Ids of comments under other posts, as in the later thread; see `Thread.from_comments`.
    elsewhere: Container[str] = field(default=(), eq=False)

    def __bool__(self) -> bool:
        return any((self.added, self.removed, self.changed, self.moved)) or bool(
            self.aside_added or self.aside_removed
        )

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def __repr__(self) -> str:
        counts = {
            "added": len(self.added),
            "removed": len(self.removed),
            "changed": len(self.changed),
            "moved": len(self.moved),
            "aside": len(self.aside_added) + len(self.aside_removed),
        }
        summary = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        return f"<Diff: {summary or 'nothing'}>"

    def _lines(self) -> Iterator[str]:
        for sign, comments in (("+", self.added), ("-", self.removed)):
            for comment in comments:
                yield f"{sign} comment {short_repr(comment.id)}"
        yield from map(str, self.changed)
        yield from map(str, self.moved)
        for sign, comments in (("+", self.aside_added), ("-", self.aside_removed)):
            for comment in comments:
                yield f"{sign} hidden record of comment {short_repr(comment.id)}"


def compare(earlier: Thread, later: Thread) -> Diff:
    """Return the differences between two threads. See `Thread.diff`."""
    before = {comment.id: comment for comment in earlier.comments}
    added: list[Comment] = []
    changed: list[Changed] = []
    for comment in later.comments:
        old = before.pop(comment.id, None)
        if old is None:
            added.append(comment)
        elif not is_identical(old, comment):
            changed.append(Changed(old, comment))
    old_asides, new_asides = hidden_records(earlier.anomalies), hidden_records(later.anomalies)
    return Diff(
        added=_sorted_by_id(added),
        removed=_sorted_by_id(before.values()),
        changed=tuple(sorted(changed, key=lambda change: change.after.id)),
        moved=tuple(_moved(earlier, later, changed)),
        aside_added=_sorted_by_id(multiset_difference(new_asides, old_asides)),
        aside_removed=_sorted_by_id(multiset_difference(old_asides, new_asides)),
        order=later.order,
        post_id=later.post_id,
        elsewhere=later.elsewhere,
    )


def apply_diff(thread: Thread, diff: Diff) -> list[Comment]:
    """Return all records of a thread after a diff. See `Thread.apply`."""
    old = [*diff.removed, *(change.before for change in diff.changed), *diff.aside_removed]
    new = [*diff.added, *(change.after for change in diff.changed), *diff.aside_added]
    records = records_by_id(thread, (comment.id for comment in (*old, *new)))
    faults: list[Fault] = []
    for comment in old:
        present = records[comment.id]
        at = next((i for i, record in enumerate(present) if is_identical(record, comment)), None)
        if at is None:
            path = f"comment {short_repr(comment.id)}"
            faults.append(Fault(path, "not_there", "the thread has no such record to remove"))
        else:
            del present[at]
    if faults:
        raise ValidationError(faults)
    for comment in new:
        records[comment.id].append(comment)
    return with_records(thread, records)


def differing_fields(left: Comment, right: Comment) -> tuple[str, ...]:
    """Return the names of the fields in which two records differ, in the order of the model."""
    return tuple(
        field.name
        for field in attrs.fields(Comment)
        if canonical_repr(getattr(left, field.name)) != canonical_repr(getattr(right, field.name))
    )


def multiset_difference(records: Iterable[Comment], others: Iterable[Comment]) -> list[Comment]:
    """Return the records less the others: each of the others removes one identical record."""
    unmatched = Counter(map(canonical_repr, others))
    difference: list[Comment] = []
    for record in records:
        key = canonical_repr(record)
        if unmatched[key]:
            unmatched[key] -= 1
        else:
            difference.append(record)
    return difference


def _moved(earlier: Thread, later: Thread, changed: Iterable[Changed]) -> Iterator[Moved]:
    """Yield the comments whose parents differ, by id."""
    # A parent differs only if the record or a repair of its link differs.
    old_roots, new_roots = _detached_ids(earlier.anomalies), _detached_ids(later.anomalies)
    for id in sorted({change.after.id for change in changed} | (old_roots ^ new_roots)):
        if id in earlier and id in later:
            comment = later[id].comment
            before = None if id in old_roots else earlier[id].comment.in_reply_to
            after = None if id in new_roots else comment.in_reply_to
            if before != after:
                yield Moved(comment, before, after)


def _detached_ids(anomalies: Iterable[Anomaly]) -> set[str]:
    """Return the ids of replies that were moved to the top level."""
    kinds = ("orphan", "self_parent", "cycle", "cross_post")
    return {anomaly.comment.id for anomaly in anomalies if anomaly.kind in kinds}


def _sorted_by_id(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    return tuple(sorted(comments, key=lambda comment: comment.id))
