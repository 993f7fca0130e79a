"""Times without zone, times that mean no time, and times that are suspicious, in every format."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from blogcore import load
from blogcore.formats import Loaded

_ZONE = ZoneInfo("Europe/Berlin")


def _load(format: str, time: str, zone: ZoneInfo | None = None, *, strict: bool = False) -> Loaded:
    """Load a file in which the only time is this text."""
    text = json.dumps(time)
    documents = {
        "rss": f"<rss><channel><title>T</title><item><guid>1</guid><pubDate>{time}</pubDate></item>"
        "</channel></rss>",
        "atom": f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>T</title>'
        f"<published>{time}</published></entry></feed>",
        "jsonfeed": f'{{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": '
        f'[{{"id": "1", "content_text": "x", "date_published": {text}}}]}}',
        "isso-json": f'[{{"id": "/a/", "title": "T", "comments": [{{"id": 1, "author": "Ida", '
        f'"text": "x", "created": {text}}}]}}]',
        "wp-rest": f'[{{"id": 1, "title": {{"rendered": "T"}}, "content": {{"rendered": "x"}}, '
        f'"link": "https://example.org/1", "date": {text}}}]',
    }
    return load(documents[format].encode(), format=format, timezone=zone, strict=strict)


def _time(loaded: Loaded) -> datetime | None:
    if loaded.format == "isso-json":
        return loaded.blog.comments[0].published
    return loaded.blog.posts[0].published


_FORMATS = pytest.mark.parametrize("format", ["rss", "atom", "jsonfeed", "isso-json", "wp-rest"])


@_FORMATS
def test_a_time_without_zone_is_in_the_stated_zone(format: str) -> None:
    loaded = _load(format, "2024-07-01T12:00:00", _ZONE, strict=True)
    assert _time(loaded) == datetime(2024, 7, 1, 12, tzinfo=_ZONE)


@_FORMATS
def test_a_date_without_time_of_day_is_midnight_in_the_stated_zone(format: str) -> None:
    loaded = _load(format, "2019-08-27", _ZONE)
    assert _time(loaded) == datetime(2019, 8, 27, tzinfo=_ZONE)


@_FORMATS
@pytest.mark.parametrize("text", ["2019-08-27", "2024-07-01T12:00:00"])
def test_without_a_zone_the_time_is_lost_with_a_remedy(format: str, text: str) -> None:
    loaded = _load(format, text)
    assert _time(loaded) is None
    (note,) = [note for note in loaded.notes if "unknown" in note.message]
    assert note.severity == "lost"
    assert "timezone=" in note.message


@_FORMATS
@pytest.mark.parametrize("text", ["0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 +0000"])
def test_the_zero_time_of_go_is_unknown(format: str, text: str) -> None:
    loaded = _load(format, text)
    assert _time(loaded) is None
    assert {note.severity for note in loaded.notes} <= {"info"}


@pytest.mark.parametrize("format", ["rss", "atom", "jsonfeed", "isso-json"])
@pytest.mark.parametrize("text", ["1970-01-01T00:00:00Z", "2147483648"])
def test_a_suspicious_time_is_noted(format: str, text: str) -> None:
    loaded = _load(format, text)
    assert _time(loaded) is not None
    assert ["Unix time" in note.message for note in loaded.notes] == [True]
