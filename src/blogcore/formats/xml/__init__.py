"""XML read as a stream of elements, and written: used by every format that is XML.

A format describes its files in a `Vocabulary` and calls `read_records`. The data passes through
four modules: `decode` makes text of the bytes, `mend` repairs the text, `elements` parses it, and
`element_reader` gives access to the children of an element by name. `XmlWriter` writes a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from blogcore.formats.base import Notes
from blogcore.formats.xml.decode import decoded
from blogcore.formats.xml.element import Element
from blogcore.formats.xml.element_reader import ElementReader
from blogcore.formats.xml.elements import parsed
from blogcore.formats.xml.markup import resolve_url
from blogcore.formats.xml.mend import mended
from blogcore.formats.xml.sniffing import find_root, strip_text
from blogcore.formats.xml.vocabulary import Vocabulary
from blogcore.formats.xml.write import XmlWriter

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
    """Yield the records of a file as each ends; see `elements.parsed` for their order.

    Args:
        stream: The file.
        vocabulary: What kind of file it must be.
        notes: Receives a note for every repair.

    Raises:
        FormatError: The file is no XML, is cut off, is too large or too deep, or is of another
            kind. The error names line and column.

    Linear; holds one record in memory.
    """
    text = mended(decoded(stream, vocabulary, notes), vocabulary, notes)
    return parsed(text, vocabulary, notes)
