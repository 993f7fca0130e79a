"""Orders of siblings: by time, by votes, by replies, or by a key of your own.

An order is an argument of `Thread.from_comments` and `Thread.sorted`; the name of one without
arguments works as well::

    thread.sorted(hot(now))
    thread.sorted("newest")
"""

from __future__ import annotations

from blogcore.threads.order import (
    Order,
    active,
    best,
    controversial,
    find_order,
    hot,
    most_replied,
    newest,
    oldest,
    top,
    wilson,
)

__all__ = [
    "Order",
    "active",
    "best",
    "controversial",
    "find_order",
    "hot",
    "most_replied",
    "newest",
    "oldest",
    "top",
    "wilson",
]
