"""How siblings stand: `oldest`, `newest`, or by any key.

Every order is total: equal keys are settled by the time of publishing, then by id, and unknown
times come last. So the same comments stand the same way, whatever order they came in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from operator import attrgetter
from typing import Any, cast

from attrs import frozen

from ..models import Comment

__all__ = ["Order", "newest", "oldest"]


@frozen(repr=False)
class Order:
    """A named way to arrange siblings. It pickles if the functions in it do."""

    name: str
    #: Sorts a list of siblings in place.
    arrange: Callable[[list[Comment]], None]

    @classmethod
    def by(cls, key: Callable[[Comment], object], name: str = "custom") -> Order:
        """The order by a key function, smallest first, equal keys as in `oldest`.

        >>> most_liked = Order.by(lambda comment: -comment.likes, "most liked")
        """
        return cls(name, partial(_by_key, key))

    @property
    def of_time_alone(self) -> bool:
        """Whether siblings stand by time and id alone, which even a tombstone keeps."""
        return self in (oldest, newest)

    def __repr__(self) -> str:
        return f"<Order {self.name}>"


def _by_key(key: Callable[[Comment], object], siblings: list[Comment]) -> None:
    _oldest_first(siblings)
    siblings.sort(key=cast("Callable[[Comment], Any]", key))


_time_and_id = attrgetter("published", "id")
_time = cast("Callable[[Comment], datetime]", attrgetter("published"))
_id = attrgetter("id")


def _oldest_first(siblings: list[Comment]) -> None:
    try:
        siblings.sort(key=_time_and_id)
    except TypeError:  # some times are unknown: None has no place among datetimes
        known, unknown = _parted(siblings)
        known.sort(key=_time_and_id)
        siblings[:] = known + unknown


def _newest_first(siblings: list[Comment]) -> None:
    known, unknown = _parted(siblings)
    known.sort(key=_id)
    known.sort(key=_time, reverse=True)  # stable, so equal times stay by id
    siblings[:] = known + unknown


def _parted(siblings: list[Comment]) -> tuple[list[Comment], list[Comment]]:
    """Those with a known time, and those without, the latter by id."""
    unknown = [comment for comment in siblings if comment.published is None]
    unknown.sort(key=_id)
    return [comment for comment in siblings if comment.published is not None], unknown


#: First come, first shown, as WordPress does by default.
oldest = Order("oldest", _oldest_first)
#: Latest first, at every level.
newest = Order("newest", _newest_first)
