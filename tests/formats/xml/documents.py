"""Two small vocabularies for tests, and functions that read documents of them."""

from __future__ import annotations

import io

from blogcore.formats.reports import Note, Notes
from blogcore.formats.xml import Element, Vocabulary, read_records

__all__ = ["FEED", "NOTES", "read", "read_one"]

#: With a namespace of its own, inline markup, and records directly in the root.
FEED = Vocabulary(
    label="feed",
    roots={"feed": 1, "entry": 0},
    namespaces={
        r"example\.org/feed": "",
        r"example\.org/thread(?:/\d)?": "thr",
    },
    html_elements=frozenset({"title", "content"}),
)
#: Without a namespace, like RSS.
NOTES = Vocabulary(
    label="list of notes",
    roots={"notes": 1},
    namespaces={r"example\.org/more": "more"},
)


def read(text: str | bytes, vocabulary: Vocabulary = FEED) -> tuple[list[Element], list[Note]]:
    data = text.encode() if isinstance(text, str) else text
    notes = Notes("test")
    return list(read_records(io.BytesIO(data), vocabulary, notes)), list(notes)


def read_one(text: str, vocabulary: Vocabulary = FEED) -> Element:
    """The only record of a document that needed no repair."""
    [element], notes = read(text, vocabulary)
    assert notes == []
    return element
