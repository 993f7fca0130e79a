"""Threads from comments in reading order with their depths, as pages of Hacker News show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, ValidationError
from blogcore.models import Comment
from blogcore.threads.build import answering, checked
from blogcore.threads.order import Order
from blogcore.threads.thread import Thread

__all__ = ["as_given", "thread_from_levels"]


def thread_from_levels(
    comments: Iterable[tuple[Comment, int]], *, order: Order | None = None
) -> Thread:
    """The thread of comments that stand in reading order, each with its depth from 0.

    A comment answers the nearest before it that is one level higher. Siblings stand as they were
    given, or in ``order``. The ``in_reply_to`` of the comments that come out is where they were
    put; that of comments given is not asked. Linear.

    Raises `ValidationError` naming each depth that is no whole number from 0, or is more than one
    deeper than the one before; and what is no comment.

    >>> from blogcore import Author, Body
    >>> a, b, c = (Comment(id=id, post_id="7", author=Author(name=""), body=Body()) for id in "abc")
    >>> [node.number for node in thread_from_levels([(c, 0), (b, 1), (a, 0)])]
    ['1', '1.1', '2']
    """
    given = list(comments)
    pile = checked(comment for comment, _ in given)
    faults: list[Fault] = []
    path: list[str] = []  # the id at each depth that is open here
    found: list[Comment] = []
    for place, (comment, (_, depth)) in enumerate(zip(pile, given, strict=True)):
        message = _wrong(depth, len(path))
        if message:
            faults.append(Fault(f"[{place}]", "wrong_depth", message))
            continue
        del path[depth:]
        found.append(answering(comment, path[-1] if path else None))
        path.append(comment.id)
    if faults:
        raise ValidationError(faults)
    return Thread.from_comments(found, order=order or as_given(found))


def as_given(comments: Iterable[Comment]) -> Order:
    """The order in which these comments stand; others come behind them, the oldest first."""
    ranks: dict[str, int] = {}
    for comment in comments:
        ranks.setdefault(comment.id, len(ranks))
    return Order.by(partial(_rank, ranks), "as given")


def _rank(ranks: Mapping[str, int], comment: Comment) -> int:
    return ranks.get(comment.id, len(ranks))


def _wrong(depth: object, deepest: int) -> str | None:
    if not isinstance(depth, int) or isinstance(depth, bool) or depth < 0:
        return f"a depth must be a whole number from 0, not {short_repr(depth)}"
    if depth > deepest:
        return f"must be at most {deepest} deep, one more than the comment before, not {depth}"
    return None
