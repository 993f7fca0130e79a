"""Native JSON at the speed of msgspec: a twin of each model, made from what its fields may hold.

msgspec checks a document against the twins as it reads it, and writes it again from them. Where
that gives the very bytes that came in, there was nothing odd in them, no key twice or unknown, no
time in another form; and what the checks of the models would refuse beyond that is looked for in
the bytes. Only then are the models made, unchecked. Any doubt is None: the careful road decides,
and words the refusals.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from types import GenericAlias, UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

import attrs
import msgspec

from blogcore.models import Extra
from blogcore.models.fields import already_checked

__all__ = ["Twins"]

#: Escapes and bytes of characters that no text may hold, and years of which a day may have no
#: value in UTC.
_DOUBTFUL = (b"\\u", b"\\b", b"\\f", b"\x7f", b'"0001-', b'"9999-')
_C1 = re.compile(rb"\xc2[\x80-\x9f]")


class Twins:
    """Documents that hold one model of the given classes, each under its key."""

    def __init__(self, version: int, kinds: Mapping[str, Any]) -> None:
        self._version = version
        self._keys = {kind: key for key, kind in kinds.items()}
        head: Any = ("blogcore", Annotated[int, msgspec.Meta(ge=version, le=version)])
        twins: list[Any] = [head, *(_unset(key, _twin(kind)) for key, kind in kinds.items())]
        models: list[Any] = [_unset(key, kind) for key, kind in kinds.items()]
        self._checked = msgspec.defstruct(
            "Checked", twins, kw_only=True, forbid_unknown_fields=True, gc=False
        )
        self._check = msgspec.json.Decoder(self._checked)
        self._encode = msgspec.json.Encoder().encode
        made = msgspec.defstruct("Made", models, kw_only=True)
        self._make = msgspec.json.Decoder(made, dec_hook=_to_extra)

    def read(self, data: bytes) -> object | None:
        """The model of a document; None where there is any doubt about it."""
        if any(doubtful in data for doubtful in _DOUBTFUL) or _C1.search(data):
            return None
        with _without_collector():
            try:
                checked = self._check.decode(data)
            except (msgspec.MsgspecError, ValueError):
                return None
            given = [key for key in self._keys.values() if _is_set(checked, key)]
            if len(given) != 1 or self._encode(checked) != data:
                return None
            del checked
            with already_checked():
                return cast("object", getattr(self._make.decode(data), given[0]))

    def written(self, model: object) -> bytes | None:
        """The document of a model; None where a value is of a class of somebody's own."""
        kind: Any = type(model)
        with _without_collector():
            try:
                twin = msgspec.convert(model, _twin(kind), from_attributes=True)
            except (msgspec.MsgspecError, ValueError):
                return None
            _leave_out(twin)
            document = self._checked(blogcore=self._version, **{self._keys[kind]: twin})
            return self._encode(document)


def _unset(name: str, kind: Any) -> tuple[str, Any, msgspec.UnsetType]:
    return name, kind | msgspec.UnsetType, msgspec.UNSET


def _is_set(twin: msgspec.Struct, name: str) -> bool:
    return getattr(twin, name) is not msgspec.UNSET


# --- twins -------------------------------------------------------------------------------------


@cache
def _twin(model: Any) -> type[msgspec.Struct]:
    """A struct whose fields hold what those of a model may, and are left out at their default."""
    hints = get_type_hints(model)
    fields: list[Any] = []
    for field in attrs.fields(model):
        holds = _holds(hints[field.name], field.metadata["bounds"])
        if field.default is attrs.NOTHING:
            fields.append((field.name, holds))
        elif attrs.has(type(field.default)):
            fields.append(_unset(field.name, holds))
        else:
            default: object = {} if isinstance(field.default, Extra) else field.default
            fields.append((field.name, holds, default))
    return msgspec.defstruct(
        f"{model.__name__}Twin",
        fields,
        kw_only=True,
        omit_defaults=True,
        forbid_unknown_fields=True,
        gc=False,
    )


def _leave_out(twin: Any) -> None:
    """Leave the models out that a model has by default; msgspec does that for values alone."""
    for name, default in _models_by_default(cast("Any", type(twin))):
        value = getattr(twin, name)
        if value is not msgspec.UNSET:
            _leave_out(value)
            if value == default:
                setattr(twin, name, msgspec.UNSET)
    for post in getattr(twin, "posts", ()):
        _leave_out(post)


@cache
def _models_by_default(twin: Any) -> tuple[tuple[str, Any], ...]:
    found = msgspec.structs.fields(twin)
    return tuple(
        (field.name, get_args(field.type)[0]()) for field in found if field.default is msgspec.UNSET
    )


def _holds(hint: Any, bounds: Mapping[str, Any]) -> Any:
    """A type of a model as msgspec takes it, with what binds its values."""
    if attrs.has(hint):
        return _twin(hint)
    if hint is Extra:
        return dict[_KEY, str | tuple[str, ...]]
    if get_origin(hint) in (Union, UnionType):
        members = [_holds(member, bounds) for member in get_args(hint)]
        return Union[tuple(members)]  # noqa: UP007 - there is no other way to say it
    if get_origin(hint) is tuple:
        return GenericAlias(tuple, (_holds(get_args(hint)[0], bounds), ...))
    return Annotated[hint, msgspec.Meta(**bounds)] if bounds and hint in _BOUND else hint


_KEY = Annotated[str, msgspec.Meta(min_length=1)]
_BOUND = (str, int, datetime)


def _to_extra(kind: type[Any], value: Any) -> Any:
    return Extra(value) if kind is Extra else value


@contextmanager
def _without_collector() -> Iterator[None]:
    """Without the collector of circles, which would go through all that is being made, again and
    again: it takes two thirds of the time, and models make no circles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
