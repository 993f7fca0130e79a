"""Dates: held at a fixed offset, and read without guessing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

_MINUTE = timedelta(minutes=1)


def fixed(value: datetime) -> datetime:
    """The same instant and wall clock with the zone's offset of that moment and no zone rules.

    Two times in zones with rules may be neither equal nor ordered when a clock is set back
    (PEP 495), which would let the input order decide a sort; fixed offsets never do that. An
    offset that is not in whole minutes cannot be written in RFC 3339: such a time comes back in UTC.

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
