"""The pile that is threaded in the benchmarks: shuffled, power-law replies, 1 % orphans."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from blogcore import Author, Body, Comment

__all__ = ["pile"]

_START = datetime(2024, 1, 1, tzinfo=UTC)
_SECONDS = 10**8


def pile(size: int) -> list[Comment]:
    """So many comments: 30 % at top level, early ones answered most, 1 % orphans."""
    draw = random.Random(size)
    author, body = Author(name="Ida"), Body(text="Words.")
    comments: list[Comment] = []
    for index in range(size):
        parent = None
        if index and draw.random() < 0.7:
            parent = f"c{int(index * draw.random() ** 2)}"
        if draw.random() < 0.01:
            parent = f"gone{index}"
        comments.append(
            Comment(
                id=f"c{index}",
                post_id="7",
                author=author,
                body=body,
                published=_START + timedelta(seconds=draw.randrange(_SECONDS)),
                in_reply_to=parent,
            )
        )
    draw.shuffle(comments)
    return comments
