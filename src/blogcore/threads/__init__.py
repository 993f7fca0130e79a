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
from .order import Order, newest, oldest
from .paths import thread_from_paths
from .scope import Scope
from .thread import Stats, Thread

__all__ = [
    "Anomaly",
    "AnomalyKind",
    "Changed",
    "Conflict",
    "Diff",
    "Enter",
    "Leave",
    "Merged",
    "Moved",
    "Node",
    "Order",
    "Scope",
    "Stats",
    "Thread",
    "newest",
    "oldest",
    "reference_ids",
    "thread_from_levels",
    "thread_from_nested",
    "thread_from_paths",
    "thread_from_references",
]
