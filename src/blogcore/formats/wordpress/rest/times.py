"""Times of the API: ``date`` on the site's clock and ``date_gmt`` in UTC, both without a zone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property

from blogcore._time.parse import parse_time
from blogcore.formats.json_objects import ObjectReader
from blogcore.formats.times import STATE_ZONE
from blogcore.formats.wordpress.times import at_site_offset, parse_clock
from blogcore.models import ExtraValue

__all__ = ["SiteClock", "time_members"]


class SiteClock:
    """Reads times; finds the site's offset from UTC in the records of a response.

    Embedded records have no time in UTC. They get the offset of the record nearest in time that has
    both, with a note. If there is none, their time is unknown.

    Args:
        records: All records of the response.
    """

    def __init__(self, records: Iterable[ObjectReader]) -> None:
        self._records = records

    def time(
        self, record: ObjectReader, name: str, extra: dict[str, ExtraValue]
    ) -> datetime | None:
        """Return the time of ``date`` or ``modified``.

        Args:
            record: The record.
            name: The member with the time on the site's clock.
            extra: Receives that time if the time in UTC is unknown.
        """
        local_text, utc_text = record.text(name), record.text(f"{name}_gmt")
        utc, local = _parse(utc_text), _parse(local_text)
        if utc is None:
            return self._time_without_utc(record, name, local_text, extra)
        time = at_site_offset(utc, local) if local else utc
        if time is None:
            message = "does not differ from UTC by a valid offset; the time in UTC was taken"
            record.note("info", name, local_text, message)
        return time or utc

    def _time_without_utc(
        self, record: ObjectReader, name: str, text: str, extra: dict[str, ExtraValue]
    ) -> datetime | None:
        time = parse_time(text).value  # some servers write the offset
        local = _parse(text)
        if time is not None or not text:
            return time
        if local is None:
            record.note("info", name, text, "is no time; the time is unknown")
            return None
        if stated := record.notes.timezone:
            message = "has no time in UTC; the zone of the site that was stated is taken"
            record.note("info", name, text, message)
            return parse_time(text, assume=stated).value
        if not self._offsets:
            extra[f"wp:{name}"] = text
            message = f"has no time in UTC; the time is unknown; {STATE_ZONE}"
            record.note("lost", name, text, message)
            return None
        offset = self._nearest_offset(local)
        message = (
            f"has no time in UTC; the offset of the record nearest in time, {offset}, was taken"
        )
        record.note("repaired", name, text, message)
        return parse_time(text, assume=offset).value

    def _nearest_offset(self, local: datetime) -> timezone:
        index = bisect_left(self._local_times, local)
        neighbours = self._local_times[max(index - 1, 0) : index + 1]
        nearest = min(neighbours, key=lambda neighbour: abs(neighbour - local))
        return timezone(self._offsets[nearest])

    @cached_property
    def _offsets(self) -> dict[datetime, timedelta]:
        """Offsets from UTC by local time, from records that have both times."""
        offsets: dict[datetime, timedelta] = {}
        for record in self._records:
            for name in ("date", "modified"):
                utc, local = _parse(record.peek(f"{name}_gmt")), _parse(record.peek(name))
                time = at_site_offset(utc, local) if utc and local else None
                if time is not None and local is not None:
                    offsets.setdefault(local, time.utcoffset() or timedelta(0))
        return offsets

    @cached_property
    def _local_times(self) -> list[datetime]:
        return sorted(self._offsets)


def time_members(name: str, time: datetime | None) -> dict[str, object]:
    """Return the two members of a time, in whole seconds.

    Args:
        name: ``date`` or ``modified``.
        time: The time.
    """
    if time is None:
        return {name: None, f"{name}_gmt": None}
    return {name: _clock(time), f"{name}_gmt": _clock(time.astimezone(UTC))}


def _clock(time: datetime) -> str:
    return datetime.isoformat(time.replace(tzinfo=None), timespec="seconds")


def _parse(text: str) -> datetime | None:
    """Return a local time as if it were in UTC; None if the text is no time."""
    clock = parse_clock(text)
    if clock is not None:
        return clock
    time = parse_time(text, assume=UTC).value
    return None if time is None else time.replace(tzinfo=UTC)
