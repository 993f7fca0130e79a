"""Objects of JSON as fields: read leniently, each odd value noted down, nothing dropped unsaid.

Every format that is JSON (or rows of a table) reads through here, so that a number where text is
due, a lone object where a list is due, or a control character is met in one way everywhere.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeVar, cast

from blogcore._text.plain import scrub
from blogcore._time.parse import parse_time
from blogcore.formats.base import Notes, Severity
from blogcore.formats.json_objects.extra import to_extra_value
from blogcore.models import ExtraValue

__all__ = ["ObjectReader"]

T = TypeVar("T")

#: What is never read, whatever format it is in: a password or a key is nobody's content.
_SECRET = re.compile(r"pass(word|wd|phrase)|secret|token|session|api_?key|private_?key", re.I)

#: What a model holds at most.
_LARGEST = 2**63 - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TRUE = (1, "1", "true", "yes")
_FALSE = (0, "0", "", "false", "no")


class ObjectReader:
    """One object: its members by key, and where it stands. Keys that were asked for are taken.

    Null is as good as absent. A value of another kind than is asked for is mended where it can
    only mean one thing, else left out; both are noted, private ones without their value.
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
            notes.add("lost", where, "", _kind(value), "an object is due here; left out")

    def __contains__(self, key: str) -> bool:
        """Whether there is a value, which may be empty but not null."""
        return self._members.get(key) is not None

    def take(self, key: str) -> object:
        """A value as it is; None where there is none."""
        self._taken.add(key)
        return self._members.get(key)

    @property
    def members(self) -> Mapping[str, object]:
        """The object itself."""
        return self._members

    def peek(self, key: str) -> str:
        """Text, without a word about what is none; the member is not taken."""
        value = self._members.get(key)
        return scrub(value)[0] if isinstance(value, str) else ""

    # --- one value ---------------------------------------------------------------------------

    def text(self, key: str) -> str:
        """Text; empty where there is none."""
        value = self.take(key)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            self.note("repaired", key, value, "is a number; taken as text")
        return self._as_text(key, value)

    def optional_text(self, key: str) -> str | None:
        """Text that is not empty, or None."""
        return self.text(key) or None

    def id(self, key: str) -> str | None:
        """An id, as text whatever it was; None where there is none."""
        return self._as_text(key, self.take(key)) or None

    def integer(self, key: str) -> int:
        """A whole number of 64 bits; 0 where there is none."""
        value = self.take(key)
        if value is None or value == "":
            return 0
        if isinstance(value, str) and re.fullmatch(r"\s*[+-]?\d{1,18}\s*", value, re.A):
            self.note("repaired", key, value, "is text; taken as a number")
            return int(value)
        is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if is_whole and not isinstance(value, bool) and -_LARGEST <= cast("int", value) <= _LARGEST:
            return int(cast("int", value))
        self.note("lost", key, value, "is no whole number of 64 bits; left out")
        return 0

    def count(self, key: str) -> int:
        """A whole number from 0 up to what a model holds."""
        value = self.integer(key)
        if value >= 0:
            return value
        self.note("lost", key, value, "is no count; left out")
        return 0

    def optional_count(self, key: str) -> int | None:
        """A count, or None where there is none or it is 0, which says nothing."""
        return self.count(key) or None

    def flag(self, key: str) -> bool | None:
        """True or false; None where it is not said."""
        value = self.take(key)
        if value is None or isinstance(value, bool):
            return value
        plain = value.strip().lower() if isinstance(value, str) else value
        if plain in _TRUE or plain in _FALSE:
            self.note("repaired", key, value, "taken as true or false")
            return plain in _TRUE
        self.note("lost", key, value, "is neither true nor false; left out")
        return None

    def time(self, key: str) -> datetime | None:
        """A time with its zone: text, or seconds since 1970; None where it is not known."""
        value = self.take(key)
        if value is None or value == "":
            return None
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self._instant(key, value)
        if not isinstance(value, str):
            self.note("lost", key, _kind(value), "is no time; the time is unknown")
            return None
        reading = parse_time(value)
        if reading.value is None and reading.problem:
            self.note(_severity_of(value), key, value, f"{reading.problem}; the time is unknown")
        elif reading.problem:
            self.note("repaired", key, value, reading.problem)
        return reading.value

    def choice(self, key: str, words: Mapping[str, T], absent: T, unknown: T) -> T:
        """What a word means; ``absent`` where there is none, ``unknown`` for any other, noted."""
        value = self._as_text(key, self.take(key))
        if not value:
            return absent
        if value not in words:
            self.note("repaired", key, value, f"is not known; taken for {unknown}")
        return words.get(value, unknown)

    # --- lists and objects -------------------------------------------------------------------

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list; one text alone is a list of one."""
        value = self.take(key)
        if value is None or value == "":
            return ()
        if not isinstance(value, list):
            self.note("repaired", key, _kind(value), "a list is due here; taken as one of one")
            value = [value]
        found = (self._as_text(key, member) for member in cast("list[object]", value))
        return tuple(text for text in found if text)

    def nested(self, key: str) -> ObjectReader:
        """The object under a key; one without members where there is none.

        An empty list is one too: PHP does not know the two apart.
        """
        value = self.take(key)
        return self._below(key, None if value == [] else value)

    def nested_list(self, key: str) -> Iterator[ObjectReader]:
        """The objects of a list; one object alone is a list of one."""
        value = self.take(key)
        if isinstance(value, dict):
            yield self._below(key, cast("object", value))
        elif isinstance(value, list):
            for index, member in enumerate(cast("list[object]", value)):
                yield self._below(f"{key}[{index}]", member)
        elif value is not None:
            self.note("lost", key, _kind(value), "a list of objects is due here; left out")

    # --- what is left ------------------------------------------------------------------------

    def remaining(self, prefix: str) -> dict[str, ExtraValue]:
        """For `extra`: members that nobody asked for and that say something, secrets excepted."""
        rest: dict[str, ExtraValue] = {}
        for key, value in self._members.items():
            if key in self._taken or value in (None, "", [], {}) or _SECRET.search(key):
                continue
            opaque = to_extra_value(value)
            if opaque is None:
                self.note("lost", key, _kind(value), "cannot be kept; left out")
            else:
                rest[f"{prefix}{scrub(key)[0]}"] = opaque
        return rest

    def note(self, severity: Severity, key: str, found: object, done: str) -> None:
        """Note something about a member; a private value is not shown."""
        self.notes.add(severity, self.where, key, "…" if key in self._private else found, done)

    def _below(self, key: str, value: object) -> ObjectReader:
        return ObjectReader(value, f"{self.where}.{key}", self.notes, self._private)

    def _as_text(self, key: str, value: object) -> str:
        if isinstance(value, str):
            text, dropped = scrub(value)
            if dropped:
                done = f"held {dropped} characters that no text may hold; left out"
                self.note("repaired", key, "…", done)
            return text
        if isinstance(value, bool) or not isinstance(value, (int, float, type(None))):
            self.note("lost", key, _kind(value), "text is due here; left out")
            return ""
        if isinstance(value, float) and value.is_integer() and abs(value) < 2**63:
            value = int(value)
        return "" if value is None else str(value)

    def _instant(self, key: str, seconds: float) -> datetime | None:
        """Unix time; from 100,000,000,000 on (the year 5138) milliseconds are meant."""
        try:
            if not math.isfinite(seconds):
                raise OverflowError
            unit = 1000 if abs(seconds) >= 1e11 else 1
            return _EPOCH + timedelta(seconds=seconds) / unit
        except OverflowError:
            self.note("lost", key, seconds, "lies outside the years 1 to 9999; the time is unknown")
            return None


_KINDS: dict[type, str] = {dict: "an object", list: "a list", str: "text", bool: "true or false"}


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "a number")


def _severity_of(text: str) -> Severity:
    """A zero date says that there is none, which loses nothing."""
    return "info" if text.startswith(("0000-00-00", "0001-01-01")) else "lost"
