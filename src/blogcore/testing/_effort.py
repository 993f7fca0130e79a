"""How much work code does, in steps that are the same on every machine; and what it asks for."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from types import FrameType
from typing import Any

__all__ = ["TooMuchError", "clocks_asked", "steps"]

#: What tells the time of day.
_CLOCKS = (time.time, time.time_ns, datetime.now, datetime.today, date.today)


class TooMuchError(BaseException):
    """An action took more steps than it may, and was stopped; ``except Exception`` lets it by."""


def steps(action: Callable[[], object], limit: int) -> int:
    """How many lines run and functions are entered in an action, in Python.

    Raises `TooMuchError` beyond the limit, in the middle of the action: so what would take hours
    is known in moments. What is done inside functions written in C counts as one step.
    """
    count = 0

    def seen(_: FrameType, event: str, __: object) -> Any:
        nonlocal count
        count += event in ("line", "call")
        if count > limit:
            raise TooMuchError
        return seen

    before = sys.gettrace()
    sys.settrace(seen)
    try:
        action()
    finally:
        sys.settrace(before)
    return count


def clocks_asked(action: Callable[[], object]) -> set[str]:
    """The functions that an action calls to know what time it is."""
    asked: set[str] = set()

    def seen(_: FrameType, event: str, called: object) -> None:
        if event == "c_call" and called in _CLOCKS:
            asked.add(getattr(called, "__qualname__", "a clock"))

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        action()
    finally:
        sys.setprofile(before)
    return asked
