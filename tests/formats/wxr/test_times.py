"""Times: UTC and site clock give instant and offset; zero dates are unknown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_blog, make_comment, make_post
from tests.formats.wxr.documents import comment_xml, post_xml, read, read_one

from blogcore import Comment, FormatError, Post, dump, iter_load, load


def _dates(local: str, utc: str, name: str = "post_date") -> str:
    return f"<wp:{name}>{local}</wp:{name}><wp:{name}_gmt>{utc}</wp:{name}_gmt>"


@given(
    st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)),
    st.integers(-48, 56).map(lambda quarters: timedelta(minutes=15 * quarters)),
)
def test_the_offset_of_the_site_is_the_difference(utc: datetime, offset: timedelta) -> None:
    utc = utc.replace(microsecond=0)
    fields = _dates((utc + offset).isoformat(" "), utc.isoformat(" "))
    published = read_one(post_xml(fields), Post).published
    assert published == utc.replace(tzinfo=UTC)
    assert published is not None and published.utcoffset() == offset


def test_every_time_has_its_own_offset() -> None:
    fields = (
        _dates("2024-07-01 12:00:00", "2024-07-01 10:00:00")
        + _dates("2024-12-01 12:00:00", "2024-12-01 11:00:00", "post_modified")
        + comment_xml(_dates("2024-07-02 15:45:00", "2024-07-02 10:00:00", "comment_date"))
    )
    text = post_xml(fields)
    post, comment = read_one(text, Post), read_one(text, Comment)
    assert post.published == datetime(2024, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    assert post.updated == datetime(2024, 12, 1, 12, tzinfo=timezone(timedelta(hours=1)))
    assert comment.published is not None
    assert comment.published.isoformat() == "2024-07-02T15:45:00+05:45"


@pytest.mark.parametrize("local", ["", "0000-00-00 00:00:00", "yesterday"])
def test_without_a_local_time_the_time_is_in_utc(local: str) -> None:
    post = read_one(post_xml(_dates(local, "2024-07-01 10:00:00")), Post)
    assert post.published == datetime(2024, 7, 1, 10, tzinfo=UTC)
    assert not post.extra


@pytest.mark.parametrize("local", ["2024-07-01 10:07:00", "2024-07-03 10:00:00"])
def test_times_that_differ_by_no_valid_offset_are_noted(local: str) -> None:
    loaded = read(post_xml(_dates(local, "2024-07-01 10:00:00")))
    assert loaded.blog.posts[0].published == datetime(2024, 7, 1, 10, tzinfo=UTC)
    assert [note.severity for note in loaded.notes] == ["info"]


@pytest.mark.parametrize("utc", ["0000-00-00 00:00:00", ""])
def test_a_draft_has_no_time_and_pub_date_is_ignored(utc: str) -> None:
    fields = "<pubDate>Wed, 30 Nov -0001 00:00:00 +0000</pubDate>"
    loaded = read(post_xml(fields + _dates("2024-07-01 10:00:00", utc), status="draft"))
    [post] = loaded.blog.posts
    assert post.published is None
    assert post.extra["wp:post_date"] == "2024-07-01 10:00:00"
    assert [note.severity for note in loaded.notes] == ["info"]


def test_pub_date_is_ignored() -> None:
    fields = "<pubDate>Thu, 01 Jan 1970 00:00:00 +0000</pubDate>"
    assert read_one(post_xml(fields), Post).published is None


@pytest.mark.parametrize("utc", ["2024-02-30 10:00:00", "99999-13-45 99:99:99", "yesterday"])
def test_an_invalid_time_is_noted_as_lost(utc: str) -> None:
    loaded = read(post_xml(_dates("", utc)))
    assert loaded.blog.posts[0].published is None
    assert [note.severity for note in loaded.notes] == ["lost"]


@pytest.mark.parametrize("year", ["0001-01-02", "9999-12-31"])
def test_times_at_the_ends_of_the_calendar_are_no_error(year: str) -> None:
    post = read_one(post_xml(_dates(f"{year} 23:00:00", f"{year} 10:00:00")), Post)
    assert post.published is not None
    assert post.published.utcoffset() == timedelta(hours=13)


_ZERO = "0000-00-00 00:00:00"


def _comment(id: str, local: str, utc: str) -> str:
    return comment_xml(_dates(local, utc, "comment_date"), id=id)


def test_a_time_without_utc_gets_the_offset_of_the_record_nearest_in_time() -> None:
    comments = (
        _comment("1", "2024-06-30 09:00:00", _ZERO)  # before the first offset that is known
        + _comment("2", "2024-07-01 12:00:00", "2024-07-01 10:00:00")
        + _comment("3", "2024-12-01 12:00:00", "2024-12-01 11:00:00")
        + _comment("4", "2024-07-02 12:00:00", _ZERO)
        + _comment("5", "2024-12-24 12:00:00", _ZERO)
    )
    loaded = read(post_xml(comments))
    times = {c.id: c.published and c.published.isoformat() for c in loaded.blog.comments}
    assert times["1"] == "2024-06-30T09:00:00+02:00"
    assert times["4"] == "2024-07-02T12:00:00+02:00"
    assert times["5"] == "2024-12-24T12:00:00+01:00"
    assert [note.severity for note in loaded.notes] == ["repaired"] * 3


def test_a_time_without_any_offset_is_lost_with_a_remedy() -> None:
    loaded = read(post_xml(_comment("1", "2024-07-01 12:00:00", _ZERO)))
    (comment,) = loaded.blog.comments
    assert comment.published is None
    assert comment.extra["wp:comment_date"] == "2024-07-01 12:00:00"
    (note,) = loaded.notes
    assert note.severity == "lost"
    assert "timezone=" in note.message


@pytest.mark.parametrize("field", ["post_date", "post_modified", "comment_date"])
def test_the_stated_zone_dates_what_has_no_time_in_utc(field: str) -> None:
    fields = _dates("2024-07-01 12:00:00", _ZERO, field)
    text = post_xml(comment_xml(fields) if field == "comment_date" else fields)
    zone = ZoneInfo("Europe/Berlin")
    loaded = load(text.encode(), timezone=zone, strict=True)
    post, comments = loaded.blog.posts[0], loaded.blog.comments
    time = {
        "post_date": post.published,
        "post_modified": post.updated,
        "comment_date": comments[0].published if comments else None,
    }[field]
    assert time == datetime(2024, 7, 1, 12, tzinfo=zone)
    assert [note.severity for note in loaded.notes] == ["info"]


def test_records_before_a_damaged_place_are_kept_while_no_offset_is_known() -> None:
    text = post_xml(_comment("1", "2024-07-01 12:00:00", _ZERO)).partition("</item>")[0]
    items: list[object] = []
    with pytest.raises(FormatError):
        for item in iter_load(text.encode()):
            items.append(item)
    assert any(isinstance(item, Comment) for item in items)


@pytest.mark.parametrize(
    "when", [datetime(1, 1, 30, 23, 59, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)]
)
def test_times_at_the_limits_of_the_calendar_are_read_back(when: datetime) -> None:
    blog = make_blog(make_comment("1", published=when), posts=[make_post("7", published=when)])
    file = BytesIO()
    dump(blog, file, format="wxr")
    loaded = load(file.getvalue()).blog
    assert (loaded.posts[0].published, loaded.comments[0].published) == (when, when)
