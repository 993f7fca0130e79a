"""Native JSON at the speed of msgspec: a twin of each model, made from what its fields may hold.

msgspec checks a document against the twins as it reads it, and writes it again from them. Where
that gives the very bytes that came in, there was nothing odd in them, no key twice or unknown, no
time in another form; and what the checks of the models would refuse beyond that is looked for in
the bytes. Only then are the models made of the twins, unchecked. Any doubt is None: the careful
road decides, and words the refusals.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Generator, Iterable, Mapping
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

#: Escapes of characters that no text may hold.
_ESCAPES = (b"\\u", b"\\b", b"\\f")
#: Such a character, and the days of which a time may have no value in UTC.
_DOUBTFUL = (b"\x7f", b'"0001-01-01T', b'"9999-12-31T')
_C1 = re.compile(rb"\xc2[\x80-\x9f]")


class Twins:
    """Documents that hold one model of the given classes, each under its key."""

    def __init__(self, version: int, kinds: Mapping[str, Any]) -> None:
        self._version = version
        self._kinds = kinds
        self._keys = {kind: key for key, kind in kinds.items()}
        head: Any = ("blogcore", Annotated[int, msgspec.Meta(ge=version, le=version)])
        twins: list[Any] = [head, *(_unset(key, _twin(kind)) for key, kind in kinds.items())]
        self._checked = msgspec.defstruct(
            "Checked", twins, kw_only=True, forbid_unknown_fields=True, gc=False
        )
        self._check = msgspec.json.Decoder(self._checked)
        self._encode = msgspec.json.Encoder(enc_hook=_from_extra).encode
        parts = [_unset(key, Any) for key in kinds]
        self._document = msgspec.defstruct("Document", [("blogcore", int), *parts], kw_only=True)

    def read(self, data: bytes) -> object | None:
        """The model of a document; None where there is any doubt about it."""
        if _is_doubtful(data):
            return None
        with _without_collector():
            try:
                checked = self._check.decode(data)
            except (msgspec.MsgspecError, ValueError):
                return None
            given = [key for key in self._keys.values() if _is_set(checked, key)]
            if len(given) != 1 or self._encode(checked) != data:
                return None
            twin, kind = getattr(checked, given[0]), self._kinds[given[0]]
            with already_checked():
                made = msgspec.convert(twin, kind, from_attributes=True, dec_hook=_to_extra)
            return cast("object", made)

    def written(self, model: object) -> bytes | None:
        """The document of a model; None where a value is of a class of somebody's own."""
        return self._written(model, _draft)

    def written_without_private(self, model: object) -> bytes | None:
        """As `written`, of a model without its private fields, which are not even looked at."""
        return self._written(model, _public_draft)

    def _written(self, model: object, draft: Callable[[Any], Any]) -> bytes | None:
        kind: Any = type(model)
        with _without_collector():
            try:
                twin = msgspec.convert(model, draft(kind), from_attributes=True)
                _leave_out(twin)
                document = self._document(blogcore=self._version, **{self._keys[kind]: twin})
                return self._encode(document)
            except (msgspec.MsgspecError, TypeError, ValueError):
                return None


def _is_doubtful(data: bytes) -> bool:
    """Whether there is anything that only the checks of the models can judge.

    Looking for one byte takes a tenth of the time that looking for two does: it goes first.
    """
    if any(doubtful in data for doubtful in _DOUBTFUL):
        return True
    if b"\\" in data and any(escape in data for escape in _ESCAPES):
        return True
    return b"\xc2" in data and _C1.search(data) is not None


def _unset(name: str, kind: Any) -> tuple[str, Any, msgspec.UnsetType]:
    return name, kind | msgspec.UnsetType, msgspec.UNSET


def _is_set(twin: msgspec.Struct, name: str) -> bool:
    return getattr(twin, name) is not msgspec.UNSET


# --- twins -------------------------------------------------------------------------------------


