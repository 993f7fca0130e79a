"""`draft`: what a model is written from, which was checked when it was made.

Of the many models that a blog holds, a pile at a time is drafted, when its turn to be written has
come: drafts of them all would take two thirds of the memory that the JSON takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any, cast, get_args, get_origin, get_type_hints

import attrs
import msgspec

from blogcore.formats.twins.encode import Pile
from blogcore.formats.twins.struct import default_in_twin

__all__ = ["Draft", "draft", "public_draft"]

Draft = Callable[[Any], msgspec.Struct]

#: Models in a pile.
_PILE = 400

#: CPython has one object for each number up to here.
_LARGEST_SHARED = 256


@cache
def draft(model: Any) -> Draft:
    """What makes a struct of a model, its defaults left out."""
    return _Drafting(attrs.fields).function(model)


@cache
def public_draft(model: Any) -> Draft:
    """What makes a struct of a model, its defaults and its private fields left out."""
    return _Drafting(_public_fields).function(model)


def _public_fields(model: Any) -> list[attrs.Attribute[Any]]:
    return [field for field in attrs.fields(model) if not field.metadata["private"]]


class _Drafting:
    """One expression for a model with all that is in it: a call for each part takes longer."""

    def __init__(self, fields_of: Callable[[Any], Iterable[attrs.Attribute[Any]]]) -> None:
        self._fields_of = fields_of
        self._scope: dict[str, object] = {"UNSET": msgspec.UNSET}

    def function(self, model: Any) -> Draft:
        # Nothing is in it but names of our own.
        source = f"lambda model: {self._model(model, 'model')}"
        return cast("Draft", eval(source, self._scope))

    def _in_piles(self, model: Any) -> Callable[[tuple[Any, ...]], tuple[Pile, ...]]:
        source = f"lambda models: [{self._model(model, 'each')} for each in models]"
        drafts: Callable[[tuple[Any, ...]], list[msgspec.Struct]] = eval(source, self._scope)

        def piles(models: tuple[Any, ...]) -> tuple[Pile, ...]:
            starts = range(0, len(models), _PILE)
            return tuple([partial(drafts, models[start : start + _PILE]) for start in starts])

        return piles

    def _model(self, model: Any, place: str) -> str:
        fields, hints = self._fields_of(model), get_type_hints(model)
        name = f"{model.__name__}Draft"
        if name not in self._scope:
            members = [(field.name, Any, _unlike_any(field)) for field in fields]
            self._scope[name] = msgspec.defstruct(name, members, omit_defaults=True, gc=False)
        held = place.replace(".", "_")
        values = [self._value(hints[field.name], field, f"{held}.{field.name}") for field in fields]
        if held != place:  # a part is looked up once, with its first value
            values[0] = values[0].replace(held, f"({held} := {place})", 1)
        return f"{name}({', '.join(values)})"

    def _value(self, hint: Any, field: attrs.Attribute[Any], place: str) -> str:
        default = field.default
        if attrs.has(hint):
            made = self._model(hint, place)
            if default is attrs.NOTHING:
                return made
            without_change = self._named(self.function(hint)(default))
            return f"UNSET if (made := {made}) == {without_change} else made"
        if get_origin(hint) is tuple and attrs.has(member := get_args(hint)[0]):
            if place.startswith("model."):
                return f"{self._named(self._in_piles(member))}({place})"
            return f"tuple([{self._model(member, 'each')} for each in {place}])"
        if default and _is_made_anew(default):
            # msgspec knows a default by its identity.
            known = self._named(default)
            return f"{known} if {place} == {known} else {place}"
        return place

    def _named(self, value: object) -> str:
        name = f"default_{len(self._scope)}"
        self._scope[name] = value
        return name


def _unlike_any(field: attrs.Attribute[Any]) -> Any:
    """A field without a default is never left out."""
    default = default_in_twin(field)
    return object() if default is attrs.NOTHING else default


def _is_made_anew(default: object) -> bool:
    """Whether equal values may be several objects."""
    return type(default) is str or (type(default) is int and default > _LARGEST_SHARED)
