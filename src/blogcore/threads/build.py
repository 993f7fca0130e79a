"""From a pile of comments to the tree: reading order, depths, and what was odd."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from attrs import evolve

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, ValidationError
from blogcore.models import Comment
from blogcore.threads.anomaly import Anomaly
from blogcore.threads.order import Order
from blogcore.threads.repair import (
    Replies,
    in_fixed_order,
    of_other_posts,
    rings_cut,
    stray_replies,
    without_duplicates,
)
from blogcore.threads.scope import Scope
from blogcore.threads.tree import Tree

__all__ = ["Arranged", "answering", "arranged", "build", "checked", "rearranged"]

#: Comments in reading order, and how many are above each.
Arranged = tuple[tuple[Comment, ...], "array[int]"]


def build(
    comments: Iterable[Comment], scope: Scope, order: Order
) -> tuple[tuple[Comment, ...], array[int], tuple[Anomaly, ...]]:
    """Reading order, depths and anomalies of a pile of comments. See `Thread.from_comments`."""
    anomalies: list[Anomaly] = []
    pile = checked(comments)
    if scope.post_id is not None:
        pile, anomalies = of_other_posts(pile, scope.post_id)
    left_out = {odd.comment.id for odd in anomalies}
    by_id = {comment.id: comment for comment in pile}
    if len(by_id) < len(pile):
        by_id, doubles = without_duplicates(pile)
        anomalies += doubles
    roots, replies = _grouped(by_id.values())
    anomalies += stray_replies(
        roots, replies, by_id, lambda id: id in left_out or id in scope.elsewhere
    )
    kept, depths = arranged(roots, replies, order)
    if len(kept) < len(by_id):  # what no root leads to hangs on a ring
        anomalies += rings_cut(roots, replies, by_id, kept)
        kept, depths = arranged(roots, replies, order)
    return kept, depths, in_fixed_order(anomalies)


def rearranged(comments: Sequence[Comment], depths: Sequence[int], order: Order) -> Arranged:
    """The same tree with its siblings in another order."""
    roots: list[Comment] = []
    replies: dict[str, list[Comment]] = {}
    path: list[str] = []  # the comment at each depth that is open here
    for comment, depth in zip(comments, depths, strict=True):
        del path[depth:]
        siblings = replies.setdefault(path[-1], []) if path else roots
        siblings.append(comment)
        path.append(comment.id)
    return arranged(roots, replies, order)


def arranged(roots: list[Comment], replies: Mapping[str, list[Comment]], order: Order) -> Arranged:
    """Comments in reading order and their depths, from lists of siblings.

    The lists are sorted in place. What no root leads to is left out. Linear but for the sorting.
    """
    arrange_roots, arrange = order.arrangers(Tree(roots, replies))
    arrange_roots(roots)
    kept: list[Comment] = []
    depths = array("I")
    depth = 0
    ahead: list[Comment | None] = [*reversed(roots)]  # None: one level up again
    while ahead:
        comment = ahead.pop()
        if comment is None:
            depth -= 1
            continue
        kept.append(comment)
        depths.append(depth)
        answers = replies.get(comment.id)
        if answers:
            if len(answers) > 1:
                arrange(answers)
            depth += 1
            ahead.append(None)
            ahead.extend(reversed(answers))
    return tuple(kept), depths


def checked(comments: Iterable[object]) -> list[Comment]:
    """The comments in a list. Raises `ValidationError` naming whatever is none."""
    pile = list(comments)
    if set(map(type, pile)) - {Comment}:
        faults = [
            Fault(f"[{index}]", "wrong_type", f"must be a Comment, not {short_repr(value)}")
            for index, value in enumerate(pile)
            if not isinstance(value, Comment)
        ]
        if faults:
            raise ValidationError(faults)
    return cast("list[Comment]", pile)


def answering(comment: Comment, parent: str | None) -> Comment:
    """The comment with this link; itself, if it has it."""
    return comment if comment.in_reply_to == parent else evolve(comment, in_reply_to=parent)


def _grouped(comments: Iterable[Comment]) -> tuple[list[Comment], Replies]:
    """Those that answer nothing, and the others by the id that they answer."""
    roots: list[Comment] = []
    replies: defaultdict[str, list[Comment]] = defaultdict(list)
    for comment in comments:
        parent = comment.in_reply_to
        if parent is None:
            roots.append(comment)
        else:
            replies[parent].append(comment)
    return roots, dict(replies)
