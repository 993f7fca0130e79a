"""How comments hang together: a flat pile, in any state of repair, becomes a `Thread`.

`build` makes it, `repair` mends what links claim, `order` says how siblings stand, `shape` is the
tree as columns of integers, `node` the view of one comment in its place.
"""

from __future__ import annotations

from .anomaly import Anomaly, AnomalyKind
from .node import Enter, Leave, Node
from .order import Order, active, best, controversial, hot, most_replied, newest, oldest, top
from .score import wilson
from .thread import Stats, Thread
from .tree import Tree
from .visible import MODERATOR, PUBLIC, Hiding, Viewer, author

__all__ = [
    "MODERATOR",
    "PUBLIC",
    "Anomaly",
    "AnomalyKind",
    "Enter",
    "Hiding",
    "Leave",
    "Node",
    "Order",
    "Stats",
    "Thread",
    "Tree",
    "Viewer",
    "active",
    "author",
    "best",
    "controversial",
    "hot",
    "most_replied",
    "newest",
    "oldest",
    "top",
    "wilson",
]
