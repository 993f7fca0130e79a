"""Comments for the benchmarks: shuffled, with replies that follow a power law and 1 % orphans."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from attrs import evolve

from blogcore import Author, Body, Comment

__all__ = ["edited_version", "make_comments", "with_votes"]

_START = datetime(2024, 1, 1, tzinfo=UTC)
_SECONDS = 10**8
_EDITED = _START + timedelta(days=2000)


def make_comments(size: int) -> list[Comment]:
    """Return comments: 30 % at top level, early ones with most replies, 1 % orphans."""
    rng = random.Random(size)
    author, body = Author(name="Ida"), Body(text="Words.")
    comments: list[Comment] = []
    for index in range(size):
        parent = None
        if index and rng.random() < 0.7:
            parent = f"c{int(index * rng.random() ** 2)}"
        if rng.random() < 0.01:
            parent = f"gone{index}"
        comments.append(
            Comment(
                id=f"c{index}",
                post_id="7",
                author=author,
                body=body,
                published=_START + timedelta(seconds=rng.randrange(_SECONDS)),
                in_reply_to=parent,
            )
        )
    rng.shuffle(comments)
    return comments


def with_votes(size: int) -> list[Comment]:
    """Return the same comments with votes, a tenth of them held."""
    rng = random.Random(size + 1)
    return [
        evolve(
            comment,
            likes=rng.randrange(40),
            dislikes=rng.randrange(10),
            status="approved" if rng.random() < 0.9 else "held",
        )
        for comment in make_comments(size)
    ]


def edited_version(comments: list[Comment]) -> list[Comment]:
    """Return the comments after a hundred edits: 34 are added, 33 removed, 33 changed."""
    rng = random.Random(len(comments))
    touched = rng.sample(range(len(comments)), 100)
    later = list(comments)
    for index in touched[:33]:
        later[index] = evolve(comments[index], body=Body(text="Edited."), updated=_EDITED)
    later += [
        evolve(comments[index], id=f"later{index}", in_reply_to=comments[index].id)
        for index in touched[33:67]
    ]
    removed = {comments[index].id for index in touched[67:]}
    return [comment for comment in later if comment.id not in removed]
