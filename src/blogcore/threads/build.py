"""Build the columns of a thread: comments in pre-order, their depths, and the repairs."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import cast

from attrs import evolve

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, ValidationError
from blogcore.models import Comment
from blogcore.threads.anomaly import Anomaly
from blogcore.threads.order import Order, ReplyTree
from blogcore.threads.repair import (
    break_cycles,
    deduplicate,
    detach_orphans,
    sort_anomalies,
    split_by_post,
)

__all__ = ["Columns", "build", "flatten", "rearrange", "require_comments", "with_parent"]

#: Comments in pre-order, and the depth of each.
Columns = tuple[tuple[Comment, ...], "array[int]"]


def build(
    comments: Iterable[Comment], post_id: str | None, elsewhere: Container[str], order: Order
) -> tuple[tuple[Comment, ...], array[int], tuple[Anomaly, ...]]:
    """Return comments in pre-order, depths and anomalies. See `Thread.from_comments`."""
    given: Sequence[Comment] = require_comments(comments)
    anomalies: list[Anomaly] = []
    if post_id is not None:
        given, anomalies = split_by_post(given, post_id)
    left_out = {anomaly.comment.id for anomaly in anomalies}

    by_id = {comment.id: comment for comment in given}
    if len(by_id) < len(given):
        by_id, duplicates = deduplicate(given)
        anomalies += duplicates

    links = {id: comment.in_reply_to for id, comment in by_id.items()}
    anomalies += detach_orphans(by_id, links, lambda id: id in left_out or id in elsewhere)
    in_order, depths = flatten(*_siblings(by_id.values(), links.values()), order)
    if len(in_order) < len(by_id):  # no top-level comment leads to the members of a cycle
        anomalies += break_cycles(by_id, links)
        in_order, depths = flatten(*_siblings(by_id.values(), links.values()), order)
    return in_order, depths, sort_anomalies(anomalies)


def rearrange(comments: Sequence[Comment], depths: Sequence[int], order: Order) -> Columns:
    """Return the same tree with its siblings in another order."""
    parent_ids: list[str | None] = []
    path: list[str] = []  # ids of the comment and its ancestors
    for comment, depth in zip(comments, depths, strict=True):
        del path[depth:]
        parent_ids.append(path[-1] if path else None)
        path.append(comment.id)
    return flatten(*_siblings(comments, parent_ids), order)


def flatten(roots: list[Comment], replies: Mapping[str, list[Comment]], order: Order) -> Columns:
    """Return comments in pre-order and their depths, from lists of siblings.

    Linear but for the sorting.

    Args:
        roots: The top-level comments; sorted in place.
        replies: Direct replies by the id of their parent; each list is sorted in place. Replies
            that no top-level comment leads to are not in the result.
        order: The order of siblings.
    """
    sort_roots, sort_replies = order.sorters(ReplyTree(roots, replies))
    sort_roots(roots)
    in_order: list[Comment] = []
    depths = array("I")
    levels = [iter(roots)]  # the siblings that remain, at each depth down to the current one
    while levels:
        depth = len(levels) - 1
        for comment in levels[-1]:
            in_order.append(comment)
            depths.append(depth)
            answers = replies.get(comment.id)
            if answers:
                if len(answers) > 1:
                    sort_replies(answers)
                levels.append(iter(answers))
                break
        else:
            levels.pop()
    return tuple(in_order), depths


def require_comments(values: Iterable[object]) -> list[Comment]:
    """Return the values as a list; raise `ValidationError` naming each that is no comment."""
    items = list(values)
    if set(map(type, items)) - {Comment}:
        faults = [
            Fault(f"[{index}]", "wrong_type", f"must be a Comment, not {short_repr(value)}")
            for index, value in enumerate(items)
            if not isinstance(value, Comment)
        ]
        if faults:
            raise ValidationError(faults)
    return cast("list[Comment]", items)


def with_parent(comment: Comment, parent_id: str | None) -> Comment:
    """Return the comment with this parent id; the same object if that is its parent id already.

    A changed parent id comes from the source, so the comment is not marked as inferred.
    """
    if comment.in_reply_to == parent_id:
        return comment
    return evolve(comment, in_reply_to=parent_id, inferred=False)


def _siblings(
    comments: Iterable[Comment], parent_ids: Iterable[str | None]
) -> tuple[list[Comment], Mapping[str, list[Comment]]]:
    """Group comments: those at top level, and the others by the id of their parent."""
    roots: list[Comment] = []
    replies: defaultdict[str, list[Comment]] = defaultdict(list)
    for comment, parent_id in zip(comments, parent_ids, strict=True):
        if parent_id is None:
            roots.append(comment)
        else:
            replies[parent_id].append(comment)
    return roots, dict(replies)
