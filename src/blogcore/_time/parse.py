"""Dates: fixed offsets, and parsing without guessing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from attrs import frozen

from blogcore._time._grammars import FoundDate, NoDateError, ZeroDateError, find_date

__all__ = [
    "ASSUMED_ZONE",
    "Reading",
    "from_rfc3339",
    "parse_time",
    "remark_on",
    "rfc3339",
    "to_fixed_offset",
]

_ZERO = timedelta(0)
_MINUTE = timedelta(minutes=1)

#: The problem of a time without zone that was read in the zone that the caller states.
ASSUMED_ZONE = "has no time zone; that of the site was assumed"

#: Longer text is not parsed: no date is so long.
_MAX_LENGTH = 100


def to_fixed_offset(value: datetime) -> datetime:
    """Return the same time with its UTC offset as a fixed zone, instead of a zone with rules.

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
    whole = not (offset.seconds % 60 or offset.microseconds)
    if type(zone) is timezone and whole and not value.fold and 1 < value.year < 9999:
        return value  # an offset is less than a day, so there is a value in UTC
    try:
        instant = value.astimezone(UTC)
    except OverflowError:
        raise ValueError("no_utc") from None
    if offset % _MINUTE:
        return instant
    if type(zone) is timezone and not value.fold:
        return value
    return value.replace(tzinfo=timezone(offset), fold=0)


def rfc3339(value: datetime) -> str:
    """Return a time as RFC 3339 text, with "Z" for UTC.

    >>> rfc3339(datetime(2024, 5, 1, 12, 30, tzinfo=UTC))
    '2024-05-01T12:30:00Z'
    """
    # Not value.isoformat(), which subclasses override.
    text = datetime.isoformat(value)
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


#: RFC 3339 section 5.6, with at most the six digits of a second that a datetime holds.
_RFC3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)


def from_rfc3339(text: str) -> datetime | None:
    """Return the time in a text in RFC 3339; None for any other text. Inverse of `rfc3339`.

    >>> from_rfc3339("2024-05-01T12:30:00Z")
    datetime.datetime(2024, 5, 1, 12, 30, tzinfo=datetime.timezone.utc)
    """
    try:
        return datetime.fromisoformat(text.upper()) if _RFC3339.fullmatch(text) else None
    except ValueError:  # the syntax is right, but there is no such day, hour or offset
        return None


@frozen
class Reading:
    """The result of `parse_time`: a time, a problem, both, or (for empty text) neither.

    A time with a problem was read under the assumption that the problem names; a time with a
    remark is as the text has it.
    """

    #: Aware, at a fixed offset, and with a UTC value; None if the text has no time.
    value: datetime | None
    #: A predicate about the text, such as "has no time zone"; None if there is no problem.
    problem: str | None
    #: What is suspicious about the time; None if nothing is.
    remark: str | None = None
    #: Whether the text is how some program writes that there is no time.
    is_zero: bool = False


#: Times that programs write for no time, or for one that they could not hold.
_REMARKS = {
    datetime(1970, 1, 1, tzinfo=UTC): "is the start of Unix time, which may mean no date",
    datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC): "is the last second of 32-bit Unix time",
    datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC): "is one second after 32-bit Unix time",
}


def remark_on(value: datetime) -> str | None:
    """Return what is suspicious about a time; None if nothing is.

    >>> remark_on(datetime(1970, 1, 1, tzinfo=UTC))
    'is the start of Unix time, which may mean no date'
    """
    return _REMARKS.get(value)


def parse_time(text: str, *, assume: tzinfo | None = None) -> Reading:
    """Return the time that a text states, or the reason why it states none. Bounded work.

    Accepted are RFC 3339 and similar forms, e-mail dates (RFC 5322), Unix seconds and milliseconds,
    and English dates in words. Nothing is taken from today or from the host's zone or clock:
    "Monday", "10", "2026" and 01/02/03 are not times. A year of two digits, a wrong weekday, a leap
    second and the like are read and reported as problems. A time without zone is read in
    ``assume``, which is reported as a problem too; without ``assume`` it is not a time.

    >>> parse_time("2024-05-01T12:30:00Z").value
    datetime.datetime(2024, 5, 1, 12, 30, tzinfo=datetime.timezone.utc)
    >>> parse_time("Wed, 30 Nov -0001 00:00:00 +0000")
    Reading(value=None, problem='is how PHP writes a zero date', remark=None, is_zero=True)
    """
    if len(text) > _MAX_LENGTH:
        return Reading(None, f"is longer than {_MAX_LENGTH} characters, and no date")
    text = text.strip()
    if not text:
        return Reading(None, None)
    try:
        found = find_date(text)
        wall, problem = _with_zone(found, assume)
        value = to_fixed_offset(wall)
        problems = "; ".join(filter(None, [found.problem, problem])) or None
        return Reading(value, problems, remark_on(value))
    except OverflowError:
        return Reading(None, "lies outside the years 1 to 9999")
    except NoDateError as error:
        return Reading(None, str(error), is_zero=isinstance(error, ZeroDateError))
    except ValueError:  # from `to_fixed_offset`; the time is aware, so this is the only reason
        return Reading(None, "lies outside the years 1 to 9999 in UTC")


def _with_zone(found: FoundDate, assume: tzinfo | None) -> tuple[datetime, str | None]:
    """Return the aware time, and the problem if something was assumed about its zone."""
    zone = found.zone or assume
    if zone is None:
        raise NoDateError("has no time zone")
    value = found.wall.replace(tzinfo=zone)
    # When clocks are set back or forward, the offsets of the two folds differ (PEP 495).
    offset, later = value.utcoffset() or _ZERO, value.replace(fold=1).utcoffset() or _ZERO
    if offset > later:
        return value, "came twice, the clock being set back; the first was taken"
    if offset < later:
        return value, "was skipped, the clock being set forward; the offset before was taken"
    return value, None if found.zone else ASSUMED_ZONE
