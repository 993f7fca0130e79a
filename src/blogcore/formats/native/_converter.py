"""Models to plain objects and back, through a cattrs converter that coerces nothing.

The rules for values are in `blogcore.models`: text, numbers, booleans and words are passed to the
model as they came, and its validation reports them. Only what JSON has no type for (times, tuples,
extras) is converted here, and only the shape is checked: objects where objects belong, and no
unknown keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, partial
from types import GenericAlias, NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import (
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from blogcore._text.plain import nearest_names, short_repr
from blogcore._time.parse import from_rfc3339, rfc3339
from blogcore.errors import Fault, ValidationError
from blogcore.models import Extra
from blogcore.models.extra import ExtraValue

__all__ = ["to_model", "to_plain"]


def to_plain(model: object, private: bool = True) -> Any:
    """Return a model as plain objects; fields at their default are left out.

    Args:
        model: The model, or a tuple of models.
        private: Whether to include private fields.
    """
    return _converter(private).unstructure(model)


def to_model(plain: object, model: Any) -> Any:
    """Return the model that plain objects describe; inverse of `to_plain`.

    Args:
        plain: An object, as `json.loads` returns it.
        model: The class of the model, or a tuple of it: ``tuple[Comment, ...]``.

    Raises:
        ValidationError: It has every fault, at paths from the model such as
            ``comments[3].author.email``; values of private fields are not shown.
    """
    try:
        return _converter().structure(plain, model)
    except (BaseValidationError, ValidationError) as error:
        raise ValidationError(_faults(error, plain)) from None


# --- the converter ---------------------------------------------------------------------------


@cache
def _converter(private: bool = True) -> Converter:
    """Return the converter. Made at first use: it compiles a function for every model.

    Args:
        private: Whether it writes private fields. It always reads them.
    """
    converter = Converter(detailed_validation=True, forbid_extra_keys=True, omit_if_default=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _unchanged)
    converter.register_structure_hook_func(_is_json_type, _unchanged)
    converter.register_structure_hook_factory(_is_tuple, partial(_tuple_reader, converter))
    converter.register_structure_hook_factory(attrs.has, partial(_model_reader, converter))
    converter.register_structure_hook(datetime, _to_time)
    converter.register_structure_hook(Extra, _to_extra)
    writer = partial(_model_writer, converter, private)
    converter.register_unstructure_hook_factory(attrs.has, writer)
    converter.register_unstructure_hook(datetime, rfc3339)
    converter.register_unstructure_hook(Extra, _from_extra)
    return converter


def _is_json_type(kind: Any) -> bool:
    """Return whether values are of a JSON type: text, number, boolean, literal or None."""
    if get_origin(kind) in (Union, UnionType):
        return all(map(_is_json_type, get_args(kind)))
    return kind in (str, int, bool, NoneType) or get_origin(kind) is Literal


def _is_tuple(kind: object) -> bool:
    return get_origin(kind) is tuple


def _unchanged(value: object, _: object) -> Any:
    return value


def _tuple_reader(
    converter: Converter, kind: Any
) -> Callable[[object, object], tuple[object, ...]]:
    members = GenericAlias(list, get_args(kind)[:1])
    structure = converter.get_structure_hook(members)

    def hook(value: object, _: object) -> tuple[object, ...]:
        if type(value) is not list:
            raise _wrong_type("a list", value)
        return tuple(structure(value, members))

    return hook


def _model_writer(
    converter: Converter, private: bool, kind: Any
) -> Callable[[Any], dict[str, Any]]:
    hidden = () if private else [f for f in attrs.fields(kind) if f.metadata["private"]]
    omitted: dict[str, Any] = {field.name: override(omit=True) for field in hidden}
    return make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True, **omitted)


def _model_reader(converter: Converter, kind: Any) -> Callable[[object, object], object]:
    structure = make_dict_structure_fn(
        kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )

    def hook(value: Any, _: object) -> object:
        if value.__class__ is not dict:
            raise _wrong_type("an object", value)
        return structure(value, kind)

    return hook


# --- times and extras ------------------------------------------------------------------------

_EXAMPLE = "2024-05-01T12:30:00+02:00"


def _to_time(value: object, _: object) -> datetime:
    if type(value) is not str:
        raise _wrong_type(f"a time as text, such as {_EXAMPLE}", value)
    time = from_rfc3339(value)
    if time is None:
        message = f"must be an RFC 3339 time with its offset, such as {_EXAMPLE}, not "
        raise ValidationError([Fault("", "not_a_time", message + short_repr(value))])
    return time


def _to_extra(value: Any, _: object) -> Extra:
    if type(value) is not dict:
        raise _wrong_type("an object", value)
    return Extra(cast("dict[str, ExtraValue]", value))


def _from_extra(value: Extra) -> dict[str, ExtraValue]:
    return dict(value)


# --- faults ----------------------------------------------------------------------------------


def _faults(error: Exception, plain: object) -> Iterator[Fault]:
    """Yield every fault in a tree of exception groups, in document order, without recursion."""
    pending: list[tuple[Exception, str, Any]] = [(error, "", plain)]
    while pending:
        error, path, value = pending.pop()
        if isinstance(error, ClassValidationError):
            pending.extend(reversed(list(_errors_of_model(error, path, value))))
        elif isinstance(error, IterableValidationError):
            members, others = error.group_exceptions()
            inner = [(e, f"{path}[{note.index}]", value[note.index]) for e, note in members]
            pending.extend(reversed([*inner, *((e, path, value) for e in others)]))
        else:
            yield from (fault.under(path) for fault in _leaf(error))


def _errors_of_model(
    error: ClassValidationError, path: str, value: Any
) -> Iterator[tuple[Exception, str, Any]]:
    """Yield the error of each field of one model, then those of the model as a whole.

    cattrs makes no model where one field is wrong, so the model has not checked its other fields:
    that is done here.
    """
    with_field, others = error.group_exceptions()
    wrong = {note.name: e for e, note in with_field}
    made = any(isinstance(e, ValidationError) for e in others)
    for field in attrs.fields(error.cl):
        inner_path = f"{path}.{field.name}" if path else field.name
        if field.name in wrong:
            yield wrong[field.name], inner_path, value.get(field.name)
        elif field.name in value and not made:
            member = _converter().structure(value[field.name], field.type)
            if member != field.default:
                yield ValidationError(field.metadata["check"](member)), inner_path, None
    for e in others:
        yield e, path, value


def _leaf(error: Exception) -> Iterator[Fault]:
    if isinstance(error, ValidationError):
        yield from error.faults
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(error.extra_fields):
            plain = re.fullmatch(r"[A-Za-z_]\w{0,40}", key, re.ASCII)
            known = ", ".join(field.name for field in attrs.fields(error.cl))
            nearest = nearest_names(key, [field.name for field in attrs.fields(error.cl)])
            suggestion = f"; did you mean {nearest[0]!r}?" if nearest else ""
            message = f"is not a field of {error.cl.__name__}; it has {known}{suggestion}"
            yield Fault(key if plain else f"[{short_repr(key)}]", "unknown_key", message)
    elif isinstance(error, KeyError):
        yield Fault("", "missing", "must be given")
    else:
        raise error  # a bug of this program, not a fault of the document


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
