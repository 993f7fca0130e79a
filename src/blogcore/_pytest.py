"""The pytest plugin: a fixture that makes threads, and a report of how two threads differ.

It imports only pytest until a thread is made or compared.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from blogcore.threads import Thread

__all__ = ["pytest_assertrepr_compare", "thread_factory"]


@pytest.fixture(scope="session")
def thread_factory() -> Callable[[str], Thread]:
    """Return a function that makes a thread from indented text: `thread_from_sketch`."""
    from blogcore.threads.sketch import thread_from_sketch

    return thread_from_sketch


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Show two threads that are not equal side by side, and describe the differences."""
    module = sys.modules.get("blogcore.threads")
    if op != "==" or module is None:
        return None
    kind: type[Thread] = module.Thread
    if not (isinstance(left, kind) and isinstance(right, kind)):
        return None
    from blogcore.threads.sketch import side_by_side

    return [f"{left!r} == {right!r}", *side_by_side(left, right)]
