"""Tables of model fields and object members: one table reads an object and writes it."""

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
    "id_unless",
    "read_fields",
    "write_fields",
]


@frozen
class ValueType:
    """How a member is read, and how it is written."""

    #: Return the value of the field from an object and a key.
    read: Callable[[ObjectReader, str], Any]
    #: Return the value of the member; None leaves the member out.
    write: Callable[[Any], object]


@frozen
class MappedField:
    """A field of a model and the member of an object that holds it."""

    #: Name of the field.
    field: str
    #: Key of the member.
    key: str
    #: How it is read and written.
    type: ValueType


def read_fields(table: Iterable[MappedField], reader: ObjectReader) -> dict[str, Any]:
    """Return the fields of a model that an object holds, as keyword arguments for the model.

    Args:
        table: The fields.
        reader: The object.
    """
    return {field.field: field.type.read(reader, field.key) for field in table}


def write_fields(table: Iterable[MappedField], model: attrs.AttrsInstance) -> dict[str, object]:
    """Return the members of an object for the fields of a model; empty ones are left out.

    Args:
        table: The fields.
        model: The model.
    """
    pairs = ((field.key, field.type.write(getattr(model, field.field))) for field in table)
    return {key: value for key, value in pairs if value is not None}


# --- types -----------------------------------------------------------------------------------


def id_as_number(id: str | None) -> object:
    """Return an id as a number, where writing that number gives the same text again.

    Args:
        id: An id, or None.

    >>> id_as_number("17"), id_as_number("017")
    (17, '017')
    """
    if id is not None and id.isascii() and id.isdigit() and len(id) < 19 and str(int(id)) == id:
        return int(id)
    return id


def _unless_empty(value: object) -> object:
    return value or None


def _unchanged(value: object) -> object:
    return value


def _list(values: tuple[str, ...]) -> object:
    return list(values) or None


def _time(value: datetime | None) -> object:
    return None if value is None else rfc3339(value)


TEXT = ValueType(ObjectReader.text, _unless_empty)
OPTIONAL_TEXT = ValueType(ObjectReader.optional_text, _unless_empty)
ID = ValueType(ObjectReader.id, _unchanged)
NUMERIC_ID = ValueType(ObjectReader.id, id_as_number)
COUNT = ValueType(ObjectReader.count, _unless_empty)
OPTIONAL_COUNT = ValueType(ObjectReader.optional_count, _unchanged)
FLAG = ValueType(lambda reader, key: reader.flag(key) or False, _unless_empty)
TEXT_LIST = ValueType(ObjectReader.texts, _list)
TIME = ValueType(ObjectReader.time, _time)
#: True where the member is absent; only False is written.
TRUE_BY_DEFAULT = ValueType(
    lambda reader, key: reader.flag(key) is not False,
    lambda value: None if value else False,
)


def id_unless(*absent: str) -> ValueType:
    """Return the type of an id for which some values mean None.

    Args:
        absent: Those values, such as "0" or "root"; the first one is written for None.
    """

    def read(reader: ObjectReader, key: str) -> str | None:
        id = reader.id(key)
        return None if id in absent else id

    return ValueType(read, lambda value: absent[0] if value is None else value)


def choice(meanings: Mapping[str, str], absent: str, unknown: str) -> ValueType:
    """Return the type of a member with a fixed set of values.

    Args:
        meanings: Value of the field by value of the member. Of several members with one meaning
            the first is written.
        absent: Value of the field where there is no member; it is not written.
        unknown: Value of the field for any other member, which is noted.
    """
    members: dict[str, str] = {}
    for member, meaning in meanings.items():
        members.setdefault(meaning, member)
    return ValueType(
        lambda reader, key: reader.choice(key, meanings, absent, unknown),
        lambda value: None if value == absent else members.get(value),
    )
