"""Where a thread is cut into pages: whole discussions of top-level comments, never torn.

A way of cutting is a sequence of places in reading order: page after page lies between two of
them. ``starts`` are the places of top-level comments, ``end`` is the number of all comments.

Pages are cut, and numbered, from the oldest on, whatever the order in which they are shown, as
WordPress does (``get_page_of_comment``): so a comment stays on its page when later ones come.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import compress
from operator import not_
from typing import Literal, get_args

from blogcore.errors import UnknownNameError
from blogcore.models import PageEnd
from blogcore.threads.given import refuse_unless_whole
from blogcore.threads.order import Order

__all__ = ["PageUnit", "Pagination", "following", "starts"]

#: What the size of a page counts: top-level comments, or all comments.
PageUnit = Literal["roots", "comments"]


def starts(depths: Sequence[int]) -> array[int]:
    """The places of top-level comments. One pass."""
    return array("I", compress(range(len(depths)), map(not_, depths)))


class Pagination:
    """A thread cut into pages. Linear in the number of top-level comments at most."""

    def __init__(
        self, starts: Sequence[int], end: int, size: int, unit: PageUnit, order: Order
    ) -> None:
        _refuse(size, unit)
        self._newest_first = order.starts_with == "newest"
        self._by_time = order.starts_with is not None
        self._cuts = _cuts(starts, end, size, unit, self._newest_first)

    def __len__(self) -> int:
        return len(self._cuts) - 1

    def number(self, asked: int | PageEnd) -> int:
        """The number of the page asked for; there is a first one, even of an empty thread.

        Without an order in time, what comes first is on the first page.
        """
        last = max(len(self), 1)
        if asked == "oldest" or asked == "newest":
            return last if asked == "newest" and self._by_time else 1
        refuse_unless_whole("number", asked, 1, last)
        return asked

    def span(self, number: int) -> slice:
        """Where the page of this number lies in reading order."""
        if not len(self):
            return slice(0, 0)
        at = len(self) - number if self._newest_first else number - 1
        return slice(self._cuts[at], self._cuts[at + 1])

    def number_at(self, place: int) -> int:
        """The number of the page on which the comment at this place is."""
        at = bisect_right(self._cuts, place) - 1
        return len(self) - at if self._newest_first else at + 1


def following(
    starts: Sequence[int], end: int, after: int | None, size: int, unit: PageUnit
) -> slice:
    """Where the next page lies behind the discussion that holds the place ``after``."""
    _refuse(size, unit)
    first = 0 if after is None else bisect_right(starts, after)
    if first == len(starts):
        return slice(end, end)
    stop = first + size if unit == "roots" else _stop(starts, first, size)
    return slice(starts[first], starts[stop] if stop < len(starts) else end)


def _refuse(size: int, unit: PageUnit) -> None:
    refuse_unless_whole("size", size, 1)
    if unit not in get_args(PageUnit):
        raise UnknownNameError("unit of pages", str(unit), get_args(PageUnit))


def _cuts(
    starts: Sequence[int], end: int, size: int, unit: PageUnit, from_end: bool
) -> Sequence[int]:
    if unit == "roots":
        rest = len(starts) % size if from_end else 0  # on the last page, which is shown first
        return [*([0] if rest else []), *starts[rest::size], end]
    if from_end:
        mirrored = [end - edge for edge in reversed([*starts[1:], end])] if starts else []
        return [end - cut for cut in reversed(_cuts_by_comments(mirrored, end, size))]
    return _cuts_by_comments(starts, end, size)


def _cuts_by_comments(starts: Sequence[int], end: int, size: int) -> list[int]:
    cuts: list[int] = []
    first = 0
    while first < len(starts):
        cuts.append(starts[first])
        first = _stop(starts, first, size)
    return [*cuts, end]


def _stop(starts: Sequence[int], first: int, size: int) -> int:
    """The discussion before which the page that begins with the first holds ``size`` comments.

    It does not depend on what comes behind, so that a page that is full stays as it is.
    """
    return bisect_left(starts, starts[first] + size)
