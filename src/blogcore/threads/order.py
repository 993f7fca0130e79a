"""`Order`: how siblings are sorted, by time, votes, replies, or any key.

Every order is total: ties are broken by publishing time, then by id, and unknown times come last.
So the same comments are in the same order, for any order of the input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from operator import attrgetter
from typing import Any, cast

from attrs import evolve, frozen

from blogcore._arguments import require_aware
from blogcore.errors import UnknownNameError
from blogcore.models import Comment, PageEnd
from blogcore.threads._scores import controversy, heat, wilson

__all__ = [
    "Order",
    "ReplyTree",
    "Sorter",
    "active",
    "best",
    "controversial",
    "find_order",
    "hot",
    "input_order",
    "most_replied",
    "newest",
    "oldest",
    "top",
    "wilson",
]

#: Sorts a list of siblings in place.
Sorter = Callable[[list[Comment]], None]
#: A sort key of a comment; the smallest comes first.
Key = Callable[[Comment], object]


@frozen
class ReplyTree:
    """Top-level comments and their replies, before they are sorted; see `Order.by_tree`."""

    #: The top-level comments, in no particular order.
    roots: Sequence[Comment]
    #: Direct replies by the id of their parent, in no particular order.
    replies: Mapping[str, Sequence[Comment]]

    def replies_to(self, comment: Comment) -> Sequence[Comment]:
        """Return the direct replies to a comment.

        Args:
            comment: A comment of the tree.
        """
        return self.replies.get(comment.id, ())

    def bottom_up(self) -> Iterator[Comment]:
        """Yield every comment after all its descendants, to sum over descendants. Linear.

        >>> def most_words(tree):
        ...     words = {}
        ...     for comment in tree.bottom_up():
        ...         own = len(comment.body.to_text().split())
        ...         words[comment.id] = own + sum(words[c.id] for c in tree.replies_to(comment))
        ...     return lambda comment: -words[comment.id]
        >>> Order.by_tree(most_words, "most words")
        <Order most words>
        """
        level_by_level = list(self.roots)
        for comment in level_by_level:  # the list grows while it is read
            level_by_level.extend(self.replies_to(comment))
        return reversed(level_by_level)


@frozen(repr=False)
class Order:
    """A named way to sort siblings. It can be pickled if its functions can."""

    #: Name for messages; the standard orders are found by it.
    name: str
    #: Sorts a list of siblings in place. It must compare two siblings the same way in any list.
    sort: Sorter
    #: For an order that depends on replies: makes the key from the whole tree. Equal keys stay as
    #: `sort` puts them.
    tree_key: Callable[[ReplyTree], Key] | None = None
    #: The order of replies, where it differs from that of the top level.
    replies: Order | None = None

    @classmethod
    def by(cls, key: Key, name: str = "custom") -> Order:
        """Return the order by a key; equal keys are sorted as in `oldest`.

        Args:
            key: Returns the sort key of a comment; the smallest comes first.
            name: Name for messages.

        >>> most_liked = Order.by(lambda comment: -comment.likes, "most liked")
        """
        return cls(name, partial(_sort_refined, _sort_oldest, key))

    @classmethod
    def by_tree(cls, tree_key: Callable[[ReplyTree], Key], name: str = "custom") -> Order:
        """Return the order by a key that depends on replies.

        Args:
            tree_key: Called once per tree; returns the key function.
            name: Name for messages.

        >>> def reply_count_key(tree):
        ...     return lambda comment: -len(tree.replies_to(comment))
        >>> most_answered = Order.by_tree(reply_count_key, "most answered")
        """
        return cls(name, _sort_oldest, tree_key)

    def with_replies(self, order: Order | str) -> Order:
        """Return this order for the top level, with another for replies.

        Args:
            order: The order of replies, or its name.

        >>> newest.with_replies(oldest)
        <Order newest, replies oldest>
        """
        order = find_order(order)
        lower = order.replies or order
        return evolve(self, name=f"{self.name}, replies {lower.name}", replies=lower)

    def sorters(self, tree: ReplyTree) -> tuple[Sorter, Sorter]:
        """Return the functions that sort the top level, and replies.

        Args:
            tree: The comments to sort, for an order that depends on replies.
        """
        top = self._sorter(tree)
        return top, top if self.replies is None else self.replies._sorter(tree)

    def _sorter(self, tree: ReplyTree) -> Sorter:
        if self.tree_key is None:
            return self.sort
        return partial(_sort_refined, self.sort, self.tree_key(tree))

    @property
    def needs_tree(self) -> bool:
        """Whether the position of a comment depends on its descendants."""
        return any(order.tree_key is not None for order in (self, self.replies or self))

    @property
    def time_order(self) -> PageEnd | None:
        """Whether the oldest or newest comes first at top level; None if not sorted by time."""
        if self.tree_key is not None:
            return None
        if self.sort is _sort_oldest:
            return "oldest"
        return "newest" if self.sort is _sort_newest else None

    @property
    def by_time_only(self) -> bool:
        """Whether siblings are sorted by time and id alone, which even a tombstone keeps."""
        return self.time_order is not None and (self.replies is None or self.replies.by_time_only)

    def __repr__(self) -> str:
        return f"<Order {self.name}>"


def find_order(order: Order | str) -> Order:
    """Return the order with this name; an `Order` is returned as it is.

    Args:
        order: An order, or the name of one without arguments, such as ``"newest"``.

    Raises:
        UnknownNameError: No order has this name.

    >>> find_order("newest") is newest
    True
    """
    if isinstance(order, Order):
        return order
    found = _BY_NAME.get(order)
    if found is None:
        raise UnknownNameError("order", str(order), tuple(_BY_NAME))
    return found


def input_order(comments: Iterable[Comment]) -> Order:
    """Return an order: these comments as they are listed, then all others, oldest first."""
    ranks: dict[str, int] = {}
    for comment in comments:
        ranks.setdefault(comment.id, len(ranks))
    return Order.by(partial(_rank, ranks), "input")


def _rank(ranks: Mapping[str, int], comment: Comment) -> int:
    return ranks.get(comment.id, len(ranks))


def _sort_refined(sort: Sorter, key: Key, siblings: list[Comment]) -> None:
    """Sort by a key; siblings with equal keys are in the order of another sorter."""
    sort(siblings)
    siblings.sort(key=cast("Callable[[Comment], Any]", key))


# --- by time ---------------------------------------------------------------------------------

_time_and_id = attrgetter("published", "id")
_time = cast("Callable[[Comment], datetime]", attrgetter("published"))
_id = attrgetter("id")


def _sort_oldest(siblings: list[Comment]) -> None:
    try:
        siblings.sort(key=_time_and_id)
    except TypeError:  # some times are unknown, and None does not compare with a datetime
        known, unknown = _split_by_known_time(siblings)
        known.sort(key=_time_and_id)
        siblings[:] = known + unknown


def _sort_newest(siblings: list[Comment]) -> None:
    known, unknown = _split_by_known_time(siblings)
    known.sort(key=_id)
    known.sort(key=_time, reverse=True)  # stable, so equal times stay sorted by id
    siblings[:] = known + unknown


def _split_by_known_time(siblings: list[Comment]) -> tuple[list[Comment], list[Comment]]:
    """Return the siblings with a known time, and those without, sorted by id."""
    unknown = [comment for comment in siblings if comment.published is None]
    unknown.sort(key=_id)
    return [comment for comment in siblings if comment.published is not None], unknown


#: Oldest first, as WordPress shows comments by default.
oldest: Order = Order("oldest", _sort_oldest)
#: Newest first, at every level.
newest: Order = Order("newest", _sort_newest)


# --- by votes --------------------------------------------------------------------------------


def _score_key(comment: Comment) -> int:
    return comment.dislikes - comment.likes


def _wilson_key(comment: Comment) -> float:
    return -wilson(comment.likes, comment.dislikes)


def _controversy_key(comment: Comment) -> float:
    return -controversy(comment.likes, comment.dislikes)


def _heat_key(now: datetime, comment: Comment) -> tuple[bool, float]:
    if comment.published is None:
        return True, 0.0
    age = max((now - comment.published).total_seconds(), 0.0)
    return False, -heat(comment.likes - comment.dislikes, age)


#: Most likes less dislikes first.
top: Order = Order.by(_score_key, "top")
#: By the lower bound of Wilson's score interval at 95 % (z = 1.96), so that one like of one counts
#: for less than 90 of 100. For another z see `wilson`.
best: Order = Order.by(_wilson_key, "best")
#: Many and evenly divided votes first, as on Reddit; one-sided votes come last.
controversial: Order = Order.by(_controversy_key, "controversial")


def hot(now: datetime) -> Order:
    """Return the order "liked and recent first": 12½ hours weigh as much as ten times the votes.

    Args:
        now: The time that ages are counted back from. A comment with a later date counts as just
            published, so a wrong clock gains nothing.

    Raises:
        ValidationError: ``now`` has no time zone.

    Source: Reddit's ``hot``.
    """
    require_aware("now", now)
    return Order.by(partial(_heat_key, now), "hot")


# --- by replies ------------------------------------------------------------------------------

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _activity_key(tree: ReplyTree) -> Key:
    keys: dict[str, tuple[bool, timedelta]] = {}  # unknown times last; later times are smaller
    for comment in tree.bottom_up():
        when = comment.published if comment.status != "deleted" else None
        own = (True, timedelta()) if when is None else (False, _EPOCH - when)
        keys[comment.id] = min([own, *(keys[reply.id] for reply in tree.replies_to(comment))])
    return lambda comment: keys[comment.id]


def _reply_count_key(tree: ReplyTree) -> Key:
    counts: dict[str, int] = {}  # negative, so that most come first
    for comment in tree.bottom_up():
        counts[comment.id] = sum(
            counts[reply.id] - (reply.status != "deleted") for reply in tree.replies_to(comment)
        )
    return lambda comment: counts[comment.id]


#: By the newest among a comment and its descendants, latest first. Tombstones do not count.
active: Order = Order.by_tree(_activity_key, "active")
#: Most descendants first. Tombstones do not count.
most_replied: Order = Order.by_tree(_reply_count_key, "most_replied")

_BY_NAME = {
    order.name: order for order in (oldest, newest, active, most_replied, top, best, controversial)
}
