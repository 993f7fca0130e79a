"""The common result of all benchmarks: rows of one table.

A benchmark module has a function ``rows()`` that measures and returns `Row` values, and ends with

    if __name__ == "__main__":
        sys.exit(report(rows()))

so that ``python -m benchmarks.NAME`` runs it alone. ``python -m benchmarks`` runs all of them, each
in a fresh process, and ends with one table. A module may print its details while it measures.
`benchmarks/import_time.py` is a short example.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module

from attrs import field, frozen

__all__ = ["Row", "report", "rows_of", "table"]

_HEADINGS = ("work", "ours", "theirs", "ratio", "bound", "kept?")


@frozen
class Row:
    """One measurement of blogcore, with that of a rival or alone.

    With ``theirs``, the bound limits the ratio of ours to theirs (0.7: at most 0.7 times as much).
    Without it, the bound limits ours, in ``unit``.
    """

    #: What is done, with its size: "JSON of 10⁵ comments → models".
    work: str
    #: Our time, memory or other cost; less is better.
    ours: float
    #: The rival's cost of the same work in the same unit; None where there is no rival.
    theirs: float | None = None
    #: The largest ratio (or cost, without a rival) that is allowed; None: for information.
    bound: float | None = field(default=None, kw_only=True)
    #: The unit of both costs: "s", "ms", "MB", …
    unit: str = field(default="s", kw_only=True)
    #: Who the rival is, and what else a reader of the table must know.
    note: str = field(default="", kw_only=True)
    #: Ours / theirs. Pass it if it is not the quotient, such as the median ratio of several rounds.
    ratio: float | None = field(kw_only=True)

    @ratio.default
    def _quotient(self) -> float | None:
        return None if self.theirs is None else self.ours / self.theirs

    @property
    def kept(self) -> bool:
        """Whether the ratio (or cost) is within the bound; True without a bound."""
        cost = self.ours if self.ratio is None else self.ratio
        return self.bound is None or cost <= self.bound


def report(rows: Iterable[Row]) -> int:
    """Print the table of the rows; return the exit status, 1 if a bound is exceeded, else 0."""
    measured = list(rows)
    print(table(measured))
    return 0 if all(row.kept for row in measured) else 1


def rows_of(name: str) -> list[Row]:
    """Run one benchmark module in this process and return its rows."""
    module = import_module(f"benchmarks.{name}")
    if hasattr(module, "rows"):
        return list(module.rows())
    # A module without rows() is a program that prints its own table.
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
    return []


def table(rows: Sequence[Row]) -> str:
    """Return the rows as text in columns, with their notes below."""
    notes = list(dict.fromkeys(row.note for row in rows if row.note))
    lines = [_HEADINGS, *(_cells(row, notes) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    text = [
        "  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]).rstrip()
        for line in lines
    ]
    text.insert(1, "-" * max(map(len, text)))
    text += [f"[{number}] {note}" for number, note in enumerate(notes, 1)]
    return "\n".join(text)


def _cells(row: Row, notes: list[str]) -> tuple[str, ...]:
    mark = f" [{notes.index(row.note) + 1}]" if row.note else ""
    limit = "" if row.bound is None else f"{row.bound:g}"
    return (
        row.work + mark,
        _cost(row.ours, row.unit),
        "" if row.theirs is None else _cost(row.theirs, row.unit),
        "" if row.ratio is None else f"{row.ratio:.2f}",
        f"{limit} {row.unit}" if limit and row.ratio is None else limit,
        "" if row.bound is None else "yes" if row.kept else "NO",
    )


def _cost(value: float, unit: str) -> str:
    return f"{value:,.0f} {unit}" if abs(value) >= 100 else f"{value:.3g} {unit}"
