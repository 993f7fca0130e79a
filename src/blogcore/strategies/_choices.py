"""How our strategies draw: with few choices, of which each can become the simplest on its own.

Hypothesis shrinks the sequence of choices that a value was made of: first to fewer, then each to
a simpler one. What leads there is *telling*: a choice may be told instead of left to chance, and
stands in the sequence as if chance had made it. So a name from a list is told as a typed text, and
a chain as a tree like any other; when the choice that led to the telling becomes the simplest,
what was told stays, and can shrink. Telling is quick besides: Hypothesis needs half the time for a
choice that is told, and tries no example that differs in nothing but such choices. No public
strategy of Hypothesis can tell; this module alone asks its inside, which the extra ``testing``
holds to versions that have it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import cache
from random import Random
from typing import TypeAlias, TypeVar, cast, overload

from hypothesis import strategies as st
from hypothesis.control import current_build_context
from hypothesis.internal.conjecture.data import ConjectureData
from hypothesis.internal.conjecture.utils import calc_label_from_name
from hypothesis.internal.intervalsets import IntervalSet

__all__ = [
    "Choices",
    "IntervalSet",
    "Luck",
    "Told",
    "drawn",
    "made",
    "one_of",
    "part",
    "sampled",
    "whole",
]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

#: What a value is made of, choice by choice.
Choices: TypeAlias = ConjectureData

#: The greatest number that luck follows from.
_MOST = 2**64 - 1


class Luck(Random):
    """What tells choices, each in its turn, as follows from a number.

    From 0 and 1 it tells nothing, and leaves choices to chance. From 0 it is plain besides: texts
    are only of the characters that mark things up, among which the one that matters is found best.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.tells, self.plain = number > 1, number == 0


class Told(st.SearchStrategy[T_co]):
    """Values that a function makes of choices, which luck tells.

    It must draw the same for the same choices. When there is no more luck, what was told stays, and
    shrinks choice by choice.
    """

    def __init__(self, tell: Callable[[Choices, Luck], T_co]) -> None:
        super().__init__()
        self.tell = tell

    def __repr__(self) -> str:
        return self.tell.__qualname__

    def calc_label(self) -> int:
        """By which Hypothesis knows what was drawn by the same strategy."""
        return calc_label_from_name(f"{self.tell.__module__}.{self.tell.__qualname__}")

    def do_draw(self, data: Choices) -> T_co:
        """One value."""
        return self.tell(data, Luck(data.draw_integer(0, _MOST)))


def made(model: Callable[..., T], *args: object, **fields: object) -> T:
    """A model made of these, by which Hypothesis shows it in an example that fails."""
    value = model(*args, **fields)
    current_build_context().record_call(value, model, args=args, kwargs=fields)
    return value


@overload
def drawn(choices: Choices, given: st.SearchStrategy[T], luck: Luck) -> T: ...
@overload
def drawn(choices: Choices, given: T | st.SearchStrategy[T], luck: Luck) -> T: ...
def drawn(choices: Choices, given: object, luck: Luck) -> object:
    """A value as it is, or one of a strategy; luck tells it where it can."""
    if isinstance(given, Told):
        return cast("Told[object]", given).tell(choices, luck)
    if isinstance(given, st.SearchStrategy):
        return choices.draw(cast("st.SearchStrategy[object]", given))
    return given


def one_of(choices: Choices, values: Sequence[T], luck: Luck) -> T:
    """One of these, with one choice where there is one; the first is the simplest."""
    return values[whole(choices, range(len(values)), luck) if len(values) > 1 else 0]


def sampled(values: Sequence[T]) -> Told[T]:
    """One of these; the first is the simplest."""

    def sample(choices: Choices, luck: Luck) -> T:
        return one_of(choices, values, luck)

    return Told(sample)


def whole(choices: Choices, among: range, luck: Luck) -> int:
    """One of these whole numbers, of which that next to 0 is the simplest.

    An end of them is told a little more often, for bugs are there.
    """
    ends = among[0], among[-1]
    told = luck.choice(ends if luck.random() < _AT_AN_END else among) if luck.tells else None
    return choices.draw_integer(*ends, forced=told)


_AT_AN_END = 0.03


@contextmanager
def part(choices: Choices, name: str) -> Generator[None, None, None]:
    """What is drawn within belongs together, and can be left out together.

    Its name should be there once: parts of one name Hypothesis puts in each other's places, and
    tries of seven examples six that differ in nothing else.
    """
    choices.start_span(_label(name))
    try:
        yield
    finally:
        choices.stop_span()


@cache
def _label(name: str) -> int:
    return calc_label_from_name(f"blogcore {name}")
