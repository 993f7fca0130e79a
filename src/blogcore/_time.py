"""Dates: held at a fixed offset, and read without guessing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attrs import frozen
from dateutil.parser import parse as parse_leniently
from dateutil.parser import parserinfo

from ._text import shorten

__all__ = ["Reading", "fixed", "parse_time"]

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)

#: No date is longer; what is longer is not looked at.
_LONGEST = 100


def fixed(value: datetime) -> datetime:
    """The same instant and wall clock with the zone's offset of that moment and no zone rules.

    Two times in zones with rules may be neither equal nor ordered when a clock is set back
    (PEP 495), which would let the input order decide a sort; fixed offsets never do that. An
    offset that is not in whole minutes cannot be written in RFC 3339: such a time comes in UTC.

    Raises ValueError with code-like text: "naive" for a time without zone, "no_utc" for one
    whose instant lies outside the years 1–9999 in UTC.
    """
    zone = value.tzinfo
    if zone is UTC:
        return value.replace(fold=0) if value.fold else value
    offset = value.utcoffset() if zone is not None else None
    if offset is None:
        raise ValueError("naive")
    try:
        instant = value.astimezone(UTC)
    except OverflowError:
        raise ValueError("no_utc") from None
    if offset % _MINUTE:
        return instant
    if type(zone) is timezone and not value.fold:
        return value
    return value.replace(tzinfo=timezone(offset), fold=0)


@frozen
class Reading:
    """What a text says as a date: the time, and what was odd about it.

    A time with a problem was read under the assumption that the problem names; no time and no
    problem is an empty text.
    """

    #: Aware, at a fixed offset, and with a UTC value; None where the text says no time.
    value: datetime | None
    #: In words that follow the text; None where nothing is odd.
    problem: str | None


def parse_time(text: str, *, assume: tzinfo | None = None) -> Reading:
    """The time that a text says, without an answer where it does not say one.

    RFC 3339 and its relatives, dates of mail (RFC 5322), Unix seconds and milliseconds, and
    English dates in words are known. Nothing is filled in from today and nothing comes from the
    host's zone or clock: "Monday", "10" and "2026" are no times, nor is 01/02/03. Two digits of
    a year, a wrong weekday, a leap second and the like are read and named as problems. A time
    without zone is in ``assume``, which is named as a problem too, or is no time. Bounded work.

    >>> parse_time("2024-05-01T12:30:00Z").value
    datetime.datetime(2024, 5, 1, 12, 30, tzinfo=datetime.timezone.utc)
    >>> parse_time("Wed, 30 Nov -0001 00:00:00 +0000")
    Reading(value=None, problem='is how PHP writes a zero date, which stands for no date')
    """
    text = text[: _LONGEST + 1].strip() if len(text) <= _LONGEST else text
    if not text:
        return Reading(None, None)
    try:
        found = _found(text)
        value, problem = _placed(found, assume)
        return Reading(fixed(value), "; ".join(filter(None, [found.problem, problem])) or None)
    except OverflowError:
        return Reading(None, "lies outside the years 1 to 9999")
    except _NoTimeError as error:
        return Reading(None, str(error))
    except ValueError:  # of `fixed`: the time is aware, so this is all that it can mean
        return Reading(None, "lies outside the years 1 to 9999 in UTC")


class _NoTimeError(ValueError):
    """Why a text says no time, in words that follow it."""


@frozen
class _Found:
    """What the clock on the wall shows, and where that wall stands."""

    wall: datetime
    zone: tzinfo | None
    problem: str | None = None


def _found(text: str) -> _Found:
    """What the first grammar that knows the text makes of it; or why there is none."""
    _refuse_what_is_no_date(text)
    found = _epoch(text) or _internet(text) or _mail(text) or _in_words(text)
    named = _WEEKDAY.search(text)
    if named and _WEEKDAYS.index(named[0][:3].lower()) != found.wall.weekday():
        problem = f"names {named[0]}, but that day was a {found.wall:%A}"
        return _Found(found.wall, found.zone, problem)
    return found


def _placed(found: _Found, assume: tzinfo | None) -> tuple[datetime, str | None]:
    """The aware time, and what had to be assumed about its zone."""
    zone = found.zone or assume
    if zone is None:
        raise _NoTimeError("has no time zone")
    value = found.wall.replace(tzinfo=zone)
    other = value.replace(fold=1)
    offset, later = value.utcoffset(), other.utcoffset()
    if offset is not None and later is not None and offset != later:
        odd = "came twice, the clock being set back; the first was taken"
        if offset < later:
            odd = "was skipped, the clock being set forward; the offset before was taken"
        return value, odd
    return value, None if found.zone else "has no time zone; that of the site was assumed"


# --- what is refused before any grammar ------------------------------------------------------

_ZERO = re.compile(r"0000-00-00(?:[T ]00:00(?::00(?:\.0+)?)?)?(?: ?(?:Z|UTC|[+-]00:?00))?", re.A)
_NEGATIVE_YEAR = re.compile(r"^-\d+-\d|\s-\d+\s+\d{1,2}:", re.A)
_PHP_ZERO = re.compile(r"^-0001-11-30|\b30 Nov -0001\b", re.A)


def _refuse_what_is_no_date(text: str) -> None:
    if len(text) > _LONGEST:
        raise _NoTimeError(f"is longer than {_LONGEST} characters, and no date")
    if not text.isascii() or not text.isprintable():
        raise _NoTimeError("holds characters that no date has")
    if _ZERO.fullmatch(text):
        raise _NoTimeError("is a zero date, which stands for no date")
    # dateutil reads these as 2001 and email.utils as 2000, without an error.
    if _PHP_ZERO.search(text):
        raise _NoTimeError("is how PHP writes a zero date, which stands for no date")
    if _NEGATIVE_YEAR.search(text):
        raise _NoTimeError("has a year before 1")
    if text == "0001-01-01T00:00:00Z":
        raise _NoTimeError("is how Go writes no date")


# --- seconds since 1970 ----------------------------------------------------------------------

_NUMBER = re.compile(r"-?\d+", re.A)
_1970 = datetime(1970, 1, 1)
_NO_DAY = "has no day that there is"
_UNKNOWN = "is no date that is known"


def _epoch(text: str) -> _Found | None:
    """Nine to eleven digits are seconds (1973 to 5138), thirteen milliseconds (2001 to 2286).

    Shorter numbers may be years or days and twelve digits may be either; negative ones are
    seconds.
    """
    if not _NUMBER.fullmatch(text):
        return None
    digits = len(text.lstrip("-"))
    if digits == 13:
        return _Found(_1970 + timedelta(milliseconds=int(text)), UTC)
    if digits in (9, 10, 11) or (text.startswith("-") and digits < 9):
        return _Found(_1970 + timedelta(seconds=int(text)), UTC)
    raise _NoTimeError("is a number that may mean several things, and no date")


# --- RFC 3339, ISO 8601 with separators ------------------------------------------------------

_INTERNET = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[Tt ]\s*(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*([A-Za-z][\w/+-]*|[+-][\d:]+)?)?",
    re.A,
)


def _internet(text: str) -> _Found | None:
    # Not `fromisoformat`: what it takes (weeks, no separators, 24:00) differs among Pythons.
    match = _INTERNET.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    date = _date(int(year), int(month), int(day))
    if hour is None:
        return _Found(date, None, "has no time of day; midnight was taken")
    time, problem = _time_of_day(hour, minute, second or "0", fraction or "")
    return _Found(date + time, _zone(zone) if zone else None, problem)


def _date(year: int, month: int, day: int) -> datetime:
    try:
        return datetime(year, month, day)
    except ValueError:  # its words differ among Pythons
        raise _NoTimeError(_NO_DAY) from None


def _time_of_day(
    hour: str, minute: str, second: str, fraction: str
) -> tuple[timedelta, str | None]:
    """Since midnight; digits behind microseconds are dropped, and 24:00 ends the day."""
    hours, minutes, seconds = int(hour), int(minute), int(second)
    problem = None
    if seconds == 60 and minutes == 59:
        seconds, fraction, problem = 59, "", "has a leap second; the one before it was taken"
    time = timedelta(
        hours=hours, minutes=minutes, seconds=seconds, microseconds=int(f"{fraction:0<6}"[:6])
    )
    if minutes > 59 or seconds > 59 or time > _DAY:
        raise _NoTimeError("has no time of day that there is")
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


def _mail(text: str) -> _Found | None:
    match = _MAIL.fullmatch(text)
    if match is None:
        return None
    day, month, year, hour, minute, second, zone = match.groups()
    if month.lower() not in _MONTHS:
        raise _NoTimeError(_NO_DAY)
    full, doubt = int(year), None
    if len(year) == 2:  # RFC 5322 section 4.3
        full += 2000 if full < 50 else 1900
        doubt = f"has a year of two digits; {full} was taken"
    date = _date(full, _MONTHS.index(month.lower()) + 1, int(day))
    time, problem = _time_of_day(hour, minute, second or "0", "")
    return _Found(date + time, _zone(zone) if zone else None, doubt or problem)


# --- zones -----------------------------------------------------------------------------------

#: The names that RFC 5322 section 4.3 gives a meaning; all others mean several things.
_NAMED = {"UT": 0, "UTC": 0, "GMT": 0, "Z": 0} | {
    f"{place}{kind}T": hours + summer
    for place, hours in {"E": -5, "C": -6, "M": -7, "P": -8}.items()
    for kind, summer in {"S": 0, "D": 1}.items()
}
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)?", re.A)
_REGION = re.compile(r"[A-Za-z]+(?:/[A-Za-z_+-]+){1,2}", re.A)


def _zone(name: str) -> tzinfo:
    offset = _OFFSET.fullmatch(name)
    if offset:
        size = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if size >= _DAY or int(offset[3] or 0) > 59:
            raise _NoTimeError("has an offset that there is not")
        return timezone(-size if offset[1] == "-" else size)
    if name.upper() in _NAMED:
        return timezone(timedelta(hours=_NAMED[name.upper()]))
    if _REGION.fullmatch(name):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, OSError):
            pass
    raise _NoTimeError(f"names the zone {shorten(name)}, which is not known or not unique")


# --- dates in words --------------------------------------------------------------------------

#: Fill in what a text leaves out, in two ways: where they differ the text was no date.
_FILLED = (datetime(1996, 1, 1, 0), datetime(2003, 12, 28, 13))
#: A run of digits without separators, an ISO week or a POSIX zone, an offset of 60 minutes or more.
_NOT_IN_WORDS = re.compile(r"(?<![.\d])\d{5,}|[A-Z]\d|:\d\d\s*[+-]\d\d:?[6-9]\d\s*$", re.A | re.I)
_ENGLISH = parserinfo()


def _in_words(text: str) -> _Found:
    """What dateutil makes of it, as long as it does not have to guess."""
    if _NOT_IN_WORDS.search(text):
        raise _NoTimeError(_UNKNOWN)
    first, second = (_lenient(text, filled, dayfirst=False) for filled in _FILLED)
    year_first = text[:4].isdigit()
    swapped = first if year_first else _lenient(text, _FILLED[0], dayfirst=True)
    # The century of two digits would come from the clock.
    if first.date() != second.date() or f"{first.year:04}" not in text:
        raise _NoTimeError("does not say a day, a month and a year of four digits")
    if first != swapped:
        raise _NoTimeError("may be a day and a month or a month and a day")
    problem = None if first.hour == second.hour else "has no time of day; midnight was taken"
    return _Found(first.replace(tzinfo=None), first.tzinfo, problem)


def _lenient(text: str, filled: datetime, *, dayfirst: bool) -> datetime:
    try:
        return parse_leniently(
            text, _ENGLISH, default=filled, dayfirst=dayfirst, tzinfos=_zone_in_words
        )
    except _NoTimeError:
        raise
    except (ValueError, OverflowError, TypeError, ArithmeticError):
        raise _NoTimeError(_UNKNOWN) from None


def _zone_in_words(name: str | None, offset: int | None) -> tzinfo | None:
    """Called for every text, so that dateutil never asks the host for its zone."""
    if offset is not None:
        if abs(offset) >= _DAY.total_seconds():
            raise _NoTimeError("has an offset that there is not")
        return timezone(timedelta(seconds=offset))
    return None if name is None else _zone(name)
