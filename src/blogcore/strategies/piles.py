"""Piles of comments, as they come out of a database or a file: flat, and often damaged."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias, Unpack, cast

from hypothesis import strategies as st

from ..models import Author, Body, Comment
from ._varied import Varied, as_strategy, pinned
from .bodies import bodies
from .comments import SaidFields, said
from .damage import DAMAGES, Damage, damaged
from .dates import recent
from .people import authors
from .shapes import CHOICES, SHAPES, Shape, parents
from .text import MARKS, NAMES, SENTENCES, texts

__all__ = ["comment_lists"]

#: A choice of its place, minutes since the comment before, and what it says by field.
_Entry: TypeAlias = tuple[int, int, dict[str, object]]
_Said: TypeAlias = st.SearchStrategy[dict[str, object]]

#: First none, then those of a burst, then those between bursts.
_GAPS = (0, 1, 1, 1, 2, 3, 5, 8, 15, 45, 180, 600, 24 * 60, 3 * 24 * 60, 21 * 24 * 60)
_STATUSES = ("approved",) * 8 + ("held", "spam", "trash", "deleted")
_KINDS = ("comment",) * 9 + ("pingback", "trackback", "webmention")
#: Most discussions have no more comments.
_FEW = 8


def comment_lists(
    *,
    shape: Varied[Shape] = "any",
    damage: Collection[Damage] = DAMAGES,
    min_size: int = 0,
    max_size: int = 40,
    post_id: Varied[str] = "1",
    **fields: Unpack[SaidFields],
) -> st.SearchStrategy[list[Comment]]:
    """The comments of a discussion in any order, whole or damaged.

    ``damage`` names what may have happened to them; ``()`` leaves links, ids and times whole.
    Sizes are those before damage, which may add a few comments. Fields are for every comment: a
    value, or a strategy that each is drawn from.

    They shrink to the fewest comments with the shortest texts, written in the first minute of the
    year 2000, in the order in which they came.
    """
    shapes: st.SearchStrategy[Shape]
    shapes = st.sampled_from(SHAPES) if shape == "any" else as_strategy(shape)
    sizes = st.sampled_from(_sizes(min_size, max_size))
    entries = st.sampled_from((*[_entry(_plainly(fields))] * 7, _entry(_richly(fields))))
    harms = _harms(damage, max_size)
    post_ids = as_strategy(post_id)

    @st.composite
    def pile(draw: st.DrawFn) -> list[Comment]:
        entry = draw(entries)
        # A number and then so many, not `st.lists`: Hypothesis takes one of any size out of these.
        drawn = [draw(entry) for _ in range(draw(sizes))]
        comments = _comments(
            drawn, draw(shapes), prefix=draw(_PREFIXES), post_id=draw(post_ids), start=draw(_STARTS)
        )
        for harm, at in draw(harms):
            damaged(comments, harm, at)
        return _in_order(draw, comments)

    return pile()


def _sizes(least: int, most: int) -> Sequence[int]:
    """Every size, in order, so that each can shrink by one; three of four are small."""
    few, many = range(least, min(least + _FEW, most) + 1), range(least + _FEW + 1, most + 1)
    return (*(size for size in few for _ in range(max(len(many) // 3, 1))), *many)


#: What ids begin with.
_PREFIXES = st.just("c") | texts(max_size=3)
_STARTS = recent()
_ORDERS = st.sampled_from(("as they came", "as they came", "newest first", "any"))


def _comments(
    entries: Sequence[_Entry], shape: Shape, *, prefix: str, post_id: str, start: datetime
) -> list[Comment]:
    above = parents(shape, [choice for choice, _, _ in entries])
    instant = start.astimezone(UTC)
    comments: list[Comment] = []
    for number, ((_, gap, words), parent) in enumerate(zip(entries, above, strict=True), 1):
        instant += timedelta(minutes=gap)
        comment = cast("Any", Comment)(
            id=f"{prefix}{number}",
            post_id=post_id,
            published=instant.astimezone(start.tzinfo),
            in_reply_to=None if parent is None else f"{prefix}{parent + 1}",
            **words,
        )
        comments.append(comment)
    return comments


def _in_order(draw: st.DrawFn, comments: list[Comment]) -> list[Comment]:
    order = draw(_ORDERS)
    if order == "any":
        return list(draw(st.permutations(comments)))
    return comments[::-1] if order == "newest first" else comments


def _harms(
    damage: Collection[Damage], max_size: int
) -> st.SearchStrategy[Sequence[tuple[Damage, int]]]:
    none: list[tuple[Damage, int]] = []
    if not damage:
        return st.just(none)
    kinds: list[Damage] = [kind for kind in DAMAGES if kind in damage]
    harm: st.SearchStrategy[tuple[Damage, int]] = st.tuples(
        st.sampled_from(kinds), st.integers(0, max_size)
    )
    return st.just(none) | st.lists(harm, min_size=1, max_size=3)


# --- what they say: little of it, so that many are drawn quickly, and now and then everything ---

_CAST = (
    Author(name=""),
    Author(name="Ida", id="ida", email="ida@example.org", url="https://example.org/ida"),
    *(Author(name=name, kind="guest") for name in NAMES),
)


def _entry(said: _Said) -> st.SearchStrategy[_Entry]:
    return st.tuples(st.integers(0, CHOICES - 1), st.sampled_from(_GAPS), said)


def _plainly(given: Mapping[str, object]) -> _Said:
    always = {
        "author": st.text(MARKS, max_size=12).map(_named) | st.sampled_from(_CAST),
        "body": st.text(MARKS, max_size=30).map(_saying) | st.sampled_from(_BODIES),
        "status": st.sampled_from(_STATUSES),
        "kind": st.sampled_from(_KINDS),
    }
    return st.fixed_dictionaries({**always, **pinned(given)})


def _richly(given: Mapping[str, object]) -> _Said:
    always = {"author": authors(), "body": bodies(), **pinned(given)}
    rest = {name: values for name, values in said().items() if name not in given}
    return st.fixed_dictionaries(always, optional=rest)


def _named(name: str) -> Author:
    return Author(name=name)


def _saying(text: str) -> Body:
    return Body(text=text)


_BODIES = tuple(map(_saying, SENTENCES))
