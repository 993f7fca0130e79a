"""Edits of a thread. The result is the same as if `build` threaded the edited comments again.

The common edit, one new comment that changes nothing about the others, is spliced into the
columns. Every other edit is a rebuild.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from operator import attrgetter, indexOf, not_
from typing import TYPE_CHECKING

from attrs import evolve

from blogcore.models import Comment, tombstone
from blogcore.threads.build import Columns
from blogcore.threads.order import ReplyTree
from blogcore.threads.repair import hidden_records

if TYPE_CHECKING:
    from blogcore.threads.thread import Thread

__all__ = ["all_records", "records_after_removal", "records_by_id", "splice", "with_records"]


def splice(thread: Thread, comment: Comment) -> Columns | None:
    """Return the columns with one more comment; None if the thread must be rebuilt.

    A splice suffices for a new id whose parent is in the thread (or None), if no orphan names the
    id as its parent, and if the order does not depend on replies. Linear, mostly in C: a scan of
    the ids, a binary search among the siblings, a copy of the columns.
    """
    comments, depths = thread.comments, thread.depths
    if thread.order.needs_tree or thread.post_id not in (None, comment.post_id):
        return None
    if comment.id in map(_id, comments):
        return None  # a duplicate
    if comment.id in map(_in_reply_to, compress(comments, map(not_, depths))):
        return None  # the parent of an orphan, which is at top level
    if comment.in_reply_to is None:
        depth = 0
        siblings: Sequence[int] = array("I", compress(range(len(depths)), map(not_, depths)))
        end = len(depths)
    else:
        try:
            parent = indexOf(map(_id, comments), comment.in_reply_to)
        except ValueError:
            return None
        if comments[parent].post_id != comment.post_id:
            return None
        depth = depths[parent] + 1
        end = _subtree_end(depths, parent)
        siblings = [at for at in range(parent + 1, end) if depths[at] == depth]
    later = _first_later_sibling(thread, comment, siblings, depth)
    at = siblings[later] if later < len(siblings) else end
    new_depths = array("I", depths[:at])
    new_depths.append(depth)
    new_depths.frombytes(depths[at:].cast("B"))
    return (*comments[:at], comment, *comments[at:]), new_depths


def records_after_removal(thread: Thread, id: str) -> list[Comment]:
    """Return the records of a thread without a comment, or with its tombstone. See `Thread.remove`.

    The tombstone keeps the time of the last update: a merge with an older version of the comment
    must not restore its text.
    """
    node = thread[id]
    if not node.children:
        return with_records(thread, {id: []})
    stone = evolve(tombstone(node.comment), updated=node.comment.updated)
    return with_records(thread, {id: [stone]})


def with_records(thread: Thread, records: Mapping[str, Iterable[Comment]]) -> list[Comment]:
    """Return all records of a thread, with other records for some ids.

    An id with no records is removed.
    """
    kept = [comment for comment in all_records(thread) if comment.id not in records]
    for changed in records.values():
        kept += changed
    return kept


def all_records(thread: Thread) -> Iterator[Comment]:
    """Yield every record that a thread was built from: shown, duplicate, or left out. Linear."""
    yield from thread.comments
    yield from hidden_records(thread.anomalies)


def records_by_id(thread: Thread, ids: Iterable[str]) -> dict[str, list[Comment]]:
    """Return all records of a thread that have one of these ids, by id. Linear."""
    records: dict[str, list[Comment]] = {id: [] for id in ids}
    for comment in all_records(thread):
        if comment.id in records:
            records[comment.id].append(comment)
    return records


_id = attrgetter("id")
_in_reply_to = attrgetter("in_reply_to")


def _subtree_end(depths: Sequence[int], position: int) -> int:
    """Return the position after the last descendant, without an index."""
    depth = depths[position]
    end = position + 1
    while end < len(depths) and depths[end] > depth:
        end += 1
    return end


def _first_later_sibling(
    thread: Thread, comment: Comment, siblings: Sequence[int], depth: int
) -> int:
    """Return the index of the first sibling that the order puts after a comment."""
    sort_roots, sort_replies = thread.order.sorters(ReplyTree((), {}))
    sort = sort_replies if depth else sort_roots
    low, high = 0, len(siblings)
    while low < high:
        middle = (low + high) // 2
        sibling = thread.comments[siblings[middle]]
        pair = [comment, sibling]
        sort(pair)
        if pair[0] is sibling:
            low = middle + 1
        else:
            high = middle
    return low
