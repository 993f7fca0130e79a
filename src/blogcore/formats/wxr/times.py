"""Times of WXR: a local one and the same in UTC, whose difference is the offset of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from blogcore._time.parse import parse_time
from blogcore.formats._offset import at_site_offset, is_site_offset
from blogcore.formats.wxr.vocabulary import leaf
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import ExtraValue

__all__ = ["take_time", "time_elements"]

_DATABASE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", re.A)
_ZERO = "0000-00-00 00:00:00"


def take_time(record: ElementReader, name: str, extra: dict[str, ExtraValue]) -> datetime | None:
    """The time of a field such as ``wp:post_date`` with ``wp:post_date_gmt``, at its offset.

    Only the time in UTC says when something was; the local one gives the offset. Without the
    first the time is unknown, and the local one is kept in ``extra``. Zero dates are what
    WordPress writes for drafts. ``pubDate`` is never asked: it holds invented dates then.
    """
    absent = not record.has(name) and not record.has(f"{name}_gmt")
    local_text, utc_text = record.take(name), record.take(f"{name}_gmt")
    if absent:
        return None
    utc, local = _read(utc_text), _read(local_text)
    if utc is None:
        if local is not None:
            extra[name] = local_text
        _note_unknown(record, name, utc_text)
        return None
    if local is None:
        return utc
    at_offset = at_site_offset(utc, local)
    if at_offset is None:
        done = "is not the same time in any zone; the time in UTC was taken"
        record.notes.add("info", record.where, name, local_text, done)
    return at_offset or utc


def time_elements(
    name: str, time: datetime | None, extra: Mapping[str, ExtraValue]
) -> Iterator[Element]:
    """The two fields of a time; of an unknown one the local time that ``extra`` may have."""
    if time is None:
        local = extra.get(name, _ZERO)
        yield leaf(name, local if isinstance(local, str) else _ZERO)
        yield leaf(f"{name}_gmt", _ZERO)
        return
    offset = time.utcoffset() or timedelta()
    utc = time.astimezone(UTC)
    yield leaf(name, _written(time if is_site_offset(offset) else utc))
    yield leaf(f"{name}_gmt", _written(utc))


def _written(time: datetime) -> str:
    return datetime.isoformat(time.replace(microsecond=0, tzinfo=None), " ")


def _read(text: str) -> datetime | None:
    """The time as if it were in UTC; None where it is none."""
    if not _DATABASE.fullmatch(text):
        return parse_time(text).value
    try:
        return datetime.fromisoformat(f"{text}+00:00")
    except ValueError:  # no such day, or a zero date
        return None


def _note_unknown(record: ElementReader, name: str, utc_text: str) -> None:
    field = f"{name}_gmt"
    if not utc_text or utc_text.startswith("0000-00-00"):
        done = "there is no time in UTC; the time is unknown"
        record.notes.add("info", record.where, field, utc_text, done)
    else:
        record.notes.add("lost", record.where, field, utc_text, "is no time; the time is unknown")
