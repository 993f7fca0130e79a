"""What real piles of comments suffer from, done to whole ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Literal, TypeAlias, get_args

from attrs import evolve

from ..models import Body, Comment

__all__ = ["DAMAGES", "Damage", "damaged"]

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


def damaged(pile: _Pile, damage: Damage, at: int) -> None:
    """Do a damage to the comment of a pile at this place, and to others where it takes them.

    Nothing happens to a pile that is too small for it. Linear.
    """
    if pile:
        _DAMAGES[damage](pile, at % len(pile))


def _orphan(pile: _Pile, at: int) -> None:
    pile[at] = evolve(pile[at], in_reply_to=_unused(pile, "gone"))


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


def _duplicate(pile: _Pile, at: int) -> None:
    pile.append(pile[at])


def _conflict(pile: _Pile, at: int) -> None:
    pile.append(evolve(pile[at], body=Body(text=f"{pile[at].body.text}0")))


def _foreign_post(pile: _Pile, at: int) -> None:
    """A comment of another post, which one of this answers."""
    stray = evolve(
        pile[at],
        id=_unused(pile, "elsewhere"),
        post_id=f"{pile[at].post_id}0",
        in_reply_to=None,
    )
    pile[at] = evolve(pile[at], in_reply_to=stray.id)
    pile.append(stray)


def _unknown_time(pile: _Pile, at: int) -> None:
    pile[at] = evolve(pile[at], published=None)


def _clock_skew(pile: _Pile, at: int) -> None:
    """It seems to come a day before what it answers."""
    if (published := pile[at].published) is not None:
        pile[at] = evolve(pile[at], published=published - timedelta(days=1))


def _unused(pile: _Pile, id: str) -> str:
    used = {comment.id for comment in pile}
    while id in used:
        id += "0"
    return id


_DAMAGES: dict[Damage, Callable[[_Pile, int], None]] = {
    "orphans": _orphan,
    "cycles": _cycle,
    "self_parents": _self_parent,
    "duplicates": _duplicate,
    "conflicts": _conflict,
    "foreign_posts": _foreign_post,
    "unknown_times": _unknown_time,
    "clock_skew": _clock_skew,
}
