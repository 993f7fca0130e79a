"""Subtrees taken out of a thread and put elsewhere, new comments between them: all in one pass.

Whatever stays is copied in slices; Python's own work is for what moves alone.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import Factory, define, frozen

from blogcore.models import Comment
from blogcore.threads.drift import Drift, Step, drifted
from blogcore.threads.order import Arrange, Order
from blogcore.threads.shape import last_at_depth, read_only
from blogcore.threads.tree import Tree

if TYPE_CHECKING:
    from blogcore.threads.thread import Thread

__all__ = ["Moves", "fits", "spliced"]


@define
class Moves:
    """What is to be done to the comments of a thread. Places are those before anything moves."""

    #: Blocks to take out: the first place of each, and the one behind its last.
    cut: dict[int, int] = Factory(dict[int, int])
    #: By id of the parent, None for top level: comments to put there, with the place where the
    #: block starts that each takes with it, or None if it is new.
    attach: defaultdict[str | None, list[tuple[Comment, int | None]]] = Factory(
        lambda: defaultdict(list)
    )
    #: Records to put in the place of others, where they fit.
    instead: dict[int, Comment] = Factory(dict[int, Comment])


def spliced(old: Thread, moves: Moves) -> tuple[Drift | tuple[Comment, ...], memoryview[int]]:
    """The comments in reading order, and their depths, after the moves."""
    blocks = _Blocks(moves.cut)
    inserts, beneath_new = _planned(old, moves, blocks)
    whole = _Stretch(0, len(old), _STILL, 0)
    result = _Result()
    ahead: list[_Stretch | _Insert] = [whole]
    while ahead:
        task = ahead.pop()
        if isinstance(task, _Insert):
            result.put(task.comment, task.depth)
            if task.start is None:
                below = beneath_new.get(task.comment.id, ())
                ahead += [reply.at(task.depth + 1) for reply in reversed(below)]
            else:
                deeper = task.depth - old.depths[task.start]
                stop = moves.cut[task.start]
                ahead.append(_Stretch(task.start + 1, stop, blocks.number(task.start), deeper))
        elif task.whole:
            result.copy(old, moves.instead, task)
        else:
            ahead += reversed(_parted(task, inserts[task.block], blocks))
    step = Step(blocks.places(), result.fresh)
    depths = read_only(result.depths)
    return drifted(old, step, result.came, moves.instead, depths), depths


def fits(old: Thread, place: int, comment: Comment, instead: Mapping[int, Comment]) -> bool:
    """Whether a comment may stand where another record of it stands, as its siblings do."""
    above = old.shape.parent(place)
    start, stop = (0, len(old)) if above is None else (above + 1, old.shape.end(above))
    arrange = _arranger(old.order, old.depths[place])
    earlier = last_at_depth(old.depths, old.depths[place], start, place)
    later = old.shape.end(place)
    if earlier is not None and _first(arrange, comment, _record(old, instead, earlier)):
        return False
    return later >= stop or _first(arrange, comment, _record(old, instead, later))


# --- where everything goes -------------------------------------------------------------------

#: The number of no block: what stays.
_STILL = -1


class _Blocks:
    """The blocks that are cut out, numbered by where they start; one may lie in another."""

    def __init__(self, cut: Mapping[int, int]) -> None:
        self.starts = sorted(cut)
        self.stops = [cut[start] for start in self.starts]
        self._around: list[int] = []
        self.within: defaultdict[int, list[int]] = defaultdict(list)
        for number, start in enumerate(self.starts):
            around = number - 1
            while around >= 0 and self.stops[around] <= start:
                around = self._around[around]
            self._around.append(around)
            self.within[around].append(number)

    def number(self, start: int) -> int:
        """The block that starts here."""
        return bisect_right(self.starts, start) - 1

    def places(self) -> array[int]:
        """Every place in a block, ascending."""
        places = array("I")
        for number in self.within[_STILL]:
            places.extend(range(self.starts[number], self.stops[number]))
        return places

    def holding(self, place: int) -> int:
        """The innermost block that this place is in."""
        number = self.number(place)
        while number >= 0 and self.stops[number] <= place:
            number = self._around[number]
        return number


@frozen
class _Insert:
    """A comment to put before what stands at a place, with the block that it takes with it."""

    place: int
    depth: int
    comment: Comment
    start: int | None

    def at(self, depth: int) -> _Insert:
        return _Insert(self.place, depth, self.comment, self.start)


def _planned(
    old: Thread, moves: Moves, blocks: _Blocks
) -> tuple[Mapping[int, list[_Insert]], Mapping[str, list[_Insert]]]:
    """What comes into each block, by place; and beneath each new comment, in order."""
    inserts: defaultdict[int, list[_Insert]] = defaultdict(list)
    beneath_new: dict[str, list[_Insert]] = {}
    for parent, items in moves.attach.items():
        starts = {comment.id: start for comment, start in items}
        siblings = [comment for comment, _ in items]
        arrange = _arranger(old.order, 0 if parent is None else 1)
        arrange(siblings)
        above = None if parent is None else old.ids.find(parent)
        if parent is not None and above is None:
            beneath_new[parent] = [_Insert(0, 0, it, starts[it.id]) for it in siblings]
            continue
        start, stop, depth = 0, len(old), 0
        if above is not None:
            start, stop, depth = above + 1, old.shape.end(above), old.depths[above] + 1
        block = _STILL if above is None else blocks.holding(above)
        for comment in siblings:
            start = _place_among(old, moves.instead, comment, start, stop, depth)
            inserts[block].append(_Insert(start, depth, comment, starts[comment.id]))
    for coming in inserts.values():  # stable: siblings stay as they were arranged
        coming.sort(key=lambda insert: (insert.place, -insert.depth))
    return inserts, beneath_new


def _place_among(
    old: Thread,
    instead: Mapping[int, Comment],
    comment: Comment,
    start: int,
    stop: int,
    depth: int,
) -> int:
    """Where the first sibling stands that comes after this comment. O(log) comparisons."""
    arrange = _arranger(old.order, depth)
    while start < stop:
        place = last_at_depth(old.depths, depth, start, (start + stop) // 2 + 1)
        assert place is not None  # at start there is one
        if _first(arrange, _record(old, instead, place), comment):
            start = old.shape.end(place)
        else:
            stop = place
    return start


def _arranger(order: Order, depth: int) -> Arrange:
    """What sorts siblings at a depth, in an order that needs no tree."""
    top, replies = order.arrangers(Tree((), {}))
    return replies if depth else top


def _first(arrange: Arrange, one: Comment, other: Comment) -> bool:
    """Whether the one stands before the other among siblings."""
    pair = [other, one]
    arrange(pair)
    return pair[0] is one


def _record(old: Thread, instead: Mapping[int, Comment], place: int) -> Comment:
    return instead.get(place) or old.rows[place]


# --- the pass --------------------------------------------------------------------------------


@frozen
class _Stretch:
    """Places to copy; unless it is whole, without the blocks in it and with what comes in."""

    start: int
    stop: int
    block: int
    deeper: int
    whole: bool = False


def _parted(stretch: _Stretch, inserts: list[_Insert], blocks: _Blocks) -> list[_Stretch | _Insert]:
    """The stretch as whole stretches and what comes between them."""
    parts: list[_Stretch | _Insert] = []
    at = stretch.start
    cuts = [
        (blocks.starts[number], blocks.stops[number]) for number in blocks.within[stretch.block]
    ]
    events: list[tuple[int, int, _Insert | None]] = [
        (insert.place, insert.place, insert) for insert in inserts
    ]
    events += [(start, stop, None) for start, stop in cuts]
    events.sort(key=lambda event: (event[0], event[2] is None))
    for place, resume, insert in events:
        if at < place:
            parts.append(_Stretch(at, place, stretch.block, stretch.deeper, whole=True))
        if insert is not None:
            parts.append(insert.at(insert.depth + stretch.deeper))
        at = max(at, resume)
    if at < stretch.stop:
        parts.append(_Stretch(at, stretch.stop, stretch.block, stretch.deeper, whole=True))
    return parts


class _Result:
    """The thread that comes out, as it grows."""

    def __init__(self) -> None:
        self.depths = array("I")
        self.fresh = array("I")
        self.came: list[Comment] = []

    def put(self, comment: Comment, depth: int) -> None:
        self.fresh.append(len(self.depths))
        self.came.append(comment)
        self.depths.append(depth)

    def copy(self, old: Thread, instead: Mapping[int, Comment], stretch: _Stretch) -> None:
        if stretch.block == _STILL:
            self.depths.frombytes(old.depths[stretch.start : stretch.stop].cast("B"))
            return
        for place in range(stretch.start, stretch.stop):
            self.put(_record(old, instead, place), old.depths[place] + stretch.deeper)
