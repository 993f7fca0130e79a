"""Comments that stores are tried with."""

from __future__ import annotations

from datetime import UTC, datetime

from blogcore import Author, Body, Comment

__all__ = ["comment"]


def comment(id: str, text: str = "Hello.", *, answers: str | None = None) -> Comment:
    """An approved comment of the post "1"."""
    return Comment(
        id=id,
        post_id="1",
        author=Author(name="Ida", email="ida@example.org"),
        body=Body(text=text),
        published=datetime(2024, 5, 1, tzinfo=UTC),
        in_reply_to=answers,
    )
