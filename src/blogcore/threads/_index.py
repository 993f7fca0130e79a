"""Indexes of a thread: the tree as integer columns, and positions by comment id.

Each column has four bytes per comment, 4 MB for a million; one node object per comment would take
more than ten times as much. They are computed when they are first needed.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import compress
from operator import not_

from blogcore.models import Comment

__all__ = ["IdIndex", "TreeIndex", "read_only", "root_positions"]


class TreeIndex:
    """Parent, rank and subtree of each position, computed from depths in one pass.

    ``depths`` are in pre-order: 0 at top level, and never more than one deeper than before.
    """

    __slots__ = ("_parent_distances", "_ranks", "_sizes")

    def __init__(self, depths: Sequence[int]) -> None:
        distances = array("I", bytes(4 * len(depths)))
        ranks = array("I", bytes(4 * len(depths)))
        sizes = array("I", bytes(4 * len(depths)))
        path: list[int] = []  # positions of the comment and its ancestors
        for position, depth in enumerate(depths):
            if depth < len(path):
                ranks[position] = ranks[path[depth]] + 1
                for finished in path[depth:]:
                    sizes[finished] = position - finished
                del path[depth:]
            if depth:
                distances[position] = position - path[depth - 1]
            path.append(position)
        for finished in path:
            sizes[finished] = len(depths) - finished
        self._parent_distances, self._ranks, self._sizes = distances, ranks, sizes

    def parent(self, position: int) -> int | None:
        """Return the position of the parent of a position; None at top level. O(1)."""
        distance = self._parent_distances[position]
        return position - distance if distance else None

    def rank(self, position: int) -> int:
        """Return how many of its siblings come before a position. O(1)."""
        return self._ranks[position]

    def end(self, position: int) -> int:
        """Return the position after the last descendant, so that a subtree is a slice. O(1)."""
        return position + self._sizes[position]

    def siblings(self, position: int, end: int) -> Iterator[int]:
        """Yield a position and those of its later siblings before ``end``, skipping subtrees."""
        sizes = self._sizes
        while position < end:
            yield position
            position += sizes[position]


class IdIndex:
    """Positions sorted by comment id: 4 bytes per comment, where a dict takes 100."""

    __slots__ = ("_comments", "_positions")

    def __init__(self, comments: Sequence[Comment]) -> None:
        by_id = sorted(range(len(comments)), key=lambda position: comments[position].id)
        self._comments, self._positions = comments, array("I", by_id)

    def find(self, id: str) -> int | None:
        """Return the position of the comment with this id; None if there is none. O(log n)."""
        comments, positions = self._comments, self._positions
        at = bisect_left(positions, id, key=lambda position: comments[position].id)
        found = at < len(positions) and comments[positions[at]].id == id
        return positions[at] if found else None


def root_positions(depths: Sequence[int]) -> array[int]:
    """Return the positions of the top-level comments. One pass."""
    return array("I", compress(range(len(depths)), map(not_, depths)))


def read_only(column: array[int] | memoryview[int]) -> memoryview[int]:
    """Return a read-only view of a column, without a copy."""
    if isinstance(column, memoryview) and column.readonly:
        return column
    return memoryview(column).toreadonly()
