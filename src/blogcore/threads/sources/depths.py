"""Reply links from depths in pre-order, as pages of Hacker News show comments."""

from __future__ import annotations

from collections.abc import Iterable

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, ValidationError
from blogcore.models import Comment
from blogcore.threads.build import require_comments, with_parent

__all__ = ["comments_from_levels"]


def comments_from_levels(entries: Iterable[tuple[Comment, int]]) -> list[Comment]:
    """Return the comments with links to their parents. See `Thread.from_levels`."""
    entries = list(entries)
    comments = require_comments(comment for comment, _ in entries)
    faults: list[Fault] = []
    path: list[str] = []  # ids of the last comment and its ancestors
    linked: list[Comment] = []
    for index, (comment, (_, depth)) in enumerate(zip(comments, entries, strict=True)):
        message = _depth_error(depth, len(path))
        if message:
            faults.append(Fault(f"[{index}]", "wrong_depth", message))
            continue
        del path[depth:]
        linked.append(with_parent(comment, path[-1] if path else None))
        path.append(comment.id)
    if faults:
        raise ValidationError(faults)
    return linked


def _depth_error(depth: object, maximum: int) -> str | None:
    if not isinstance(depth, int) or isinstance(depth, bool) or depth < 0:
        return f"a depth must be a whole number from 0, not {short_repr(depth)}"
    if depth > maximum:
        return f"must be at most {maximum} deep, one more than the comment before, not {depth}"
    return None
