"""The table of the benchmarks names the bounds that are exceeded."""

from __future__ import annotations

import pytest
from benchmarks._table import Row, report, table


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (Row("read", 7.0, 10.0, bound=0.7), True),
        (Row("read", 7.1, 10.0, bound=0.7), False),
        (Row("read", 7.1, 10.0, bound=0.7, ratio=0.69), True),
        (Row("import", 15.0, bound=15.0, unit="ms"), True),
        (Row("import", 15.1, bound=15.0, unit="ms"), False),
        (Row("sort", 3.0, 1.0), True),
    ],
)
def test_a_bound_limits_the_ratio_or_without_a_rival_the_cost(row: Row, kept: bool) -> None:
    assert row.kept is kept
    assert report([row]) == (0 if kept else 1)


def test_the_table_shows_each_row_and_each_note_once() -> None:
    lines = table(
        [
            Row("read", 0.05, 0.12, bound=0.7, note="Pydantic 2"),
            Row("write", 0.2, 0.1, bound=0.5, note="Pydantic 2"),
            Row("peak", 1234.5, bound=100, unit="MB"),
        ]
    ).splitlines()
    assert [line.split() for line in lines[:1] + lines[2:]] == [
        ["work", "ours", "theirs", "ratio", "bound", "kept?"],
        ["read", "[1]", "0.05", "s", "0.12", "s", "0.42", "0.7", "yes"],
        ["write", "[1]", "0.2", "s", "0.1", "s", "2.00", "0.5", "NO"],
        ["peak", "1,234", "MB", "100", "MB", "NO"],
        ["[1]", "Pydantic", "2"],
    ]
