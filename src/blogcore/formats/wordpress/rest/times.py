"""Times of the API: ``date`` on the site's clock, ``date_gmt`` in UTC, neither with a zone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property

from blogcore._time.parse import parse_time
from blogcore.formats.json_objects import ObjectReader
from blogcore.formats.wordpress.times import at_site_offset, parse_clock
from blogcore.models import ExtraValue

__all__ = ["SiteClock", "times_of"]

_NAMES = ("date", "modified")


class SiteClock:
    """What a document tells about its site's offset from UTC, and the times read with it.

    Records that are embedded have no time in UTC. The offset of the record with both whose time
    is nearest is assumed for them, which is noted; without any such record they are unknown.
    """

    def __init__(self, records: Iterable[ObjectReader]) -> None:
        self._records = records

    def time(
        self, record: ObjectReader, name: str, extra: dict[str, ExtraValue]
    ) -> datetime | None:
        """The time of ``date`` or ``modified``; the local one goes to ``extra`` where unknown."""
        local_text, utc_text = record.text(name), record.text(f"{name}_gmt")
        utc, local = _read(utc_text), _read(local_text)
        if utc is None:
            return self._assumed(record, name, local_text, extra)
        at_offset = at_site_offset(utc, local) if local else utc
        if at_offset is None:
            done = "is not the same time in any zone; the time in UTC was taken"
            record.note("info", name, local_text, done)
        return at_offset or utc

    def _assumed(
        self, record: ObjectReader, name: str, text: str, extra: dict[str, ExtraValue]
    ) -> datetime | None:
        own = parse_time(text).value  # some servers write its offset
        local = _read(text)
        if own is not None or not text:
            return own
        if local is None:
            record.note("info", name, text, "is no time; the time is unknown")
            return None
        if not self._offsets:
            extra[f"wp:{name}"] = text
            record.note("info", name, text, "says no time in UTC; the time is unknown")
            return None
        offset = self._nearest(local)
        done = f"says no time in UTC; the offset of the record nearest in time, {offset}, was taken"
        record.note("repaired", name, text, done)
        return parse_time(text, assume=offset).value

    def _nearest(self, local: datetime) -> timezone:
        place = bisect_left(self._locals, local)
        around = self._locals[max(place - 1, 0) : place + 1]
        return timezone(self._offsets[min(around, key=lambda known: abs(known - local))])

    @cached_property
    def _offsets(self) -> dict[datetime, timedelta]:
        """The offset at each local time that is said in UTC too; looked for when first needed."""
        known: dict[datetime, timedelta] = {}
        for record in self._records:
            for name in _NAMES:
                utc, local = _read(record.peek(f"{name}_gmt")), _read(record.peek(name))
                found = at_site_offset(utc, local) if utc and local else None
                if found is not None and local is not None:
                    known.setdefault(local, found.utcoffset() or timedelta(0))
        return known

    @cached_property
    def _locals(self) -> list[datetime]:
        return sorted(self._offsets)


def times_of(name: str, value: datetime | None) -> dict[str, object]:
    """A time as its two members; the API has whole seconds."""
    if value is None:
        return {name: None, f"{name}_gmt": None}
    return {name: _written(value), f"{name}_gmt": _written(value.astimezone(UTC))}


def _written(value: datetime) -> str:
    return datetime.isoformat(value.replace(tzinfo=None), timespec="seconds")


def _read(text: str) -> datetime | None:
    """What the clock shows, as if it were in UTC; None where the text is no time."""
    clock = parse_clock(text)
    if clock is not None:
        return clock
    value = parse_time(text, assume=UTC).value
    return None if value is None else value.replace(tzinfo=UTC)
