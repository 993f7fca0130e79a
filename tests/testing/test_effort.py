"""Work is counted in steps that are the same on every machine, and stopped where it is too much."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime

import pytest

from blogcore.models import Author, Body, Comment
from blogcore.renderers import Context
from blogcore.renderers.text import TextRenderer
from blogcore.testing._effort import TooMuchError, clocks_asked, steps
from blogcore.testing._elsewhere import rendered_elsewhere
from blogcore.threads import Thread


def loop(times: int) -> Callable[[], None]:
    def action() -> None:
        for _ in range(times):
            pass

    return action


def test_ten_times_the_work_is_ten_times_the_steps() -> None:
    few, many = steps(loop(100), 10**6), steps(loop(1000), 10**6)
    assert few == steps(loop(100), 10**6)
    assert 9 < many / few <= 10


def test_too_much_is_stopped_in_the_middle_and_nobody_catches_it() -> None:
    done: list[int] = []

    def stubborn() -> None:
        for number in range(10**9):
            with suppress(Exception):
                done.append(number)

    before = sys.gettrace()
    with pytest.raises(TooMuchError):
        steps(stubborn, 1000)
    assert 0 < len(done) < 1000
    assert sys.gettrace() is before


@pytest.mark.parametrize("clock", [time.time, time.time_ns, datetime.now, date.today])
def test_who_asks_a_clock_is_seen(clock: Callable[[], object]) -> None:
    assert clocks_asked(lambda: clock()) == {clock.__qualname__}
    assert clocks_asked(lambda: datetime(2024, 5, 1).isoformat()) == set()


class Fails:
    name, media_type = "fails", "text/plain"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        yield str(1 // len(thread))


def test_another_process_renders_the_same_or_says_what_went_wrong() -> None:
    comments = [Comment(id="1", post_id="7", author=Author(name="Ida\u200d"), body=Body(text="é"))]
    thread, context = Thread.from_comments(comments), Context()
    assert rendered_elsewhere(TextRenderer, thread, context) == "".join(
        TextRenderer().render(thread, context)
    )
    assert "ZeroDivisionError" in str(rendered_elsewhere(Fails, Thread.from_comments([]), context))


def test_a_class_that_has_no_name_elsewhere_is_not_rendered_there() -> None:
    class Local(TextRenderer):
        pass

    assert rendered_elsewhere(Local, Thread.from_comments([]), Context()) is None
