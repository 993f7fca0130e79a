"""`model_of`: the models that twins stand for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, cast, get_args, get_origin, get_type_hints

import attrs
import msgspec

from blogcore.formats.twins.encode import encode
from blogcore.formats.twins.struct import default_in_twin, twin
from blogcore.models import Author, Extra
from blogcore.models.checked import unchecked
from blogcore.models.extra import to_extra

__all__ = ["forget_authors", "model_of"]

_Part = Callable[[Any], Any]


@cache
def model_of(model: Any) -> _Part:
    """What makes a model of its twin, unchecked."""
    hints, fields = get_type_hints(model), attrs.fields(model)
    parts = {field.name: part for field in fields if (part := _part(hints[field.name], field))}
    return unchecked(model, parts)


def _part(hint: Any, field: attrs.Attribute[Any]) -> _Part | None:
    """What makes a value of what stands for it in a twin; None: it stands for itself."""
    if hint is Extra:
        return to_extra
    if hint is Author:
        return lambda raw: _author(bytes(raw))
    if attrs.has(hint):
        make = model_of(hint)
        if default_in_twin(field) is not msgspec.UNSET:
            return make
        return lambda twin: field.default if twin is msgspec.UNSET else make(twin)
    of_member = _part(get_args(hint)[0], field) if get_origin(hint) is tuple else None
    return (lambda values: tuple(map(of_member, values))) if of_member else None


@cache
def _author(data: bytes) -> Author:
    """The author of these bytes: who comments once comments often, and is read once a document."""
    read = msgspec.json.decode(data, type=twin(Author))
    if encode(read) != data:
        raise msgspec.DecodeError
    return cast("Author", model_of(Author)(read))


def forget_authors() -> None:
    """Keep nobody's address longer than it takes to read a document."""
    _author.cache_clear()
