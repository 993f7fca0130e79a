"""Piles of comments, as they come out of a database or a file: flat, and often damaged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import repeat
from typing import Any, TypeAlias, Unpack, cast

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from blogcore.models import Author, Body, Comment, CommentKind, CommentStatus
from blogcore.strategies._choices import Choices, Luck, Told, drawn, one_of, part, whole
from blogcore.strategies._varied import Varied
from blogcore.strategies.comments import SaidFields
from blogcore.strategies.damage import ADDING, DAMAGES, Damage, damaged
from blogcore.strategies.dates import recent
from blogcore.strategies.details import Detail, details, with_detail
from blogcore.strategies.shapes import LAST, SHAPES, Shape, answered, parents, places
from blogcore.strategies.text import NAMES, SENTENCES, texts, typed

__all__ = ["PREFIXES", "STARTS", "comment_lists"]

_Words: TypeAlias = dict[str, object]
#: Its place in the tree, minutes since the comment before, and what it says by field.
_Entry: TypeAlias = tuple[int, int, _Words]

_SHORT = texts(max_size=3)


def _prefix(choices: Choices, luck: Luck) -> str:
    return "c" if one_of(choices, (True, False), luck) else _SHORT.tell(choices, luck)


#: What ids begin with, and when discussions do, where nobody says.
PREFIXES = Told(_prefix)
STARTS = recent()


def comment_lists(
    *,
    shape: Varied[Shape] = "any",
    damage: Collection[Damage] = DAMAGES,
    min_size: int = 0,
    max_size: int = 40,
    post_id: Varied[str] = "1",
    id_prefix: Varied[str] = PREFIXES,
    start: Varied[datetime] = STARTS,
    **fields: Unpack[SaidFields],
) -> st.SearchStrategy[list[Comment]]:
    """The comments of a discussion in any order, whole or damaged.

    ``damage`` names what may have happened to them; ``()`` leaves links, ids and times whole.
    Sizes are those before damage, which may add a few records. An id is ``id_prefix`` and a number,
    and the comments were written from ``start`` on. Fields are for every comment: a value, or a
    strategy that each is drawn from; those that are not given are seldom filled.

    They shrink to the fewest comments with the shortest texts, written in the first minute of the
    year 2000, in the order in which they came.
    """
    sizes = _sizes(min_size, max_size)
    words, about = _words(fields), details(fields)
    kinds: list[Damage] = [kind for kind in DAMAGES if kind in damage]

    def pile(choices: Choices, luck: Luck) -> list[Comment]:
        # Every number of something comes before all that there are numbers of: so one of these can
        # be taken out, and the numbers are still read as what they are.
        asked, order = drawn(choices, shape, luck), one_of(choices, _ORDERS, luck)
        harms, more = one_of(choices, _HARMS, luck), one_of(choices, _DETAILS, luck)
        prefix, post = drawn(choices, id_prefix, luck), drawn(choices, post_id, luck)
        first = drawn(choices, start, luck)
        told = [*_places(cast("Shape", asked), one_of(choices, sizes, luck), luck)]
        entries = [
            _entry(choices, f"comment {n}", place, words, luck) for n, place in enumerate(told)
        ]
        comments = _comments(entries, prefix=prefix, post_id=post, start=first)
        _add_details(choices, comments, more if comments and about else 0, about, luck)
        _damage(choices, comments, harms if kinds else 0, kinds, words, luck)
        return _in_order(choices, comments, order, luck)

    return Told(pile)


#: Of so many sizes, three of four examples have one.
_FEW = 9


def _sizes(least: int, most: int) -> Sequence[int]:
    """Every size, in order, so that each can shrink by one; and the first ones again."""
    if not 0 <= least <= most:
        raise InvalidArgument(f"no size is from min_size={least} to max_size={most}")
    every = tuple(range(least, most + 1))
    few, many = every[:_FEW], every[_FEW:]
    return (*every, *few * (3 * len(many) // len(few)))


# --- where they stand ------------------------------------------------------------------------


def _places(shape: Shape, size: int, luck: Luck) -> Iterable[int | None]:
    """The places of so many; None where nothing tells it."""
    if not luck.tells and shape == "any":
        return repeat(None, size)
    return places(parents(luck.choice(SHAPES) if shape == "any" else shape, size, luck))


def _entry(choices: Choices, name: str, place: int | None, words: _Drawing, luck: Luck) -> _Entry:
    with part(choices, name):
        there = choices.draw_integer(0, LAST, forced=place)
        return there, one_of(choices, _GAPS, luck), words(choices, luck)


#: First none, then those of a burst, then those between bursts.
_GAPS = (0, 1, 1, 1, 2, 3, 5, 8, 15, 45, 180, 600, 24 * 60, 3 * 24 * 60, 21 * 24 * 60)


def _comments(
    entries: Sequence[_Entry], *, prefix: str, post_id: str, start: datetime
) -> list[Comment]:
    instant = start.astimezone(UTC)
    comments: list[Comment] = []
    above = answered(place for place, _, _ in entries)
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


def _in_order(choices: Choices, comments: list[Comment], order: str, luck: Luck) -> list[Comment]:
    if order == "any":
        for _ in range(min(len(comments), _MOVED)):
            comments.insert(0, comments.pop(whole(choices, range(len(comments)), luck)))
    return comments[::-1] if order == "newest first" else comments


_ORDERS = ("as they came", "newest first", "any", "as they came")
#: So many come to the front in an order that is none.
_MOVED = 4


# --- what is told of them besides, and what happens to them ----------------------------------


def _add_details(
    choices: Choices, pile: list[Comment], count: int, fields: Sequence[Detail], luck: Luck
) -> None:
    for number in range(count):
        with part(choices, f"detail {number}"):
            of, name, values = one_of(choices, fields, luck)
            at = whole(choices, _ANYWHERE, luck) % len(pile)
            pile[at] = with_detail(pile[at], of, name, drawn(choices, values, luck))


def _damage(
    choices: Choices,
    pile: list[Comment],
    count: int,
    kinds: Sequence[Damage],
    words: _Drawing,
    luck: Luck,
) -> None:
    for number in range(count):
        with part(choices, f"harm {number}"):
            kind, at = one_of(choices, kinds, luck), whole(choices, _ANYWHERE, luck)
            # Where this adds a comment, it takes as much as one: so none shrinks to this.
            said: _Words = {}
            if kind in ADDING:
                said = _entry(choices, f"more {number}", 0 if luck.tells else None, words, luck)[2]
            damaged(pile, kind, at, said)


#: A place in a pile, however long that is.
_ANYWHERE = range(1001)
#: How much is done to a pile: more often nothing than anything.
_HARMS = (0, 1, 2, 3, 0, 0)
_DETAILS = (*range(7), *[0] * 13)


# --- what they say: little of it, so that many are drawn quickly ------------------------------

_Drawing: TypeAlias = Callable[[Choices, Luck], _Words]


def _words(given: Mapping[str, object]) -> _Drawing:
    ours = {name: say for name, say in _SAYINGS.items() if name not in given}
    states = not {"status", "kind"} <= given.keys()

    def words(choices: Choices, luck: Luck) -> _Words:
        said: _Words = {name: say(choices, luck) for name, say in ours.items()}
        if states:
            said["status"], said["kind"] = one_of(choices, _STATES, luck)
        for name, values in given.items():
            said[name] = drawn(choices, values, luck)
        return said

    return words


_State: TypeAlias = tuple[CommentStatus, CommentKind]
_USUAL: _State = ("approved", "comment")
#: Status and kind.
_STATES: tuple[_State, ...] = (
    _USUAL,
    *(("held", "comment"), ("spam", "comment"), ("trash", "comment"), ("deleted", "comment")),
    *(("approved", "pingback"), ("approved", "trackback"), ("approved", "webmention")),
    *(("held", "pingback"), ("spam", "trackback"), ("deleted", "webmention")),
    *(_USUAL,) * 14,
)
_NAMES = typed(NAMES, often=3)
_SENTENCES = typed(SENTENCES, max_size=30)


@lru_cache(1000)
def _named(name: str) -> Author:
    return Author(name=name)


@lru_cache(1000)
def _saying(text: str) -> Body:
    return Body(text=text)


_SAYINGS: dict[str, Callable[[Choices, Luck], object]] = {
    "author": lambda choices, luck: _named(_NAMES.tell(choices, luck)),
    "body": lambda choices, luck: _saying(_SENTENCES.tell(choices, luck)),
}
