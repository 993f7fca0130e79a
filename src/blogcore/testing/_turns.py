"""Two actions on two threads, a line of the one and a line of the other in turn."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore
from types import FrameType
from typing import Any, TypeVar

__all__ = ["in_turns"]

T = TypeVar("T")

#: Seconds after which the other is taken to wait for a lock that this one holds.
_PATIENCE = 2


def in_turns(first: Callable[[], T], second: Callable[[], T]) -> tuple[T, T]:
    """What both give, when the thread changes at each line of Python: the same way every time.

    Threads left alone change where they like, so what they spoil for each other is seldom seen.
    """
    turns = Semaphore(1), Semaphore(0)
    free = Event()  # set when one is done, or waits for a lock: the other goes on alone

    def run(me: int, action: Callable[[], T]) -> T:
        def seen(_: FrameType, event: str, __: object) -> Any:
            if event == "line" and not free.is_set():
                turns[1 - me].release()
                if not turns[me].acquire(timeout=_PATIENCE):
                    free.set()
            return seen

        turns[me].acquire()
        sys.settrace(seen)
        try:
            return action()
        finally:
            sys.settrace(None)
            free.set()
            turns[1 - me].release()

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.submit(run, 0, first), pool.submit(run, 1, second)
        return one.result(), other.result()
