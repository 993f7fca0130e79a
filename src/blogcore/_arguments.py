"""Checks of arguments that public functions share."""

from __future__ import annotations

from datetime import datetime

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, ValidationError

__all__ = ["require_aware", "require_int"]


def require_int(
    name: str, value: object, minimum: int | None = None, maximum: int | None = None
) -> None:
    """Raise `ValidationError` unless a value is a whole number in a range.

    >>> require_int("size", 0, 1)
    Traceback (most recent call last):
    blogcore.errors.ValidationError: size: must be 1 or more, not 0
    """
    if not isinstance(value, int) or isinstance(value, bool):
        fault = Fault(name, "wrong_type", f"must be a whole number, not {short_repr(value)}")
    elif (minimum is not None and value < minimum) or (maximum is not None and value > maximum):
        allowed = f"{minimum} or more" if maximum is None else f"{minimum} to {maximum}"
        fault = Fault(name, "out_of_range", f"must be {allowed}, not {short_repr(value)}")
    else:
        return
    raise ValidationError([fault])


def require_aware(name: str, value: datetime) -> None:
    """Raise `ValidationError` if a time has no zone."""
    if value.utcoffset() is None:
        fault = Fault(name, "naive_time", f"has no time zone; give {value} a tzinfo")
        raise ValidationError([fault])
