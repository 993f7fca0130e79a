"""`parse_time` reads dates without guessing, and independently of the host and its clock."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore._time import _grammars
from blogcore._time.parse import Reading, parse_time, to_fixed_offset

_OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_TIMES = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=_OFFSETS)

_PIECES = st.lists(
    st.sampled_from(
        [
            "2026",
            "26",
            "01",
            "1",
            "31",
            "-0001",
            "0000-00-00",
            ":",
            "-",
            "/",
            ",",
            ".",
            "T",
            "Z",
            "+",
            "10:00",
            "24:00",
            "+99:99",
            "+0530",
            "Jan",
            "May",
            "Mon",
            "Monday",
            "noon",
            "am",
            "PM",
            "EST",
            "CET",
            "UTC",
            "GMT",
            "GMT+3",
            "Europe/Berlin",
            "now",
            "1st",
            "of",
            "BC",
            "99999999999",
            "e5",
            "W01",
            "January",
            "2026-01-01",
        ]
    ),
    max_size=7,
)


@given(_TIMES)
def test_times_in_rfc_3339_are_read_back_without_a_problem(value: datetime) -> None:
    for text in (value.isoformat(), value.isoformat(" "), value.isoformat().replace(":00Z", "Z")):
        assert parse_time(text) == Reading(to_fixed_offset(value), None)


@given(_TIMES.map(lambda value: value.replace(microsecond=0)))
def test_times_in_email_format_are_read_back_without_a_problem(value: datetime) -> None:
    assert parse_time(format_datetime(value)) == Reading(to_fixed_offset(value), None)


@given(st.one_of(st.text(max_size=120), _PIECES.map(" ".join), _PIECES.map("".join)))
def test_every_parsed_time_can_be_written_and_nothing_raises(text: str) -> None:
    value = parse_time(text, assume=ZoneInfo("America/New_York")).value
    if value is not None:
        _assert_usable(value)


def _assert_usable(value: datetime) -> None:
    assert type(value.tzinfo) is timezone
    assert value.utcoffset() is not None
    assert value.astimezone(UTC) == value
    assert parse_time(value.isoformat()).value == value
    assert format_datetime(value)


@contextmanager
def _host_zone(name: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    try:
        os.environ["TZ"] = name
        time.tzset()
        yield
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


_TEXTS = [
    "Wed Aug 27 13:08:45 +0000 2008",
    "January 1, 2026 10:00 PM",
    "Jan 1 2026 10:00 CET",
    "Jan 1 2026 10:00 LMT",
    "01 Jan 2026 00:00 EST",
    "2013-05-06 02:12:52 +0200",
    "May 2026",
    "1 Jan 50 10:00 GMT",
    "Thu",
    "10",
]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change its zone")
@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "EST5EDT", "CET-1CEST", "LMT+3"])
def test_the_zone_of_the_host_changes_nothing(zone: str) -> None:
    here = [parse_time(text) for text in _TEXTS]
    with _host_zone(zone):
        assert [parse_time(text) for text in _TEXTS] == here


def test_the_year_of_the_host_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [parse_time(text, assume=UTC) for text in (*_TEXTS, "May 6 '13 10:00", "5 May 13 2PM")]
    monkeypatch.setattr(_grammars._english(), "_year", 2399)
    monkeypatch.setattr(_grammars._english(), "_century", 2300)
    later = [parse_time(text, assume=UTC) for text in (*_TEXTS, "May 6 '13 10:00", "5 May 13 2PM")]
    assert now == later


@pytest.mark.parametrize(
    "text",
    [
        "0000-00-00 00:00:00",
        "0000-00-00",
        "0000-00-00T00:00:00Z",
        "0000-00-00 00:00:00+00:00",
        "-0001-11-30T00:00:00+00:00",
        "Wed, 30 Nov -0001 00:00:00 +0000",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+00:00",
        "0001-01-01T00:00:00+01:00",
        "0001-01-01",
        "0001-01-01 00:00:00",
        "Mon, 01 Jan 0001 00:00:00 +0000",
    ],
)
def test_placeholders_for_no_date_are_no_date(text: str) -> None:
    reading = parse_time(text, assume=UTC)
    assert reading.value is None
    assert reading.problem
    assert reading.is_zero


@pytest.mark.parametrize(
    "text",
    [
        "1970-01-01T00:00:00Z",
        "1970-01-01T01:00:00+01:00",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "2147483647",
        "2147483648",
        "2038-01-19T03:14:08Z",
    ],
)
def test_limits_of_unix_time_are_read_with_a_remark(text: str) -> None:
    reading = parse_time(text)
    assert reading.value is not None
    assert reading.problem is None
    assert reading.remark is not None and "Unix time" in reading.remark
    assert parse_time("1970-01-01T00:00:01Z").remark is None


@pytest.mark.parametrize(
    "text",
    [
        "10",
        "Monday",
        "2026",
        "10:00",
        "May 2026",
        "May 6",
        "6 May 10:00",
        "20260101",
        "01/02/03",
        "01/02/2026",
        "2026-W01-1",
        "2026-001",
        "noon",
        "a",
        "13:45 PM",
        "1 2 3",
        "May 6 13 10:00",
    ],
)
def test_ambiguous_and_incomplete_dates_are_refused(text: str) -> None:
    assert parse_time(text, assume=UTC).value is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2026-01-01T00:00:00+99:99", "offset"),
        ("2026-01-01T00:00:00+05:60", "offset"),
        ("Jan 1 2026 10:00 +99:99", "no date"),
        ("Jan 1 2026 10:00 +05:75", "no date"),
        ("Thu, 01 Jan 2026 10:00:00 CET", "'CET'"),
        ("Jan 1 2026 10:00 CET", "'CET'"),
        ("2026-01-01T10:00 No/Where", "'No/Where'"),
        ("2026-01-01T10:00 America", "'America'"),
        ("9999-12-31T23:59:59-01:00", "UTC"),
        ("0001-01-02T00:00:00+24:00", "offset"),
        ("9999-12-31T24:00:00Z", "9999"),
        ("99999999999999", "number"),
        ("-99999999999", "9999"),
        ("-0044-03-15T12:00:00Z", "before 1"),
        ("Thu, 15 Mar -0044 12:00:00 GMT", "before 1"),
        ("2026-02-30", "no day"),
        ("Thu, 32 Jan 2026 00:00:00 GMT", "no day"),
        ("Thu, 01 Foo 2026 00:00:00 GMT", "no day"),
        ("2026-01-01T24:00:01Z", "no time"),
        ("2026-01-01T10:30:60Z", "no time"),
        ("2026-01-01T10:30:00Z" + " " * 100, "longer"),
        ("x" * 1_000_000, "longer"),
        ("２０２６-01-01", "characters"),
        ("2026-01-01\0", "characters"),
        ("2026-01-01T10:00:00", "no time zone"),
        ("January 1, 2026", "no time zone"),
    ],
)
def test_impossible_dates_are_refused_with_a_reason(text: str, problem: str) -> None:
    reading = parse_time(text)
    assert reading.value is None
    assert reading.problem is not None and problem in reading.problem


@pytest.mark.parametrize(
    ("text", "iso", "problem"),
    [
        ("2026-07-01 10:00:00", "2026-07-01T10:00:00+02:00", "assumed"),
        ("2026-07-01", "2026-07-01T00:00:00+02:00", "midnight"),
        ("July 1, 2026", "2026-07-01T00:00:00+02:00", "midnight"),
        ("2026/07/01 10:00", "2026-07-01T10:00:00+02:00", "assumed"),
        ("2026-10-25 02:30:00", "2026-10-25T02:30:00+02:00", "twice"),
        ("2026-03-29 02:30:00", "2026-03-29T02:30:00+01:00", "skipped"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00", "leap second"),
        ("Sun, 01 Jan 2026 00:00:00 GMT", "2026-01-01T00:00:00+00:00", "Thu"),
        ("Thu, 01 Jan 26 00:00:00 GMT", "2026-01-01T00:00:00+00:00", "two digits"),
        ("Fri, 01 Jan 99 00:00:00 GMT", "1999-01-01T00:00:00+00:00", "two digits"),
    ],
)
def test_unusual_dates_are_read_with_a_problem(text: str, iso: str, problem: str) -> None:
    reading = parse_time(text, assume=ZoneInfo("Europe/Berlin"))
    assert reading.value is not None and reading.value.isoformat() == iso
    assert reading.problem is not None and problem in reading.problem


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-01-01T24:00:00Z", "2026-01-02T00:00:00+00:00"),
        ("2026-01-01T00:00:00.123456789Z", "2026-01-01T00:00:00.123456+00:00"),
        ("2013-05-06 02:12:52 +0200", "2013-05-06T02:12:52+02:00"),
        ("2026-07-01T10:00 Europe/Berlin", "2026-07-01T10:00:00+02:00"),
        ("01 Jan 2026 00:00 EDT", "2026-01-01T00:00:00-04:00"),
        ("Thu, 1 Jan 2026 00:00:00 +0530 (IST)", "2026-01-01T00:00:00+05:30"),
        ("Wed Aug 27 13:08:45 -0300 2008", "2008-08-27T13:08:45-03:00"),
        ("May 6, 2013 2:12 PM UTC", "2013-05-06T14:12:00+00:00"),
        ("  1767225600 ", "2026-01-01T00:00:00+00:00"),
        ("1767225600000", "2026-01-01T00:00:00+00:00"),
        ("-1", "1969-12-31T23:59:59+00:00"),
        ("0001-01-02T00:00:00+00:00", "0001-01-02T00:00:00+00:00"),
    ],
)
def test_other_common_notations_are_read(text: str, iso: str) -> None:
    reading = parse_time(text)
    assert reading.value is not None and reading.value.isoformat() == iso
    assert reading.problem is None


def test_an_empty_text_is_neither_a_time_nor_a_problem() -> None:
    assert parse_time("") == parse_time(" \n") == Reading(None, None)


def test_hostile_dates_are_read_or_refused_as_expected(hostile: Path) -> None:
    rows = [json.loads(line) for line in (hostile / "dates.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) > 50
    for row in rows:
        reading = parse_time(row["input"])
        if reading.value is not None:
            _assert_usable(reading.value)
        if row["verdict"] == "accept" and not reading.is_zero:  # the first day of year 1
            assert reading.value is not None, row
        else:
            assert reading.value is None or reading.problem, row
