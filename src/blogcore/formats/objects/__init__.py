"""Objects of JSON, and rows of tables, read into models leniently and written from them.

What every format of plain objects shares, so that each of them is a table and a few functions.
`Members` reads one object; tables of `Row` serve both ways; `to_opaque` and `given_back` keep in
`extra` what no field holds; `outline` is for sniffing; `parsed_lines` for JSON Lines.
"""

from __future__ import annotations

from blogcore.formats.objects.lines import LONGEST_LINE, parsed_lines
from blogcore.formats.objects.members import Members
from blogcore.formats.objects.opaque import from_opaque, given_back, to_opaque
from blogcore.formats.objects.outline import Outline, outline
from blogcore.formats.objects.table import (
    COUNT,
    FLAG,
    ID,
    MAYBE_COUNT,
    NUMBER_OR_TEXT,
    ON,
    OPTIONAL,
    TEXT,
    TEXTS,
    TIME,
    Kind,
    Row,
    from_table,
    number_or_text,
    to_table,
    words,
)

__all__ = [
    "COUNT",
    "FLAG",
    "ID",
    "LONGEST_LINE",
    "MAYBE_COUNT",
    "NUMBER_OR_TEXT",
    "ON",
    "OPTIONAL",
    "TEXT",
    "TEXTS",
    "TIME",
    "Kind",
    "Members",
    "Outline",
    "Row",
    "from_opaque",
    "from_table",
    "given_back",
    "number_or_text",
    "outline",
    "parsed_lines",
    "to_opaque",
    "to_table",
    "words",
]
