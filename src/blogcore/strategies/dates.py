"""Dates: of every zone and year, and those at which clocks are set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from blogcore.strategies._choices import Choices, Luck, Told, one_of, whole

__all__ = ["dates", "recent"]

#: What has a value in UTC at every offset.
_FIRST = datetime(1, 1, 3, tzinfo=UTC)
_LAST = datetime(9999, 12, 29, tzinfo=UTC)
_DAY = timedelta(days=1)
_HALF_HOUR = timedelta(minutes=30)
_MINUTE = timedelta(minutes=1)
_OFFSETS = (120, -210, 345, 14 * 60, -12 * 60)
#: Any other, of whole minutes.
_OTHERS = range(1 - _DAY // _MINUTE, _DAY // _MINUTE)
#: Years after 2000, days of a year, minutes of a day, and what is less.
_RECENT, _EVER = range(40), range(1 - 2000, 10_000 - 2000)
_DAYS, _MINUTES = range(365), range(_DAY // _MINUTE)
_TICKS = range(_MINUTE // timedelta.resolution)
#: Clocks are set by an hour, and by half of one, in both halves of the year.
_RULES = ("Europe/Madrid", "America/New_York", "Australia/Lord_Howe")
#: An ordinary date, or an hour that comes twice or never: before the clock is set, or after.
_WAYS = ("", "twice, before", "twice, after", "never, before", "never, after", "", "", "")


def dates() -> st.SearchStrategy[datetime]:
    """Aware times that models take: in zones with rules and without, of the years 1 to 9999.

    Among them are hours that come twice when a clock is set back, with either ``fold``, and hours
    that a clock skips. They shrink to the earliest minute since the year 2000, in UTC.
    """
    return Told(_date)


def recent() -> Told[datetime]:
    """Those of the years 2000 to 2039, of whole minutes."""
    return Told(_recent)


def _date(choices: Choices, luck: Luck) -> datetime:
    return one_of(choices, (_recent, _far), luck)(choices, luck)


# The choices of both are the same but for the last, so that a far date can become a recent one, and
# a date at which a clock is set the ordinary one of that minute.


def _recent(choices: Choices, luck: Luck) -> datetime:
    zone = one_of(choices, _zones(), luck)
    start, since = _minute(choices, _RECENT, luck)
    way = one_of(choices, _WAYS, luck)
    if way and isinstance(zone, ZoneInfo):
        return _at_a_change(way, zone, start.year, since)
    return (start + since).astimezone(zone)


def _far(choices: Choices, luck: Luck) -> datetime:
    zone = _fixed(whole(choices, range(len(_zones()) + len(_OTHERS)), luck))
    start, since = _minute(choices, _EVER, luck)
    since += whole(choices, _TICKS, luck) * timedelta.resolution
    start = max(start, _FIRST)
    return (start + min(since, _LAST - start)).astimezone(zone)


def _minute(choices: Choices, years: range, luck: Luck) -> tuple[datetime, timedelta]:
    """The start of a year, so many after 2000, and how long it has lasted."""
    year, day, minute = (whole(choices, of, luck) for of in (years, _DAYS, _MINUTES))
    return datetime(2000 + year, 1, 1, tzinfo=UTC), day * _DAY + minute * _MINUTE


@cache
def _zones() -> tuple[tzinfo, ...]:
    return (UTC, *map(_offset, _OFFSETS), *map(ZoneInfo, _RULES))


def _fixed(number: int) -> tzinfo:
    """A zone without rules: where there are rules, clocks were apart by seconds long ago."""
    zones = _zones()
    if number >= len(zones):
        return _offset(_OTHERS[number - len(zones)])
    return UTC if isinstance(zones[number], ZoneInfo) else zones[number]


def _offset(minutes: int) -> timezone:
    return timezone(minutes * _MINUTE)


def _at_a_change(way: str, zone: ZoneInfo, year: int, since: timedelta) -> datetime:
    """A minute of the hour that comes twice, or never, that year."""
    often, side = way.split(", ")
    wall, by = _change(zone, year, forward=often == "never")
    if often == "twice":
        wall -= by
    return (wall + since % by).replace(tzinfo=zone, fold=int(side == "after"))


@cache
def _change(zone: ZoneInfo, year: int, forward: bool) -> tuple[datetime, timedelta]:
    """What a zone's clocks show when they are set that year, and by how much they are."""

    def gained(start: datetime, step: timedelta) -> timedelta:
        ends = (start.astimezone(zone), (start + step).astimezone(zone))
        before, after = (end.utcoffset() or timedelta() for end in ends)
        return after - before if forward else before - after

    instant = datetime(year, 1, 1, tzinfo=UTC)
    for step in (_DAY, _HALF_HOUR):
        while gained(instant, step) <= timedelta():
            instant += step
    by = gained(instant, _HALF_HOUR)
    return instant.astimezone(zone).replace(tzinfo=None) + _HALF_HOUR, by
