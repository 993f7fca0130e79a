"""Find comments: by text, and those that are new to a reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from unicodedata import normalize

from blogcore._arguments import require_aware
from blogcore.models import Comment

__all__ = ["contains", "published_after"]


def contains(text: str) -> Callable[[Comment], bool]:
    """Return a predicate: the comment's text, or its author's name, contains the text.

    See `Thread.find`.
    """
    wanted = _normalised(text)

    def matches(comment: Comment) -> bool:
        return comment.status != "deleted" and (
            wanted in _normalised(comment.body.to_text())
            or wanted in _normalised(comment.author.name)
        )

    return matches


def published_after(since: datetime) -> Callable[[Comment], bool]:
    """Return a predicate: the comment was published later. See `Thread.unread`."""
    require_aware("since", since)

    def matches(comment: Comment) -> bool:
        when = comment.published
        return when is not None and when > since and comment.status != "deleted"

    return matches


def _normalised(text: str) -> str:
    """Return the text without differences of case, spacing, and composition of accents."""
    return " ".join(normalize("NFC", normalize("NFC", text).casefold()).split())
