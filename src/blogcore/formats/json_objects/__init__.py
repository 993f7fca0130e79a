"""JSON objects, and table rows as objects: read leniently into models, written from models.

Every format made of JSON objects uses this package, so that a format is mostly its tables:

- `JsonFormat` reads a whole document; `read_json_lines` reads JSON Lines;
- `preview_object` shows the first keys of a document, to recognise a format by;
- `ObjectReader` reads the members of one object and notes every repair;
- tables of `MappedField` say which member is which model field, in both directions;
- `to_extra_value` and `restore_members` keep the other members in ``extra`` and bring them back.
"""

from __future__ import annotations

from blogcore.formats.json_objects.documents import (
    MAX_LINE_BYTES,
    JsonFormat,
    parse_line,
    read_json_lines,
    read_lines,
)
from blogcore.formats.json_objects.extra import from_extra_value, restore_members, to_extra_value
from blogcore.formats.json_objects.fields import (
    COUNT,
    FLAG,
    ID,
    NUMERIC_ID,
    OPTIONAL_COUNT,
    OPTIONAL_TEXT,
    TEXT,
    TEXT_LIST,
    TIME,
    TRUE_BY_DEFAULT,
    MappedField,
    ValueType,
    choice,
    id_as_number,
    id_unless,
    read_fields,
    write_fields,
)
from blogcore.formats.json_objects.preview import ObjectPreview, preview_object
from blogcore.formats.json_objects.reader import ObjectReader

__all__ = [
    "COUNT",
    "FLAG",
    "ID",
    "MAX_LINE_BYTES",
    "NUMERIC_ID",
    "OPTIONAL_COUNT",
    "OPTIONAL_TEXT",
    "TEXT",
    "TEXT_LIST",
    "TIME",
    "TRUE_BY_DEFAULT",
    "JsonFormat",
    "MappedField",
    "ObjectPreview",
    "ObjectReader",
    "ValueType",
    "choice",
    "from_extra_value",
    "id_as_number",
    "id_unless",
    "parse_line",
    "preview_object",
    "read_fields",
    "read_json_lines",
    "read_lines",
    "restore_members",
    "to_extra_value",
    "write_fields",
]
