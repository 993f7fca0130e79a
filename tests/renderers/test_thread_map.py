"""Who answered whom over time: every comment has its place, and none is counted twice."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from tests.threads.strategies import flawed_comments

from blogcore.models import Author, Body, Comment, CommentStatus
from blogcore.renderers import Context
from blogcore.renderers.thread_map import COLUMNS, ROWS, map_thread
from blogcore.threads import Thread

START = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)


def comment(
    number: int,
    name: str = "Ida",
    answers: int | None = None,
    *,
    hours: float | None = None,
    status: CommentStatus = "approved",
    id: str | None = None,
) -> Comment:
    when = None if hours is None else START + timedelta(hours=hours)
    return Comment(
        id=f"c{number}",
        post_id="7",
        author=Author(name=name, id=id),
        body=Body(),
        published=when,
        in_reply_to=None if answers is None else f"c{answers}",
        status=status,
    )


@given(flawed_comments())
def test_each_comment_has_one_place_and_each_answer_one_link(pile: list[Comment]) -> None:
    thread = Thread.from_comments(pile)
    drawn = map_thread(thread, Context())
    assert [mark.index for mark in drawn.marks] == list(range(len(thread)))
    assert sorted(mark.column for mark in drawn.marks) == list(range(len(thread)))
    assert sum(link.count for link in drawn.links) == sum(depth > 0 for depth in thread.depths)
    rows = Counter(mark.row for mark in drawn.marks)
    assert [row.comments for row in drawn.rows] == [rows[n] for n in range(len(drawn.rows))]


@given(flawed_comments())
def test_time_goes_to_the_right_and_unknown_times_are_last(pile: list[Comment]) -> None:
    thread = Thread.from_comments(pile)
    marks = sorted(map_thread(thread, Context()).marks, key=lambda mark: mark.column)
    times = [thread.comments[mark.index or 0].published for mark in marks]
    known = [time for time in times if time is not None]
    assert times == sorted(known) + [None] * (len(times) - len(known))


def test_who_said_most_comes_first_and_many_people_share_the_last_row() -> None:
    many = [comment(n, f"Guest {n}") for n in range(ROWS + 4)]
    most = [comment(100 + n, "Bo") for n in range(3)]
    rows = map_thread(Thread.from_comments([*many, *most]), Context()).rows
    assert (rows[0].name, rows[0].comments) == ("Bo", 3)
    assert len(rows) == ROWS
    assert (rows[-1].name, rows[-1].people, rows[-1].comments) == ("", 6, 6)
    few = map_thread(Thread.from_comments(many[:ROWS]), Context()).rows
    assert [row.people for row in few] == [1] * ROWS


def test_people_are_told_apart_by_account_and_by_name_and_never_by_look() -> None:
    comments = [
        comment(1, "Ida", id="1"),
        comment(2, "Ida", id="2"),
        comment(3, "Ida"),
        comment(4, " Ida\n"),
        comment(5, "Іda"),  # a Cyrillic letter
    ]
    rows = map_thread(Thread.from_comments(comments), Context()).rows
    assert [(row.name, row.comments) for row in rows] == [
        ("Ida", 2),
        ("Ida", 1),
        ("Ida", 1),
        ("Іda", 1),
    ]


def test_hidden_comments_have_a_row_without_a_name() -> None:
    thread = Thread.from_comments([comment(1, status="spam"), comment(2, "Bo", 1)])
    rows = map_thread(thread, Context()).rows
    assert [(row.name, row.people, row.comments) for row in rows] == [("Bo", 1, 1), ("", 0, 1)]


def test_without_bylines_there_are_neither_names_nor_days() -> None:
    thread = Thread.from_comments([comment(1, hours=1), comment(2, "Bo", 1, hours=2)])
    drawn = map_thread(thread, Context(bylines=False))
    assert [row.name for row in drawn.rows] == ["", ""]
    assert drawn.days == ()


def test_a_day_begins_where_the_context_says() -> None:
    thread = Thread.from_comments(comment(n, hours=8 * n) for n in range(5))
    days = map_thread(thread, Context()).days
    assert [(column, day.day) for column, day in days] == [(0, 1), (2, 2)]


@pytest.mark.parametrize("size", [COLUMNS, COLUMNS + 1, 3 * COLUMNS])
def test_of_very_many_comments_several_share_a_place_and_all_are_counted(size: int) -> None:
    comments = [
        comment(n, f"Guest {n % 3}", n - 1 if n % 2 else None, hours=n) for n in range(size)
    ]
    drawn = map_thread(Thread.from_comments(comments), Context())
    assert drawn.shared == (size > COLUMNS)
    assert sum(mark.count for mark in drawn.marks) == size
    assert sum(link.count for link in drawn.links) == size // 2
    assert max(mark.column for mark in drawn.marks) == drawn.columns - 1
    if drawn.shared:
        assert len(drawn.marks) <= 3 * drawn.columns
        assert len(drawn.links) <= 9
        assert drawn.most == max(mark.count for mark in drawn.marks) > 1
