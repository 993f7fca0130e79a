"""What graphs of a discussion say of each comment, whatever language they are written in."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore._text.plain import excerpt, one_line
from blogcore.models import Comment
from blogcore.renderers.columns import cut
from blogcore.renderers.context import Context
from blogcore.threads import Thread

__all__ = ["answers", "label"]

_WORDS, _COLUMNS = 8, 60


def label(comment: Comment, context: Context) -> tuple[str, str]:
    """Two lines for a node: who said it, which may be empty, and how it begins."""
    if not context.viewer.sees(comment):
        return "", context.words.hidden
    name = cut(context.name(comment.author), _COLUMNS) if context.bylines else ""
    return name, cut(excerpt(one_line(comment.body.to_text()), _WORDS), _COLUMNS)


def answers(thread: Thread) -> Iterator[tuple[int, int]]:
    """Each comment that answers another, behind that one: both as places in reading order."""
    for index in range(len(thread)):
        above = thread.tree.parent(index)
        if above is not None:
            yield above, index
