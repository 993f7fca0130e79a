"""WordPress's pairs of times, one on the site's clock and one in UTC: they differ by its offset."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import lru_cache

__all__ = ["at_site_offset", "is_site_offset", "parse_clock"]

#: Length of ``2024-05-01 12:30:00``, which the database writes; the API writes a T in between.
_CLOCK_LENGTH = 19
#: Offsets that exist: in quarters of an hour, from Baker Island to the Line Islands.
_QUARTER = timedelta(minutes=15)
_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)


def parse_clock(text: str) -> datetime | None:
    """Return what a clock shows, as if it were in UTC; None for any other text and for no date.

    >>> parse_clock("2024-05-01 12:30:00"), parse_clock("0000-00-00 00:00:00")
    (datetime.datetime(2024, 5, 1, 12, 30, tzinfo=datetime.timezone.utc), None)
    """
    if len(text) != _CLOCK_LENGTH:
        return None
    try:
        return datetime.fromisoformat(f"{text}+00:00")
    except ValueError:  # no such day or hour
        return None


def is_site_offset(offset: timedelta) -> bool:
    """Return whether some place on earth has this offset from UTC."""
    return not offset % _QUARTER and _WEST <= offset <= _EAST


def at_site_offset(utc: datetime, local: datetime) -> datetime | None:
    """Return the instant at the offset of the site; None if no place has such an offset.

    Args:
        utc: The time in UTC.
        local: What the site's clock shows, as if it were in UTC.
    """
    zone = _zone(local - utc)
    return utc.astimezone(zone) if zone else None


@lru_cache(maxsize=64)
def _zone(offset: timedelta) -> timezone | None:
    return timezone(offset) if is_site_offset(offset) else None
