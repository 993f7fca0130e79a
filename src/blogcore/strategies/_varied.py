"""How a field is pinned to a value, or varied by a strategy, in every strategy for a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, TypeVar

from hypothesis import strategies as st

from blogcore.strategies._choices import Choices, Luck, Told, drawn, made, one_of

__all__ = ["Fields", "Varied", "built"]

M = TypeVar("M")
T = TypeVar("T")

#: A value, or a strategy for values: what a keyword argument of a strategy takes.
Varied: TypeAlias = T | st.SearchStrategy[T]
#: Strategies by the field that they are for.
Fields: TypeAlias = Mapping[str, st.SearchStrategy[object]]


def built(
    model: type[M], always: Fields, sometimes: Fields, given: Mapping[str, object]
) -> Told[M]:
    """Models with the fields that are always there, and any of those that are not.

    What is given takes the place of either. They shrink to models in which no other is filled:
    fields are drawn in one order, each with a choice of its own whether it is there.
    """
    if strange := given.keys() - always.keys() - sometimes.keys():
        raise TypeError(f"{model.__name__} has no field {', '.join(sorted(strange))}")
    sure = {**always, **given}
    rest = {name: values for name, values in sometimes.items() if name not in given}

    def tell(choices: Choices, luck: Luck) -> M:
        fields = {name: drawn(choices, values, luck) for name, values in sure.items()}
        for name, values in rest.items():
            if one_of(choices, (False, True), luck):
                fields[name] = drawn(choices, values, luck)
        return made(model, **fields)

    tell.__qualname__ = f"fields({model.__name__})"
    return Told(tell)
