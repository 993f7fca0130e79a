"""`ObjectReader`: the members of a JSON object, read leniently, with a note for every repair.

Every format of JSON objects or table rows reads through this class, so that a number where text is
expected, an object where a list is expected, or a control character is treated the same everywhere.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeVar, cast

from blogcore._text.plain import scrub
from blogcore._time.parse import remark_on
from blogcore.formats.characters import repair_encoding
from blogcore.formats.json_objects.extra import to_extra_value
from blogcore.formats.privacy import reveals_email
from blogcore.formats.reports import Notes, Severity
from blogcore.formats.times import read_time
from blogcore.models import ExtraValue

__all__ = ["ObjectReader"]

T = TypeVar("T")

#: Keys that are never read, in any format: passwords and keys are not content.
_SECRET = re.compile(r"pass(word|wd|phrase)|secret|token|session|api_?key|private_?key", re.I)

#: The largest number that a model holds.
_MAX_NUMBER = 2**63 - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TRUE = (1, "1", "true", "yes")
_FALSE = (0, "0", "", "false", "no")


class ObjectReader:
    """One object: its members by key, and its position in the file.

    Null counts as absent. A value of an unexpected type is converted where it can only mean one
    thing, else left out; both are noted.

    Args:
        value: The object; anything else is noted and read as an empty object.
        where: Its position, such as ``$.comments[3]``.
        notes: Gets what was repaired or left out.
        private: Keys whose values no note may show.
    """

    def __init__(
        self, value: object, where: str, notes: Notes, private: frozenset[str] = frozenset()
    ) -> None:
        self.where = where
        self.notes = notes
        self._private = private
        self._taken: set[str] = set()
        self._members: Mapping[str, object] = {}
        if isinstance(value, dict):
            self._members = cast("dict[str, object]", value)
        elif value is not None:
            notes.add("lost", where, "", _type_name(value), "is not an object; left out")

    def __contains__(self, key: str) -> bool:
        """Return whether there is a value, which may be empty but not null."""
        return self._members.get(key) is not None

    @property
    def members(self) -> Mapping[str, object]:
        """The object itself."""
        return self._members

    def take(self, key: str) -> object:
        """Return a value unchanged, None where there is none; `remaining` leaves it out.

        Args:
            key: Key of the member.
        """
        self._taken.add(key)
        return self._members.get(key)

    def peek(self, key: str) -> str:
        """Return a string without a note, "" for anything else; `remaining` still returns it.

        Args:
            key: Key of the member.
        """
        value = self._members.get(key)
        return scrub(repair_encoding(value)[0])[0] if isinstance(value, str) else ""

    # --- one value ---------------------------------------------------------------------------

    def text(self, key: str) -> str:
        """Return text; empty where there is none.

        Args:
            key: Key of the member.
        """
        value = self.take(key)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            self.note("repaired", key, value, "is a number; read as text")
        return self._to_text(key, value)

    def optional_text(self, key: str) -> str | None:
        """Return text that is not empty, or None.

        Args:
            key: Key of the member.
        """
        return self.text(key) or None

    def id(self, key: str) -> str | None:
        """Return an id as text, whether it is text or a number; None where there is none.

        Args:
            key: Key of the member.
        """
        return self._to_text(key, self.take(key)) or None

    def id_or(self, key: str, fallback: str) -> str:
        """Return an id; where there is none, another one, with a note.

        Args:
            key: Key of the member.
            fallback: The other id, made from the position.
        """
        id = self.id(key)
        if id is None:
            self.note("repaired", key, "", f"is missing; {fallback} is used, from its position")
        return id or fallback

    def integer(self, key: str) -> int:
        """Return a whole number of 64 bits; 0 where there is none.

        Args:
            key: Key of the member.
        """
        value = self.take(key)
        if value is None or value == "":
            return 0
        if isinstance(value, str) and re.fullmatch(r"\s*[+-]?\d{1,18}\s*", value, re.A):
            self.note("repaired", key, value, "is text; read as a number")
            return int(value)
        is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if (
            is_whole
            and not isinstance(value, bool)
            and -_MAX_NUMBER <= cast("int", value) <= _MAX_NUMBER
        ):
            return int(cast("int", value))
        self.note("lost", key, value, "is not a whole number of 64 bits; left out")
        return 0

    def count(self, key: str) -> int:
        """Return a whole number of at least 0.

        Args:
            key: Key of the member.
        """
        value = self.integer(key)
        if value >= 0:
            return value
        self.note("lost", key, value, "is negative; left out")
        return 0

    def optional_count(self, key: str) -> int | None:
        """Return a count, or None where there is none or it is 0.

        Args:
            key: Key of the member.
        """
        return self.count(key) or None

    def flag(self, key: str) -> bool | None:
        """Return True or False; None where there is no value.

        Args:
            key: Key of the member.
        """
        value = self.take(key)
        if value is None or isinstance(value, bool):
            return value
        plain = value.strip().lower() if isinstance(value, str) else value
        if plain in _TRUE or plain in _FALSE:
            self.note("repaired", key, value, "read as true or false")
            return plain in _TRUE
        self.note("lost", key, value, "is neither true nor false; left out")
        return None

    def time(self, key: str) -> datetime | None:
        """Return an aware time, from text or from Unix time; None where it is not known.

        Args:
            key: Key of the member.
        """
        value = self.take(key)
        if value is None or value == "":
            return None
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self._from_unix_time(key, value)
        if not isinstance(value, str):
            self.note("lost", key, _type_name(value), "is not a time; the time is unknown")
            return None
        parsed, noted = read_time(value, self.notes)
        for severity, message in noted:
            self.note(severity, key, value, message)
        return parsed

    def choice(self, key: str, meanings: Mapping[str, T], absent: T, unknown: T) -> T:
        """Return the meaning of a member with a fixed set of values.

        Args:
            key: Key of the member.
            meanings: Meaning of each value.
            absent: Meaning where there is no value.
            unknown: Meaning of any other value, which is noted.
        """
        value = self._to_text(key, self.take(key))
        if not value:
            return absent
        if value not in meanings:
            self.note("repaired", key, value, f"is not a known value; read as {unknown}")
        return meanings.get(value, unknown)

    def avatar(
        self, key: str, prefix: str, absent: Container[str] = ()
    ) -> tuple[str | None, dict[str, ExtraValue]]:
        """Return the URL of an avatar; one that reveals an e-mail address goes to ``extra``.

        Args:
            key: Key of the member.
            prefix: Prefix of the format for ``extra``.
            absent: Values that mean that there is none.

        Returns:
            The URL or None, and the extra, which is private.
        """
        url = self.optional_text(key)
        if url is None or url in absent:
            return None, {}
        return (None, {f"{prefix}{key}": url}) if reveals_email(url) else (url, {})

    # --- lists and objects -------------------------------------------------------------------

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list; one text counts as a list of one.

        Args:
            key: Key of the member.
        """
        value = self.take(key)
        if value is None or value == "":
            return ()
        if not isinstance(value, list):
            self.note("repaired", key, _type_name(value), "is not a list; read as a list of one")
            value = [value]
        texts = (self._to_text(key, member) for member in cast("list[object]", value))
        return tuple(text for text in texts if text)

    def nested(self, key: str) -> ObjectReader:
        """Return a reader of the object under a key; of an empty object where there is none.

        An empty list counts as an empty object: PHP writes both alike.

        Args:
            key: Key of the member.
        """
        value = self.take(key)
        return self._child(key, None if value == [] else value)

    def nested_list(self, key: str) -> Iterator[ObjectReader]:
        """Yield readers of the objects in a list; one object counts as a list of one.

        Args:
            key: Key of the member.
        """
        value = self.take(key)
        if isinstance(value, dict):
            yield self._child(key, cast("object", value))
        elif isinstance(value, list):
            for index, member in enumerate(cast("list[object]", value)):
                yield self._child(f"{key}[{index}]", member)
        elif value is not None:
            self.note("lost", key, _type_name(value), "is not a list of objects; left out")

    # --- members not read--------------------------------------------------------------------

    def remaining(self, prefix: str, ignore: Container[ExtraValue] = ()) -> dict[str, ExtraValue]:
        """Return for ``extra`` the members that nothing has read, except empty and secret ones.

        Args:
            prefix: Prefix of the format.
            ignore: Values that mean nothing in this format, such as "0" and "false".
        """
        extra: dict[str, ExtraValue] = {}
        for key, value in self._members.items():
            if key in self._taken or value in (None, "", [], {}) or _SECRET.search(key):
                continue
            kept = to_extra_value(value)
            if kept is None:
                self.note("lost", key, _type_name(value), "cannot be kept as text; left out")
            elif kept not in ignore:
                name = f"{prefix}{scrub(key)[0]}"
                if name in extra:
                    self.note("lost", key, kept, f"{name} is kept from another member; left out")
                extra.setdefault(name, kept)
        return extra

    def note(self, severity: Severity, key: str, value: object, message: str) -> None:
        """Add a note about a member; the value of a private one is not shown.

        Args:
            severity: Whether something was repaired or lost.
            key: Key of the member.
            value: Its value.
            message: What is wrong with it and what was done.
        """
        self.notes.add(severity, self.where, key, "…" if key in self._private else value, message)

    def _child(self, key: str, value: object) -> ObjectReader:
        return ObjectReader(value, f"{self.where}.{key}", self.notes, self._private)

    def _to_text(self, key: str, value: object) -> str:
        if isinstance(value, str):
            decoded, noted = repair_encoding(value)
            for severity, message in noted:
                self.note(severity, key, "…", message)
            text, removed = scrub(decoded)
            if removed:
                message = f"has {removed} characters that are not allowed in text; removed"
                self.note("repaired", key, "…", message)
            return text
        if isinstance(value, bool) or not isinstance(value, (int, float, type(None))):
            self.note("lost", key, _type_name(value), "is not text; left out")
            return ""
        if isinstance(value, float) and value.is_integer() and abs(value) < 2**63:
            value = int(value)
        return "" if value is None else str(value)

    def _from_unix_time(self, key: str, seconds: float) -> datetime | None:
        """Read Unix time; from 100,000,000,000 on (the year 5138) it is in milliseconds."""
        try:
            if not math.isfinite(seconds):
                raise OverflowError
            unit = 1000 if abs(seconds) >= 1e11 else 1
            time = _EPOCH + timedelta(seconds=seconds) / unit
        except OverflowError:
            message = "is outside the years 1 to 9999; the time is unknown"
            self.note("lost", key, seconds, message)
            return None
        if remark := remark_on(time):
            self.note("info", key, seconds, remark)
        return time


_TYPE_NAMES: dict[type, str] = {
    dict: "an object",
    list: "a list",
    str: "text",
    bool: "true or false",
}


def _type_name(value: object) -> str:
    return _TYPE_NAMES.get(type(value), "a number")
