"""How our strategies draw: with few choices, of which each can become the simplest on its own.

Hypothesis shrinks the sequence of choices that a value was made of: first to fewer, then each to
a simpler one. What leads there is *telling*: a choice may be told instead of left to chance, and
stands in the sequence as if chance had made it. So a name from a list is told as a typed text, and
a chain as a tree like any other; when the choice that led to the telling becomes the simplest,
what was told stays, and can shrink. No public strategy of Hypothesis can tell; this module alone
asks its inside, which the extra ``testing`` holds to versions that have it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TypeAlias, TypeVar

from hypothesis import strategies as st
from hypothesis.internal.conjecture.data import ConjectureData
from hypothesis.internal.conjecture.utils import calc_label_from_name
from hypothesis.internal.intervalsets import IntervalSet

__all__ = ["Choices", "Chosen", "IntervalSet", "one_of", "part"]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

#: What a value is made of, choice by choice.
Choices: TypeAlias = ConjectureData


class Chosen(st.SearchStrategy[T_co]):
    """Values that a function makes of choices; it must draw the same for the same choices."""

    def __init__(self, make: Callable[[Choices], T_co]) -> None:
        super().__init__()
        self.make = make

    def __repr__(self) -> str:
        return self.make.__qualname__

    def calc_label(self) -> int:
        """By which Hypothesis knows what was drawn by the same strategy."""
        return calc_label_from_name(f"{self.make.__module__}.{self.make.__qualname__}")

    def do_draw(self, data: Choices) -> T_co:
        """One value."""
        return self.make(data)


def one_of(choices: Choices, values: Sequence[T]) -> T:
    """One of these, with one choice where there is one; the first is the simplest."""
    return values[choices.draw_integer(0, len(values) - 1) if len(values) > 1 else 0]


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
