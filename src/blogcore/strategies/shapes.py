"""The shapes that discussions have: which comment each one answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Literal, TypeAlias, get_args

__all__ = ["SHAPES", "Shape", "parents"]

#: "any": any tree; "realistic": what has answers gets more, as on blogs, and they come in bursts;
#: "chain": each answers the one before; "star": all answer the first; "flat": none answers;
#: "bushy": each has two answers, as long as they last.
Shape = Literal["any", "realistic", "chain", "star", "flat", "bushy"]
SHAPES: tuple[Shape, ...] = get_args(Shape)

#: How many comments are at top level, where the shape leaves it open.
_TOP = 0.3
#: How far back "any" reaches.
_BACK = 12

#: Numbers of earlier comments; None is top level.
_Parents: TypeAlias = Iterator[int | None]


def parents(shape: Shape, size: int, luck: Random) -> _Parents:
    """The number of the earlier comment that each of so many answers. Linear."""
    return _SHAPES[shape](size, luck)


def _any(size: int, luck: Random) -> _Parents:
    for number in range(size):
        nearest = max(0, number - _BACK)
        yield luck.randrange(nearest, number) if number and luck.random() > _TOP else None


def _realistic(size: int, luck: Random) -> _Parents:
    """Preferential attachment, which gives a power law (Barabási and Albert 1999)."""
    popular: list[int] = []  # each comment, and again for each answer that it has
    for number in range(size):
        above = None
        if popular and luck.random() > _TOP:
            above = luck.choice(popular)
            popular.append(above)
        popular.append(number)
        yield above


def _chain(size: int, _: Random) -> _Parents:
    return (number - 1 if number else None for number in range(size))


def _star(size: int, _: Random) -> _Parents:
    return (0 if number else None for number in range(size))


def _flat(size: int, _: Random) -> _Parents:
    return (None for _ in range(size))


def _bushy(size: int, _: Random) -> _Parents:
    return ((number - 1) // 2 if number else None for number in range(size))


_SHAPES: dict[Shape, Callable[[int, Random], _Parents]] = {
    "any": _any,
    "realistic": _realistic,
    "chain": _chain,
    "star": _star,
    "flat": _flat,
    "bushy": _bushy,
}
