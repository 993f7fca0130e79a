"""Hypothesis strategies for the thread tests: comments as damaged as those of real exports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from attrs import evolve
from hypothesis import strategies as st
from tests.factory import POST_ID, START

from blogcore import Author, Body, Comment
from blogcore.models import CommentKind, CommentStatus, Extra
from blogcore.strategies import Damage, authors, comment_lists, comments

__all__ = ["at", "discussions", "flawed_comment", "flawed_comments", "make_tree", "times"]


def at(minute: int) -> datetime:
    """Return the time that `make_comment` gives a comment with this minute."""
    return START + timedelta(minutes=minute)


def make_tree(size: int, parent: Callable[[int], int | None]) -> list[Comment]:
    """Return comments ``c0``, ``c1``, …, a second apart, of which many are made quickly.

    Args:
        size: How many.
        parent: Returns the number of the parent of a comment with a number; None at top level.
    """
    author, body = Author(name="Ida"), Body(text="Text.")
    return [
        Comment(
            id=f"c{number}",
            post_id=POST_ID,
            author=author,
            body=body,
            published=START + timedelta(seconds=number),
            in_reply_to=None if (parent_number := parent(number)) is None else f"c{parent_number}",
        )
        for number in range(size)
    ]


def times() -> st.SearchStrategy[datetime | None]:
    """Return a strategy for few different times, often equal, with several offsets; or None."""
    offsets = st.sampled_from([0, 60, -210]).map(
        lambda minutes: timezone(timedelta(minutes=minutes))
    )
    known = st.builds(lambda minute, zone: at(minute).astimezone(zone), st.integers(0, 3), offsets)
    return st.none() | known


def flawed_comments(*, max_size: int = 12) -> st.SearchStrategy[list[Comment]]:
    """Comments of two posts with repeated ids and links to any id."""
    return st.lists(flawed_comment(), max_size=max_size)


def flawed_comment() -> st.SearchStrategy[Comment]:
    """One such comment."""
    ids = st.sampled_from([f"c{number}" for number in range(8)])
    return comments(
        id=ids,
        post_id=st.sampled_from([POST_ID, POST_ID, POST_ID, "8"]),
        author=Author(name="Ida"),
        body=st.sampled_from([Body(text="Text."), Body(text="Other text.")]),
        published=times(),
        updated=times(),
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
    """Comments of every status, with votes, by three writers; ids are unique.

    The text of each is ``word<id>end`` and its author ``name<id>end``, so that a test knows whose
    text is shown; private fields are ``canary``. Links may lead to any id, also in cycles.
    """
    damage: tuple[Damage, ...] = ("orphans", "self_parents", "cycles", "unknown_times")
    whole = comment_lists(
        max_size=max_size,
        damage=(*damage, "clock_skew"),
        post_id=POST_ID,
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
    return whole.map(lambda comments: list(map(_with_recognisable_fields, comments)))


def _with_recognisable_fields(comment: Comment) -> Comment:
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
