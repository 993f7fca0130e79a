"""Damage that real comment lists have, done to intact ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Literal, get_args

from attrs import evolve

from blogcore.models import Comment

__all__ = ["DAMAGES", "Damage", "add_conflict", "apply_damage", "with_content_of"]

Damage = Literal[
    "orphans",
    "cycles",
    "self_parents",
    "duplicates",
    "conflicts",
    "foreign_posts",
    "unknown_times",
    "clock_skew",
]
DAMAGES: tuple[Damage, ...] = get_args(Damage)


def apply_damage(comments: list[Comment], damage: Damage, index: int) -> None:
    """Damage the comment at an index, and its neighbours where the damage involves them.

    Nothing happens to a list that is too short. For "conflicts" see `add_conflict`.
    """
    _APPLY[damage](comments, index)


def add_conflict(comments: list[Comment], index: int, other: Comment) -> None:
    """Insert another record of the comment at an index, with the content of another comment."""
    record = with_content_of(other, comments[index])
    while record in comments:
        record = evolve(record, body=evolve(record.body, text=f"{record.body.text}0"))
    comments.insert(index + 1, record)


def with_content_of(other: Comment, comment: Comment) -> Comment:
    """Return ``other`` with the id, post, time and parent of ``comment``."""
    return evolve(
        other,
        id=comment.id,
        post_id=comment.post_id,
        published=comment.published,
        in_reply_to=comment.in_reply_to,
    )


def _orphan(comments: list[Comment], index: int) -> None:
    missing, used = "gone", {comment.id for comment in comments}
    while missing in used:
        missing += "0"
    comments[index] = evolve(comments[index], in_reply_to=missing)


def _self_parent(comments: list[Comment], index: int) -> None:
    comments[index] = evolve(comments[index], in_reply_to=comments[index].id)


def _cycle(comments: list[Comment], index: int) -> None:
    """Make two or three neighbours reply to each other."""
    if len(comments) < 2:
        return
    first = min(index, len(comments) - 2)
    cycle = comments[first : first + 3]
    for offset, comment in enumerate(cycle):
        comments[first + offset] = evolve(comment, in_reply_to=cycle[offset - 1].id)


def _unknown_time(comments: list[Comment], index: int) -> None:
    comments[index] = evolve(comments[index], published=None)


def _clock_skew(comments: list[Comment], index: int) -> None:
    """Date a comment a day earlier, so that it seems older than its parent."""
    if (published := comments[index].published) is not None:
        comments[index] = evolve(comments[index], published=published - timedelta(days=1))


def _foreign_post(comments: list[Comment], index: int) -> None:
    """Move the next comment to another post, and make this one a reply to it."""
    if index + 1 < len(comments):
        foreign = comments[index + 1]
        post_id = min((comment.post_id for comment in comments), key=len) + "0"
        comments[index + 1] = evolve(foreign, post_id=post_id, in_reply_to=None)
        comments[index] = evolve(comments[index], in_reply_to=foreign.id)


def _duplicate(comments: list[Comment], index: int) -> None:
    comments.insert(index + 1, comments[index])


_APPLY: dict[Damage, Callable[[list[Comment], int], None]] = {
    "orphans": _orphan,
    "cycles": _cycle,
    "self_parents": _self_parent,
    "duplicates": _duplicate,
    "foreign_posts": _foreign_post,
    "unknown_times": _unknown_time,
    "clock_skew": _clock_skew,
}
