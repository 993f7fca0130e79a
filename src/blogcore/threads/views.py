"""Views of a thread: which comments remain, at which depth.

Each function takes comments in pre-order with their depths, and returns such columns, in one pass.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import get_args

from attrs import evolve

from blogcore._arguments import require_int
from blogcore.errors import UnknownNameError
from blogcore.models import Comment, public, tombstone
from blogcore.threads.anomaly import Anomaly
from blogcore.threads.build import Columns, flatten, rearrange
from blogcore.threads.order import Order
from blogcore.threads.viewer import Hiding, Viewer

__all__ = [
    "clamp",
    "collapse",
    "folded_among",
    "keep_with_ancestors",
    "slice_columns",
    "visible",
]

Keep = Callable[[Comment], bool]


# --- visible comments ------------------------------------------------------------------------


def visible(
    comments: Sequence[Comment],
    depths: Sequence[int],
    anomalies: Iterable[Anomaly],
    order: Order,
    viewer: Viewer,
    hidden: Hiding,
) -> Columns:
    """Return the columns of the comments that a viewer sees. See `Thread.visible`."""
    # A comment that has several records is seen only if each of them may be seen.
    withheld = {
        anomaly.comment.id
        for anomaly in anomalies
        if anomaly.other and not viewer.sees(anomaly.other)
    }

    def seen(comment: Comment) -> bool:
        return viewer.sees(comment) and comment.id not in withheld

    all_seen = all(map(seen, comments))  # the usual case
    match hidden:
        case "tombstone" | "vanish" | "promote" if all_seen:
            kept, levels = tuple(comments), array("I", depths)
        case "tombstone":
            kept, levels = keep_with_ancestors(comments, depths, seen)
        case "vanish":
            kept, levels = _keep_without_orphans(comments, depths, seen)
        case "promote":
            kept, levels = _keep_and_promote(comments, depths, seen, order)
        case _:
            raise UnknownNameError("way of hiding", str(hidden), get_args(Hiding))
    if viewer.trusted:
        shown = tuple(it if all_seen or seen(it) else tombstone(it) for it in kept)
    else:
        shown = tuple(public(it) if all_seen or seen(it) else tombstone(it) for it in kept)
    # The position of a comment must not reveal votes and replies that are not shown.
    return (shown, levels) if order.by_time_only else rearrange(shown, levels, order)


def keep_with_ancestors(comments: Sequence[Comment], depths: Sequence[int], keep: Keep) -> Columns:
    """Return the comments to keep and their ancestors, each at its depth."""
    kept: list[Comment] = []
    levels = array("I")
    # In reverse pre-order, a comment has a kept descendant exactly if the comment that was kept
    # last is deeper: one that is deeper but no descendant would be followed by its own ancestor,
    # because all ancestors of a kept comment are kept.
    for comment, depth in zip(reversed(comments), reversed(depths), strict=True):
        if keep(comment) or (levels and levels[-1] > depth):
            kept.append(comment)
            levels.append(depth)
    kept.reverse()
    levels.reverse()
    return tuple(kept), levels


def _keep_without_orphans(
    comments: Sequence[Comment], depths: Sequence[int], keep: Keep
) -> Columns:
    """Return the comments to keep, without the descendants of removed ones."""
    kept: list[Comment] = []
    levels = array("I")
    removed_depth: int | None = None  # depth of a comment removed with all its descendants
    for comment, depth in zip(comments, depths, strict=True):
        if removed_depth is not None and depth > removed_depth:
            continue
        removed_depth = None if keep(comment) else depth
        if removed_depth is None:
            kept.append(comment)
            levels.append(depth)
    return tuple(kept), levels


def _keep_and_promote(
    comments: Sequence[Comment], depths: Sequence[int], keep: Keep, order: Order
) -> Columns:
    """Return the comments to keep; replies to removed ones move up to their nearest kept ancestor.

    As WordPress does with the replies to a comment deleted for good (``wp_delete_comment``).
    """
    removed = {comment.id for comment in comments if not keep(comment)}
    roots: list[Comment] = []
    replies: dict[str, list[Comment]] = {}
    path: list[str | None] = []  # the nearest kept comment, at each depth down to this one
    for comment, depth in zip(comments, depths, strict=True):
        del path[depth:]
        ancestor = path[-1] if path else None
        if comment.id in removed:
            path.append(ancestor)
            continue
        path.append(comment.id)
        if comment.in_reply_to in removed:
            comment = evolve(comment, in_reply_to=ancestor)
        siblings = roots if ancestor is None else replies.setdefault(ancestor, [])
        siblings.append(comment)
    return flatten(roots, replies, order)


# --- limits of size --------------------------------------------------------------------------


def slice_columns(comments: Sequence[Comment], depths: Sequence[int], span: slice) -> Columns:
    """Return the comments in a slice; depths count from that of the first."""
    part = depths[span]
    top = part[0] if part else 0
    return tuple(comments[span]), array("I", [depth - top for depth in part])


def clamp(depths: Sequence[int], levels: int) -> array[int]:
    """Return the depths, each less than ``levels``. See `Thread.clamped`."""
    require_int("depth", levels, 1)
    deepest = levels - 1
    return array("I", [depth if depth < deepest else deepest for depth in depths])


def collapse(
    comments: Sequence[Comment],
    depths: Sequence[int],
    folded: Mapping[str, int],
    levels: int | None,
    replies: int | None,
) -> tuple[Columns, dict[str, int]]:
    """Return the kept comments, and numbers of left-out descendants by id (`Thread.collapsed`).

    ``folded`` has the counts of an earlier call; they are added to the new counts.
    """
    if levels is not None:
        require_int("depth", levels, 1)
    if replies is not None:
        require_int("replies", replies, 0)
    max_levels = len(comments) if levels is None else levels
    max_replies = len(comments) if replies is None else replies
    kept: list[Comment] = []
    kept_depths = array("I")
    counts: dict[str, int] = {}
    path: list[str] = []  # ids of the last kept comment and its ancestors
    shown: list[int] = []  # how many replies to each of them are shown
    removed_depth: int | None = None  # depth of a comment left out with all its descendants
    for comment, depth in zip(comments, depths, strict=True):
        own = folded.get(comment.id, 0)
        if removed_depth is None or depth <= removed_depth:
            del path[depth:], shown[depth:]
            full = depth >= max_levels or (depth > 0 and shown[-1] >= max_replies)
            removed_depth = depth if full else None
        if removed_depth is not None:
            counts[path[-1]] = counts.get(path[-1], 0) + 1 + own
            continue
        if shown:
            shown[-1] += 1
        path.append(comment.id)
        shown.append(0)
        kept.append(comment)
        kept_depths.append(depth)
        if own:
            counts[comment.id] = own
    return (tuple(kept), kept_depths), counts


def folded_among(comments: Iterable[Comment], folded: Mapping[str, int]) -> dict[str, int]:
    """Return those counts of left-out descendants whose comments are among these."""
    if not folded:
        return {}
    return {comment.id: folded[comment.id] for comment in comments if comment.id in folded}
