"""Two threads into one: what either has, each comment once.

Of two records of a comment, a merge of two takes the one that `repair` prefers among duplicates:
the newest update. So it is commutative, associative and idempotent. A merge of three knows from
the version that both came from who changed what, and reports where both did.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import evolve, frozen

from blogcore._text.plain import short_repr
from blogcore.models import Comment
from blogcore.threads.change import with_records
from blogcore.threads.diff import fields_that_differ
from blogcore.threads.drift import apart
from blogcore.threads.pile import beyond, hidden_records
from blogcore.threads.repair import best_first, same

if TYPE_CHECKING:
    from blogcore.threads.thread import Thread

__all__ = ["Conflict", "Merged", "merged", "merged_from"]

T = TypeVar("T", bound="Thread")


@frozen
class Conflict:
    """One comment that both sides changed, each in another way. None: not there."""

    base: Comment | None
    ours: Comment | None
    theirs: Comment | None
    #: What the merged thread has.
    kept: Comment | None
    #: The fields that both changed; empty where one side took the comment away.
    fields: tuple[str, ...]

    def __str__(self) -> str:
        comment = self.ours or self.theirs
        id = "" if comment is None else short_repr(comment.id)
        if self.fields:
            return f"comment {id}: both changed {', '.join(self.fields)}"
        return f"comment {id}: taken away on one side, changed on the other"


@frozen
class Merged(Generic[T]):
    """The thread of a three-way merge, and where both sides had changed the same thing."""

    thread: T
    #: By id of the comment.
    conflicts: tuple[Conflict, ...]


def merged(ours: T, theirs: Thread) -> T:
    """See `Thread.merge`."""
    before, after = apart(ours, theirs)
    kept: dict[str, Comment | None] = {}
    for id, comment in after.items():
        own = before.get(id)
        if own is None or _preferred(own, comment) is not own:
            kept[id] = comment
    asides = list(hidden_records(ours.anomalies))
    more = beyond(hidden_records(theirs.anomalies), asides)
    return _with_kept(ours, kept, [], more)


def merged_from(ours: T, theirs: Thread, base: Thread) -> Merged[T]:
    """See `Thread.merge`."""
    before, after, origin = apart(ours, theirs, base)
    kept: dict[str, Comment | None] = {}
    conflicts: list[Conflict] = []
    for id in sorted(before.keys() | after.keys()):
        own, other, first = before.get(id), after.get(id), origin.get(id)
        if _same(own, other) or _same(other, first):
            continue
        if _same(own, first):
            kept[id] = other
            continue
        kept[id], fields = _settled(first, own, other)
        if fields is not None:
            conflicts.append(Conflict(first, own, other, kept[id], fields))
    a, b, o = (list(hidden_records(thread.anomalies)) for thread in (ours, theirs, base))
    thread = _with_kept(ours, kept, beyond(o, b), beyond(beyond(b, o), beyond(a, o)))
    return Merged(thread, tuple(conflicts))


def _with_kept(
    thread: T,
    kept: Mapping[str, Comment | None],
    fewer: list[Comment],
    more: list[Comment],
) -> T:
    """The thread with other records in the place of some, and other records put aside."""
    asides = beyond(hidden_records(thread.anomalies), fewer) + more
    records: dict[str, list[Comment]] = {}
    for id in sorted({*kept, *(comment.id for comment in [*fewer, *more])}):
        place = thread.ids.find(id)
        own = None if place is None else thread.rows[place]
        comment = kept.get(id, own)
        records[id] = [] if comment is None else [comment]
    for comment in asides:
        if comment.id in records:
            records[comment.id].append(comment)
    return with_records(thread, records)


def _same(one: Comment | None, other: Comment | None) -> bool:
    return one is other or (one is not None and other is not None and same(one, other))


def _preferred(one: Comment, other: Comment) -> Comment:
    """The record to keep of two; the one, if they are the same."""
    if same(one, other):
        return one
    records = [one, other]
    best_first(records)
    return records[0]


def _settled(
    base: Comment | None, ours: Comment | None, theirs: Comment | None
) -> tuple[Comment | None, tuple[str, ...] | None]:
    """What comes of a comment that both sides changed, and the fields in conflict, if it is one.

    What one side took away stays away: the words of the other side are in the conflict. Else each
    field is as the side has it that changed it, and as the preferred record where both did.
    """
    if ours is None or theirs is None:
        return None, ()
    if (ours.status == "deleted") != (theirs.status == "deleted"):
        return (ours if ours.status == "deleted" else theirs), ()
    both = set(fields_that_differ(ours, theirs))
    if base is not None:
        both &= {*fields_that_differ(base, ours)} & {*fields_that_differ(base, theirs)}
    best = _preferred(ours, theirs)
    changes: dict[str, Any] = {name: getattr(best, name) for name in both}
    for name in fields_that_differ(base or theirs, theirs):
        if name not in both:
            changes[name] = getattr(theirs, name)
    kept = evolve(ours, **changes)
    told = tuple(name for name in fields_that_differ(ours, theirs) if name in both - {"updated"})
    return kept, told or None
