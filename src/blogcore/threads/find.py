"""Which comments somebody looks for: by words, or those that are new to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from unicodedata import normalize

from blogcore.models import Comment
from blogcore.threads.given import refuse_naive

__all__ = ["published_after", "that_say"]


def that_say(text: str) -> Callable[[Comment], bool]:
    """Whether a comment, or the name above it, holds the text. See `Thread.find`."""
    wanted = _plain(text)

    def says(comment: Comment) -> bool:
        return comment.status != "deleted" and (
            wanted in _plain(comment.body.to_text()) or wanted in _plain(comment.author.name)
        )

    return says


def published_after(since: datetime) -> Callable[[Comment], bool]:
    """Whether a comment came later. See `Thread.unread`."""
    refuse_naive("since", since)

    def later(comment: Comment) -> bool:
        when = comment.published
        return when is not None and when > since and comment.status != "deleted"

    return later


def _plain(text: str) -> str:
    """Without differences of case, of spacing, and of how letters with accents are written."""
    return " ".join(normalize("NFC", normalize("NFC", text).casefold()).split())
