"""WordPress's pairs of times, local and UTC: they differ by the site's offset."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import lru_cache

__all__ = ["SiteOffsets", "at_site_offset", "is_site_offset", "parse_clock"]

#: Length of ``2024-05-01 12:30:00``, which the database writes; the API writes a T in between.
_CLOCK_LENGTH = 19
#: The zero time of Go, which some generators of exports write.
_NO_DAY = "0001-01-01"
#: Offsets that exist: in quarters of an hour, from Baker Island to the Line Islands.
_QUARTER = timedelta(minutes=15)
_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)


def parse_clock(text: str) -> datetime | None:
    """Return a local time as if it were in UTC; None for a zero date and for other texts.

    >>> parse_clock("2024-05-01 12:30:00"), parse_clock("0000-00-00 00:00:00")
    (datetime.datetime(2024, 5, 1, 12, 30, tzinfo=datetime.timezone.utc), None)
    """
    if len(text) != _CLOCK_LENGTH or text.startswith(_NO_DAY):
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


class SiteOffsets:
    """The offsets of a site at the times of its records, in bounded memory.

    Records follow each other in time, mostly, so runs of one offset are few.
    """

    #: A run ends where no record follows for so long: the clock may have been set twice.
    _GAP = timedelta(days=30)
    _MAX_RUNS = 4_000

    def __init__(self) -> None:
        #: First and last local time of each run, with its offset.
        self._runs: list[tuple[datetime, datetime, timedelta]] = []

    def __bool__(self) -> bool:
        """Whether any offset is known."""
        return bool(self._runs)

    def add(self, local: datetime, offset: timedelta) -> None:
        """Remember the offset of a record; amortised O(1).

        Args:
            local: What the site's clock showed, as if it were in UTC.
            offset: The offset.
        """
        if self._runs:
            first, last, known = self._runs[-1]
            # Differences, because a sum may be outside the years 1 to 9999.
            if known == offset and first - local <= self._GAP and local - last <= self._GAP:
                if not first <= local <= last:
                    self._runs[-1] = (min(first, local), max(last, local), known)
                return
        if len(self._runs) < self._MAX_RUNS:
            self._runs.append((local, local, offset))

    def nearest(self, local: datetime) -> timezone | None:
        """Return the offset of the record nearest in time; None if no offset is known.

        Args:
            local: What the site's clock showed, as if it were in UTC.
        """
        if not self._runs:
            return None

        def distance(run: tuple[datetime, datetime, timedelta]) -> timedelta:
            return max(run[0] - local, local - run[1], timedelta())

        return _zone(min(self._runs, key=distance)[2])
