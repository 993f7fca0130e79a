"""The shapes that discussions have: the parent of each comment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias, get_args

__all__ = ["NUMBERS", "SHAPES", "Shape", "parents"]

#: "any": any tree; "realistic": comments with replies get more replies, as on blogs; "chain": each
#: comment replies to the one before; "star": all reply to the first; "flat": there are no replies;
#: "bushy": each comment has two replies, except the last ones.
Shape = Literal["any", "realistic", "chain", "star", "flat", "bushy"]
SHAPES: tuple[Shape, ...] = get_args(Shape)

#: The numbers that `parents` takes, each of which selects a parent. 0: none, so top level.
NUMBERS = range(256)
#: Number of depths (0 to 7) that a number can select in a tree of shape "any".
_DEPTHS = 8
#: The share of top-level comments in a realistic discussion.
_TOP_LEVEL = 0.3

#: For each comment the index of its parent, which comes before it; None is top level.
_Parents: TypeAlias = list[int | None]


def parents(shape: Shape, numbers: Sequence[int]) -> _Parents:
    """Return the index of each comment's parent, or None at top level. Linear.

    Args:
        shape: The shape of the discussion.
        numbers: One of `NUMBERS` for each comment, which selects among the parents that the shape
            allows.
    """
    return _PARENTS[shape](numbers)


def _any(numbers: Sequence[int]) -> _Parents:
    """Decode each number to a depth and a distance; return the parents that these select.

    The parent is a comment one level up: the last one there, or ``distance`` before that. So most
    links are unchanged when Hypothesis removes a comment.
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
    popular: list[int] = []  # each comment once, and once more for each of its replies
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
