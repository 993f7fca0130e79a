"""The shapes that discussions have: which comment each comment answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias, get_args

__all__ = ["NUMBERS", "SHAPES", "Shape", "parents"]

#: "any": any tree; "realistic": comments with answers get more answers, as on blogs; "chain": each
#: answers the one before; "star": all answer the first; "flat": none answers another; "bushy":
#: each has two answers while comments last.
Shape = Literal["any", "realistic", "chain", "star", "flat", "bushy"]
SHAPES: tuple[Shape, ...] = get_args(Shape)

#: The numbers that `parents` takes. 0 is a comment at top level.
NUMBERS = range(256)
#: Depths that a number can ask for in a tree of any shape: 0 to 7.
_DEPTHS = 8
#: The share of top-level comments in a realistic discussion.
_TOP_LEVEL = 0.3

#: For each comment the index of its parent, which comes before it; None is top level.
_Parents: TypeAlias = list[int | None]


def parents(shape: Shape, numbers: Sequence[int]) -> _Parents:
    """Return the index of each comment's parent, or None at top level. Linear.

    Args:
        shape: The shape of the discussion.
        numbers: One of `NUMBERS` for each comment. They decide where the shape leaves a choice.
    """
    return _PARENTS[shape](numbers)


def _any(numbers: Sequence[int]) -> _Parents:
    """Read a number as a depth and a distance, so that most trees stay when a comment is removed.

    A comment answers one of the depth above: the last, or as many before it as the distance says.
    """
    levels: list[list[int]] = []  # indexes of the comments at each depth
    found: _Parents = []
    for index, number in enumerate(numbers):
        distance, depth = divmod(number, _DEPTHS)
        depth = min(depth, len(levels))
        if depth == len(levels):
            levels.append([])
        levels[depth].append(index)
        above = levels[depth - 1] if depth else []
        found.append(above[-1 - distance % len(above)] if above else None)
    return found


def _realistic(numbers: Sequence[int]) -> _Parents:
    """Attach comments by preference, which gives a power law (Barabási and Albert 1999)."""
    popular: list[int] = []  # each comment, and again for each answer that it has
    found: _Parents = []
    for index, number in enumerate(numbers):
        parent = None
        if popular and number >= _TOP_LEVEL * len(NUMBERS):
            parent = popular[number % len(popular)]
            popular.append(parent)
        popular.append(index)
        found.append(parent)
    return found


def _chain(numbers: Sequence[int]) -> _Parents:
    return [index - 1 if index else None for index in range(len(numbers))]


def _star(numbers: Sequence[int]) -> _Parents:
    return [0 if index else None for index in range(len(numbers))]


def _flat(numbers: Sequence[int]) -> _Parents:
    return [None] * len(numbers)


def _bushy(numbers: Sequence[int]) -> _Parents:
    return [(index - 1) // 2 if index else None for index in range(len(numbers))]


_PARENTS: dict[Shape, Callable[[Sequence[int]], _Parents]] = {
    "any": _any,
    "realistic": _realistic,
    "chain": _chain,
    "star": _star,
    "flat": _flat,
    "bushy": _bushy,
}
