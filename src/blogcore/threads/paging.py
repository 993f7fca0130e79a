"""Cut a thread into pages of whole discussions: a top-level comment with all its descendants.

Pages are cut, and numbered, from the oldest comments on, in any order in which they are
shown, as WordPress does (``get_page_of_comment``): a comment stays on its page when later ones
are added.

In this module ``starts`` are the positions of top-level comments, and ``end`` is the number of all
comments. A way of cutting is a list of positions: each page lies between two neighbours in it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal, get_args

from blogcore._arguments import require_int
from blogcore.errors import PageError, UnknownNameError
from blogcore.models import PageEnd
from blogcore.threads.order import Order

__all__ = ["PageUnit", "Pagination", "span_after"]

#: What the size of a page counts: top-level comments, or all comments.
PageUnit = Literal["roots", "comments"]


class Pagination:
    """A thread cut into pages. Linear in the number of top-level comments at most."""

    def __init__(
        self, starts: Sequence[int], end: int, size: int, unit: PageUnit, order: Order
    ) -> None:
        """Cut a thread.

        Args:
            starts: Positions of the top-level comments.
            end: The number of all comments.
            size: Comments per page.
            unit: Which comments ``size`` counts.
            order: The order in which the thread is sorted.

        Raises:
            ValidationError: ``size`` is not a whole number from 1.
            UnknownNameError: There is no such unit.
        """
        _check(size, unit)
        self._newest_first = order.time_order == "newest"
        self._by_time = order.time_order is not None
        self._cuts = _cut(starts, end, size, unit, self._newest_first)

    def __len__(self) -> int:
        return len(self._cuts) - 1

    def number(self, page: int | PageEnd) -> int:
        """Return the number of a page; page 1 exists even in an empty thread.

        In an order that is not by time, ``"oldest"`` and ``"newest"`` are both page 1.

        Raises:
            PageError: There is no page with this number.
            ValidationError: It is not a whole number.
        """
        last = max(len(self), 1)
        if page == "oldest" or page == "newest":
            return last if page == "newest" and self._by_time else 1
        require_int("number", page)
        if not 1 <= page <= last:
            raise PageError(page, last)
        return page

    def span(self, number: int) -> slice:
        """Return the slice of positions that the page with this number shows."""
        if not len(self):
            return slice(0, 0)
        at = len(self) - number if self._newest_first else number - 1
        return slice(self._cuts[at], self._cuts[at + 1])

    def number_at(self, position: int) -> int:
        """Return the number of the page that shows a position."""
        at = bisect_right(self._cuts, position) - 1
        return len(self) - at if self._newest_first else at + 1


def span_after(
    starts: Sequence[int], end: int, after: int | None, size: int, unit: PageUnit
) -> slice:
    """Return the slice of the next discussions after the one that holds the position ``after``."""
    _check(size, unit)
    first = 0 if after is None else bisect_right(starts, after)
    if first == len(starts):
        return slice(end, end)
    stop = first + size if unit == "roots" else _next_page(starts, first, size)
    return slice(starts[first], starts[stop] if stop < len(starts) else end)


def _check(size: int, unit: PageUnit) -> None:
    require_int("size", size, 1)
    if unit not in get_args(PageUnit):
        raise UnknownNameError("unit of pages", str(unit), get_args(PageUnit))


def _cut(
    starts: Sequence[int], end: int, size: int, unit: PageUnit, newest_first: bool
) -> Sequence[int]:
    if unit == "roots":
        # newest first: the page shown first may be partly filled, the others are full
        rest = len(starts) % size if newest_first else 0
        return [*([0] if rest else []), *starts[rest::size], end]
    if newest_first:
        mirrored = [end - edge for edge in reversed([*starts[1:], end])] if starts else []
        return [end - cut for cut in reversed(_cut_by_comments(mirrored, end, size))]
    return _cut_by_comments(starts, end, size)


def _cut_by_comments(starts: Sequence[int], end: int, size: int) -> list[int]:
    cuts: list[int] = []
    first = 0
    while first < len(starts):
        cuts.append(starts[first])
        first = _next_page(starts, first, size)
    return [*cuts, end]


def _next_page(starts: Sequence[int], first: int, size: int) -> int:
    """Return the index in ``starts`` at which the next page begins.

    The discussion that brings a page to ``size`` comments is its last. So a full page does not
    depend on later comments.
    """
    return bisect_left(starts, starts[first] + size)
