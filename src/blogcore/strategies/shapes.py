"""The shapes that discussions have: which comment each one answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeAlias, get_args

__all__ = ["CHOICES", "SHAPES", "Shape", "parents"]

#: "any": any tree; "realistic": what has answers gets more, as on blogs, and they come in bursts;
#: "chain": each answers the one before; "star": all answer the first; "flat": none answers;
#: "bushy": each has two answers, as long as they last.
Shape = Literal["any", "realistic", "chain", "star", "flat", "bushy"]
SHAPES: tuple[Shape, ...] = get_args(Shape)

#: How many choices a comment has of its place; 0 is top level, if the shape leaves it a choice.
CHOICES = 200
#: Below this a choice is top level.
_TOP = 60
#: How far back "any" reaches.
_BACK = 12

_Parents: TypeAlias = Iterator[int | None]


def parents(shape: Shape, choices: Sequence[int]) -> list[int | None]:
    """The number of the earlier comment that each one answers; None at top level. Linear."""
    return list(_SHAPES[shape](choices))


def _any(choices: Sequence[int]) -> _Parents:
    for number, choice in enumerate(choices):
        back = 1 + (choice - _TOP) % _BACK
        yield None if choice < _TOP or back > number else number - back


def _realistic(choices: Sequence[int]) -> _Parents:
    """Preferential attachment, which gives a power law (Barabási and Albert 1999)."""
    popular: list[int] = []  # each comment, and again for each answer that it has
    for number, choice in enumerate(choices):
        above = None
        if choice >= _TOP and popular:
            above = popular[(choice - _TOP) % len(popular)]
            popular.append(above)
        popular.append(number)
        yield above


def _chain(choices: Sequence[int]) -> _Parents:
    return (number - 1 if number else None for number in range(len(choices)))


def _star(choices: Sequence[int]) -> _Parents:
    return (0 if number else None for number in range(len(choices)))


def _flat(choices: Sequence[int]) -> _Parents:
    return (None for _ in choices)


def _bushy(choices: Sequence[int]) -> _Parents:
    return ((number - 1) // 2 if number else None for number in range(len(choices)))


_SHAPES: dict[Shape, Callable[[Sequence[int]], _Parents]] = {
    "any": _any,
    "realistic": _realistic,
    "chain": _chain,
    "star": _star,
    "flat": _flat,
    "bushy": _bushy,
}
