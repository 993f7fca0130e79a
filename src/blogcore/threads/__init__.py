"""How comments hang together: a flat pile, in any state of repair, becomes a `Thread`.

`build` makes it, `repair` mends what links claim, `order` says how siblings stand, `shape` is the
tree as columns of integers, `node` the view of one comment in its place. What is shown of it:
`visible` to whom, how deep (`depth`), on which `page`. What is told of it: `stats`, `find`,
`edges`; and the whole as `nested` data, as `columns`, as an `arrow` stream.
"""

from __future__ import annotations

from .anomaly import Anomaly, AnomalyKind
from .columns import ColumnValue
from .nested import NestedAuthor, NestedBody, NestedComment
from .node import Enter, Leave, Node
from .order import Order, active, best, controversial, hot, most_replied, newest, oldest, top
from .page import PageUnit
from .score import wilson
from .stats import Participant, Stats
from .thread import Page, Thread
from .tree import Tree
from .visible import MODERATOR, PUBLIC, Hiding, Viewer, author

__all__ = [
    "MODERATOR",
    "PUBLIC",
    "Anomaly",
    "AnomalyKind",
    "ColumnValue",
    "Enter",
    "Hiding",
    "Leave",
    "NestedAuthor",
    "NestedBody",
    "NestedComment",
    "Node",
    "Order",
    "Page",
    "PageUnit",
    "Participant",
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
