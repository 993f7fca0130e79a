"""WordPress's pairs of times: one on the site's clock, one in UTC. Their difference is its zone."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import lru_cache

__all__ = ["at_site_offset", "is_site_offset"]

#: Offsets that there are: in quarters of an hour, from Baker Island to the Line Islands.
_QUARTER = timedelta(minutes=15)
_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)


def is_site_offset(offset: timedelta) -> bool:
    """Whether some place on earth has this offset."""
    return not offset % _QUARTER and _WEST <= offset <= _EAST


def at_site_offset(utc: datetime, local: datetime) -> datetime | None:
    """The instant at the offset by which the local clock differs; None where no place has that.

    Both times are in UTC, the local one as if its clock were.
    """
    zone = _zone(local - utc)
    return local.replace(tzinfo=zone) if zone else None


@lru_cache(maxsize=64)
def _zone(offset: timedelta) -> timezone | None:
    return timezone(offset) if is_site_offset(offset) else None
