"""The grammars of dates: a wall-clock time and its zone, if the text names one.

Nothing depends on the present day or the host: a text always has the same meaning.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attrs import frozen

from blogcore._text.plain import short_repr

if TYPE_CHECKING:
    from dateutil.parser import parserinfo

__all__ = ["FoundDate", "NoDateError", "ZeroDateError", "find_date"]

_DAY = timedelta(days=1)
#: The zero time of Go is the first day of year 1, in every zone.
_SECOND_DAY = datetime(1, 1, 2)


class NoDateError(ValueError):
    """A text is no date. The message is a predicate: "is a zero date", "has no time zone"."""


class ZeroDateError(NoDateError):
    """A text is how some program writes that there is no time."""


@frozen
class FoundDate:
    """A wall-clock time, its zone, and a problem with the text, if any."""

    wall: datetime
    zone: tzinfo | None
    problem: str | None = None


def find_date(text: str) -> FoundDate:
    """Return the time that the first matching grammar reads. Raises `NoDateError`."""
    _refuse_known_non_dates(text)
    found = _epoch(text) or _internet(text) or _mail(text) or _in_words(text)
    if found.wall < _SECOND_DAY:
        raise ZeroDateError("is how Go writes no date")
    named = _WEEKDAY.search(text)
    if named and _WEEKDAYS.index(named[0][:3].lower()) != found.wall.weekday():
        was = _WEEKDAYS[found.wall.weekday()].title()
        return FoundDate(found.wall, found.zone, f"names {named[0]}, but that day was a {was}")
    return found


# --- refused before any grammar ------------------------------------------------------

_NON_DATES = tuple(
    (re.compile(pattern, re.A), error)
    for pattern, error in (
        (r"[^ -~]", NoDateError("holds characters that no date has")),
        (
            r"^0000-00-00([T ]00:00(:00(\.0+)?)?)?( ?(Z|UTC|[+-]00:?00))?$",
            ZeroDateError("is a zero date"),
        ),
        # dateutil reads these two as 2001, and email.utils as 2000, without an error.
        (
            r"^-0001-11-30|\b30 Nov -0001\b",
            ZeroDateError("is how PHP writes a zero date"),
        ),
        (r"^-\d+-\d|\s-\d+\s+\d{1,2}:", NoDateError("has a year before 1")),
    )
)


def _refuse_known_non_dates(text: str) -> None:
    for pattern, error in _NON_DATES:
        if pattern.search(text):
            raise type(error)(*error.args)


# --- seconds since 1970 ----------------------------------------------------------------------

_NUMBER = re.compile(r"-?\d+", re.A)
_1970 = datetime(1970, 1, 1)
_NO_DAY = "has no day that there is"
_UNKNOWN = "is no date that is known"


def _epoch(text: str) -> FoundDate | None:
    """Return the time of a number: seconds or milliseconds since 1970; None for other text.

    Nine to eleven digits are seconds (1973 to 5138), thirteen milliseconds (2001 to 2286). Shorter
    numbers may be years or days, and twelve digits either unit; negative numbers are seconds.
    """
    if not _NUMBER.fullmatch(text):
        return None
    digits = len(text.lstrip("-"))
    if digits == 13:
        return FoundDate(_1970 + timedelta(milliseconds=int(text)), UTC)
    if digits in (9, 10, 11) or (text.startswith("-") and digits < 9):
        return FoundDate(_1970 + timedelta(seconds=int(text)), UTC)
    raise NoDateError("is a number that may mean several things, and no date")


# --- RFC 3339, ISO 8601 with separators ------------------------------------------------------

_INTERNET = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[Tt ]\s*(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*([A-Za-z][\w/+-]*|[+-][\d:]+)?)?",
    re.A,
)


def _internet(text: str) -> FoundDate | None:
    # Not `fromisoformat`: what it accepts (weeks, no separators, 24:00) differs among Pythons.
    match = _INTERNET.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    date = _date(int(year), int(month), int(day))
    if hour is None:
        return FoundDate(date, None, "has no time of day; midnight was taken")
    time, problem = _clock(hour, minute, second, fraction)
    return FoundDate(date + time, _zone(zone) if zone else None, problem)


def _date(year: int, month: int, day: int) -> datetime:
    try:
        return datetime(year, month, day)
    except ValueError:  # its message differs among Pythons
        raise NoDateError(_NO_DAY) from None


_Clock = tuple[timedelta, str | None]


def _clock(hour: str, minute: str, second: str | None, fraction: str | None) -> _Clock:
    """Return the time since midnight; digits after microseconds are dropped, 24:00 ends the day."""
    hours, minutes, seconds = int(hour), int(minute), int(second or 0)
    micro, problem = int(f"{fraction or '':0<6}"[:6]), None
    if seconds == 60 and minutes == 59:
        seconds, micro, problem = 59, 0, "has a leap second; the one before it was taken"
    time = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=micro)
    if minutes > 59 or seconds > 59 or time > _DAY:
        raise NoDateError("has no time of day that there is")
    return time, problem


# --- mail and RSS ----------------------------------------------------------------------------

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?\b", re.A | re.I)

_MAIL = re.compile(
    r"(?:[A-Za-z]{3,9},?\s*)?(\d\d?)[ -]([A-Za-z]{3})[a-z]*[ -](\d{4}|\d\d)\s+"
    r"(\d\d?):(\d\d)(?::(\d\d))?(?:\s*([A-Za-z]+|[+-][\d:]+))?(?:\s*\([^()]*\))?",
    re.A,
)


def _mail(text: str) -> FoundDate | None:
    match = _MAIL.fullmatch(text)
    if match is None:
        return None
    day, month, year, hour, minute, second, zone = match.groups()
    if month.lower() not in _MONTHS:
        raise NoDateError(_NO_DAY)
    full, doubt = int(year), None
    if len(year) == 2:  # RFC 5322 section 4.3
        full += 2000 if full < 50 else 1900
        doubt = f"has a year of two digits; {full} was taken"
    date = _date(full, _MONTHS.index(month.lower()) + 1, int(day))
    time, problem = _clock(hour, minute, second, None)
    return FoundDate(date + time, _zone(zone) if zone else None, doubt or problem)


# --- zones -----------------------------------------------------------------------------------

#: The names that RFC 5322 section 4.3 gives a meaning; all others mean several things.
_NAMED = {
    **{"UT": 0, "UTC": 0, "GMT": 0, "Z": 0},
    **{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
}
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)?", re.A)
_REGION = re.compile(r"[A-Za-z]+(?:/[A-Za-z_+-]+){1,2}", re.A)


def _zone(name: str) -> tzinfo:
    offset = _OFFSET.fullmatch(name)
    if offset:
        size = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if size >= _DAY or int(offset[3] or 0) > 59:
            raise NoDateError("has an impossible offset")
        return timezone(-size if offset[1] == "-" else size)
    if name.upper() in _NAMED:
        return timezone(timedelta(hours=_NAMED[name.upper()]))
    if _REGION.fullmatch(name):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, OSError):
            pass
    raise NoDateError(f"names the zone {short_repr(name)}, which is not known or not unique")


# --- dates in words --------------------------------------------------------------------------

#: Two sets of defaults for omitted parts: if the results differ, a part of the date is missing.
_FILLED = (datetime(1996, 1, 1, 0), datetime(2003, 12, 28, 13))
#: Notations that dateutil reads wrongly: a run of digits without separators, an ISO week or a
#: POSIX zone, an offset with 60 minutes or more.
_NOT_IN_WORDS = re.compile(r"(?<![.\d])\d{5,}|[A-Z]\d|:\d\d\s*[+-]\d\d:?[6-9]\d\s*$", re.A | re.I)


def _in_words(text: str) -> FoundDate:
    """Return what dateutil reads, if it does not have to guess."""
    if _NOT_IN_WORDS.search(text):
        raise NoDateError(_UNKNOWN)
    first, second = (_lenient(text, filled, dayfirst=False) for filled in _FILLED)
    swapped = first if text[:4].isdigit() else _lenient(text, _FILLED[0], dayfirst=True)
    # dateutil would complete a year of two digits from the clock.
    if first.date() != second.date() or f"{first.year:04}" not in text:
        raise NoDateError("does not say a day, a month and a year of four digits")
    if first != swapped:
        raise NoDateError("may be a day and a month or a month and a day")
    problem = None if first.hour == second.hour else "has no time of day; midnight was taken"
    return FoundDate(first.replace(tzinfo=None), first.tzinfo, problem)


def _lenient(text: str, filled: datetime, *, dayfirst: bool) -> datetime:
    from dateutil.parser import parse  # slow to import, and needed for few dates

    try:
        return parse(text, _english(), default=filled, dayfirst=dayfirst, tzinfos=_zone_in_words)
    except NoDateError:
        raise
    except (ValueError, OverflowError, TypeError, ArithmeticError):
        raise NoDateError(_UNKNOWN) from None


def _zone_in_words(name: str | None, offset: int | None) -> tzinfo | None:
    """Return a zone for dateutil, which would otherwise use the zone of the host."""
    if offset is not None:
        if abs(offset) >= _DAY.total_seconds():
            raise NoDateError("has an impossible offset")
        return timezone(timedelta(seconds=offset))
    return None if name is None else _zone(name)


@cache
def _english() -> parserinfo:
    from dateutil.parser import parserinfo

    return parserinfo()
