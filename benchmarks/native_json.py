"""Native JSON → validated models → native JSON, beside Pydantic 2 with the same constraints.

The documents are read in four spellings, as users have them: our own bytes, the same with the
spaces of `json.dumps`, with explicit nulls, and with all defaults. Beside that, reading without
msgspec is compared with the standard library's parser and a plain cattrs converter; orjson, which
validates nothing, is there for information.

Ours and the rival run alternately in one process; times are CPU times. The ratio is the median of
the ratios of all rounds, so that a busy machine slows both.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any, get_origin

import cattrs
import orjson
from benchmarks._documents import discussion
from benchmarks._pydantic_jinja import Document
from benchmarks._table import Row, report

from blogcore import Blog, from_json, to_json
from blogcore.formats.json_codec import STDLIB
from blogcore.formats.native.documents import read_document
from blogcore.models import Extra

SIZES = (10_000, 100_000)
READ_BOUND = 0.7
WRITE_BOUND = 0.5
CATTRS_BOUND = 1.3
_TURNS = {10_000: 15, 100_000: 5}

_Run = Callable[[], object]


def rows() -> Iterator[Row]:
    """Yield rows for reading each JSON variant, writing, and reading without msgspec, by size."""
    note = "Pydantic 2, the same constraints"
    plain_cattrs = _plain_cattrs()
    for size in SIZES:
        work = f"{size:,} comments"
        documents = _variants(json.loads(discussion(size)))
        own = documents["our own bytes"]
        blog, checked = from_json(own), Document.model_validate_json(own)
        works: list[tuple[str, _Run, _Run, float | None, str]] = [
            (
                f"JSON ({spelling}) → {work}",
                partial(from_json, data),
                partial(Document.model_validate_json, data),
                READ_BOUND,
                note,
            )
            for spelling, data in documents.items()
        ]
        works += [
            (
                f"{work} → JSON",
                partial(to_json, blog, private=True),
                partial(checked.model_dump_json, exclude_defaults=True),
                WRITE_BOUND,
                note,
            ),
            (
                f"JSON → {work}, without msgspec",
                partial(read_document, own, codec=STDLIB),
                partial(plain_cattrs, own),
                CATTRS_BOUND,
                "json.loads + a plain cattrs converter",
            ),
            (
                f"JSON → {work}",
                partial(from_json, own),
                partial(orjson.loads, own),
                None,
                "orjson.loads, which validates nothing: for information",
            ),
        ]
        for title, ours, theirs, bound, rival in works:
            yield _compare(title, ours, theirs, size, bound, rival)


def _variants(full: dict[str, Any]) -> dict[str, bytes]:
    """Return four JSON variants of a document that has all defaults, by name."""
    blog = from_json(json.dumps(full))
    own = to_json(blog, private=True)
    nulls = {"blogcore": 1, "blog": {"comments": [*map(_with_nulls, full["blog"]["comments"])]}}
    return {
        "our own bytes": own,
        "spaces": json.dumps(json.loads(own)).encode(),
        "nulls": json.dumps(nulls).encode(),
        "all defaults": json.dumps(full).encode(),
    }


def _with_nulls(comment: dict[str, Any]) -> dict[str, Any]:
    """Return a comment without the fields that have their default, except null fields."""
    defaults = {"status": "approved", "kind": "comment", "likes": 0, "dislikes": 0, "extra": {}}
    return {key: value for key, value in comment.items() if value != defaults.get(key, ...)}


def _plain_cattrs() -> Callable[[bytes], object]:
    """Return the standard library's parser and a converter with the hooks that it must have."""
    converter = cattrs.Converter()
    converter.register_structure_hook(datetime, lambda value, _: datetime.fromisoformat(value))
    converter.register_structure_hook(Extra, lambda value, _: Extra(value))
    converter.register_structure_hook_func(
        lambda kind: "Literal" in str(get_origin(kind)), lambda value, _: value
    )
    return lambda data: converter.structure(json.loads(data)["blog"], Blog)


def _compare(work: str, ours: _Run, theirs: _Run, size: int, bound: float | None, note: str) -> Row:
    """Run both alternately, and return the medians and the median ratio."""
    turns = [(_seconds(ours), _seconds(theirs)) for _ in range(_TURNS[size])]
    own, other = (statistics.median(seconds) for seconds in zip(*turns, strict=True))
    ratio = statistics.median(mine / rival for mine, rival in turns)
    return Row(work, own, other, bound=bound, note=note, ratio=ratio)


def _seconds(run: _Run) -> float:
    start = time.process_time()
    result = run()
    seconds = time.process_time() - start
    del result
    return seconds


if __name__ == "__main__":
    sys.exit(report(rows()))
