"""Counted steps, clocks, rendering in another process, and two threads in turn."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from threading import Lock

import pytest

from blogcore.models import Author, Body, Comment
from blogcore.renderers import Context
from blogcore.renderers.text import TextRenderer
from blogcore.testing import _execution
from blogcore.testing._execution import (
    TooManyStepsError,
    clocks_used,
    count_steps,
    render_in_subprocess,
    run_in_turns,
)
from blogcore.threads import Thread


def loop(times: int) -> Callable[[], None]:
    def action() -> None:
        for _ in range(times):
            pass

    return action


def test_ten_times_the_work_takes_ten_times_the_steps() -> None:
    few, many = count_steps(loop(100), 10**6), count_steps(loop(1000), 10**6)
    assert few == count_steps(loop(100), 10**6)
    assert 9 < many / few <= 10


def test_an_action_with_too_many_steps_is_stopped_and_cannot_catch_the_error() -> None:
    done: list[int] = []

    def stubborn() -> None:
        for number in range(10**9):
            with suppress(Exception):
                done.append(number)

    before = sys.gettrace()
    with pytest.raises(TooManyStepsError):
        count_steps(stubborn, 1000)
    assert 0 < len(done) < 1000
    assert sys.gettrace() is before


@pytest.mark.parametrize("clock", [time.time, time.time_ns, datetime.now, date.today])
def test_calls_of_clocks_are_found(clock: Callable[[], object]) -> None:
    assert clocks_used(lambda: clock()) == {clock.__qualname__}
    assert clocks_used(lambda: datetime(2024, 5, 1).isoformat()) == set()


class Fails:
    name, media_type = "fails", "text/plain"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        yield str(1 // len(thread))


def test_another_process_gives_the_same_output_or_the_error() -> None:
    comments = [Comment(id="1", post_id="7", author=Author(name="Ida\u200d"), body=Body(text="é"))]
    thread, context = Thread.from_comments(comments), Context()
    assert render_in_subprocess(TextRenderer, thread, context) == "".join(
        TextRenderer().render(thread, context)
    )
    assert "ZeroDivisionError" in str(
        render_in_subprocess(Fails, Thread.from_comments([]), context)
    )


def test_a_local_class_is_not_rendered_in_another_process() -> None:
    class Local(TextRenderer):
        pass

    assert render_in_subprocess(Local, Thread.from_comments([]), Context()) is None


def test_lines_of_two_threads_alternate_the_same_way_every_time() -> None:
    def both() -> list[str]:
        lines: list[str] = []

        def write(name: str) -> None:
            lines.append(f"{name}1")
            lines.append(f"{name}2")
            lines.append(f"{name}3")

        run_in_turns(lambda: write("a"), lambda: write("b"))
        return lines

    first = both()
    assert first[:4] == ["a1", "b1", "a2", "b2"]
    assert all(both() == first for _ in range(20))


def test_results_and_errors_of_both_threads_are_passed_on() -> None:
    assert run_in_turns(lambda: 1, lambda: 2) == (1, 2)
    with pytest.raises(ZeroDivisionError):
        run_in_turns(lambda: 1, lambda: 1 // 0)


def test_a_thread_that_holds_a_lock_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_execution, "_LOCK_SECONDS", 0.05)
    lock = Lock()
    inside: list[int] = []

    def enter() -> int:
        with lock:
            inside.append(1)
            most = len(inside)
            inside.pop()
        return most

    assert run_in_turns(enter, enter) == (1, 1)
