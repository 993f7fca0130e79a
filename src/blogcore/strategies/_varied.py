"""How a field is pinned to a value, or varied by a strategy, in every strategy for a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeAlias, TypeVar, cast

from hypothesis import strategies as st

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

    What is given takes the place of either. They shrink to models in which no other is filled.
    """
    if strange := given.keys() - always.keys() - sometimes.keys():
        raise TypeError(f"{model.__name__} has no field {', '.join(sorted(strange))}")
    rest = {name: values for name, values in sometimes.items() if name not in given}
    fields = st.fixed_dictionaries({**always, **pinned(given)}, optional=rest)

    def made(drawn: dict[str, object]) -> M:
        return model(**drawn)

    made.__name__ = model.__name__
    return fields.map(_Drawn).map(made)


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
