"""Pre-order, depths and subtree sizes of a forest, without recursion and without levels.

The Euler tour of a forest enters each node, tours its children, and leaves it: a linked list with
two elements per node (one for a leaf). Once the position of each element in the list is known,
depths and sizes are differences of running sums. The list is ranked by walkers that start at random
elements and advance in lockstep, each up to the start of the next; then only the short list of
walkers has to be ranked, by pointer jumping. A chain costs as much as a star.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from blogcore.bulk._texts import Bools, Ints

__all__ = ["Tour", "tour_forest"]

#: Elements per walker, on average.
_STRIDE = 48
#: The walker in the upper half of a mark, its number of steps in the lower half.
_WALKER = 32


@frozen(eq=False)
class Tour:
    """Where each node is in the pre-order of the whole forest.

    Nodes that no root leads to (members of cycles, and their descendants) have no position.
    """

    #: Whether a root leads to the node.
    reached: Bools
    #: Position in pre-order.
    position: Ints
    #: Number of ancestors.
    depth: Ints
    #: Number of descendants.
    descendants: Ints


def tour_forest(parent: Ints, first_root: int) -> Tour:
    """Tour a forest whose nodes are numbered so that siblings follow each other, roots last.

    Args:
        parent: Parent of each node; -1 for a root.
        first_root: The number of the first root; all after it are roots.
    """
    size = len(parent)
    if first_root == size:
        none = np.zeros(size, np.int64)
        return Tour(none.astype(np.bool_), none, none, none)
    successors, leaf = _successors(parent, first_root)
    ranks = _rank_list(successors, first_root)
    entered, left = ranks[:size], ranks[size : 2 * size]
    reached = entered >= 0

    steps = np.zeros(int(ranks.max()) + 1, np.int8)  # the change of depth at each element
    inner = reached & ~leaf
    steps[entered[inner]] = 1
    steps[left[inner]] = -1
    depths = np.cumsum(steps, dtype=np.int64)
    positions = np.cumsum(steps >= 0, dtype=np.int64)
    position = positions[entered] - 1
    depth = depths[entered] - ~leaf
    descendants = np.where(inner, positions[left] - 1 - position, 0)
    return Tour(reached, position, depth, descendants)


def _successors(parent: Ints, first_root: int) -> tuple[Ints, Bools]:
    """Return the tour as a linked list, and which nodes are leaves.

    Element k enters node k, element size + k leaves it, element 2 × size is the end. A leaf is left
    as it is entered: its second element is outside the list and follows itself.
    """
    size = len(parent)
    nodes = np.arange(size)
    last = np.append(parent[1:] != parent[:-1], True)
    last[first_root:] = False  # the roots of all groups are chained
    after = np.where(last, size + parent, nodes + 1)
    after[-1] = 2 * size
    firsts = np.flatnonzero(np.append(True, last[:-1])[:first_root])
    leaf = np.ones(size, np.bool_)
    leaf[parent[firsts]] = False
    enter = after.copy()
    enter[parent[firsts]] = firsts
    after = np.where(leaf, size + nodes, after)
    return np.concatenate([enter, after, [2 * size]]), leaf


def _rank_list(successors: Ints, head: int) -> Ints:
    """Return the index of each element in the list from the head; -1 if it is not in the list."""
    end = len(successors) - 1
    count = end // _STRIDE + 1
    heads = np.unique(np.append(np.random.default_rng(0).integers(0, end, count), head))
    # Only a walker that starts in the list is of use, but others do no harm: each stops at the
    # start of another walker, or at its own.
    count = len(heads)
    marks = np.full(end + 1, -1, np.int64)
    marks[heads] = np.arange(count) << _WALKER
    marks[end] = count << _WALKER
    following = np.full(count + 1, count, np.int64)
    lengths = np.zeros(count + 1, np.int64)
    walkers, current, step = np.arange(count), heads, 0
    while walkers.size:
        step += 1
        current = successors[current]
        mark = marks[current]
        stopped = mark >= 0
        if stopped.any():
            finished = walkers[stopped]
            following[finished] = mark[stopped] >> _WALKER
            lengths[finished] = step
            going = ~stopped
            walkers, current = walkers[going], current[going]
        marks[current] = (walkers << _WALKER) + step
    from_head = _rank_walkers(following, lengths, int(np.searchsorted(heads, head)))
    owner = marks >> _WALKER  # -1 stays -1: the last item of from_head
    ranks: Ints = from_head[owner] + (marks & ((1 << _WALKER) - 1))
    ranks[from_head[owner] < 0] = -1
    return ranks[:end]


def _rank_walkers(following: Ints, lengths: Ints, head: int) -> Ints:
    """Return how far from the head each walker started; -1 for those that are not in the list."""
    end = len(following) - 1
    to_end = lengths.copy()
    for _ in range(end.bit_length()):
        to_end += to_end[following]
        following = following[following]
    ranks: Ints = to_end[head] - to_end
    ranks[following != end] = -1
    ranks[end] = -1  # also read as the item of elements that no walker met
    return ranks
