"""Tables of fields and keys: one table reads an object into a model and writes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import attrs
from attrs import frozen

from blogcore._time.parse import rfc3339
from blogcore.formats.json_objects.reader import ObjectReader

__all__ = [
    "COUNT",
    "FLAG",
    "ID",
    "NUMERIC_ID",
    "OPTIONAL_COUNT",
    "OPTIONAL_TEXT",
    "TEXT",
    "TEXT_LIST",
    "TIME",
    "TRUE_BY_DEFAULT",
    "MappedField",
    "ValueType",
    "choice",
    "id_as_number",
    "read_fields",
    "write_fields",
]


@frozen
class ValueType:
    """How a value is read from a member, and written; None is not written."""

    read: Callable[[ObjectReader, str], Any]
    write: Callable[[Any], object]


@frozen
class MappedField:
    """A field of a model and the key of an object that mean the same."""

    field: str
    key: str
    kind: ValueType


def read_fields(table: Iterable[MappedField], members: ObjectReader) -> dict[str, Any]:
    """The fields of a model that an object gives."""
    return {row.field: row.kind.read(members, row.key) for row in table}


def write_fields(table: Iterable[MappedField], model: attrs.AttrsInstance) -> dict[str, object]:
    """The members of an object that a model gives; what says nothing is left out."""
    pairs = ((row.key, row.kind.write(getattr(model, row.field))) for row in table)
    return {key: value for key, value in pairs if value is not None}


# --- kinds -----------------------------------------------------------------------------------


def id_as_number(id: str | None) -> object:
    """An id as the number that it is, where writing that number gives the same text again."""
    if id is not None and id.isascii() and id.isdigit() and len(id) < 19 and str(int(id)) == id:
        return int(id)
    return id


def _unless_empty(value: object) -> object:
    return value or None


def _unless_none(value: object) -> object:
    return value


def _list(values: tuple[str, ...]) -> object:
    return list(values) or None


def _time(value: datetime | None) -> object:
    return None if value is None else rfc3339(value)


TEXT = ValueType(ObjectReader.text, _unless_empty)
OPTIONAL_TEXT = ValueType(ObjectReader.optional_text, _unless_empty)
ID = ValueType(ObjectReader.id, _unless_none)
NUMERIC_ID = ValueType(ObjectReader.id, id_as_number)
COUNT = ValueType(ObjectReader.count, _unless_empty)
OPTIONAL_COUNT = ValueType(ObjectReader.optional_count, _unless_none)
FLAG = ValueType(lambda members, key: members.flag(key) or False, _unless_empty)
TEXT_LIST = ValueType(ObjectReader.texts, _list)
TIME = ValueType(ObjectReader.time, _time)


#: True where it is not said; only false is written.
TRUE_BY_DEFAULT = ValueType(
    lambda members, key: members.flag(key) is not False,
    lambda value: None if value else False,
)


def choice(meanings: Mapping[str, str], absent: str, unknown: str) -> ValueType:
    """A word of the format for one of ours; that for an absent one is not written.

    A word that is not known is noted and taken for ``unknown``.
    """
    theirs: dict[str, str] = {}
    for word, meaning in meanings.items():
        theirs.setdefault(meaning, word)
    return ValueType(
        lambda members, key: members.choice(key, meanings, absent, unknown),
        lambda value: None if value == absent else theirs.get(value),
    )
