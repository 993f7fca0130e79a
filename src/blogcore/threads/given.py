"""What a caller gives, refused where it cannot be."""

from __future__ import annotations

from datetime import datetime

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, ValidationError

__all__ = ["refuse_naive", "refuse_unless_whole"]


def refuse_unless_whole(name: str, value: object, least: int, most: int | None = None) -> None:
    """Raise `ValidationError`, if a value is no whole number from ``least`` to ``most``.

    >>> refuse_unless_whole("size", 0, 1)
    Traceback (most recent call last):
    blogcore.errors.ValidationError: size: must be 1 or more, not 0
    """
    if not isinstance(value, int) or isinstance(value, bool):
        fault = Fault(name, "wrong_type", f"must be a whole number, not {short_repr(value)}")
    elif value < least or (most is not None and value > most):
        span = f"{least} or more" if most is None else f"{least} to {most}"
        fault = Fault(name, "out_of_range", f"must be {span}, not {short_repr(value)}")
    else:
        return
    raise ValidationError([fault])


def refuse_naive(name: str, when: datetime) -> None:
    """Raise `ValidationError`, if a time has no zone."""
    if when.utcoffset() is None:
        fault = Fault(name, "naive_time", f"has no time zone; give {when} a tzinfo")
        raise ValidationError([fault])