@cache
def _twin(model: Any) -> type[msgspec.Struct]:
    """A struct whose fields hold what those of a model may, and are left out at their default."""

    def holds(hint: Any, bounds: Mapping[str, Any]) -> Any:
        if hint is Extra:
            return dict[_KEY, str | tuple[str, ...]]
        return Annotated[hint, msgspec.Meta(**bounds)] if bounds and hint in _BOUND else hint

    return _struct(model, attrs.fields(model), _twin, holds)


@cache
def _draft(model: Any) -> type[msgspec.Struct]:
    """A struct to write a model from, which was checked when it was made."""
    return _struct(model, attrs.fields(model), _draft, _unbound)


@cache
def _public_draft(model: Any) -> type[msgspec.Struct]:
    """A struct to write a model from that has no private field."""
    fields = [field for field in attrs.fields(model) if not field.metadata["private"]]
    return _struct(model, fields, _public_draft, _unbound)


def _unbound(hint: Any, _: Mapping[str, Any]) -> Any:
    return hint


def _struct(
    model: Any,
    fields: Iterable[attrs.Attribute[Any]],
    part: Callable[[Any], Any],
    leaf: Callable[[Any, Mapping[str, Any]], Any],
) -> type[msgspec.Struct]:
    hints = get_type_hints(model)
    members: list[Any] = []
    for field in fields:
        holds = _holds(hints[field.name], field.metadata["bounds"], part, leaf)
        if field.default is attrs.NOTHING:
            members.append((field.name, holds))
        elif attrs.has(cast("type[object]", type(field.default))):
            members.append(_unset(field.name, holds))
        else:
            members.append((field.name, holds, field.default))
    return msgspec.defstruct(
        f"{model.__name__}Twin",
        members,
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
    for name, number in _numbers_by_default(cast("Any", type(twin))):
        if getattr(twin, name) == number:
            setattr(twin, name, number)
    for post in getattr(twin, "posts", ()):
        _leave_out(post)


@cache
def _numbers_by_default(twin: Any) -> tuple[tuple[str, int], ...]:
    """Defaults that msgspec, which compares by identity, would not know when it meets them."""
    found = msgspec.structs.fields(twin)
    return tuple(
        (field.name, field.default)
        for field in found
        if type(field.default) is int and field.default > _LARGEST_SHARED
    )


@cache
def _models_by_default(twin: Any) -> tuple[tuple[str, Any], ...]:
    found = msgspec.structs.fields(twin)
    return tuple(
        (field.name, get_args(field.type)[0]()) for field in found if field.default is msgspec.UNSET
    )


def _holds(
    hint: Any,
    bounds: Mapping[str, Any],
    part: Callable[[Any], Any],
    leaf: Callable[[Any, Mapping[str, Any]], Any],
) -> Any:
    """A type of a model as msgspec takes it, its models and its values as they are wanted."""
    if attrs.has(hint):
        return part(hint)
    if get_origin(hint) in (Union, UnionType):
        members = [_holds(member, bounds, part, leaf) for member in get_args(hint)]
        return Union[tuple(members)]  # noqa: UP007 - there is no other way to say it
    if get_origin(hint) is tuple:
        return GenericAlias(tuple, (_holds(get_args(hint)[0], bounds, part, leaf), ...))
    return leaf(hint, bounds)


#: CPython has one object for each number up to here.
_LARGEST_SHARED = 256
_KEY = Annotated[str, msgspec.Meta(min_length=1)]
_BOUND = (str, int, datetime)


def _to_extra(kind: type[Any], value: Any) -> Any:
    return Extra(value) if kind is Extra else value


def _from_extra(value: object) -> object:
    # An empty one has a default's place, and is left out by the careful road.
    if isinstance(value, Extra) and value:
        return dict(value)
    raise TypeError(type(value))


@contextmanager
def _without_collector() -> Generator[None, None, None]:
    """Without the collector of circles, which would go through all that is being made, again and
    again: it takes two thirds of the time, and models make no circles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
