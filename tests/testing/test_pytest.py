"""The pytest plugin: the fixture, and unequal threads side by side."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from blogcore import Thread
from blogcore._pytest import pytest_assertrepr_compare
from blogcore.threads.sketch import side_by_side, thread_from_sketch

FAILING = '''
def test_a_whole_thread_in_five_lines(thread_factory):
    thread = thread_factory("""
        Ida: Which train?
          Bo: The very last.
        Cleo: Me too!
    """)
    assert thread == thread.remove("2")
'''


def test_the_fixture_makes_a_thread(thread_factory: Callable[[str], Thread]) -> None:
    thread = thread_factory("""
        Ida: Which train?
          Bo: The very last.
        Cleo: Me too!
    """)
    assert [node.number for node in thread] == ["1", "1.1", "2"]


def test_a_failed_assert_shows_unequal_threads_side_by_side(tmp_path: Path) -> None:
    test = tmp_path / "test_it.py"
    test.write_text(FAILING, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-vv", "-p", "no:cacheprovider", str(test)],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode == 1, done.stdout
    shown = [line[1:].strip() for line in done.stdout.splitlines() if line.startswith("E  ")]
    assert "#1 Ida: Which train?    = #1 Ida: Which train?" in shown
    assert "#2 Bo: The very last. <" in shown
    assert "#3 Cleo: Me too!        = #3 Cleo: Me too!" in shown
    assert "- comment '2'" in shown


def test_the_plugin_loads_nothing_until_a_thread_is_compared(tmp_path: Path) -> None:
    test = tmp_path / "test_it.py"
    test.write_text(
        """
import sys
def test_none():
    try:
        assert [1] == [2]
    except AssertionError:
        pass
    loaded = {name for name in sys.modules if name.startswith("blogcore")}
    assert loaded <= {"blogcore", "blogcore._pytest", "blogcore._hypothesis"}
    assert "attrs" not in sys.modules
""",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(test)],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("op", "left", "right"),
    [
        ("!=", thread_from_sketch("Ida"), thread_from_sketch("Bo")),
        ("==", thread_from_sketch("Ida"), 7),
        ("==", [1], [2]),
    ],
)
def test_other_comparisons_are_left_to_pytest(op: str, left: object, right: object) -> None:
    assert pytest_assertrepr_compare(op, left, right) is None


def test_only_lines_near_a_difference_are_shown_and_long_lines_are_cut() -> None:
    left = thread_from_sketch("\n".join(f"Ida: {'x' * 80} {n}" for n in range(30)))
    right = left.remove("5").remove("25")
    rows = side_by_side(left, right)
    assert sum("<" in row for row in rows) == 2
    assert len(rows) < 20
    assert all(len(row) <= 125 for row in rows)


def test_differences_that_a_sketch_does_not_show_are_named() -> None:
    thread = thread_from_sketch("Ida: A")
    from attrs import evolve

    liked = thread.replace(evolve(thread["1"].comment, likes=3))
    assert side_by_side(thread, liked) == ["~ comment '1': likes"]
