"""How deep and how wide a discussion is shown, without hiding that there is more."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

from blogcore.models import Comment
from blogcore.threads.build import Arranged
from blogcore.threads.given import refuse_unless_whole

__all__ = ["among", "clamped", "collapsed"]


def clamped(depths: Sequence[int], levels: int) -> array[int]:
    """Depths of which none is beyond so many levels. See `Thread.clamped`."""
    refuse_unless_whole("depth", levels, 1)
    deepest = levels - 1
    return array("I", [depth if depth < deepest else deepest for depth in depths])


def collapsed(
    comments: Sequence[Comment],
    depths: Sequence[int],
    folded: Mapping[str, int],
    levels: int | None,
    replies: int | None,
) -> tuple[Arranged, dict[str, int]]:
    """What is left, and by id how many are left out beneath a comment. See `Thread.collapsed`.

    ``folded`` are those left out before, which are counted where they are now. One pass.
    """
    if levels is not None:
        refuse_unless_whole("depth", levels, 1)
    if replies is not None:
        refuse_unless_whole("replies", replies, 0)
    most_levels = len(comments) if levels is None else levels
    most_replies = len(comments) if replies is None else replies
    kept: list[Comment] = []
    left = array("I")
    marks: dict[str, int] = {}
    path: list[str] = []  # the comment at each depth that is open here
    shown: list[int] = []  # how many replies to it are shown
    out: int | None = None  # depth of what is left out with all beneath it
    for comment, depth in zip(comments, depths, strict=True):
        beneath = folded.get(comment.id, 0)
        if out is None or depth <= out:
            del path[depth:], shown[depth:]
            full = depth >= most_levels or (depth > 0 and shown[-1] >= most_replies)
            out = depth if full else None
        if out is not None:
            marks[path[-1]] = marks.get(path[-1], 0) + 1 + beneath
            continue
        if shown:
            shown[-1] += 1
        path.append(comment.id)
        shown.append(0)
        kept.append(comment)
        left.append(depth)
        if beneath:
            marks[comment.id] = beneath
    return (tuple(kept), left), marks


def among(comments: Iterable[Comment], folded: Mapping[str, int]) -> dict[str, int]:
    """How many are left out beneath each of these comments."""
    if not folded:
        return {}
    return {comment.id: folded[comment.id] for comment in comments if comment.id in folded}
