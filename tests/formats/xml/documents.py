"""Small dialects of our own, and how tests read documents of theirs."""

from __future__ import annotations

import io

from blogcore.formats.base import Note, Notes
from blogcore.formats.xml import Dialect, Element, records

__all__ = ["FEED", "NOTES", "read", "read_one"]

#: With a namespace of its own, markup that lies bare, and records directly in the root.
FEED = Dialect(
    kind="feed",
    roots={"feed": 1, "entry": 0},
    namespaces={
        r"example\.org/feed": "",
        r"example\.org/thread(?:/\d)?": "thr",
    },
    records={"entry": frozenset()},
    markup=frozenset({"title", "content"}),
)
#: Without a namespace, like RSS.
NOTES = Dialect(
    kind="list of notes",
    roots={"notes": 1},
    namespaces={r"example\.org/more": "more"},
    records={"note": frozenset()},
)


def read(text: str | bytes, dialect: Dialect = FEED) -> tuple[list[Element], list[Note]]:
    data = text.encode() if isinstance(text, str) else text
    notes = Notes("test")
    return list(records(io.BytesIO(data), dialect, notes)), list(notes)


def read_one(text: str, dialect: Dialect = FEED) -> Element:
    """The only record of a document that needed no mending."""
    [element], notes = read(text, dialect)
    assert notes == []
    return element
