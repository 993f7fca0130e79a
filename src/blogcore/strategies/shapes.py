"""The shapes that discussions have: which comment each one answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Literal, TypeAlias, get_args

__all__ = ["LAST", "SHAPES", "Shape", "answered", "parents", "places"]

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


# --- a place as one number, which stays right when other comments are taken out ---------------

#: More than are ever at one depth.
_WIDE = 2**16
#: The greatest place.
LAST = _WIDE * _WIDE - 1


def places(parents: Iterable[int | None]) -> Iterator[int]:
    """For each comment its depth, and how many at the depth above came after its parent. Linear."""
    found: list[tuple[int, int]] = []  # depth of each comment, and its number there
    there: list[int] = []  # how many are at each depth
    for parent in parents:
        depth = back = 0
        if parent is not None:
            above, number = found[parent]
            depth, back = above + 1, there[above] - 1 - number
        if depth == len(there):
            there.append(0)
        found.append((depth, there[depth]))
        there[depth] += 1
        yield depth * _WIDE + back


def answered(places: Iterable[int]) -> Iterator[int | None]:
    """The parents that `places` were made of.

    What is deeper than it can be is as deep as it can, and what goes too far back answers the first
    at its depth: so any numbers are places. Linear.
    """
    rows: list[list[int]] = []  # the comments at each depth
    for number, place in enumerate(places):
        depth, back = divmod(place, _WIDE)
        depth = min(depth, len(rows))
        if depth == len(rows):
            rows.append([])
        rows[depth].append(number)
        above = rows[depth - 1] if depth else ()
        yield above[max(0, len(above) - 1 - back)] if above else None
