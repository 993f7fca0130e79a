"""The data of a thread chart: who replied to whom over time, as cells of a grid.

There is a row for each of the most active authors, one for all others, and one for hidden comments.
There is a column for each comment in the order of time; with more than `MAX_COLUMNS` comments,
several share a column, and those in one cell are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from blogcore._text.plain import one_line
from blogcore.models import Comment
from blogcore.renderers.context import Context, has_inferred_link
from blogcore.threads import Thread

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "AuthorRow", "Cell", "Chart", "Dot", "Edge", "make_chart"]

#: Maximum number of rows for authors; if there are more authors, the last row is shared.
MAX_ROWS = 12
#: Maximum number of comments with a column each; in longer threads, comments share columns.
MAX_COLUMNS = 500
#: Number of columns if comments share them.
_SHARED_COLUMNS = 100

#: Row and column.
Cell = tuple[int, int]
#: Id and name of an author.
_Person = tuple[str | None, str]


@frozen
class AuthorRow:
    """A row of the chart: the comments of one author, of several who share it, or hidden ones."""

    #: Name of the author; empty for a shared row and for the row of hidden comments.
    name: str
    #: Number of authors; 0 for hidden comments.
    authors: int
    #: Number of comments.
    comments: int


@frozen
class Dot:
    """A cell with one or several comments."""

    row: int
    column: int
    #: Number of comments.
    count: int
    #: Position of the comment in the thread; None if columns are shared.
    index: int | None


@frozen
class Edge:
    """Replies from one cell to another.

    If columns are shared, all replies from row to row, in a column after the last.
    """

    parent: Cell
    reply: Cell
    #: Number of replies.
    count: int
    #: Whether all of their links were inferred.
    inferred: bool = False


@frozen
class Chart:
    """Rows, dots and edges of a thread chart."""

    rows: tuple[AuthorRow, ...]
    #: Number of columns.
    columns: int
    #: In the order of the thread; by row if columns are shared.
    dots: tuple[Dot, ...]
    edges: tuple[Edge, ...]
    #: Columns in which a day begins.
    days: tuple[tuple[int, datetime], ...]
    #: Whether comments share columns.
    shared: bool
    #: Largest number of comments in one dot.
    max_comments: int
    #: Largest number of replies in one edge.
    max_replies: int


def make_chart(thread: Thread, context: Context) -> Chart:
    """Return the chart of a thread. O(n log n), to sort by time."""
    comments = thread.comments
    order = _by_time(comments)
    shared = len(comments) > MAX_COLUMNS
    columns = _SHARED_COLUMNS if shared else len(comments)
    rows, row_of = _rows([_person(comments[index], context) for index in order], context)
    cells = [(0, 0)] * len(comments)
    for rank, index in enumerate(order):
        column = rank * columns // len(comments) if shared else rank
        cells[index] = (row_of[_person(comments[index], context)], column)
    dots = _shared_dots(cells) if shared else _dot_per_comment(cells)
    edges = _edges(thread, [(row, columns) for row, _ in cells] if shared else cells)
    return Chart(
        rows=rows,
        columns=columns,
        dots=dots,
        edges=edges,
        days=_days([comments[index] for index in order], columns, context),
        shared=shared,
        max_comments=max((dot.count for dot in dots), default=0),
        max_replies=max((edge.count for edge in edges), default=0),
    )


def _by_time(comments: Sequence[Comment]) -> list[int]:
    """Return positions in the thread, sorted by time; unknown times last."""
    known = [i for i, comment in enumerate(comments) if comment.published is not None]
    unknown = [i for i, comment in enumerate(comments) if comment.published is None]
    return sorted(known, key=lambda i: (comments[i].published, i)) + unknown


def _person(comment: Comment, context: Context) -> _Person | None:
    """Return id and name of the author; None if the comment is hidden."""
    if not context.viewer.sees(comment):
        return None
    return comment.author.id, one_line(comment.author.name)


def _rows(
    people: Sequence[_Person | None], context: Context
) -> tuple[tuple[AuthorRow, ...], dict[_Person | None, int]]:
    """Return the rows, most comments first, and the row of each author.

    Args:
        people: The authors of the comments in the order of time.
        context: Says whether names are shown, and what an anonymous author is called.
    """
    counts = Counter(people)
    hidden = counts.pop(None, 0)
    ranked = sorted(counts, key=lambda person: -counts[person])  # ties: earliest first
    own_row = ranked if len(ranked) <= MAX_ROWS else ranked[: MAX_ROWS - 1]
    others = ranked[len(own_row) :]
    rows = [AuthorRow(_label(person, context), 1, counts[person]) for person in own_row]
    row_of: dict[_Person | None, int] = {person: row for row, person in enumerate(own_row)}
    row_of.update(dict.fromkeys(others, len(own_row)))
    if others:
        rows.append(AuthorRow("", len(others), sum(counts[person] for person in others)))
    if hidden:
        row_of[None] = len(rows)
        rows.append(AuthorRow("", 0, hidden))
    return tuple(rows), row_of


def _label(person: _Person | None, context: Context) -> str:
    if person is None or not context.bylines:
        return ""
    return person[1] or context.words.anonymous


def _dot_per_comment(cells: Sequence[Cell]) -> tuple[Dot, ...]:
    return tuple(Dot(*cell, 1, index) for index, cell in enumerate(cells))


def _shared_dots(cells: Sequence[Cell]) -> tuple[Dot, ...]:
    return tuple(Dot(*cell, count, None) for cell, count in sorted(Counter(cells).items()))


def _edges(thread: Thread, cells: Sequence[Cell]) -> tuple[Edge, ...]:
    counts: Counter[tuple[Cell, Cell]] = Counter()
    inferred: Counter[tuple[Cell, Cell]] = Counter()
    for index, reply in enumerate(cells):
        parent = thread.tree.parent(index)
        if parent is not None:
            cell = cells[parent], reply
            counts[cell] += 1
            inferred[cell] += has_inferred_link(thread.comments[index], thread.comments[parent])
    return tuple(
        Edge(*cell, count, inferred[cell] == count) for cell, count in sorted(counts.items())
    )


def _days(
    comments: Sequence[Comment], columns: int, context: Context
) -> tuple[tuple[int, datetime], ...]:
    """Return columns in which a day begins, in the time zone of the context."""
    days: list[tuple[int, datetime]] = []
    for rank, comment in enumerate(comments if context.bylines else ()):
        if comment.published is None:
            break
        local = context.local(comment.published)
        if not days or local.date() != days[-1][1].date():
            days.append((rank * columns // len(comments), local))
    return tuple(days)
