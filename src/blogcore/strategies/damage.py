"""What real piles of comments suffer from, done to whole ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Literal, TypeAlias, get_args

from attrs import evolve

from blogcore.models import Comment

__all__ = ["ADDING", "DAMAGES", "Damage", "damaged"]

Damage = Literal[
    "orphans",
    "cycles",
    "self_parents",
    "duplicates",
    "conflicts",
    "foreign_posts",
    "unknown_times",
    "clock_skew",
]
DAMAGES: tuple[Damage, ...] = get_args(Damage)

_Pile: TypeAlias = list[Comment]
#: Fields of a comment.
_Words: TypeAlias = Mapping[str, Any]


def damaged(pile: _Pile, damage: Damage, at: int, words: _Words) -> None:
    """Do a damage to the comment of a pile at this place, and to others where it takes them.

    Another record that this adds says these words. Nothing happens to a pile that is too small
    for it. Linear.
    """
    if pile:
        at %= len(pile)
        if damage in _ADDING:
            pile.insert(at + 1, _ADDING[damage](pile, at, words))
        else:
            _CHANGING[damage](pile, at)


def _orphan(pile: _Pile, at: int) -> None:
    gone, used = "gone", {comment.id for comment in pile}
    while gone in used:
        gone += "0"
    pile[at] = evolve(pile[at], in_reply_to=gone)


def _self_parent(pile: _Pile, at: int) -> None:
    pile[at] = evolve(pile[at], in_reply_to=pile[at].id)


def _cycle(pile: _Pile, at: int) -> None:
    """A ring of two or three."""
    if len(pile) < 2:
        return
    first = min(at, len(pile) - 2)
    ring = pile[first : first + 3]
    for offset, comment in enumerate(ring):
        pile[first + offset] = evolve(comment, in_reply_to=ring[offset - 1].id)


def _unknown_time(pile: _Pile, at: int) -> None:
    pile[at] = evolve(pile[at], published=None)


def _clock_skew(pile: _Pile, at: int) -> None:
    """It seems to come a day before what it answers."""
    if (published := pile[at].published) is not None:
        pile[at] = evolve(pile[at], published=published - timedelta(days=1))


def _foreign_post(pile: _Pile, at: int) -> None:
    """The next is of another post, and this one answers it."""
    after = at + 1
    if after < len(pile):
        pile[after] = evolve(pile[after], post_id=f"{pile[after].post_id}0", in_reply_to=None)
        pile[at] = evolve(pile[at], in_reply_to=pile[after].id)


def _duplicate(pile: _Pile, at: int, _: _Words) -> Comment:
    return pile[at]


def _conflict(pile: _Pile, at: int, words: _Words) -> Comment:
    """Another record of it, and none that is there already."""
    other = evolve(pile[at], **words)
    while other in pile:
        other = evolve(other, body=evolve(other.body, text=f"{other.body.text}0"))
    return other


_CHANGING: dict[Damage, Callable[[_Pile, int], None]] = {
    "orphans": _orphan,
    "cycles": _cycle,
    "self_parents": _self_parent,
    "foreign_posts": _foreign_post,
    "unknown_times": _unknown_time,
    "clock_skew": _clock_skew,
}
_ADDING: dict[Damage, Callable[[_Pile, int, _Words], Comment]] = {
    "duplicates": _duplicate,
    "conflicts": _conflict,
}
#: Damages by which a pile becomes longer.
ADDING = frozenset(_ADDING)
