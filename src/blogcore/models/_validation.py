"""Validation of a model when it is made: all fields at once, every fault in one error.

Nearly all values are valid as they are. For those one predicate is compiled for each class, as
attrs compiles its methods; a loop over the fields takes twice as long. A model that the predicate
does not accept goes through the loop, which collects the faults and normalises values.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, cast

import attrs

from blogcore.errors import Fault, ValidationError

__all__ = ["validate"]

#: Returns the faults of a value of a field.
Check = Callable[[object], Sequence[Fault]]
#: Returns a valid value as the model stores it: the same object if it is normal already.
Normalise = Callable[[Any], object]


def validate(model: attrs.AttrsInstance) -> None:
    """Check every field of a new model and normalise its values.

    Raises:
        ValidationError: Some values are invalid; it has all faults.
    """
    if _predicate(type(model))(model):
        return
    faults: list[Fault] = []
    for field in attrs.fields(type(model)):
        value = getattr(model, field.name)
        if value is field.default:
            continue
        found = field.metadata["check"](value)
        if found:
            faults += [fault.under(field.name) for fault in found]
        elif (normal := field.metadata["normalise"](value)) is not value:
            object.__setattr__(model, field.name, normal)
    if faults:
        raise ValidationError(faults)


@cache
def _predicate(kind: type[attrs.AttrsInstance]) -> Callable[[object], bool]:
    """Return a compiled function that is True for a model that is valid and normal."""
    terms: list[str] = []
    names: dict[str, object] = {"str": str, "int": int}
    for field in attrs.fields(kind):
        name, value = field.name, f"model.{field.name}"
        metadata = field.metadata
        names[f"{name}_default"] = field.default
        names[f"{name}_is_normal"] = metadata["is_normal"] or _is_normal(
            metadata["check"], metadata["normalise"]
        )
        alternatives = [f"{value} is {name}_default"]
        if metadata["text"]:
            alternatives.append(f"{value}.__class__ is str and {value} and {value}.isprintable()")
        if metadata["words"]:
            names[f"{name}_words"] = frozenset(metadata["words"])
            alternatives.append(f"{value}.__class__ is str and {value} in {name}_words")
        if metadata["model"]:
            names[f"{name}_model"] = metadata["model"]
            alternatives.append(f"{value}.__class__ is {name}_model")
        alternatives.append(f"{name}_is_normal({value})")
        terms.append(f"({' or '.join(alternatives)})")
    source = "def is_valid(model):\n    return (\n        "
    source += "\n        and ".join(terms) + "\n    )\n"
    filename = f"<blogcore generated validation {kind.__module__}.{kind.__qualname__}>"
    # Tracebacks and debuggers find the source there.
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    exec(compile(source, filename, "exec"), names)
    return cast("Callable[[object], bool]", names["is_valid"])


def _is_normal(check: Check, normalise: Normalise) -> Callable[[object], bool]:
    """Return a predicate: a value is valid and needs no normalising."""
    return lambda value: not check(value) and normalise(value) is value
