"""Piles of comments for the thread tests: short to write, and as damaged as exports are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from blogcore import Author, Body, Comment

__all__ = ["at", "comment", "instants", "piles", "records", "shaped"]

_START = datetime(2024, 5, 1, tzinfo=UTC)
_WRITER = Author(name="Ida")
_WORDS = Body(text="Words.")


def at(minute: int) -> datetime:
    """So many minutes into the test."""
    return _START + timedelta(minutes=minute)


def comment(
    id: str,
    answers: str | None = None,
    minute: int | None = 0,
    *,
    post_id: str = "7",
    updated: datetime | None = None,
    words: str = "Words.",
    likes: int = 0,
) -> Comment:
    """A comment of which only its place matters; ``minute`` None is an unknown time."""
    return Comment(
        id=id,
        post_id=post_id,
        author=_WRITER,
        body=_WORDS if words == "Words." else Body(text=words),
        published=None if minute is None else at(minute),
        updated=updated,
        in_reply_to=answers,
        likes=likes,
    )


def shaped(size: int, parent: Callable[[int], int | None]) -> list[Comment]:
    """So many comments, a second apart, whose parents a rule gives."""
    parents = [parent(index) for index in range(size)]
    return [
        Comment(
            id=f"c{index}",
            post_id="7",
            author=_WRITER,
            body=_WORDS,
            published=_START + timedelta(seconds=index),
            in_reply_to=None if above is None else f"c{above}",
        )
        for index, above in enumerate(parents)
    ]


def instants() -> st.SearchStrategy[datetime | None]:
    """Few instants, so that they often tie, at several offsets; or unknown."""
    offsets = st.sampled_from([0, 60, -210]).map(
        lambda minutes: timezone(timedelta(minutes=minutes))
    )
    known = st.builds(lambda minute, zone: at(minute).astimezone(zone), st.integers(0, 3), offsets)
    return st.none() | known


def piles(*, max_size: int = 12) -> st.SearchStrategy[list[Comment]]:
    """Comments whose ids repeat, whose links lead anywhere, of two posts."""
    return st.lists(records(), max_size=max_size)


def records() -> st.SearchStrategy[Comment]:
    """One such comment."""
    ids = st.sampled_from([f"c{number}" for number in range(8)])
    return st.builds(
        Comment,
        id=ids,
        post_id=st.sampled_from(["7", "7", "7", "8"]),
        author=st.just(_WRITER),
        body=st.sampled_from([_WORDS, Body(text="Other words.")]),
        published=instants(),
        updated=instants(),
        in_reply_to=st.none() | ids | st.just("gone"),
        likes=st.integers(0, 2),
    )
