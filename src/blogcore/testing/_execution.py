"""How checks run code: with Hypothesis, counting steps, in other processes, on two threads."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Event, Semaphore
from types import FrameType
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, settings

from blogcore.renderers import Context, Renderer
from blogcore.threads import Thread

__all__ = [
    "CHECK_SETTINGS",
    "SLOW_CHECK_SETTINGS",
    "TooManyStepsError",
    "clocks_used",
    "count_steps",
    "render_in_subprocess",
    "run_in_turns",
]

T = TypeVar("T")

#: For the checks of contracts. The checks are inherited, which Hypothesis warns of.
CHECK_SETTINGS = settings(
    deadline=None,
    # Without Phase.explain: the messages name the cause, and explaining takes many more runs.
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink],
    suppress_health_check=[HealthCheck.differing_executors],
)
#: For checks whose single examples are slow.
SLOW_CHECK_SETTINGS = settings(
    CHECK_SETTINGS, suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow]
)

#: The functions that return the current time.
_CLOCKS = (time.time, time.time_ns, datetime.now, datetime.today, date.today)
#: Seconds after which `run_in_turns` assumes that the other thread waits for a lock.
_LOCK_SECONDS = 2


class TooManyStepsError(BaseException):
    """An action took more steps than allowed. ``except Exception`` does not catch it."""


def count_steps(action: Callable[[], object], limit: int) -> int:
    """Return how many lines and function calls of Python an action runs.

    The number is the same on every machine. A function written in C counts as one step.

    Raises:
        TooManyStepsError: The limit was exceeded. It stops the action, so that an action that
            would take hours fails within moments.
    """
    count = 0

    def trace(_: FrameType, event: str, __: object) -> Any:
        nonlocal count
        count += event in ("line", "call")
        if count > limit:
            raise TooManyStepsError
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        action()
    finally:
        sys.settrace(before)
    return count


def clocks_used(action: Callable[[], object]) -> set[str]:
    """Return the names of the clock functions that an action calls."""
    names: set[str] = set()

    def profile(_: FrameType, event: str, function: object) -> None:
        if event == "c_call" and function in _CLOCKS:
            names.add(getattr(function, "__qualname__", "a clock"))

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        action()
    finally:
        sys.setprofile(before)
    return names


# --- in another process ----------------------------------------------------------------------

_NOT_IMPORTABLE = 3
_PROGRAM = f"""
import pickle, sys
try:
    renderer, thread, context = pickle.load(sys.stdin.buffer)
except (ImportError, AttributeError):
    sys.exit({_NOT_IMPORTABLE})
output = "".join(map(str, renderer().render(thread, context)))
sys.stdout.buffer.write(output.encode("utf-8", "surrogatepass"))
"""


def render_in_subprocess(renderer: type[Renderer], thread: Thread, context: Context) -> str | None:
    """Return the output of a process with another hash seed, time zone and locale.

    The output is None if that process cannot import the renderer's class or the context by name.
    If rendering fails there, the error is returned as text.
    """
    try:
        pickled = pickle.dumps((renderer, thread, context))
    except (pickle.PicklingError, AttributeError, TypeError):  # local classes and lambdas
        return None
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        input=pickled,
        capture_output=True,
        env=environment,
        check=False,
    )
    if done.returncode == _NOT_IMPORTABLE:
        return None
    if done.returncode:
        return f"an error: {done.stderr.decode(errors='replace').strip()[-500:]}"
    return done.stdout.decode("utf-8", "surrogatepass")


# --- on two threads --------------------------------------------------------------------------


def run_in_turns(first: Callable[[], T], second: Callable[[], T]) -> tuple[T, T]:
    """Return the results of two actions on two threads that alternate after each line of Python.

    The order is the same every time. Threads that the interpreter switches freely seldom show
    that they interfere.
    """
    turns = Semaphore(1), Semaphore(0)
    free = Event()  # set when one is done, or waits for a lock: the other goes on alone

    def run(number: int, action: Callable[[], T]) -> T:
        def trace(_: FrameType, event: str, __: object) -> Any:
            if event == "line" and not free.is_set():
                turns[1 - number].release()
                if not turns[number].acquire(timeout=_LOCK_SECONDS):
                    free.set()
            return trace

        turns[number].acquire()
        sys.settrace(trace)
        try:
            return action()
        finally:
            sys.settrace(None)
            free.set()
            turns[1 - number].release()

    with ThreadPoolExecutor(2) as pool:
        futures = pool.submit(run, 0, first), pool.submit(run, 1, second)
        return futures[0].result(), futures[1].result()
