"""`draft`: what a model is written from, which was checked when it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, cast, get_args, get_origin, get_type_hints

import attrs
import msgspec

from .struct import default_in_twin

__all__ = ["Draft", "draft", "public_draft"]

Draft = Callable[[Any], msgspec.Struct]

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

    def _model(self, model: Any, place: str) -> str:
        fields, hints = self._fields_of(model), get_type_hints(model)
        name = f"{model.__name__}Draft"
        if name not in self._scope:
            members = [(field.name, Any, _unlike_any(field)) for field in fields]
            self._scope[name] = msgspec.defstruct(name, members, omit_defaults=True, gc=False)
        values = [
            self._value(hints[field.name], field, f"{place}.{field.name}") for field in fields
        ]
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
