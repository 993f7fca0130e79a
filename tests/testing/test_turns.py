"""Two threads in turns: the same way every time, and no lock stops them."""

from __future__ import annotations

from threading import Lock

import pytest

from blogcore.testing import _turns
from blogcore.testing._turns import in_turns


def test_lines_of_the_one_and_of_the_other_alternate_the_same_way_every_time() -> None:
    def both() -> list[str]:
        said: list[str] = []

        def speak(name: str) -> None:
            said.append(f"{name}1")
            said.append(f"{name}2")
            said.append(f"{name}3")

        in_turns(lambda: speak("a"), lambda: speak("b"))
        return said

    first = both()
    assert first[:4] == ["a1", "b1", "a2", "b2"]
    assert all(both() == first for _ in range(20))


def test_each_result_comes_back_and_each_failure() -> None:
    assert in_turns(lambda: 1, lambda: 2) == (1, 2)
    with pytest.raises(ZeroDivisionError):
        in_turns(lambda: 1, lambda: 1 // 0)


def test_who_holds_a_lock_is_let_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_turns, "_PATIENCE", 0.05)
    lock = Lock()
    inside: list[int] = []

    def enter() -> int:
        with lock:
            inside.append(1)
            most = len(inside)
            inside.pop()
        return most

    assert in_turns(enter, enter) == (1, 1)
