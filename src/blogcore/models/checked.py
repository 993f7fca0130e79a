"""`Checked`: what all models have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import attrs

from .fields import settle

__all__ = ["Checked", "unchecked"]

M = TypeVar("M", bound="Checked")


class Checked:
    """A frozen value whose fields are all checked when it is made."""

    # All models begin alike, so that `unchecked` may turn one class into another.
    __slots__ = ("__weakref__",)

    __attrs_post_init__ = settle


def unchecked(
    model: type[M], converters: Mapping[str, Callable[[Any], object]]
) -> Callable[[Any], M]:
    """What makes a model of something that was checked already and has the same fields.

    ``converters`` change what is in some of them, but for their defaults. The values are put into
    an open class of the same layout, and the object is then declared to be the model: setting the
    fields of a frozen one takes three times as long. It is one function, made for the class as
    attrs makes its methods.
    """
    opened = type(f"Open{model.__name__}", (Checked,), {"__slots__": model.__slots__})
    known: dict[str, Any] = {"new": object.__new__, "opened": opened, "model": model}
    lines = ["def make(source):", "made = new(opened)"]
    for field in attrs.fields(cast("Any", model)):
        name, value = field.name, f"source.{field.name}"
        if name in converters:
            known |= {f"{name}_default": field.default, f"convert_{name}": converters[name]}
            value = f"{name}_default if {value} is {name}_default else convert_{name}({value})"
        lines.append(f"made.{name} = {value}")
    exec("\n    ".join([*lines, "made.__class__ = model", "return made"]), known)
    return cast("Callable[[Any], M]", known["make"])
