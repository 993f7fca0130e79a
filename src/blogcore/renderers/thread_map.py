"""`ThreadMap`: who answered whom over time, as places on a grid, before anything is drawn.

A row for each of the people who said most, one for all others, one for hidden comments; a column
for each comment in the order of time. Where there are more comments than `COLUMNS`, a column holds
several, and what falls on one place is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from blogcore._text.plain import one_line
from blogcore.models import Comment
from blogcore.renderers.context import Context
from blogcore.threads import Thread

__all__ = ["COLUMNS", "ROWS", "Link", "Mark", "Row", "ThreadMap", "map_thread"]

#: How many people have a row of their own.
ROWS = 12
#: How many comments have a column of their own.
COLUMNS = 500
#: How many columns there are where comments share them.
_SHARED_COLUMNS = 100

#: Row and column.
Place = tuple[int, int]
_Person = tuple[str | None, str]


@frozen
class Row:
    """Somebody's comments, or those of all who have no row of their own."""

    #: Empty for the others, and for hidden comments.
    name: str
    #: How many people it stands for; 0 for hidden comments.
    people: int
    comments: int


@frozen
class Mark:
    """A place with one comment, or several."""

    row: int
    column: int
    count: int
    #: The comment, where it is alone; its place in reading order.
    index: int | None


@frozen
class Link:
    """Answers from one place to another, and how many.

    Where columns are shared it is all answers from row to row, in a column behind the last.
    """

    above: Place
    #: Where the answer is.
    below: Place
    count: int


@frozen
class ThreadMap:
    """The whole picture."""

    rows: tuple[Row, ...]
    columns: int
    #: In reading order; where a mark stands for several, by row.
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]
    #: Columns in which a day begins.
    days: tuple[tuple[int, datetime], ...]
    #: Whether a mark may stand for several comments, and for how many at most.
    shared: bool
    most: int
    #: The most answers that a link stands for.
    most_answers: int


def map_thread(thread: Thread, context: Context) -> ThreadMap:
    """The map of a thread. O(n log n) for the order of time, linear otherwise."""
    comments = thread.comments
    order = _by_time(comments)
    shared = len(comments) > COLUMNS
    columns = _SHARED_COLUMNS if shared else len(comments)
    rows, row_of = _rows([_person(comments[index], context) for index in order], context)
    places = [(0, 0)] * len(comments)
    for rank, index in enumerate(order):
        column = rank * columns // len(comments) if shared else rank
        places[index] = (row_of[_person(comments[index], context)], column)
    marks = _shared_marks(places) if shared else _own_marks(places)
    links = _links(thread, [(row, columns) for row, _ in places] if shared else places)
    return ThreadMap(
        rows=rows,
        columns=columns,
        marks=marks,
        links=links,
        days=_days([comments[index] for index in order], columns, context),
        shared=shared,
        most=max((mark.count for mark in marks), default=0),
        most_answers=max((link.count for link in links), default=0),
    )


def _by_time(comments: Sequence[Comment]) -> list[int]:
    """Places in reading order, sorted by time; unknown times last."""
    known = [i for i, comment in enumerate(comments) if comment.published is not None]
    unknown = [i for i, comment in enumerate(comments) if comment.published is None]
    return sorted(known, key=lambda i: (comments[i].published, i)) + unknown


def _person(comment: Comment, context: Context) -> _Person | None:
    """Who said it: an account, or what somebody without one signed; None where it is hidden."""
    if not context.viewer.sees(comment):
        return None
    return comment.author.id, one_line(comment.author.name)


def _rows(
    people: Sequence[_Person | None], context: Context
) -> tuple[tuple[Row, ...], dict[_Person | None, int]]:
    """The rows, and which of them is whose; who said most comes first, then who came first."""
    counts = Counter(people)
    hidden = counts.pop(None, 0)
    ranked = sorted(counts, key=lambda person: -counts[person])  # equals stay as they came
    alone = ranked if len(ranked) <= ROWS else ranked[: ROWS - 1]
    others = ranked[len(alone) :]
    rows = [Row(_label(person, context), 1, counts[person]) for person in alone]
    row_of: dict[_Person | None, int] = {person: row for row, person in enumerate(alone)}
    row_of.update(dict.fromkeys(others, len(alone)))
    if others:
        rows.append(Row("", len(others), sum(counts[person] for person in others)))
    if hidden:
        row_of[None] = len(rows)
        rows.append(Row("", 0, hidden))
    return tuple(rows), row_of


def _label(person: _Person | None, context: Context) -> str:
    if person is None or not context.bylines:
        return ""
    return person[1] or context.words.anonymous


def _own_marks(places: Sequence[Place]) -> tuple[Mark, ...]:
    return tuple(Mark(*place, 1, index) for index, place in enumerate(places))


def _shared_marks(places: Sequence[Place]) -> tuple[Mark, ...]:
    return tuple(Mark(*place, count, None) for place, count in sorted(Counter(places).items()))


def _links(thread: Thread, places: Sequence[Place]) -> tuple[Link, ...]:
    found: Counter[tuple[Place, Place]] = Counter()
    for index, below in enumerate(places):
        parent = thread.tree.parent(index)
        if parent is not None:
            found[places[parent], below] += 1
    return tuple(Link(above, below, count) for (above, below), count in sorted(found.items()))


def _days(
    comments: Sequence[Comment], columns: int, context: Context
) -> tuple[tuple[int, datetime], ...]:
    """Columns in which a day begins, as the context shows days."""
    days: list[tuple[int, datetime]] = []
    for rank, comment in enumerate(comments if context.bylines else ()):
        if comment.published is None:
            break
        local = context.local(comment.published)
        if not days or local.date() != days[-1][1].date():
            days.append((rank * columns // len(comments), local))
    return tuple(days)
