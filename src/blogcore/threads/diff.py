"""`Diff`: what makes one thread another; it can be read, kept and applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import attrs
from attrs import evolve, field, frozen

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, ValidationError
from blogcore.models import Comment
from blogcore.threads.anomaly import Anomaly
from blogcore.threads.change import rebuilt, with_records
from blogcore.threads.drift import apart
from blogcore.threads.order import Order
from blogcore.threads.pile import OF_LINKS, beyond, hidden_records, records_of
from blogcore.threads.repair import content, same
from blogcore.threads.scope import Scope

if TYPE_CHECKING:
    from blogcore.threads.thread import Thread

__all__ = ["Changed", "Diff", "Moved", "applied", "difference", "fields_that_differ"]

T = TypeVar("T", bound="Thread")


@frozen
class Changed:
    """One comment whose record differs."""

    before: Comment
    after: Comment

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ."""
        return fields_that_differ(self.before, self.after)

    def __str__(self) -> str:
        return f"~ comment {short_repr(self.after.id)}: {', '.join(self.fields)}"


@frozen
class Moved:
    """One comment that stands beneath another comment than it did."""

    comment: Comment
    #: The id of the comment that it stood beneath; None for top level.
    before: str | None
    #: The id of the comment that it stands beneath.
    after: str | None

    def __str__(self) -> str:
        before, after = (
            "top level" if id is None else short_repr(id) for id in (self.before, self.after)
        )
        return f"> comment {short_repr(self.comment.id)}: from {before} to {after}"


@frozen(repr=False)
class Diff:
    """What makes one thread another. Comments are listed by id; it is false if there is nothing.

    ``str()`` of it has a line for each difference, and shows no words and no private field.
    """

    added: tuple[Comment, ...]
    removed: tuple[Comment, ...]
    changed: tuple[Changed, ...]
    #: Those in both threads that stand beneath another comment, whosesoever link changed.
    moved: tuple[Moved, ...]
    #: Records that repairs put aside, duplicates and comments of other posts: more of them.
    aside_added: tuple[Comment, ...]
    #: And fewer of them.
    aside_removed: tuple[Comment, ...]
    #: The order of the later thread, and what it knows of comments outside it.
    order: Order = field(eq=False)
    scope: Scope = field(eq=False)

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
        told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        return f"<Diff: {told or 'nothing'}>"

    def _lines(self) -> Iterator[str]:
        for sign, comments in (("+", self.added), ("-", self.removed)):
            for comment in comments:
                yield f"{sign} comment {short_repr(comment.id)}"
        yield from map(str, self.changed)
        yield from map(str, self.moved)
        for sign, comments in (("+", self.aside_added), ("-", self.aside_removed)):
            for comment in comments:
                yield f"{sign} record put aside of comment {short_repr(comment.id)}"


def difference(a: Thread, b: Thread) -> Diff:
    """See `Thread.diff`."""
    before, after = apart(a, b)
    added: list[Comment] = []
    changed: list[Changed] = []
    for comment in after.values():
        old = before.pop(comment.id, None)
        if old is None:
            added.append(comment)
        elif not same(old, comment):
            changed.append(Changed(old, comment))
    ours, theirs = list(hidden_records(a.anomalies)), list(hidden_records(b.anomalies))
    return Diff(
        added=_by_id(added),
        removed=_by_id(before.values()),
        changed=tuple(sorted(changed, key=lambda it: it.after.id)),
        moved=tuple(_moved(a, b, changed)),
        aside_added=_by_id(beyond(theirs, ours)),
        aside_removed=_by_id(beyond(ours, theirs)),
        order=b.order,
        scope=b.scope,
    )


def applied(thread: T, diff: Diff) -> T:
    """See `Thread.apply`."""
    records: dict[str, list[Comment]] = {}
    faults: list[Fault] = []
    away = [*diff.removed, *(change.before for change in diff.changed), *diff.aside_removed]
    come = [*diff.added, *(change.after for change in diff.changed), *diff.aside_added]
    for comment in away:
        left = records.setdefault(comment.id, records_of(thread, comment.id))
        found = next((record for record in left if same(record, comment)), None)
        if found is None:
            place = f"comment {short_repr(comment.id)}"
            faults.append(Fault(place, "not_there", "the thread has no such record to take away"))
        else:
            left.remove(found)
    if faults:
        raise ValidationError(faults)
    for comment in come:
        records.setdefault(comment.id, records_of(thread, comment.id)).append(comment)
    if diff.order == thread.order and diff.scope == thread.scope:
        return with_records(thread, records)
    return rebuilt(evolve(thread, order=diff.order, scope=diff.scope), records)


def fields_that_differ(one: Comment, other: Comment) -> tuple[str, ...]:
    """The names of the fields in which two records differ, in the order of the model."""
    return tuple(
        field.name
        for field in attrs.fields(Comment)
        if content(getattr(one, field.name)) != content(getattr(other, field.name))
    )


def _moved(a: Thread, b: Thread, changed: Iterable[Changed]) -> Iterator[Moved]:
    """A parent differs only where a claim does, or what was odd about it."""
    ours, theirs = _uprooted(a.anomalies), _uprooted(b.anomalies)
    for id in sorted({change.after.id for change in changed} | (ours ^ theirs)):
        old, new = a.ids.find(id), b.ids.find(id)
        if old is not None and new is not None:
            comment = b.rows[new]
            before = None if id in ours else a.rows[old].in_reply_to
            after = None if id in theirs else comment.in_reply_to
            if before != after:
                yield Moved(comment, before, after)


def _uprooted(anomalies: Iterable[Anomaly]) -> set[str]:
    """Ids of comments that were put at top level."""
    return {odd.comment.id for odd in anomalies if odd.kind in OF_LINKS}


def _by_id(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    return tuple(sorted(comments, key=lambda comment: comment.id))
