"""Models to plain objects and back, through one cattrs converter that coerces nothing.

What a field may hold is said once, in `blogcore.models`: text, numbers, booleans and words go to
the model as they came, and its own checks refuse them. Here are only what JSON has no type for
(times, tuples, extras) and the shape: an object where an object belongs, and no unknown keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, partial
from types import GenericAlias, NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import (
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from blogcore._text.plain import short_repr
from blogcore._time.parse import rfc3339
from blogcore.errors import Fault, ValidationError
from blogcore.models import Extra
from blogcore.models.extra import ExtraValue

__all__ = ["to_model", "to_plain"]

M = TypeVar("M", bound=attrs.AttrsInstance)


def to_plain(model: attrs.AttrsInstance) -> dict[str, object]:
    """A model as dicts, lists, text, numbers and booleans; fields at their default are left out."""
    plain: dict[str, object] = _converter().unstructure(model)
    return plain


def to_model(plain: object, model: type[M]) -> M:
    """The model that plain objects describe.

    Raises one `ValidationError` with every fault in it, at paths from the model such as
    ``comments[3].author.email``; values of private fields are not shown.
    """
    try:
        return _converter().structure(plain, model)
    except (BaseValidationError, ValidationError) as error:
        raise ValidationError(_faults(error, plain)) from None


# --- the converter ---------------------------------------------------------------------------


@cache
def _converter() -> Converter:
    """Built at first use: it writes and compiles a function for every model."""
    converter = Converter(detailed_validation=True, forbid_extra_keys=True, omit_if_default=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _as_it_came)
    converter.register_structure_hook_func(_is_of_json, _as_it_came)
    converter.register_structure_hook_factory(_is_tuple, partial(_tuple_hook, converter))
    converter.register_structure_hook_factory(attrs.has, partial(_model_hook, converter))
    converter.register_structure_hook(datetime, _to_time)
    converter.register_structure_hook(Extra, _to_extra)
    converter.register_unstructure_hook_factory(attrs.has, partial(_model_writer, converter))
    converter.register_unstructure_hook(datetime, rfc3339)
    converter.register_unstructure_hook(Extra, _from_extra)
    return converter


def _is_of_json(kind: Any) -> bool:
    """Whether values come as JSON has them: text, numbers, booleans and words, or None for none."""
    if get_origin(kind) in (Union, UnionType):
        return all(map(_is_of_json, get_args(kind)))
    return kind in (str, int, bool, NoneType) or get_origin(kind) is Literal


def _is_tuple(kind: object) -> bool:
    return get_origin(kind) is tuple


def _as_it_came(value: object, _: object) -> Any:
    return value


def _tuple_hook(converter: Converter, kind: Any) -> Callable[[object, object], tuple[object, ...]]:
    members = GenericAlias(list, get_args(kind)[:1])
    structure = converter.get_structure_hook(members)

    def hook(value: object, _: object) -> tuple[object, ...]:
        if type(value) is not list:
            raise _wrong_type("a list", value)
        return tuple(structure(value, members))

    return hook


def _model_writer(converter: Converter, kind: Any) -> Callable[[Any], dict[str, Any]]:
    return make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True)


def _model_hook(converter: Converter, kind: Any) -> Callable[[object, object], object]:
    structure = make_dict_structure_fn(
        kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )

    def hook(value: Any, _: object) -> object:
        if value.__class__ is not dict:
            raise _wrong_type("an object", value)
        return structure(value, kind)

    return hook


# --- times and extras ------------------------------------------------------------------------

#: RFC 3339 section 5.6, with at most the six digits of a second that a datetime holds.
_RFC3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_EXAMPLE = "2024-05-01T12:30:00+02:00"


def _to_time(value: object, _: object) -> datetime:
    if type(value) is not str:
        raise _wrong_type(f"a time as text, such as {_EXAMPLE}", value)
    try:
        if _RFC3339.fullmatch(value):
            return datetime.fromisoformat(value.upper())
    except ValueError:
        pass  # well written, but no such day, hour or offset
    message = (
        f"must be a time of RFC 3339 with its offset, such as {_EXAMPLE}, not {short_repr(value)}"
    )
    raise ValidationError([Fault("", "not_a_time", message)])


def _to_extra(value: Any, _: object) -> Extra:
    if type(value) is not dict:
        raise _wrong_type("an object", value)
    return Extra(cast("dict[str, ExtraValue]", value))


def _from_extra(value: Extra) -> dict[str, ExtraValue]:
    return dict(value)


# --- faults ----------------------------------------------------------------------------------


def _faults(error: Exception, plain: object) -> Iterator[Fault]:
    """Every fault in a tree of exception groups, in the order of the document. A loop."""
    pending: list[tuple[Exception, str, Any]] = [(error, "", plain)]
    while pending:
        error, path, value = pending.pop()
        if isinstance(error, ClassValidationError):
            pending.extend(reversed(list(_parts(error, path, value))))
        elif isinstance(error, IterableValidationError):
            members, others = error.group_exceptions()
            inner = [(e, f"{path}[{note.index}]", value[note.index]) for e, note in members]
            pending.extend(reversed([*inner, *((e, path, value) for e in others)]))
        else:
            yield from (fault.under(path) for fault in _leaf(error))


def _parts(
    error: ClassValidationError, path: str, value: Any
) -> Iterator[tuple[Exception, str, Any]]:
    """What is wrong with each field of one model, then with the model as a whole.

    cattrs does not make a model of which one field is wrong, so the model has not judged its other
    fields: their checks are asked here.
    """
    with_field, others = error.group_exceptions()
    wrong = {note.name: e for e, note in with_field}
    made = any(isinstance(e, ValidationError) for e in others)
    for field in attrs.fields(error.cl):
        below = f"{path}.{field.name}" if path else field.name
        if field.name in wrong:
            yield wrong[field.name], below, value.get(field.name)
        elif field.name in value and not made:
            member = _converter().structure(value[field.name], field.type)
            if member != field.default:
                yield ValidationError(field.metadata["check"](member)), below, None
    for e in others:
        yield e, path, value


def _leaf(error: Exception) -> Iterator[Fault]:
    if isinstance(error, ValidationError):
        yield from error.faults
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(error.extra_fields):
            plain = re.fullmatch(r"[A-Za-z_]\w{0,40}", key, re.ASCII)
            known = ", ".join(field.name for field in attrs.fields(error.cl))
            message = f"is not a field of {error.cl.__name__}; it has {known}"
            yield Fault(key if plain else f"[{short_repr(key)}]", "unknown_key", message)
    elif isinstance(error, KeyError):
        yield Fault("", "missing", "must be given")
    else:
        raise error  # no fault of the document


_JSON_NAMES: dict[type, str] = {
    dict: "an object",
    list: "a list",
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    type(None): "null",
}


def _wrong_type(wanted: str, value: object) -> ValidationError:
    found = _JSON_NAMES.get(type(value), type(value).__name__)
    return ValidationError([Fault("", "wrong_type", f"must be {wanted}, not {found}")])
