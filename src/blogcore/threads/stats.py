"""`Stats`: how large a discussion is, who takes part, and how quickly they answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from attrs import frozen

from blogcore.models import Author, Comment

__all__ = ["Participant", "Stats", "participants", "stats"]


@frozen
class Participant:
    """A person who takes part in a discussion."""

    #: As they signed their first comment in pre-order.
    author: Author
    #: How many comments they wrote, without tombstones.
    comments: int
    #: The time of their earliest comment; None if no time is known.
    first: datetime | None
    #: The time of their latest comment; None if no time is known.
    last: datetime | None


@frozen(kw_only=True)
class Stats:
    """The size and pace of a discussion. Only `deleted` and the tree's shape count tombstones."""

    #: How many comments there are.
    comments: int
    #: Pingbacks, trackbacks and webmentions among them.
    pings: int
    #: How many entries are at top level, tombstones included.
    roots: int
    #: Depth of the deepest entry: 0 where there are no replies, and in an empty thread.
    deepest: int
    #: The number of entries at the depth that has most.
    widest: int
    #: The median time from a comment to its reply; None where no times are known.
    latency: timedelta | None
    #: Who takes part, in the order of their first comments.
    participants: tuple[Participant, ...]
    #: How many comments are approved.
    approved: int
    #: How many wait for a moderator.
    held: int
    #: How many are spam.
    spam: int
    #: How many are in the trash.
    trash: int
    #: How many tombstones there are.
    deleted: int


def stats(comments: Sequence[Comment], depths: Sequence[int]) -> Stats:
    """Return all figures of a thread. Linear, but for one sort of the times between replies."""
    levels = Counter(depths)
    statuses = Counter(comment.status for comment in comments)
    kinds = Counter(comment.kind for comment in comments if comment.status != "deleted")
    return Stats(
        comments=kinds.total(),
        pings=kinds.total() - kinds["comment"],
        roots=levels[0],
        deepest=max(levels, default=0),
        widest=max(levels.values(), default=0),
        latency=_median(_latencies(comments, depths)),
        participants=participants(comments),
        approved=statuses["approved"],
        held=statuses["held"],
        spam=statuses["spam"],
        trash=statuses["trash"],
        deleted=statuses["deleted"],
    )


def participants(comments: Iterable[Comment]) -> tuple[Participant, ...]:
    """Return who takes part, in the order of their first comments. Linear.

    Comments have one writer if their authors have one id, or no id and are equal in every field.
    Without private fields, two guests with the same name cannot be distinguished.
    """
    comments_by_author: dict[str | Author, list[Comment]] = {}
    for comment in comments:
        if comment.status != "deleted":
            key = comment.author.id or comment.author
            comments_by_author.setdefault(key, []).append(comment)
    return tuple(map(_participant, comments_by_author.values()))


def _participant(comments: Sequence[Comment]) -> Participant:
    times = [comment.published for comment in comments if comment.published is not None]
    return Participant(
        comments[0].author, len(comments), min(times, default=None), max(times, default=None)
    )


def _latencies(comments: Sequence[Comment], depths: Sequence[int]) -> Iterator[timedelta]:
    """Yield the time between each reply and its parent, where both are known."""
    path: list[datetime | None] = []  # times of the comment and its ancestors
    for comment, depth in zip(comments, depths, strict=True):
        del path[depth:]
        parent_time = path[-1] if path else None
        if parent_time and comment.published and comment.status != "deleted":
            yield comment.published - parent_time
        path.append(comment.published)


def _median(times: Iterable[timedelta]) -> timedelta | None:
    values = sorted(times)
    if not values:
        return None
    return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
