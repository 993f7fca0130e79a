"""Contracts and assertions for tests of programs and plugins that use blogcore.

Needs the extra ``testing``; `import blogcore` never loads it. `RendererContract` is for renderers,
`FormatContract` for formats, `StoreContract` for stores of comments, `ThreadContract` for whatever
makes threads, `RoundTripContract` for whatever stores values; call ``assert_…`` in any
test. `thread_from_sketch`, which pytest has as the fixture ``thread_factory``, makes a thread of
indented text. What to test with is in `blogcore.strategies`.
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
