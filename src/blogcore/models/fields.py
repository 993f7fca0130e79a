"""What a field may hold: one fact a field, checked in one pass that names every fault.

A model's field carries a metadata mapping made by `fact`: its check and whether it is private.
`settle` runs all checks of a new value and raises one `ValidationError` for whatever is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import TypeVar, cast, get_args

import attrs

from blogcore._text.plain import find_forbidden, short_repr
from blogcore._time.parse import to_fixed_offset
from blogcore.errors import Fault, ValidationError

T = TypeVar("T")
Check = Callable[[object], Sequence[Fault]]
Metadata = Mapping[str, object]

_FINE: tuple[Fault, ...] = ()
#: Counts beyond this do not fit the 64-bit integers of other systems.
_LARGEST = 2**63 - 1


def fact(
    check: Check,
    *,
    private: bool = False,
    text: bool = False,
    model: type | None = None,
    **bounds: object,
) -> Metadata:
    """The metadata of a field: how its values are checked, and whether they must not leave.

    ``text`` says that any text will do that can be printed and is not empty, ``model`` that any
    value of this very class will. ``bounds`` say what the check asks beyond the type, in the words
    of JSON Schema, for who can check while decoding: ``min_length``, ``ge``, ``le``; ``tz`` for an
    aware time.
    """
    return {"check": check, "private": private, "text": text, "model": model, "bounds": bounds}


def private(metadata: Metadata) -> Metadata:
    """The same fact about a field that must not leave unless the caller asks."""

    def guarded(value: object) -> Sequence[Fault]:
        return [_without_value(fault) for fault in check(value)]

    check = cast("Check", metadata["check"])
    return {**metadata, "check": guarded, "private": True}


def settle(model: attrs.AttrsInstance) -> None:
    """Check every field of a value just made, and hold its times at fixed offsets.

    Raises `ValidationError` with every fault. Called by each model when it is made.
    """
    if _is_settled(type(model))(model):
        return
    faults: list[Fault] = []
    for field in attrs.fields(type(model)):
        value = getattr(model, field.name)
        if value is field.default:
            continue
        found = field.metadata["check"](value)
        if found:
            faults += [fault.under(field.name) for fault in found]
        elif isinstance(value, datetime):
            object.__setattr__(model, field.name, to_fixed_offset(value))
    if faults:
        raise ValidationError(faults)


@cache
def _is_settled(kind: type[attrs.AttrsInstance]) -> Callable[[object], bool]:
    """What says whether there is nothing to do about a value of a class, as about nearly all.

    It is one expression, made for the class as attrs makes its methods: a loop over the fields
    takes twice as long. A printable text is seen without asking its check.
    """
    terms: list[str] = []
    known: dict[str, object] = {"is_held": _is_held}
    for field in attrs.fields(kind):
        name, value = field.name, f"model.{field.name}"
        known |= {f"{name}_default": field.default, f"{name}_check": field.metadata["check"]}
        term = f"{value} is {name}_default"
        if field.metadata["text"]:
            term += f" or {value}.__class__ is str and {value} and {value}.isprintable()"
        if model := field.metadata["model"]:
            known[f"{name}_model"] = model
            term += f" or {value}.__class__ is {name}_model"
        if "tz" in field.metadata["bounds"]:
            terms.append(f"({term} or is_held({value}))")
        else:
            terms.append(f"({term} or not {name}_check({value}))")
    return cast("Callable[[object], bool]", eval(f"lambda model: {' and '.join(terms)}", known))


def _is_held(value: object) -> bool:
    """Whether a value is a time that stays as it is."""
    try:
        return isinstance(value, datetime) and to_fixed_offset(value) is value
    except ValueError:
        return False


def as_tuple(values: Iterable[T]) -> tuple[T, ...]:
    """Any collection as a tuple; what is none is left for the check to refuse.

    The models wrap it in converters of one type each, for type checkers read those and not this.
    """
    given = cast("object", values)
    if isinstance(given, (str, bytes, Mapping)) or not isinstance(given, Iterable):
        return cast("tuple[T, ...]", given)
    return tuple(values)


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """Texts as a tuple."""
    return as_tuple(values)


# --- the facts -------------------------------------------------------------------------------


def _check_text(value: object) -> Sequence[Fault]:
    if not isinstance(value, str):
        return [_wrong_type("text", value)]
    place = find_forbidden(value)
    return _FINE if place is None else [_forbidden_character(value, place)]


def _check_name(value: object) -> Sequence[Fault]:
    if value == "":
        return [Fault("", "empty", "must not be empty")]
    return _check_text(value)


def _check_time(value: object) -> Sequence[Fault]:
    if not isinstance(value, datetime):
        return [_wrong_type("an aware datetime", value)]
    try:
        to_fixed_offset(value)
    except ValueError as error:
        if str(error) == "naive":
            return [Fault("", "naive_time", f"has no time zone; give {value} a tzinfo")]
        return [Fault("", "no_utc", f"{value} has no UTC value in the years 1–9999")]
    return _FINE


def _check_flag(value: object) -> Sequence[Fault]:
    return _FINE if isinstance(value, bool) else [_wrong_type("True or False", value)]


def _check_count(value: object) -> Sequence[Fault]:
    if not isinstance(value, int) or isinstance(value, bool):
        return [_wrong_type("a whole number", value)]
    if 0 <= value <= _LARGEST:
        return _FINE
    return [Fault("", "out_of_range", f"must be 0 to 2**63-1, not {short_repr(value)}")]


def optional(metadata: Metadata) -> Metadata:
    """The same fact about a field that may also be None, for "unknown" or "none"."""
    check = cast("Check", metadata["check"])

    def check_given(value: object) -> Sequence[Fault]:
        return _FINE if value is None else check(value)

    return {**metadata, "check": check_given}


def one_of(literal: object) -> Metadata:
    """The value is one of the words of a ``Literal`` type."""
    words = get_args(literal)

    def check(value: object) -> Sequence[Fault]:
        if isinstance(value, str) and value in words:
            return _FINE
        listed = ", ".join(words)
        return [Fault("", "not_one_of", f"must be one of {listed}, not {short_repr(value)}")]

    return fact(check)


def instance(model: type) -> Metadata:
    """The value is a model of this class."""

    def check(value: object) -> Sequence[Fault]:
        return _FINE if isinstance(value, model) else [_wrong_type(model.__name__, value)]

    return fact(check, model=model)


def sequence(metadata: Metadata) -> Metadata:
    """The value is a tuple whose members all answer to one fact."""
    check_member = cast("Check", metadata["check"])

    def check(value: object) -> Sequence[Fault]:
        if not isinstance(value, tuple):
            return [_wrong_type("a tuple", value)]
        return [
            fault.under(f"[{index}]")
            for index, member in enumerate(cast("tuple[object, ...]", value))
            for fault in check_member(member)
        ]

    return {**metadata, "check": check, "text": False, "model": None}


#: Any text without control characters (but tab, LF, CR) and lone surrogates.
TEXT = fact(_check_text, text=True)
#: Text that is not empty: an id.
NAME = fact(_check_name, text=True, min_length=1)
#: An aware datetime that has a UTC value.
TIME = fact(_check_time, tz=True)
FLAG = fact(_check_flag)
#: A whole number from 0 to 2**63-1.
COUNT = fact(_check_count, ge=0, le=_LARGEST)


# --- how faults are worded -------------------------------------------------------------------


def _wrong_type(wanted: str, value: object) -> Fault:
    message = f"must be {wanted}, not {type(value).__name__} {short_repr(value)}"
    return Fault("", "wrong_type", message)


def _forbidden_character(text: str, place: int) -> Fault:
    character = ord(text[place])
    surrogate = 0xD800 <= character <= 0xDFFF
    code, kind = (
        ("surrogate", "lone surrogate") if surrogate else ("control_character", "control character")
    )
    message = f"holds the {kind} U+{character:04X} at index {place}; remove or replace it"
    return Fault("", code, message)


_PRIVATE_MESSAGES = {
    "wrong_type": "is of the wrong type (its value is private and not shown)",
    "not_one_of": "is not one of the known words (its value is private and not shown)",
}


def _without_value(fault: Fault) -> Fault:
    return attrs.evolve(fault, message=_PRIVATE_MESSAGES.get(fault.code, fault.message))
