"""Changes of a thread: comments come, go and are replaced, and no rebuild is needed.

The thread that results is the one that `Thread.from_comments` makes of the resulting pile. What
has to be judged anew are the records given, whatever answers them, and the comment at which a ring
was cut that one of them was in. Links of all others stand as they did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve

from blogcore.errors import UnknownIdError
from blogcore.models import Comment, tombstone
from blogcore.threads.build import build, checked
from blogcore.threads.judge import Judged
from blogcore.threads.pile import pile, records_of, retold
from blogcore.threads.splice import spliced

if TYPE_CHECKING:
    from blogcore.threads.thread import Thread

__all__ = ["added", "rebuilt", "removed", "replaced", "with_records"]

T = TypeVar("T", bound="Thread")

#: All records that an id shall have; none takes it out.
Records = Mapping[str, list[Comment]]


def added(thread: T, comments: Iterable[Comment]) -> T:
    """See `Thread.add_many`."""
    records: dict[str, list[Comment]] = {}
    for comment in checked(comments):
        if comment.id not in records:
            records[comment.id] = records_of(thread, comment.id)
        records[comment.id].append(comment)
    return with_records(thread, records)


def replaced(thread: T, comment: Comment) -> T:
    """See `Thread.replace`."""
    checked([comment])
    if comment.id not in thread:
        raise UnknownIdError("comment", comment.id)
    return with_records(thread, {comment.id: [comment]})


def removed(thread: T, id: str) -> T:
    """See `Thread.remove`.

    The tombstone keeps the time of the last update: a merge with an older version of the comment
    must not bring its words back.
    """
    node = thread[id]
    if thread.shape.end(node.index) == node.index + 1:
        return with_records(thread, {id: []})
    return with_records(
        thread, {id: [evolve(tombstone(node.comment), updated=node.comment.updated)]}
    )


def with_records(thread: T, records: Records) -> T:
    """The thread in which the ids given have these records and no others.

    O(log n + depth) for each id besides what moves. For many ids a rebuild, and for an order that
    asks what is beneath a comment, where any change may move whatever is above it.
    """
    if thread.order.needs_tree or len(records) > max(32, len(thread) // 32):
        return rebuilt(thread, records)
    judged = Judged(thread, records)
    moves = judged.moves()
    anomalies = retold(thread.anomalies, judged.gone, judged.come)
    if not (moves.cut or moves.attach or moves.instead):
        return evolve(thread, anomalies=anomalies)
    rows, depths = spliced(thread, moves)
    return evolve(thread, comments=rows, depths=depths, anomalies=anomalies)


def rebuilt(thread: T, records: Records) -> T:
    """As `with_records`, from the beginning."""
    left = [comment for comment in pile(thread) if comment.id not in records]
    for same in records.values():
        left += same
    comments, depths, anomalies = build(left, thread.scope, thread.order)
    return evolve(thread, comments=comments, depths=depths, anomalies=anomalies)
