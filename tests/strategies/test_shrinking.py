"""A dozen bugs that people really write, and the smallest example that each one is shown with.

What is planted is found within 200 examples, and shrunk to the fewest comments with the shortest
texts, in the first minute of the year 2000.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar

from hypothesis import settings

from blogcore import Author, Body, Comment

T = TypeVar("T")

QUICK = settings(max_examples=200, derandomize=True, database=None, deadline=None)
NEW_YEAR = datetime(2000, 1, 1, tzinfo=UTC)


def said(number: int, answers: int | None = None, text: str = "") -> Comment:
    """A comment with as little in it as a strategy gives."""
    return Comment(
        id=f"c{number}",
        post_id="1",
        author=Author(name=""),
        body=Body(text=text),
        published=NEW_YEAR,
        in_reply_to=None if answers is None else f"c{answers}",
    )
