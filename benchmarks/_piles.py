"""The piles of the benchmarks: shuffled, power-law replies, 1 % orphans."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from attrs import evolve

from blogcore import Author, Body, Comment

__all__ = ["a_year_later", "lively", "pile"]

_START = datetime(2024, 1, 1, tzinfo=UTC)
_SECONDS = 10**8
_LATER = _START + timedelta(days=2000)


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


def lively(size: int) -> list[Comment]:
    """The same pile with votes, and a tenth of the comments held."""
    draw = random.Random(size + 1)
    return [
        evolve(
            comment,
            likes=draw.randrange(40),
            dislikes=draw.randrange(10),
            status="approved" if draw.random() < 0.9 else "held",
        )
        for comment in pile(size)
    ]


def a_year_later(comments: list[Comment]) -> list[Comment]:
    """The pile after a hundred changes: 34 comments came, 33 went, 33 were edited."""
    draw = random.Random(len(comments))
    touched = draw.sample(range(len(comments)), 100)
    later = list(comments)
    for place in touched[:33]:
        later[place] = evolve(comments[place], body=Body(text="Mended."), updated=_LATER)
    later += [
        evolve(comments[place], id=f"later{place}", in_reply_to=comments[place].id)
        for place in touched[33:67]
    ]
    gone = {comments[place].id for place in touched[67:]}
    return [comment for comment in later if comment.id not in gone]
