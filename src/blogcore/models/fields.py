"""The rules for fields of models: which values are valid, declared once for each field.

A field's attrs metadata is a mapping made by `rule`: how values are checked, whether they are
private, and what else readers, writers and schemas derive from the declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, TypeVar, cast, get_args

import attrs

from blogcore._text.plain import find_forbidden, nearest_names, short_repr
from blogcore._time.parse import to_fixed_offset
from blogcore.errors import Fault
from blogcore.models._validation import Check, Normalise, validate

__all__ = [
    "COUNT",
    "FLAG",
    "NAME",
    "TEXT",
    "TIME",
    "Check",
    "Checked",
    "Metadata",
    "as_texts",
    "as_tuple",
    "instance",
    "one_of",
    "optional",
    "private",
    "rule",
    "sequence",
]

T = TypeVar("T")
Metadata = Mapping[str, object]

_VALID: tuple[Fault, ...] = ()
#: Larger counts do not fit the 64-bit integers of other systems.
_MAX_COUNT = 2**63 - 1


class Checked:
    """Base class of models: a frozen value whose fields are all checked when it is made."""

    __slots__ = ("__weakref__",)
    __attrs_attrs__: ClassVar[Any]

    __attrs_post_init__ = validate


def rule(
    check: Check,
    *,
    normalise: Normalise = lambda value: value,
    is_normal: Callable[[object], bool] | None = None,
    private: bool = False,
    text: bool = False,
    words: tuple[str, ...] = (),
    model: type | None = None,
    **bounds: object,
) -> Metadata:
    """Return the metadata of a field.

    Args:
        check: Returns the faults of a value.
        normalise: Returns a valid value as the model stores it.
        is_normal: Returns whether a value is valid and normal, if that is cheaper than ``check``.
        private: Whether the value is left out unless the caller asks for private data.
        text: Whether every printable text that is not empty is valid.
        words: The valid words, if it is one of several words.
        model: The class of the value, if every value of exactly this class is valid.
        bounds: Further limits, named as in JSON Schema: ``min_length``, ``ge``, ``le``.
    """
    return {
        "check": check,
        "normalise": normalise,
        "is_normal": is_normal,
        "private": private,
        "text": text,
        "words": words,
        "model": model,
        "bounds": bounds,
    }


def private(metadata: Metadata) -> Metadata:
    """Return the rule for a field that is left out unless the caller asks for private data.

    Args:
        metadata: What the field may hold. Its faults are reported without the value.
    """

    def check_privately(value: object) -> Sequence[Fault]:
        return [_without_value(fault) for fault in check(value)]

    check = cast("Check", metadata["check"])
    return {**metadata, "check": check_privately, "private": True}


def as_tuple(values: Iterable[T]) -> tuple[T, ...]:
    """Return a collection as a tuple, and anything else unchanged: the check reports it.

    Models wrap it in converters of one type each, because type checkers read the converter's
    signature.
    """
    value = cast("object", values)
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        return cast("tuple[T, ...]", value)
    return tuple(values)


def as_texts(values: Iterable[str]) -> tuple[str, ...]:
    """Return texts as a tuple; see `as_tuple`."""
    return as_tuple(values)


# --- rules -----------------------------------------------------------------------------------


def _check_text(value: object) -> Sequence[Fault]:
    if not isinstance(value, str):
        return [_wrong_type("text", value)]
    index = find_forbidden(value)
    return _VALID if index is None else [_forbidden_character(value, index)]


def _check_name(value: object) -> Sequence[Fault]:
    if value == "":
        return [Fault("", "empty", "must not be empty")]
    return _check_text(value)


def _plain_text(value: str) -> str:
    """Return the text of a subclass, such as markupsafe's ``Markup``, as a plain str."""
    return value if type(value) is str else str.__str__(value)


def _check_time(value: object) -> Sequence[Fault]:
    if not isinstance(value, datetime):
        return [_wrong_type("an aware datetime", value)]
    try:
        to_fixed_offset(value)
    except ValueError as error:
        if str(error) == "naive":
            return [Fault("", "naive_time", f"has no time zone; give {value} a tzinfo")]
        return [Fault("", "no_utc", f"{value} has no UTC value in the years 1–9999")]
    return _VALID


def _is_fixed(value: object) -> bool:
    try:
        return isinstance(value, datetime) and to_fixed_offset(value) is value
    except ValueError:
        return False


def _check_flag(value: object) -> Sequence[Fault]:
    return _VALID if isinstance(value, bool) else [_wrong_type("True or False", value)]


