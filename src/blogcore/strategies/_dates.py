"""Strategies for dates: of every zone and year, and those at which clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

__all__ = ["dates", "recent_dates"]

_DAY = timedelta(days=1)
_HALF_HOUR = timedelta(minutes=30)
_MINUTE = timedelta(minutes=1)
_START = datetime(2000, 1, 1, tzinfo=UTC)
_RECENT_YEARS = 40
#: The first and last instants that have a value in UTC at every offset.
_FIRST = datetime(1, 1, 3, tzinfo=UTC)
_LAST = datetime(9999, 12, 29, tzinfo=UTC)
_OFFSETS = (120, -210, 345, 14 * 60, -12 * 60)
#: These clocks change by an hour or by half an hour, in both halves of the year.
_ZONES_WITH_RULES = ("Europe/Madrid", "America/New_York", "Australia/Lord_Howe")


def _fixed_zone(minutes: int) -> timezone:
    return timezone(minutes * _MINUTE)


_zones_with_rules = st.sampled_from([ZoneInfo(name) for name in _ZONES_WITH_RULES])
_zones = st.sampled_from(
    (UTC, *map(_fixed_zone, _OFFSETS), *(ZoneInfo(name) for name in _ZONES_WITH_RULES))
)
_recent_minutes = st.integers(0, _RECENT_YEARS * 365 * _DAY // _MINUTE)
_recent_years = st.integers(_START.year, _START.year + _RECENT_YEARS - 1)
_ticks = st.integers(
    (_FIRST - _START) // timedelta.resolution, (_LAST - _START) // timedelta.resolution
)
_offsets = st.integers(1 - _DAY // _MINUTE, _DAY // _MINUTE - 1)
_minutes = st.integers(0, 59)


def dates() -> st.SearchStrategy[datetime]:
    """Return a strategy for aware datetimes of the years 1 to 9999, in zones of several kinds.

    Among them are hours that occur twice when a clock is set back, with either ``fold``, and hours
    that a clock skips. Examples shrink to the earliest minute since the year 2000, in UTC.
    """
    return st.one_of(recent_dates(), _distant_dates(), _dates_of_clock_changes())


@st.composite
def recent_dates(draw: st.DrawFn) -> datetime:
    """Return a strategy for whole minutes of the years 2000 to 2039."""
    zone = draw(_zones)
    return (_START + draw(_recent_minutes) * _MINUTE).astimezone(zone)


@st.composite
def _distant_dates(draw: st.DrawFn) -> datetime:
    """Return a strategy for any microsecond at any offset of whole minutes.

    Zones with rules are left out: long ago their offsets had seconds.
    """
    zone = _fixed_zone(draw(_offsets))
    return (_START + draw(_ticks) * timedelta.resolution).astimezone(zone)


@st.composite
def _dates_of_clock_changes(draw: st.DrawFn) -> datetime:
    """Return a strategy for minutes that occur twice, or never, because a clock is changed."""
    skipped, zone, year = draw(st.booleans()), draw(_zones_with_rules), draw(_recent_years)
    shown, change = _clock_change(zone, year, forward=skipped)
    start = shown if skipped else shown - change
    minute = draw(_minutes) * _MINUTE
    return (start + minute % change).replace(tzinfo=zone, fold=draw(st.integers(0, 1)))


@cache
def _clock_change(zone: ZoneInfo, year: int, forward: bool) -> tuple[datetime, timedelta]:
    """Return the local time at which a clock is changed in a year, and by how much it changes."""

    def gain(start: datetime, step: timedelta) -> timedelta:
        ends = (start.astimezone(zone), (start + step).astimezone(zone))
        before, after = (end.utcoffset() or timedelta() for end in ends)
        return after - before if forward else before - after

    instant = datetime(year, 1, 1, tzinfo=UTC)
    for step in (_DAY, _HALF_HOUR):
        while gain(instant, step) <= timedelta():
            instant += step
    change = gain(instant, _HALF_HOUR)
    return instant.astimezone(zone).replace(tzinfo=None) + _HALF_HOUR, change
