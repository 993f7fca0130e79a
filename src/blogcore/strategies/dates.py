"""Dates: of every zone and year, and those at which clocks are set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

__all__ = ["dates", "recent"]

_START = datetime(2000, 1, 1, tzinfo=UTC)
_MINUTES = 40 * 366 * 24 * 60
_OFFSETS = (0, 120, -210, 345, 14 * 60, -12 * 60)
#: Hours that come twice and hours that are skipped: by an hour, and by half of one.
_CHANGES = (
    (datetime(2024, 10, 27, 2, 30), "Europe/Madrid"),
    (datetime(2023, 11, 5, 1, 0), "America/New_York"),
    (datetime(2024, 4, 7, 1, 45), "Australia/Lord_Howe"),
    (datetime(2024, 3, 31, 2, 30), "Europe/Madrid"),
    (datetime(2024, 3, 10, 2, 0), "America/New_York"),
)


def dates() -> st.SearchStrategy[datetime]:
    """Aware times that models take: in zones with rules and without, of the years 1 to 9999.

    Among them are hours that come twice when a clock is set back, with either ``fold``, and hours
    that a clock skips. They shrink to the earliest minute since the year 2000, in UTC.
    """
    return recent() | _far()


@cache
def recent() -> st.SearchStrategy[datetime]:
    """Those of the years 2000 to 2039."""
    zones = (
        UTC,
        *(timezone(timedelta(minutes=offset)) for offset in _OFFSETS[1:]),
        *(ZoneInfo(name) for name in dict.fromkeys(name for _, name in _CHANGES)),
    )
    changes = tuple(
        wall.replace(tzinfo=ZoneInfo(name), fold=fold) for wall, name in _CHANGES for fold in (0, 1)
    )
    # Always both, and the zone first: so a date at which a clock is set shrinks to an ordinary one.
    return st.builds(_at, st.sampled_from((*zones, *changes)), st.integers(0, _MINUTES))


def _at(zone: tzinfo | datetime, minute: int) -> datetime:
    if isinstance(zone, datetime):
        return zone
    return (_START + timedelta(minutes=minute)).astimezone(zone)


@cache
def _far() -> st.SearchStrategy[datetime]:
    """Any year, at any offset of whole minutes, with a value in UTC."""
    instants = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=st.just(UTC))
    offsets = st.integers(-24 * 60 + 1, 24 * 60 - 1)
    return st.builds(_off, instants, st.just(0) | offsets)


def _off(instant: datetime, minutes: int) -> datetime:
    return instant.astimezone(timezone(timedelta(minutes=minutes)))
