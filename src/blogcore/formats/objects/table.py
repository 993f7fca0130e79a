"""Tables of fields and keys: one table reads an object into a model and writes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import attrs
from attrs import frozen

from blogcore._time.parse import rfc3339
from blogcore.formats.objects.members import Members

__all__ = [
    "COUNT",
    "FLAG",
    "ID",
    "MAYBE_COUNT",
    "NUMBER_OR_TEXT",
    "ON",
    "OPTIONAL",
    "TEXT",
    "TEXTS",
    "TIME",
    "Kind",
    "Row",
    "from_table",
    "number_or_text",
    "to_table",
    "words",
]


@frozen
class Kind:
    """How a value is read from a member, and written; None is not written."""

    read: Callable[[Members, str], Any]
    write: Callable[[Any], object]


@frozen
class Row:
    """A field of a model and the key of an object that mean the same."""

    field: str
    key: str
    kind: Kind


def from_table(table: Iterable[Row], members: Members) -> dict[str, Any]:
    """The fields of a model that an object gives."""
    return {row.field: row.kind.read(members, row.key) for row in table}


def to_table(table: Iterable[Row], model: attrs.AttrsInstance) -> dict[str, object]:
    """The members of an object that a model gives; what says nothing is left out."""
    pairs = ((row.key, row.kind.write(getattr(model, row.field))) for row in table)
    return {key: value for key, value in pairs if value is not None}


# --- kinds -----------------------------------------------------------------------------------


def number_or_text(id: str | None) -> object:
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


TEXT = Kind(Members.text, _unless_empty)
OPTIONAL = Kind(Members.optional, _unless_empty)
ID = Kind(Members.id, _unless_none)
NUMBER_OR_TEXT = Kind(Members.id, number_or_text)
COUNT = Kind(Members.count, _unless_empty)
MAYBE_COUNT = Kind(Members.maybe_count, _unless_none)
FLAG = Kind(lambda members, key: members.flag(key) or False, _unless_empty)
TEXTS = Kind(Members.texts, _list)
TIME = Kind(Members.time, _time)


#: True where it is not said; only false is written.
ON = Kind(
    lambda members, key: members.flag(key) is not False,
    lambda value: None if value else False,
)


def words(meanings: Mapping[str, str], absent: str, unknown: str) -> Kind:
    """A word of the format for one of ours; that for an absent one is not written.

    A word that is not known is noted and taken for ``unknown``.
    """
    theirs: dict[str, str] = {}
    for word, meaning in meanings.items():
        theirs.setdefault(meaning, word)
    return Kind(
        lambda members, key: members.word(key, meanings, absent, unknown),
        lambda value: None if value == absent else theirs.get(value),
    )
