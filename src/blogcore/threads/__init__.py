"""How comments hang together: a flat pile, in any state of repair, becomes a `Thread`.

`outline` is what it holds. `build` makes it, `repair` mends what links claim, `order` says how
siblings stand, `shape` is the tree as columns of integers, `node` the view of one comment in its
place. What is shown of it: `visible` to whom, how deep (`depth`), on which `page`. What is told of
it: `stats`, `find`, `edges`; and the whole as `nested` data, as `columns`, as an `arrow` stream.
`change`, `diff` and `merge` make the next thread of one; `jwz`, `paths`, `levels` and `records`
make a thread of what says in another way who answers whom.
"""

from __future__ import annotations

from blogcore.models import tombstone
from blogcore.threads.anomaly import Anomaly, AnomalyKind, ThreadError
from blogcore.threads.columns import ColumnValue
from blogcore.threads.diff import Changed, Diff, Moved
from blogcore.threads.jwz import reference_ids, thread_from_references
from blogcore.threads.levels import thread_from_levels
from blogcore.threads.merge import Conflict, Merged
from blogcore.threads.nested import NestedAuthor, NestedBody, NestedComment
from blogcore.threads.node import Enter, Leave, Node
from blogcore.threads.order import (
    Order,
    active,
    best,
    controversial,
    hot,
    most_replied,
    newest,
    oldest,
    top,
)
from blogcore.threads.page import PageUnit
from blogcore.threads.paths import thread_from_paths
from blogcore.threads.records import thread_from_nested
from blogcore.threads.scope import Scope
from blogcore.threads.score import wilson
from blogcore.threads.stats import Participant, Stats
from blogcore.threads.thread import Page, Thread
from blogcore.threads.tree import Tree
from blogcore.threads.visible import MODERATOR, PUBLIC, Hiding, Viewer, author, guest

__all__ = [
    "MODERATOR",
    "PUBLIC",
    "Anomaly",
    "AnomalyKind",
    "Changed",
    "ColumnValue",
    "Conflict",
    "Diff",
    "Enter",
    "Hiding",
    "Leave",
    "Merged",
    "Moved",
    "NestedAuthor",
    "NestedBody",
    "NestedComment",
    "Node",
    "Order",
    "Page",
    "PageUnit",
    "Participant",
    "Scope",
    "Stats",
    "Thread",
    "ThreadError",
    "Tree",
    "Viewer",
    "active",
    "author",
    "best",
    "controversial",
    "guest",
    "hot",
    "most_replied",
    "newest",
    "oldest",
    "reference_ids",
    "thread_from_levels",
    "thread_from_nested",
    "thread_from_paths",
    "thread_from_references",
    "tombstone",
    "top",
    "wilson",
]
