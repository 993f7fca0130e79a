"""How siblings stand: by time, by votes, by what is beneath them, or by any key.

Every order is total: equal keys are settled by the time of publishing, then by id, and unknown
times come last. So the same comments stand the same way, whatever order they came in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from operator import attrgetter
from typing import Any, cast

from attrs import evolve, frozen

from blogcore.models import Comment, PageEnd
from blogcore.threads.given import refuse_naive
from blogcore.threads.score import controversy, heat, wilson
from blogcore.threads.tree import Tree

__all__ = [
    "Order",
    "active",
    "best",
    "controversial",
    "hot",
    "most_replied",
    "newest",
    "oldest",
    "top",
]

Arrange = Callable[[list[Comment]], None]
Key = Callable[[Comment], object]


@frozen(repr=False)
class Order:
    """A named way to arrange siblings. It pickles if the functions in it do."""

    name: str
    #: Sorts a list of siblings in place.
    arrange: Arrange
    #: For an order that asks what is beneath a comment: the key in a whole tree, smallest first.
    #: Siblings whose keys are equal stay as `arrange` puts them.
    key_in: Callable[[Tree], Key] | None = None
    #: How replies stand, where that is not how the top level stands.
    replies: Order | None = None

    @classmethod
    def by(cls, key: Key, name: str = "custom") -> Order:
        """The order by a key function, smallest first, equal keys as in `oldest`.

        >>> most_liked = Order.by(lambda comment: -comment.likes, "most liked")
        """
        return cls(name, partial(_refined, _oldest_first, key))

    @classmethod
    def by_tree(cls, key_in: Callable[[Tree], Key], name: str = "custom") -> Order:
        """The order by a key that is made for each `Tree`, so that it knows what is beneath.

        >>> def replies_in(tree):
        ...     return lambda comment: -len(tree.replies_to(comment))
        >>> most_answered = Order.by_tree(replies_in, "most answered")
        """
        return cls(name, _oldest_first, key_in)

    def with_replies(self, order: Order) -> Order:
        """This order at top level, and another for replies.

        >>> newest.with_replies(oldest)
        <Order newest, replies oldest>
        """
        lower = order.replies or order
        return evolve(self, name=f"{self.name}, replies {lower.name}", replies=lower)

    def arrangers(self, tree: Tree) -> tuple[Arrange, Arrange]:
        """What sorts the top level of a tree, and what sorts replies."""
        top = self._arranger(tree)
        return top, top if self.replies is None else self.replies._arranger(tree)

    def _arranger(self, tree: Tree) -> Arrange:
        if self.key_in is None:
            return self.arrange
        return partial(_refined, self.arrange, self.key_in(tree))

    @property
    def needs_tree(self) -> bool:
        """Whether where a comment stands depends on what is beneath it."""
        return any(order.key_in is not None for order in (self, self.replies or self))

    @property
    def starts_with(self) -> PageEnd | None:
        """Which end of time the top level starts with; None where it stands by something else."""
        if self.key_in is not None:
            return None
        if self.arrange is _oldest_first:
            return "oldest"
        return "newest" if self.arrange is _newest_first else None

    @property
    def of_time_alone(self) -> bool:
        """Whether siblings stand by time and id alone, which even a tombstone keeps."""
        return self.starts_with is not None and (self.replies is None or self.replies.of_time_alone)

    def __repr__(self) -> str:
        return f"<Order {self.name}>"


def _refined(arrange: Arrange, key: Key, siblings: list[Comment]) -> None:
    arrange(siblings)
    siblings.sort(key=cast("Callable[[Comment], Any]", key))


# --- by time ---------------------------------------------------------------------------------

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
oldest: Order = Order("oldest", _oldest_first)
#: Latest first, at every level.
newest: Order = Order("newest", _newest_first)


# --- by votes --------------------------------------------------------------------------------


def _votes_down(comment: Comment) -> int:
    return comment.dislikes - comment.likes


def _wilson_down(comment: Comment) -> float:
    return -wilson(comment.likes, comment.dislikes)


def _controversy_down(comment: Comment) -> float:
    return -controversy(comment.likes, comment.dislikes)


def _heat_down(now: datetime, comment: Comment) -> tuple[bool, float]:
    if comment.published is None:
        return True, 0.0
    age = max((now - comment.published).total_seconds(), 0.0)
    return False, -heat(comment.likes - comment.dislikes, age)


#: Most likes less dislikes first.
top: Order = Order.by(_votes_down, "top")
#: Surest to be liked first: the lower bound of Wilson's score interval at 95 % (z = 1.96), so that
#: one like of one counts for less than 90 of 100. For another z see `wilson`.
best: Order = Order.by(_wilson_down, "best")
#: Most votes on both sides first, as on Reddit; those with votes on one side alone come last.
controversial: Order = Order.by(_controversy_down, "controversial")


def hot(now: datetime) -> Order:
    """Liked and recent first: each 12½ hours of age weigh as much as ten times the votes.

    Reddit's formula (see `heat`), with ages counted back from ``now``. What is dated later counts
    as just published, so a wrong clock wins nothing. Raises `ValidationError` for a time without
    zone.
    """
    refuse_naive("now", now)
    return Order.by(partial(_heat_down, now), "hot")


# --- by what is beneath ----------------------------------------------------------------------

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _latest_down(tree: Tree) -> Key:
    key: dict[str, tuple[bool, timedelta]] = {}  # unknown last; the later, the smaller
    for comment in tree.upwards():
        when = comment.published if comment.status != "deleted" else None
        own = (True, timedelta()) if when is None else (False, _EPOCH - when)
        key[comment.id] = min([own, *(key[reply.id] for reply in tree.replies_to(comment))])
    return lambda comment: key[comment.id]


def _replies_down(tree: Tree) -> Key:
    beneath: dict[str, int] = {}  # less than none, so that most come first
    for comment in tree.upwards():
        beneath[comment.id] = sum(
            beneath[reply.id] - (reply.status != "deleted") for reply in tree.replies_to(comment)
        )
    return lambda comment: beneath[comment.id]


#: Where somebody wrote last first: by the newest among a comment and all beneath it. Tombstones
#: say nothing here, nor are they counted below.
active: Order = Order.by_tree(_latest_down, "active")
#: Most comments beneath first, at any depth.
most_replied: Order = Order.by_tree(_replies_down, "most_replied")
