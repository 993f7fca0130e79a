"""XML, read and written as a stream: the machinery of every format that is XML.

Bytes walk down the page: `decode` makes text of them, `mend` makes the text well-formed where real
files are not, `elements` makes records of it, and `record` gives the fields of one. What differs
between kinds of files is said by a `Dialect`. `write` goes the other way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from blogcore.formats.base import Notes
from blogcore.formats.xml.decode import decoded
from blogcore.formats.xml.dialect import Dialect
from blogcore.formats.xml.element import Element
from blogcore.formats.xml.elements import parsed
from blogcore.formats.xml.mend import mended
from blogcore.formats.xml.record import Record
from blogcore.formats.xml.runs import Runs

__all__ = ["Dialect", "Element", "Record", "records"]


def records(stream: BinaryIO, dialect: Dialect, notes: Notes) -> Iterator[Element]:
    """The records of a file as each ends; see `elements.parsed` for their order and the errors.

    What had to be mended is added to ``notes``. Linear; the memory that it takes is bounded by
    the largest record.
    """
    # In markup the blanks between elements count, and rows of leaves do not keep them.
    runs = None if dialect.markup else Runs(dialect.early, dialect.parted)
    text = mended(decoded(stream, dialect, notes), dialect, notes, runs)
    return parsed(text, dialect, notes, runs)