def _check_count(value: object) -> Sequence[Fault]:
    if not isinstance(value, int) or isinstance(value, bool):
        return [_wrong_type("a whole number", value)]
    if 0 <= value <= _MAX_COUNT:
        return _VALID
    return [Fault("", "out_of_range", f"must be 0 to 2**63-1, not {short_repr(value)}")]


def _plain_int(value: int) -> int:
    return value if type(value) is int else int.__add__(value, 0)


def optional(metadata: Metadata) -> Metadata:
    """Return the rule for a field that may also be None, for "unknown" or "none".

    Args:
        metadata: What the field may hold otherwise.
    """
    check = cast("Check", metadata["check"])
    normalise = cast("Normalise", metadata["normalise"])

    def check_optional(value: object) -> Sequence[Fault]:
        return _VALID if value is None else check(value)

    def normalise_optional(value: object) -> object:
        return None if value is None else normalise(value)

    return {**metadata, "check": check_optional, "normalise": normalise_optional}


def one_of(literal: object) -> Metadata:
    """Return the rule for one of the words of a ``Literal`` type.

    Args:
        literal: The ``Literal`` type.
    """
    words: tuple[str, ...] = get_args(literal)

    def check(value: object) -> Sequence[Fault]:
        if isinstance(value, str) and value in words:
            return _VALID
        nearest = nearest_names(value, words) if isinstance(value, str) else ()
        suggestion = f"; did you mean {nearest[0]!r}?" if nearest else ""
        message = f"must be one of {', '.join(words)}, not {short_repr(value)}{suggestion}"
        return [Fault("", "not_one_of", message)]

    return rule(check, normalise=_plain_text, words=words)


def instance(model: type) -> Metadata:
    """Return the rule for a model.

    Args:
        model: Its class.
    """

    def check(value: object) -> Sequence[Fault]:
        return _VALID if isinstance(value, model) else [_wrong_type(model.__name__, value)]

    return rule(check, model=model)


def sequence(metadata: Metadata) -> Metadata:
    """Return the rule for a tuple.

    Args:
        metadata: What each member may be.
    """
    check_member = cast("Check", metadata["check"])
    normalise_member = cast("Normalise", metadata["normalise"])

    def check(value: object) -> Sequence[Fault]:
        if not isinstance(value, tuple):
            return [_wrong_type("a tuple", value)]
        return [
            fault.under(f"[{index}]")
            for index, member in enumerate(cast("tuple[object, ...]", value))
            for fault in check_member(member)
        ]

    def normalise(value: tuple[object, ...]) -> object:
        members = tuple(map(normalise_member, value))
        same = all(new is old for new, old in zip(members, value, strict=True))
        return value if same and type(value) is tuple else members

    changes = {"is_normal": None, "text": False, "words": (), "model": None}
    return {**metadata, "check": check, "normalise": normalise, **changes}


#: Any text without control characters (except tab, LF and CR) and lone surrogates.
TEXT = rule(_check_text, normalise=_plain_text, text=True)
#: Text that is not empty, such as an id.
NAME = rule(_check_name, normalise=_plain_text, text=True, min_length=1)
#: An aware datetime that has a UTC value; stored with a fixed offset.
TIME = rule(_check_time, normalise=to_fixed_offset, is_normal=_is_fixed)
FLAG = rule(_check_flag)
#: A whole number from 0 to 2**63-1.
COUNT = rule(_check_count, normalise=_plain_int, ge=0, le=_MAX_COUNT)


# --- faults ----------------------------------------------------------------------------------


def _wrong_type(wanted: str, value: object) -> Fault:
    message = f"must be {wanted}, not {type(value).__name__} {short_repr(value)}"
    return Fault("", "wrong_type", message)


def _forbidden_character(text: str, index: int) -> Fault:
    character = ord(text[index])
    surrogate = 0xD800 <= character <= 0xDFFF
    code, kind = (
        ("surrogate", "lone surrogate") if surrogate else ("control_character", "control character")
    )
    message = f"holds the {kind} U+{character:04X} at index {index}; remove or replace it"
    return Fault("", code, message)


_PRIVATE_MESSAGES = {
    "wrong_type": "is of the wrong type (its value is private and not shown)",
    "not_one_of": "is not one of the known words (its value is private and not shown)",
}


def _without_value(fault: Fault) -> Fault:
    return attrs.evolve(fault, message=_PRIVATE_MESSAGES.get(fault.code, fault.message))
