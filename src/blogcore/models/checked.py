"""`Checked`: what all models have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, ParamSpec, TypeVar, cast

import attrs

from blogcore.models.fields import settle

__all__ = ["Checked", "trusting", "unchecked"]

M = TypeVar("M", bound="Checked")
P = ParamSpec("P")


class Checked:
    """A frozen value whose fields are all checked when it is made."""

    # All models begin alike, so that `unchecked` may turn one class into another.
    __slots__ = ("__weakref__",)
    __attrs_attrs__: ClassVar[Any]

    __attrs_post_init__ = settle


def unchecked(
    model: type[M], converters: Mapping[str, Callable[[Any], object]]
) -> Callable[[Any], M]:
    """What makes a model of something that was checked already and has the same fields.

    ``converters`` change what is in some of them, but for their defaults.
    """
    known: dict[str, object] = {}
    values: dict[str, str] = {}
    for field in attrs.fields(cast("Any", model)):
        name, value = field.name, f"source.{field.name}"
        if name in converters:
            known |= {f"{name}_default": field.default, f"convert_{name}": converters[name]}
            value = f"{name}_default if {value} is {name}_default else convert_{name}({value})"
        values[name] = value
    return cast("Callable[[Any], M]", _maker(model, "source", values, known))


def trusting(model: Callable[P, M]) -> Callable[P, M]:
    """The constructor of a model for values that are known to be right: it checks nothing."""
    known: dict[str, object] = {}
    values: dict[str, str] = {}
    given: list[str] = []
    for field in attrs.fields(cast("Any", model)):
        name, required = field.name, field.default is attrs.NOTHING
        known |= {f"{name}_default": field.default, f"convert_{name}": field.converter}
        given.append(name if required else f"{name}={name}_default")
        values[name] = f"convert_{name}({name})" if field.converter else name
    return cast("Callable[P, M]", _maker(model, f"*, {', '.join(given)}", values, known))


def _maker(model: Any, given: str, values: Mapping[str, str], known: dict[str, object]) -> object:
    """A function of what is given, made for the class as attrs makes its methods.

    The values are put into an open class of the same layout, and the object is then declared to
    be the model: setting the fields of a frozen one takes three times as long.
    """
    opened = type(f"Open{model.__name__}", (Checked,), {"__slots__": model.__slots__})
    known = {**known, "new": object.__new__, "opened": opened, "model": model}
    lines = [f"def make({given}):", "made = new(opened)"]
    lines += [f"made.{name} = {value}" for name, value in values.items()]
    exec("\n    ".join([*lines, "made.__class__ = model", "return made"]), known)
    return known["make"]
