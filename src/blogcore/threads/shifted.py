"""`Shifted`: the shape of a changed thread, told from the shape of the one that it came from."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator

from attrs import frozen

from blogcore.threads.drift import Drift
from blogcore.threads.shape import last_at_depth

__all__ = ["Shifted"]


@frozen(eq=False)
class Shifted:
    """As `Shape`, without columns of its own: each answer costs O(what differs) at most.

    What stood in the earlier thread and stands here, stands beneath the same comment at the same
    depth: else it would be among the fresh.
    """

    drift: Drift

    def parent(self, index: int) -> int | None:
        """The entry above, or None for a root."""
        depths, step = self.drift.depths, self.drift.step
        if not depths[index]:
            return None
        before = step.before(index)
        above = None if before is None else self.drift.base.shape.parent(before)
        if above is None:
            return last_at_depth(depths, depths[index] - 1, 0, index)
        return step.now(above)

    def rank(self, index: int) -> int:
        """How many siblings stand before it."""
        depths, step = self.drift.depths, self.drift.step
        depth, parent, rank = depths[index], self.parent(index), 0
        start = 0 if parent is None else parent + 1
        while (before := step.before(index)) is None:  # fresh: count back to one that is not
            earlier = last_at_depth(depths, depth, start, index)
            if earlier is None:
                return rank
            index = earlier
            rank += 1
        base = self.drift.base
        above = base.shape.parent(before)
        away = _between(step.away, 0 if above is None else above, before)
        fresh = _between(step.fresh, start, index)
        rank += base.shape.rank(before)
        rank -= sum(1 for place in away if base.depths[place] == depth)
        return rank + sum(1 for place in fresh if depths[place] == depth)

    def end(self, index: int) -> int:
        """The first entry behind its subtree, which is a slice."""
        depths, step = self.drift.depths, self.drift.step
        depth = depths[index]
        before = step.before(index)
        if before is None:
            at = index + 1
            while at < len(depths) and depths[at] > depth:
                at += 1
            return at
        end = self.drift.base.shape.end(before)
        size = end - before - bisect_left(step.away, end) + bisect_left(step.away, before)
        for place in step.fresh[bisect_left(step.fresh, index) :]:
            if place > index + size or depths[place] <= depth:
                break
            size += 1
        return index + size

    def siblings_from(self, index: int, end: int) -> Iterator[int]:
        """The entry and its later siblings, up to ``end``, by skipping subtrees."""
        while index < end:
            yield index
            index = self.end(index)


def _between(places: array[int], start: int, stop: int) -> array[int]:
    return places[bisect_left(places, start) : bisect_left(places, stop)]
