"""Piles of comments for the thread tests: short to write, and as damaged as exports are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from attrs import evolve
from hypothesis import strategies as st

from blogcore import Author, Body, Comment, CommentKind, CommentStatus, Extra
from blogcore.strategies import Damage, authors, comment_lists, comments

__all__ = ["at", "comment", "discussions", "instants", "piles", "records", "shaped"]

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
    dislikes: int = 0,
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
        dislikes=dislikes,
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
    return comments(
        id=ids,
        post_id=st.sampled_from(["7", "7", "7", "8"]),
        author=_WRITER,
        body=st.sampled_from([_WORDS, Body(text="Other words.")]),
        published=instants(),
        updated=instants(),
        in_reply_to=st.none() | ids | st.just("gone"),
        status="approved",
        kind="comment",
        likes=st.integers(0, 2),
        dislikes=st.integers(0, 2),
    )


_STATUSES: st.SearchStrategy[CommentStatus] = st.sampled_from(
    ("approved", "approved", "approved", "held", "spam", "trash", "deleted")
)
_KINDS: st.SearchStrategy[CommentKind] = st.sampled_from(("comment", "comment", "pingback"))


def discussions(*, max_size: int = 12) -> st.SearchStrategy[list[Comment]]:
    """Comments of every status, liked and disliked, by three writers; every id is there once.

    Each says ``word<id>end`` and its writer is ``name<id>end``, so that a test can tell whose words
    came out; private fields say ``canary``. Links may lead anywhere, into rings too.
    """
    damage: tuple[Damage, ...] = ("orphans", "self_parents", "cycles", "unknown_times")
    whole = comment_lists(
        max_size=max_size,
        damage=(*damage, "clock_skew"),
        post_id="7",
        id_prefix="c",
        start=at(0),
        author=authors(name="", id=st.sampled_from([None, "ida", "jon"])),
        status=_STATUSES,
        kind=_KINDS,
        likes=st.integers(0, 3),
        dislikes=st.integers(0, 3),
        ip="192.0.2.99",
        user_agent="canary/1.0",
        extra=Extra({"wp:note": "canary"}),
    )
    return whole.map(lambda pile: list(map(_marked, pile)))


def _marked(comment: Comment) -> Comment:
    id = comment.id
    author = Author(
        name=f"name{id}end",
        id=comment.author.id,
        email="canary@example.org",
        url=f"https://url{id}end.example",
        avatar_url=f"https://avatar{id}end.example",
    )
    body = Body(text=f"word{id}end")
    return evolve(comment, author=author, body=body, url=f"https://link{id}end.example")
