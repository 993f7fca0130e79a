"""Threads: a flat list of comments, in any order and with any defects, becomes a `Thread`.

`Thread` is its comments in pre-order with their depths; a `Node` is one comment in it, an `Anomaly`
one repair. How the modules relate:

- ``repair`` and ``build`` make the columns of a thread, in an ``order``; ``sources`` reads reply
  links that are not in ``in_reply_to``;
- ``views`` shows less of it (to a ``viewer``), ``paging`` cuts it into pages;
- ``edit``, ``diff``, ``merge`` and ``inferred`` make the next thread;
- ``stats``, ``search``, ``export`` and ``sketch`` read it.
"""

from __future__ import annotations

from blogcore.models import tombstone
from blogcore.threads.anomaly import Anomaly, AnomalyKind, ThreadError
from blogcore.threads.diff import Changed, Diff, Moved
from blogcore.threads.export import ColumnValue
from blogcore.threads.inferred import InferredLink
from blogcore.threads.merge import Conflict, Merged
from blogcore.threads.node import Enter, Leave, Node
from blogcore.threads.order import ReplyTree
from blogcore.threads.paging import PageUnit
from blogcore.threads.sources.nested import NestedAuthor, NestedBody, NestedComment
from blogcore.threads.sources.references import reference_ids
from blogcore.threads.stats import Participant, Stats
from blogcore.threads.thread import Page, Thread

__all__ = [
    "Anomaly",
    "AnomalyKind",
    "Changed",
    "ColumnValue",
    "Conflict",
    "Diff",
    "Enter",
    "InferredLink",
    "Leave",
    "Merged",
    "Moved",
    "NestedAuthor",
    "NestedBody",
    "NestedComment",
    "Node",
    "Page",
    "PageUnit",
    "Participant",
    "ReplyTree",
    "Stats",
    "Thread",
    "ThreadError",
    "reference_ids",
    "tombstone",
]
