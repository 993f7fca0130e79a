"""`Drift`: a changed thread as the one that it came from, but for a few places.

To copy a million references to comments takes as long as to touch a million comments. So a changed
thread copies none: it keeps the thread that was built, with all its columns, and a short list of
places that differ. Both lists of places are ascending, and whatever is in neither stands in the
same order as before; so each place leads to the other by a binary search.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isqrt
from typing import TYPE_CHECKING

from attrs import frozen

from blogcore.models import Comment

if TYPE_CHECKING:
    from blogcore.threads.thread import Thread

__all__ = ["Drift", "Step", "apart", "drifted"]

#: Below this, a list of differences is never worth a new set of columns.
_SHORT = 64


@frozen(eq=False)
class Step:
    """How places change from one thread to the next."""

    #: Places in the earlier thread whose comment went, or stands elsewhere now; ascending.
    away: array[int]
    #: Places in the later thread whose comment is new, or stood elsewhere; ascending.
    fresh: array[int]

    def now(self, before: int) -> int | None:
        """The later place of what stood here; None if it is away. O(log)."""
        gone = bisect_left(self.away, before)
        if gone < len(self.away) and self.away[gone] == before:
            return None
        stayed = before - gone
        fresh = self.fresh
        return stayed + bisect_right(range(len(fresh)), stayed, key=lambda at: fresh[at] - at)

    def before(self, now: int) -> int | None:
        """The earlier place of what stands here; None if it is fresh. O(log)."""
        come = bisect_left(self.fresh, now)
        if come < len(self.fresh) and self.fresh[come] == now:
            return None
        stayed = now - come
        away = self.away
        return stayed + bisect_right(range(len(away)), stayed, key=lambda at: away[at] - at)


@frozen(eq=False)
class Drift:
    """Comments by place, and the places of ids, of a thread that was changed."""

    #: A thread whose comments lie in a tuple.
    base: Thread
    depths: memoryview[int]
    step: Step
    #: The comments at the fresh places.
    came: tuple[Comment, ...]
    #: By place in the base: comments that stand where another record of theirs stood.
    instead: Mapping[int, Comment]

    def __len__(self) -> int:
        return len(self.depths)

    def __getitem__(self, place: int) -> Comment:
        before = self.step.before(place)
        if before is None:
            return self.came[bisect_left(self.step.fresh, place)]
        return self.instead.get(before) or self.base.comments[before]

    def together(self) -> tuple[Comment, ...]:
        """All of them. Linear, by slices."""
        pile = list(self.base.comments)
        for before, comment in self.instead.items():
            pile[before] = comment
        kept: list[Comment] = []
        start = 0
        for away in self.step.away:
            kept += pile[start:away]
            start = away + 1
        kept += pile[start:]
        whole: list[Comment] = []
        start = 0
        for come, (fresh, comment) in enumerate(zip(self.step.fresh, self.came, strict=True)):
            whole += kept[start : fresh - come]
            whole.append(comment)
            start = fresh - come
        whole += kept[start:]
        return tuple(whole)

    def touched(self) -> Iterator[Comment]:
        """What went from the base, and what came."""
        for places in (self.step.away, self.instead):
            for before in places:
                yield self.base.comments[before]
        yield from self.came
        yield from self.instead.values()

    def find(self, id: str) -> int | None:
        """As `Ids.find`; besides O(what came)."""
        before = self.base.ids.find(id)
        now = None if before is None else self.step.now(before)
        if now is None:
            came = zip(self.step.fresh, self.came, strict=True)
            now = next((place for place, comment in came if comment.id == id), None)
        return now

    def astray(self, id: str) -> Iterator[int]:
        """As `Ids.astray`; besides O(what came)."""
        for before in self.base.ids.astray(id):
            now = self.step.now(before)
            if now is not None:
                yield now
        for place, comment in zip(self.step.fresh, self.came, strict=True):
            if comment.in_reply_to == id and not self.depths[place]:
                yield place


def apart(*threads: Thread) -> tuple[dict[str, Comment], ...]:
    """The comments of each thread by id: of those that may differ, at least.

    Threads that were changed from one thread differ in what their drifts hold.
    """
    drifts = [thread.rows for thread in threads if isinstance(thread.rows, Drift)]
    bases = {
        id(thread.rows.base if isinstance(thread.rows, Drift) else thread) for thread in threads
    }
    if len(bases) > 1:
        return tuple({comment.id: comment for comment in thread.comments} for thread in threads)
    ids = {comment.id for drift in drifts for comment in drift.touched()}
    return tuple(
        {id: thread.rows[place] for id in ids if (place := thread.ids.find(id)) is not None}
        for thread in threads
    )


def drifted(
    old: Thread,
    step: Step,
    came: Sequence[Comment],
    instead: Mapping[int, Comment],
    depths: memoryview[int],
) -> Drift | tuple[Comment, ...]:
    """The comments of the thread that is one step from ``old``.

    As a drift, while it is short: so many changes then pay together for new columns that each
    costs O(√n) of them.
    """
    rows = old.rows
    if isinstance(rows, Drift):
        drift = _longer(rows, step, came, instead, depths)
    else:
        drift = Drift(old, depths, step, tuple(came), instead)
    length = len(drift.step.away) + len(drift.came) + len(drift.instead)
    return drift if length <= max(_SHORT, isqrt(len(depths))) else drift.together()


def _longer(
    drift: Drift,
    step: Step,
    came: Iterable[Comment],
    instead: Mapping[int, Comment],
    depths: memoryview[int],
) -> Drift:
    """A drift and one step more as one drift from the same base."""
    gone = {before for place in step.away if (before := drift.step.before(place)) is not None}
    kept = {before: it for before, it in drift.instead.items() if before not in gone}
    fresh = dict(zip(step.fresh, came, strict=True))
    for place, comment in zip(drift.step.fresh, drift.came, strict=True):
        now = step.now(place)
        if now is not None:
            fresh[now] = instead.get(place, comment)
    for place, comment in instead.items():
        before = drift.step.before(place)
        if before is not None:
            kept[before] = comment
    places = sorted(fresh)
    away = array("I", sorted({*drift.step.away, *gone}))
    longer = Step(away, array("I", places))
    return Drift(drift.base, depths, longer, tuple(fresh[place] for place in places), kept)
