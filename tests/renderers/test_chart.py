"""The chart data: every comment has one cell and is counted once."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from tests.factory import make_comment
from tests.threads.strategies import flawed_comments

from blogcore.models import Author, Comment, CommentStatus
from blogcore.renderers import Context
from blogcore.renderers._chart import MAX_COLUMNS, MAX_ROWS, make_chart
from blogcore.threads import Thread

START = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)


def numbered(
    number: int,
    name: str = "Ida",
    answers: int | None = None,
    *,
    hours: float | None = None,
    id: str | None = None,
    status: CommentStatus = "approved",
) -> Comment:
    """Return a comment with an id made of its number, some hours after `START`."""
    return make_comment(
        f"c{number}",
        None if answers is None else f"c{answers}",
        author=Author(name=name, id=id),
        published=None if hours is None else START + timedelta(hours=hours),
        status=status,
    )


@given(flawed_comments())
def test_each_comment_has_one_dot_and_each_reply_one_edge(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    chart = make_chart(thread, Context())
    assert [dot.index for dot in chart.dots] == list(range(len(thread)))
    assert sorted(dot.column for dot in chart.dots) == list(range(len(thread)))
    assert sum(edge.count for edge in chart.edges) == sum(depth > 0 for depth in thread.depths)
    rows = Counter(dot.row for dot in chart.dots)
    assert [row.comments for row in chart.rows] == [rows[n] for n in range(len(chart.rows))]


@given(flawed_comments())
def test_columns_are_sorted_by_time_with_unknown_times_last(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    marks = sorted(make_chart(thread, Context()).dots, key=lambda dot: dot.column)
    times = [thread.comments[dot.index or 0].published for dot in marks]
    known = [time for time in times if time is not None]
    assert times == sorted(known) + [None] * (len(times) - len(known))


def test_most_active_authors_come_first_and_others_share_the_last_row() -> None:
    many = [numbered(n, f"Guest {n}") for n in range(MAX_ROWS + 4)]
    most = [numbered(100 + n, "Bo") for n in range(3)]
    rows = make_chart(Thread.from_comments([*many, *most]), Context()).rows
    assert (rows[0].name, rows[0].comments) == ("Bo", 3)
    assert len(rows) == MAX_ROWS
    assert (rows[-1].name, rows[-1].authors, rows[-1].comments) == ("", 6, 6)
    few = make_chart(Thread.from_comments(many[:MAX_ROWS]), Context()).rows
    assert [row.authors for row in few] == [1] * MAX_ROWS


def test_authors_are_distinguished_by_id_and_exact_name() -> None:
    comments = [
        numbered(1, "Ida", id="1"),
        numbered(2, "Ida", id="2"),
        numbered(3, "Ida"),
        numbered(4, " Ida\n"),
        numbered(5, "Іda"),  # a Cyrillic letter
    ]
    rows = make_chart(Thread.from_comments(comments), Context()).rows
    assert [(row.name, row.comments) for row in rows] == [
        ("Ida", 2),
        ("Ida", 1),
        ("Ida", 1),
        ("Іda", 1),
    ]


def test_hidden_comments_have_a_row_without_a_name() -> None:
    thread = Thread.from_comments([numbered(1, status="spam"), numbered(2, "Bo", 1)])
    rows = make_chart(thread, Context()).rows
    assert [(row.name, row.authors, row.comments) for row in rows] == [("Bo", 1, 1), ("", 0, 1)]


def test_without_bylines_rows_have_no_names_and_there_are_no_days() -> None:
    thread = Thread.from_comments([numbered(1, hours=1), numbered(2, "Bo", 1, hours=2)])
    chart = make_chart(thread, Context(bylines=False))
    assert [row.name for row in chart.rows] == ["", ""]
    assert chart.days == ()


def test_days_begin_in_the_zone_of_the_context() -> None:
    thread = Thread.from_comments(numbered(n, hours=8 * n) for n in range(5))
    days = make_chart(thread, Context()).days
    assert [(column, day.day) for column, day in days] == [(0, 1), (2, 2)]


@pytest.mark.parametrize("size", [MAX_COLUMNS, MAX_COLUMNS + 1, 3 * MAX_COLUMNS])
def test_comments_of_large_threads_share_cells_and_are_counted(size: int) -> None:
    comments = [
        numbered(n, f"Guest {n % 3}", n - 1 if n % 2 else None, hours=n) for n in range(size)
    ]
    chart = make_chart(Thread.from_comments(comments), Context())
    assert chart.shared == (size > MAX_COLUMNS)
    assert sum(dot.count for dot in chart.dots) == size
    assert sum(edge.count for edge in chart.edges) == size // 2
    assert max(dot.column for dot in chart.dots) == chart.columns - 1
    if chart.shared:
        assert len(chart.dots) <= 3 * chart.columns
        assert len(chart.edges) <= 9
        assert chart.max_comments == max(dot.count for dot in chart.dots) > 1
