"""How comments hang together: a flat pile, in any state of repair, becomes a `Thread`.

`build` makes it, `repair` mends what links claim, `order` says how siblings stand, `shape` is the
tree as columns of integers, `node` the view of one comment in its place. `change`, `diff` and
`merge` make the next thread of one; `jwz`, `paths`, `nested` and `levels` make a thread of what
says in another way who answers whom.
"""

from __future__ import annotations

from .anomaly import Anomaly, AnomalyKind
from .diff import Changed, Diff, Moved
from .jwz import reference_ids, thread_from_references
from .levels import thread_from_levels
from .merge import Conflict, Merged
from .nested import thread_from_nested
from .node import Enter, Leave, Node
from .order import Order, active, best, controversial, hot, most_replied, newest, oldest, top
from .paths import thread_from_paths
from .scope import Scope
from .score import wilson
from .thread import Stats, Thread
from .tree import Tree
from .visible import MODERATOR, PUBLIC, Hiding, Viewer, author

__all__ = [
    "MODERATOR",
    "PUBLIC",
    "Anomaly",
    "AnomalyKind",
    "Changed",
    "Conflict",
    "Diff",
    "Enter",
    "Hiding",
    "Leave",
    "Merged",
    "Moved",
    "Node",
    "Order",
    "Scope",
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
    "reference_ids",
    "thread_from_levels",
    "thread_from_nested",
    "thread_from_paths",
    "thread_from_references",
    "top",
    "wilson",
]
