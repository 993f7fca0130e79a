"""What of a thread is shown: entries with what is above them, the rest left out."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from ..models import Comment, tombstone
from ..threads import Thread

__all__ = ["pruned", "visible"]


def visible(thread: Thread) -> Thread:
    """The thread as the world may see it.

    Approved comments stay; a hidden one with an approved reply anywhere beneath becomes a
    `tombstone`, and every other is left out. Linear.
    """
    if all(comment.status == "approved" for comment in thread.comments):
        return thread
    kept = pruned(thread, lambda comment: comment.status == "approved")
    comments = tuple(
        comment if comment.status == "approved" else tombstone(comment) for comment in kept.comments
    )
    return Thread(comments, kept.depths, (), thread.order)


def pruned(thread: Thread, keep: Callable[[Comment], bool]) -> Thread:
    """The comments to keep and those above them, each at its depth. Linear."""
    comments: list[Comment] = []
    depths: list[int] = []
    # Backwards, the entry kept last is beneath this one just if it is deeper: whatever is above a
    # kept entry is kept as well, so nothing deeper can be kept before its own top comes by.
    for comment, depth in zip(reversed(thread.comments), reversed(thread.depths), strict=True):
        if keep(comment) or (depths and depths[-1] > depth):
            comments.append(comment)
            depths.append(depth)
    return Thread(tuple(reversed(comments)), array("I", reversed(depths)), (), thread.order)
