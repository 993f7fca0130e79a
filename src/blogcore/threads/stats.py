"""How large a discussion is, who takes part, and how quickly they answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from attrs import frozen

from blogcore.models import Author, Comment

__all__ = ["Participant", "Stats", "participants", "stats"]


@frozen
class Participant:
    """Somebody who takes part in a discussion."""

    #: As they signed their first comment in reading order.
    author: Author
    comments: int
    #: When they wrote first and last, as far as it is known.
    first: datetime | None
    last: datetime | None


@frozen(kw_only=True)
class Stats:
    """How large a thread is, and how lively. Nothing but `deleted` counts tombstones."""

    comments: int
    #: Pingbacks, trackbacks and webmentions among them.
    pings: int
    #: How many places there are at top level.
    roots: int
    #: Depth of the deepest place: 0 where nobody answers anybody, and in an empty thread.
    deepest: int
    #: How many places the level has that has most.
    widest: int
    #: Half of the replies came sooner after what they stand beneath; None where no time is known.
    latency: timedelta | None
    #: In the order in which they come in.
    participants: tuple[Participant, ...]
    #: How many comments there are of each status.
    approved: int
    held: int
    spam: int
    trash: int
    deleted: int


def stats(comments: Sequence[Comment], depths: Sequence[int]) -> Stats:
    """All the numbers of a thread. Linear, but for one sort of the times between replies."""
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
    """Who takes part, in the order in which they come in. Linear.

    Comments are one person's if their authors have one id, or no id and are equal in every field.
    Where private fields are stripped, guests who sign alike cannot be told apart any more.
    """
    written: dict[str | Author, list[Comment]] = {}
    for comment in comments:
        if comment.status != "deleted":
            written.setdefault(comment.author.id or comment.author, []).append(comment)
    return tuple(map(_participant, written.values()))


def _participant(comments: Sequence[Comment]) -> Participant:
    times = [comment.published for comment in comments if comment.published is not None]
    return Participant(
        comments[0].author, len(comments), min(times, default=None), max(times, default=None)
    )


def _latencies(comments: Sequence[Comment], depths: Sequence[int]) -> Iterator[timedelta]:
    """How long after the comment above it each reply came."""
    path: list[datetime | None] = []
    for comment, depth in zip(comments, depths, strict=True):
        del path[depth:]
        above = path[-1] if path else None
        if above and comment.published and comment.status != "deleted":
            yield comment.published - above
        path.append(comment.published)


def _median(times: Iterable[timedelta]) -> timedelta | None:
    """The middle one, or the mean of both in the middle."""
    found = sorted(times)
    if not found:
        return None
    return (found[(len(found) - 1) // 2] + found[len(found) // 2]) / 2
