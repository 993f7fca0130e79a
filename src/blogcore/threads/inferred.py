"""Inferred links: add them to the records of a thread, and remove them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from attrs import evolve

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, ValidationError
from blogcore.models import Comment
from blogcore.threads.edit import all_records

if TYPE_CHECKING:
    from blogcore.threads.thread import Thread

__all__ = ["InferredLink", "records_with_links", "records_without_links"]


class InferredLink(Protocol):
    """A comment and its probable parent, such as a `blogcore.inference.InferredReply`."""

    @property
    def comment_id(self) -> str:
        """Id of the comment."""
        ...

    @property
    def parent_id(self) -> str | None:
        """Id of the probable parent; None if the comment answers the post."""
        ...

    @property
    def probability(self) -> float:
        """The probability of this parent, from 0 to 1."""
        ...


def records_with_links(
    thread: Thread, replies: Iterable[InferredLink], at_least: float
) -> list[Comment] | None:
    """Return all records, some with links; None if no link applies. See `Thread.with_inferred`."""
    likely = [
        (index, reply)
        for index, reply in enumerate(replies)
        if reply.parent_id is not None and reply.probability >= at_least
    ]
    faults = [fault for index, reply in likely for fault in _faults(thread, index, reply)]
    if faults:
        raise ValidationError(faults)
    linked = {record.id for record in all_records(thread) if record.in_reply_to is not None}
    best: dict[str, InferredLink] = {}
    for _, reply in likely:
        if reply.comment_id not in linked:
            known = best.get(reply.comment_id)
            if known is None or _preference(reply) < _preference(known):
                best[reply.comment_id] = reply
    links = _without_cycles(thread, best)
    if not links:
        return None
    return [
        evolve(record, in_reply_to=links[record.id], inferred=True)
        if record.id in links and record.post_id == thread[record.id].comment.post_id
        else record
        for record in all_records(thread)
    ]


def records_without_links(thread: Thread) -> list[Comment] | None:
    """Return all records without inferred links; None if there are none."""
    records = list(all_records(thread))
    if not any(record.inferred for record in records):
        return None
    return [
        evolve(record, in_reply_to=None, inferred=False) if record.inferred else record
        for record in records
    ]


def _faults(thread: Thread, index: int, reply: InferredLink) -> Iterator[Fault]:
    """Yield the reasons why a link is impossible in the thread."""
    unknown = False
    for name, id in (("comment_id", reply.comment_id), ("parent_id", reply.parent_id)):
        if id not in thread:
            unknown = True
            yield Fault(
                f"[{index}].{name}",
                "unknown_id",
                f"the thread has no comment {short_repr(id)}: infer from the comments of this"
                " thread, or leave this link out",
            )
    if unknown or reply.parent_id is None:
        return
    comment, parent = thread[reply.comment_id].comment, thread[reply.parent_id].comment
    pair = f"{short_repr(parent.id)} of comment {short_repr(comment.id)}"
    if comment.post_id != parent.post_id:
        message = f"the parent {pair} belongs to another post"
        yield Fault(f"[{index}].parent_id", "other_post", message)
    elif comment.published and parent.published and parent.published > comment.published:
        message = f"the parent {pair} was written later"
        yield Fault(f"[{index}].parent_id", "later_parent", message)
    elif comment.id == parent.id:
        yield Fault(f"[{index}].parent_id", "self_parent", f"the parent {pair} is the comment")


def _preference(reply: InferredLink) -> tuple[float, str, str]:
    """Sort key: the most probable first, then by ids, so that the input order does not matter."""
    return -reply.probability, reply.comment_id, reply.parent_id or ""


def _without_cycles(thread: Thread, links: Mapping[str, InferredLink]) -> dict[str, str | None]:
    """Return the parent id by comment id, without the least probable inferred link of each cycle.

    A comment has one parent, so no two cycles share a comment: removing one link of a cycle
    breaks it. Each comment is visited once.
    """
    parents = {comment.id: comment.in_reply_to for comment in thread.comments}
    parents |= {id: reply.parent_id for id, reply in links.items()}
    left_out: set[str] = set()
    visited: set[str] = set()
    for start in links:
        path: dict[str, None] = {}
        current: str | None = start
        while current is not None and current not in visited:
            visited.add(current)
            path[current] = None
            current = parents.get(current)
        if current is None or current not in path:
            continue  # reached the top level, or comments that were visited before
        ids = list(path)
        cycle = [links[id] for id in ids[ids.index(current) :] if id in links]
        if cycle:
            left_out.add(max(cycle, key=_preference).comment_id)
    return {id: reply.parent_id for id, reply in links.items() if id not in left_out}
