"""`Context`: dates by zone and style, anchors, URLs, and invalid values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from tests.factory import make_comment

from blogcore.errors import Fault, ValidationError
from blogcore.forms import ReplyForm
from blogcore.models import Author, Comment
from blogcore.renderers import Context, PageInfo, comment_anchor
from blogcore.strategies import authors, comments, dates

WHEN = datetime(2024, 5, 1, 23, 30, tzinfo=UTC)
TOKYO = timezone(timedelta(hours=9))


# --- anchors and URLs ------------------------------------------------------------------------


@given(comments(), comments())
def test_anchors_are_ascii_and_unique(a: Comment, b: Comment) -> None:
    anchor = comment_anchor(a)
    assert anchor.isascii()
    assert not set(anchor) & set(" \t\n\r\f\"'<>`&#?/{}|\\^")
    assert (anchor == comment_anchor(b)) == (a.id == b.id)


def test_default_permalink_is_an_anchor_on_the_page() -> None:
    assert Context().permalink(make_comment("7/8")) == "#comment-7%2F8"
    elsewhere = Context(permalink=lambda comment: f"/c/{comment.id}")
    assert elsewhere.permalink(make_comment("7")) == "/c/7"


@given(authors())
def test_unknown_facts_about_a_person_are_left_out(author: Author) -> None:
    assert Context().avatar(author) is None


def test_without_reply_url_there_is_no_reply_link() -> None:
    assert Context().reply_url(None) is None
    assert Context().reply_url(make_comment("7")) is None
    assert Context().page_url(3) == "?page=3"


# --- dates -----------------------------------------------------------------------------------


def test_times_are_shown_in_their_own_zone_by_default() -> None:
    there = WHEN.astimezone(TOKYO)
    assert Context().date(there) == "2 May 2024 at 08:30"
    assert Context(timezone=UTC).date(there) == "1 May 2024 at 23:30"
    assert Context(timezone=ZoneInfo("Europe/Madrid")).date(WHEN) == "2 May 2024 at 01:30"


@pytest.mark.parametrize(
    ("style", "words"),
    [("absolute", "1 May 2024 at 23:30"), ("day", "1 May 2024"), ("relative", "2 days ago")],
)
def test_each_date_style_shows_a_date_in_its_way(style: Any, words: str) -> None:
    context = Context(date_style=style, now=WHEN + timedelta(days=2, hours=3))
    assert context.date(WHEN) == words
    assert context.byline(Author(name=" "), WHEN) == f"Anonymous, {words}"


@given(dates(), dates())
def test_any_time_is_shown_in_any_zone(when: datetime, now: datetime) -> None:
    for zone in (None, UTC, TOKYO, timezone(timedelta(hours=-12))):
        assert Context(timezone=zone, now=now, date_style="relative").date(when)
        assert str(Context(timezone=zone).local(when).year) in Context(timezone=zone).date(when)


def test_a_time_at_the_end_of_the_calendar_keeps_its_zone() -> None:
    last = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    assert Context(timezone=TOKYO).date(last) == "31 December 9999 at 23:59"


def test_without_bylines_there_are_no_names_or_dates() -> None:
    assert Context(bylines=False).byline(Author(name="Ida"), WHEN) == ""


# --- invalid values --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "path", "code"),
    [
        ({"date_style": "relative"}, "now", "missing"),
        ({"date_style": "fancy"}, "date_style", "not_one_of"),
        ({"now": datetime(2024, 5, 1)}, "now", "naive_time"),
        (
            {"now": datetime(9999, 12, 31, 23, tzinfo=timezone(-timedelta(hours=2)))},
            "now",
            "no_utc",
        ),
        ({"nesting": -1}, "nesting", "out_of_range"),
        ({"width": 0}, "width", "out_of_range"),
    ],
)
def test_invalid_contexts_are_refused(arguments: dict[str, Any], path: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Context(**arguments)
    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [(path, code)]


@pytest.mark.parametrize(("number", "total"), [(0, 1), (2, 1), (1, 0)])
def test_a_page_out_of_range_is_refused(number: int, total: int) -> None:
    with pytest.raises(ValidationError, match="number"):
        PageInfo(number=number, total=total)


# --- the form --------------------------------------------------------------------------------


def test_a_form_returns_the_errors_of_each_field() -> None:
    short, late = Fault("name", "required", ""), Fault("", "closed", "")
    form = ReplyForm(action="/reply", errors=[short, late])
    assert form.errors_for("name") == (short,)
    assert form.errors_for("") == (late,)
    assert form.errors_for("email") == ()


def test_values_of_the_form_are_kept_and_not_in_its_repr() -> None:
    form = ReplyForm(
        action="/reply",
        name="Canary",
        email="canary@example.org",
        url="https://canary.example",
        body="canary\x00\ud800 sings",
        hidden={"token": "canary"},
        honeypot="canary_field",
    )
    assert form.body == "canary sings"
    assert form.hidden == (("token", "canary"),)
    assert "canary" not in repr(form).lower()
    assert hash(form) == hash(attrs.evolve(form, hidden=[("token", "canary")]))
