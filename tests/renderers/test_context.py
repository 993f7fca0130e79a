"""What a renderer is told: dates by zone and style, places by name, and no guesses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given

from blogcore.errors import Fault, ValidationError
from blogcore.forms import ReplyForm
from blogcore.models import Author, Body, Comment
from blogcore.renderers import Context, PageInfo, comment_anchor
from blogcore.strategies import authors, comments, dates

WHEN = datetime(2024, 5, 1, 23, 30, tzinfo=UTC)
TOKYO = timezone(timedelta(hours=9))


def said(id: str) -> Comment:
    return Comment(id=id, post_id="1", author=Author(name="Ida"), body=Body(text="Hm."))


# --- where things are ------------------------------------------------------------------------


@given(comments(), comments())
def test_an_anchor_is_plain_and_belongs_to_one_comment(a: Comment, b: Comment) -> None:
    anchor = comment_anchor(a)
    assert anchor.isascii()
    assert not set(anchor) & set(" \t\n\r\f\"'<>`&#?/{}|\\^")
    assert (anchor == comment_anchor(b)) == (a.id == b.id)


def test_a_comment_is_on_this_page_unless_the_site_says_otherwise() -> None:
    assert Context().permalink(said("7/8")) == "#comment-7%2F8"
    elsewhere = Context(permalink=lambda comment: f"/c/{comment.id}")
    assert elsewhere.permalink(said("7")) == "/c/7"


@given(authors())
def test_nothing_about_a_person_is_made_up(author: Author) -> None:
    assert Context().avatar(author) is None


def test_without_a_site_there_is_nowhere_to_reply_to() -> None:
    assert Context().reply_url(None) is None
    assert Context().reply_url(said("7")) is None
    assert Context().page_url(3) == "?page=3"


# --- dates -----------------------------------------------------------------------------------


def test_a_time_is_shown_as_it_was_written_unless_a_zone_is_given() -> None:
    there = WHEN.astimezone(TOKYO)
    assert Context().date(there) == "2 May 2024 at 08:30"
    assert Context(timezone=UTC).date(there) == "1 May 2024 at 23:30"
    assert Context(timezone=ZoneInfo("Europe/Madrid")).date(WHEN) == "2 May 2024 at 01:30"


@pytest.mark.parametrize(
    ("style", "words"),
    [("absolute", "1 May 2024 at 23:30"), ("day", "1 May 2024"), ("relative", "2 days ago")],
)
def test_a_date_has_the_style_that_is_asked_for(style: Any, words: str) -> None:
    context = Context(date_style=style, now=WHEN + timedelta(days=2, hours=3))
    assert context.date(WHEN) == words
    assert context.byline(Author(name=" "), WHEN) == f"Anonymous, {words}"


@given(dates(), dates())
def test_any_time_is_shown_in_any_zone(when: datetime, now: datetime) -> None:
    for zone in (None, UTC, TOKYO, timezone(timedelta(hours=-12))):
        assert Context(timezone=zone, now=now, date_style="relative").date(when)
        assert str(Context(timezone=zone).local(when).year) in Context(timezone=zone).date(when)


def test_a_time_at_the_end_of_the_calendar_is_shown_as_it_was_written() -> None:
    last = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    assert Context(timezone=TOKYO).date(last) == "31 December 9999 at 23:59"


def test_without_bylines_nobody_is_named_and_nothing_dated() -> None:
    assert Context(bylines=False).byline(Author(name="Ida"), WHEN) == ""


# --- what cannot be --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_", "path", "code"),
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
def test_a_context_that_cannot_be_is_refused(given_: dict[str, Any], path: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Context(**given_)
    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [(path, code)]


@pytest.mark.parametrize(("number", "total"), [(0, 1), (2, 1), (1, 0)])
def test_a_page_that_is_not_there_is_refused(number: int, total: int) -> None:
    with pytest.raises(ValidationError, match="number"):
        PageInfo(number=number, total=total)


# --- the form --------------------------------------------------------------------------------


def test_a_form_knows_what_is_wrong_with_each_field() -> None:
    short, late = Fault("name", "required", ""), Fault("", "closed", "")
    form = ReplyForm(action="/reply", errors=[short, late])
    assert form.errors_for("name") == (short,)
    assert form.errors_for("") == (late,)
    assert form.errors_for("email") == ()


def test_what_was_typed_is_kept_and_shown_in_no_repr() -> None:
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
