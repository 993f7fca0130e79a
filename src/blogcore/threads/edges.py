"""What stands above each comment, and so the lines of the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blogcore.models import Comment

__all__ = ["edges", "parents"]


def parents(comments: Sequence[Comment], depths: Sequence[int]) -> Iterator[str | None]:
    """The id of the comment above each, in reading order; None at top level. One pass."""
    path: list[str] = []
    for comment, depth in zip(comments, depths, strict=True):
        del path[depth:]
        yield path[-1] if path else None
        path.append(comment.id)


def edges(comments: Sequence[Comment], depths: Sequence[int]) -> Iterator[tuple[str, str]]:
    """The ids of each comment that stands beneath another, after the id of that. One pass."""
    for above, comment in zip(parents(comments, depths), comments, strict=True):
        if above is not None:
            yield above, comment.id
