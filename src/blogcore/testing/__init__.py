"""Contracts and assertions for tests of programs and plugins that use blogcore.

The package needs the extra ``testing``; `import blogcore` never loads it. A contract is a test
class to subclass: `RendererContract`, `FormatContract`, `StoreContract`, `ThreadContract` for code
that makes threads, and `RoundTripContract` for code that writes values and reads them back. The
``assert_…`` functions work in any test. `thread_from_sketch`, which is also the pytest fixture
``thread_factory``, makes a thread of indented text. For examples see `blogcore.strategies`.
"""

from __future__ import annotations

from importlib.util import find_spec

from blogcore.errors import MissingExtraError

if find_spec("hypothesis") is None:
    raise MissingExtraError("testing", "hypothesis")

from blogcore.testing.formats import FormatContract
from blogcore.testing.properties import (
    RoundTripContract,
    ThreadContract,
    assert_each_once,
    assert_nothing_private,
    assert_reading_order,
    assert_same_thread,
)
from blogcore.testing.renderers import RendererContract, Shown
from blogcore.testing.stores import StoreContract
from blogcore.threads.sketch import side_by_side, sketch, thread_from_sketch

__all__ = [
    "FormatContract",
    "RendererContract",
    "RoundTripContract",
    "Shown",
    "StoreContract",
    "ThreadContract",
    "assert_each_once",
    "assert_nothing_private",
    "assert_reading_order",
    "assert_same_thread",
    "side_by_side",
    "sketch",
    "thread_from_sketch",
]
