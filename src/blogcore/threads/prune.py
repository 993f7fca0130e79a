"""What is left of a tree when comments are taken out of it; three ways to treat what is beneath.

Each gives comments in reading order with their depths, in one pass.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from attrs import evolve

from blogcore.models import Comment
from blogcore.threads.build import Arranged, arranged
from blogcore.threads.order import Order

__all__ = ["promoted", "pruned", "sliced", "vanished"]

Keep = Callable[[Comment], bool]


def pruned(comments: Sequence[Comment], depths: Sequence[int], keep: Keep) -> Arranged:
    """The comments to keep and those above them, each at its depth."""
    kept: list[Comment] = []
    levels = array("I")
    # Backwards, the entry kept last is beneath this one just if it is deeper: whatever is above a
    # kept entry is kept as well, so nothing deeper can be kept before its own top comes by.
    for comment, depth in zip(reversed(comments), reversed(depths), strict=True):
        if keep(comment) or (levels and levels[-1] > depth):
            kept.append(comment)
            levels.append(depth)
    kept.reverse()
    levels.reverse()
    return tuple(kept), levels


def sliced(comments: Sequence[Comment], depths: Sequence[int], span: slice) -> Arranged:
    """What stands in a slice, of which the first entry is at top level then."""
    part = depths[span]
    top = part[0] if part else 0
    return tuple(comments[span]), array("I", [depth - top for depth in part])


def vanished(comments: Sequence[Comment], depths: Sequence[int], keep: Keep) -> Arranged:
    """The comments to keep that have nothing above them that is not kept."""
    kept: list[Comment] = []
    levels = array("I")
    gone: int | None = None  # depth of what is taken out with all beneath it
    for comment, depth in zip(comments, depths, strict=True):
        if gone is not None and depth > gone:
            continue
        gone = None if keep(comment) else depth
        if gone is None:
            kept.append(comment)
            levels.append(depth)
    return tuple(kept), levels


def promoted(
    comments: Sequence[Comment], depths: Sequence[int], keep: Keep, order: Order
) -> Arranged:
    """The comments to keep, those beneath others moved up to answer the nearest that is kept.

    As WordPress does with the replies to a comment deleted for good (``wp_delete_comment``).
    """
    gone = {comment.id for comment in comments if not keep(comment)}
    roots: list[Comment] = []
    replies: dict[str, list[Comment]] = {}
    path: list[str | None] = []  # the nearest that is kept, at each depth that is open here
    for comment, depth in zip(comments, depths, strict=True):
        del path[depth:]
        above = path[-1] if path else None
        if comment.id in gone:
            path.append(above)
            continue
        path.append(comment.id)
        if comment.in_reply_to in gone:
            comment = evolve(comment, in_reply_to=above)
        (roots if above is None else replies.setdefault(above, [])).append(comment)
    return arranged(roots, replies, order)
