"""Merge two threads into one that has the comments of both, each once.

Of two records of a comment, a two-way merge takes the one that is preferred among duplicates, the
latest update; so it is commutative, associative and idempotent. A three-way merge compares both
with their common version, and reports what both changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from blogcore._text.plain import short_repr
from blogcore.models import Comment
from blogcore.threads.diff import differing_fields, multiset_difference
from blogcore.threads.edit import with_records
from blogcore.threads.repair import hidden_records, is_identical, sort_by_preference

if TYPE_CHECKING:
    from blogcore.threads.thread import Thread

__all__ = ["Conflict", "Merged", "merge_three_way", "merge_two_way"]


@frozen
class Conflict:
    """A comment that both threads changed differently. None means: no such comment there."""

    #: The record in the common version.
    base: Comment | None
    #: The record of the thread that is merged into.
    ours: Comment | None
    #: The record of the other thread.
    theirs: Comment | None
    #: The record in the merged thread.
    kept: Comment | None
    #: The fields that both changed; empty where one side removed the comment.
    fields: tuple[str, ...]

    def __str__(self) -> str:
        comment = self.ours or self.theirs
        id = "" if comment is None else short_repr(comment.id)
        if self.fields:
            return f"comment {id}: both changed {', '.join(self.fields)}"
        return f"comment {id}: removed on one side, changed on the other"


@frozen
class Merged:
    """The result of a three-way merge."""

    #: The merged thread.
    thread: Thread
    #: The comments that both sides changed differently, sorted by id.
    conflicts: tuple[Conflict, ...]


def merge_two_way(ours: Thread, theirs: Thread) -> list[Comment]:
    """Return the records of the merged thread. See `Thread.merge`."""
    own = _by_id(ours)
    chosen: dict[str, Comment | None] = {}
    for id, comment in _by_id(theirs).items():
        if id not in own or _preferred(own[id], comment) is not own[id]:
            chosen[id] = comment
    added = multiset_difference(hidden_records(theirs.anomalies), hidden_records(ours.anomalies))
    return _merged_records(ours, chosen, removed_hidden=[], added_hidden=added)


def merge_three_way(
    ours: Thread, theirs: Thread, base: Thread
) -> tuple[list[Comment], tuple[Conflict, ...]]:
    """Return the records of the merged thread, and the conflicts. See `Thread.merge`."""
    own, others, origins = _by_id(ours), _by_id(theirs), _by_id(base)
    chosen: dict[str, Comment | None] = {}
    conflicts: list[Conflict] = []
    for id in sorted(own.keys() | others.keys()):
        mine, other, origin = own.get(id), others.get(id), origins.get(id)
        if _unchanged(mine, other) or _unchanged(other, origin):
            continue
        if _unchanged(mine, origin):
            chosen[id] = other
            continue
        chosen[id], fields = _resolve(origin, mine, other)
        if fields is not None:
            conflicts.append(Conflict(origin, mine, other, chosen[id], fields))
    a, b, o = (hidden_records(thread.anomalies) for thread in (ours, theirs, base))
    records = _merged_records(
        ours,
        chosen,
        removed_hidden=multiset_difference(o, b),
        added_hidden=multiset_difference(multiset_difference(b, o), multiset_difference(a, o)),
    )
    return records, tuple(conflicts)


def _merged_records(
    thread: Thread,
    chosen: Mapping[str, Comment | None],
    *,
    removed_hidden: list[Comment],
    added_hidden: list[Comment],
) -> list[Comment]:
    """Return a thread's records after a merge.

    Args:
        thread: The thread that is merged into.
        chosen: The new record by id; None removes the comment.
        removed_hidden: Records in anomalies (see `hidden_records`) to remove.
        added_hidden: Records in anomalies to add.
    """
    own = _by_id(thread)
    hidden = multiset_difference(hidden_records(thread.anomalies), removed_hidden) + added_hidden
    records: dict[str, list[Comment]] = {}
    for id in sorted({*chosen, *(comment.id for comment in (*removed_hidden, *added_hidden))}):
        comment = chosen.get(id, own.get(id))
        records[id] = [] if comment is None else [comment]
    for comment in hidden:
        if comment.id in records:
            records[comment.id].append(comment)
    return with_records(thread, records)


def _by_id(thread: Thread) -> dict[str, Comment]:
    return {comment.id: comment for comment in thread.comments}


def _unchanged(left: Comment | None, right: Comment | None) -> bool:
    if left is None or right is None:
        return left is right
    return is_identical(left, right)


def _preferred(left: Comment, right: Comment) -> Comment:
    """Return the one of two records to keep; the left one if they are identical."""
    if is_identical(left, right):
        return left
    records = [left, right]
    sort_by_preference(records)
    return records[0]


def _resolve(
    base: Comment | None, ours: Comment | None, theirs: Comment | None
) -> tuple[Comment | None, tuple[str, ...] | None]:
    """Return the record for a comment that both sides changed, and the fields in conflict or None.

    A comment that one side removed stays removed; the conflict has the other side's record.
    Otherwise each field is taken from the side that changed it, and from the preferred record if
    both did.
    """
    if ours is None or theirs is None:
        return None, ()
    if (ours.status == "deleted") != (theirs.status == "deleted"):
        return (ours if ours.status == "deleted" else theirs), ()
    both = set(differing_fields(ours, theirs))
    if base is not None:
        both &= {*differing_fields(base, ours)} & {*differing_fields(base, theirs)}
    best = _preferred(ours, theirs)
    changes: dict[str, Any] = {name: getattr(best, name) for name in both}
    for name in differing_fields(base or theirs, theirs):
        if name not in both:
            changes[name] = getattr(theirs, name)
    kept = evolve(ours, **changes)
    in_conflict = both - {"updated"}
    fields = tuple(name for name in differing_fields(ours, theirs) if name in in_conflict)
    return kept, fields or None
