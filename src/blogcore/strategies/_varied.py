"""How a field is pinned to a value, or varied by a strategy, in every strategy for a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeAlias, TypeVar, cast

from hypothesis import strategies as st

from ._choices import Choices, Chosen

__all__ = ["Fields", "Varied", "as_strategy", "built", "pinned"]

M = TypeVar("M")
T = TypeVar("T")

#: A value, or a strategy for values: what a keyword argument of a strategy takes.
Varied: TypeAlias = T | st.SearchStrategy[T]
#: Strategies by the field that they are for.
Fields: TypeAlias = Mapping[str, st.SearchStrategy[object]]


def as_strategy(given: Varied[T]) -> st.SearchStrategy[T]:
    """A strategy as it is, and any other value as the only one of a strategy."""
    if isinstance(given, st.SearchStrategy):
        return cast("st.SearchStrategy[T]", given)
    return st.just(given)


def pinned(given: Mapping[str, object]) -> Fields:
    """What was given by keyword, as strategies."""
    return {name: as_strategy(value) for name, value in given.items()}


def built(
    model: type[M], always: Fields, sometimes: Fields, given: Mapping[str, object]
) -> st.SearchStrategy[M]:
    """Models with the fields that are always there, and any of those that are not.

    What is given takes the place of either. They shrink to models in which no other is filled:
    fields are drawn in one order, each with a choice of its own whether it is there.
    """
    if strange := given.keys() - always.keys() - sometimes.keys():
        raise TypeError(f"{model.__name__} has no field {', '.join(sorted(strange))}")
    sure = {**always, **pinned(given)}
    rest = {name: _perhaps(values) for name, values in sometimes.items() if name not in given}

    def fields(choices: Choices) -> _Drawn:
        drawn = _Drawn((name, choices.draw(values)) for name, values in sure.items())
        for name, values in rest.items():
            for value in choices.draw(values):
                drawn[name] = value
        return drawn

    def made(drawn: dict[str, object]) -> M:
        return model(**drawn)

    made.__name__ = model.__name__
    return Chosen(fields).map(made)


def _perhaps(values: st.SearchStrategy[T]) -> st.SearchStrategy[Sequence[T]]:
    """None, or one of them."""

    def perhaps(choices: Choices) -> Sequence[T]:
        return (choices.draw(values),) if choices.draw_boolean() else ()

    return Chosen(perhaps)


class _Printer(Protocol):
    def text(self, obj: str, /) -> object: ...
    def breakable(self) -> object: ...
    def pretty(self, obj: object, /) -> object: ...


class _Drawn(dict[str, object]):
    """Fields as Hypothesis shows them in an example that fails: all that were drawn, by keyword."""

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:
        for place, (name, value) in enumerate(self.items()):
            if place:
                printer.text(",")
                printer.breakable()
            printer.text(f"{name}=")
            printer.pretty(value)
