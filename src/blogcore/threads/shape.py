"""`Shape`: a tree in pre-order as columns of integers, worked out from depths alone.

Four bytes an entry: beside a million comments each column weighs 4 MB, where a node object for
each would weigh fifty. Every column is one pass.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

__all__ = ["Shape", "last_at_depth", "read_only"]


class Shape:
    """Where each entry's parent is, how large its subtree is, and which sibling it is.

    ``depths`` are in pre-order: 0 for a root, and never more than one deeper than the entry before.
    """

    __slots__ = ("_ranks", "_sizes", "_up")

    def __init__(self, depths: Sequence[int]) -> None:
        up = array("I", bytes(4 * len(depths)))
        ranks = array("I", bytes(4 * len(depths)))
        sizes = array("I", bytes(4 * len(depths)))
        path: list[int] = []  # entry at each depth that is open here
        for index, depth in enumerate(depths):
            if depth < len(path):
                ranks[index] = ranks[path[depth]] + 1
                for closed in path[depth:]:
                    sizes[closed] = index - closed
                del path[depth:]
            if depth:
                up[index] = index - path[depth - 1]
            path.append(index)
        for closed in path:
            sizes[closed] = len(depths) - closed
        self._up, self._ranks, self._sizes = up, ranks, sizes

    def parent(self, index: int) -> int | None:
        """The entry above, or None for a root. O(1)."""
        up = self._up[index]
        return index - up if up else None

    def rank(self, index: int) -> int:
        """How many siblings stand before it. O(1)."""
        return self._ranks[index]

    def end(self, index: int) -> int:
        """The first entry behind its subtree, which is a slice. O(1)."""
        return index + self._sizes[index]

    def siblings_from(self, index: int, end: int) -> Iterator[int]:
        """The entry and its later siblings, up to ``end``, by skipping subtrees."""
        sizes = self._sizes
        while index < end:
            yield index
            index += sizes[index]


def read_only(column: array[int] | memoryview[int]) -> memoryview[int]:
    """The column, for reading alone; itself, if it is that already. No copy."""
    if isinstance(column, memoryview) and column.readonly:
        return column
    return memoryview(column).toreadonly()


def last_at_depth(depths: memoryview[int], depth: int, start: int, stop: int) -> int | None:
    """The last entry from ``start`` and before ``stop`` at this depth, if there is one.

    Looks back through bytes, a window at a time, each twice as large: no step of Python an entry.
    """
    sought = array("I", [depth]).tobytes()
    window = 64
    while start < stop:
        low = max(start, stop - window)
        raw = depths[low:stop].tobytes()
        at = raw.rfind(sought)
        while at % len(sought) and at > 0:  # found across two entries
            at = raw.rfind(sought, 0, at + len(sought) - 1)
        if at >= 0:
            return low + at // len(sought)
        stop = low
        window *= 2
    return None
