"""XML read as a stream of elements, and written: used by every format that is XML.

A format describes its files in a `Vocabulary` and calls `read_records`. The data passes through
three modules: `decode` makes text of the bytes, `repair` makes the text well-formed, and `parser`
makes elements of it. An `ElementReader` reads the children of an element. `XmlWriter` writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from blogcore.formats.reports import Notes
from blogcore.formats.xml.decode import decode
from blogcore.formats.xml.element import Element, ElementReader
from blogcore.formats.xml.markup import resolve_url
from blogcore.formats.xml.parser import parse
from blogcore.formats.xml.repair import repair_document
from blogcore.formats.xml.sniffing import find_root, strip_text
from blogcore.formats.xml.vocabulary import Vocabulary
from blogcore.formats.xml.writer import XmlWriter

__all__ = [
    "Element",
    "ElementReader",
    "Vocabulary",
    "XmlWriter",
    "find_root",
    "read_records",
    "resolve_url",
    "strip_text",
]


def read_records(stream: BinaryIO, vocabulary: Vocabulary, notes: Notes) -> Iterator[Element]:
    """Yield the records of a file in the order in which they end.

    Streamed children (`Vocabulary.streamed_children`) come before their record.

    Args:
        stream: The file.
        vocabulary: What kind of file it must be.
        notes: Receives a note for every repair.

    Raises:
        FormatError: The file is no XML, is cut off, is too large or too deep, or is of another
            kind. The error names line and column.

    Linear; holds one record in memory.
    """
    text = repair_document(decode(stream, vocabulary, notes), vocabulary, notes)
    return parse(text, vocabulary, notes)
