"""How readers report repairs (`Notes`), and writers what is not in a file (`Losses`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import Literal, TypeAlias, TypeVar

import attrs
from attrs import frozen

from blogcore._text.plain import printable, short_repr
from blogcore.errors import FormatError

__all__ = ["Loss", "Losses", "Note", "Notes", "Severity"]

#: "info": worth knowing; "repaired": a value was repaired; "lost": a value was left out.
Severity: TypeAlias = Literal["info", "repaired", "lost"]

#: Most entries listed of one kind, and in all; further ones are only counted.
_MAX_PER_KIND = 100
_MAX_LISTED = 10_000


@frozen
class Note:
    """One thing that a reader noticed in a file, and what it did about it.

    Control and bidi characters that a file has in its keys are shown by their code points.

    >>> str(Note("repaired", "line 7", "published", "'yesterday'", "the time is unknown"))
    "line 7: published: found 'yesterday', the time is unknown (repaired)"
    """

    #: Whether something was repaired or lost.
    severity: Severity
    #: Position in the file: a line, a JSON path or a byte; empty where it is not known.
    where: str = attrs.field(converter=printable)
    #: Name of the field as the file has it.
    field: str = attrs.field(converter=printable)
    #: The value, shortened; "…" for a private one, empty where there was none.
    value: str = attrs.field(converter=printable)
    #: What is wrong with it and what was done.
    message: str = attrs.field(converter=printable)

    def __str__(self) -> str:
        value = f"found {self.value}, " if self.value else ""
        sentence = f"{value}{self.message} ({self.severity})"
        return ": ".join(part for part in (self.where, self.field, sentence) if part)


@frozen
class Loss:
    """One thing that is not in a written file, or not as it was.

    Losses are exact: reading the file returns everything else unchanged.

    >>> str(Loss("comment c1", "ip", "left out: private"))
    'comment c1: ip: left out: private'
    """

    #: The item, as `item_name` names it.
    where: str = attrs.field(converter=printable)
    #: Path of the field within the item, such as ``images[0].alt``; empty for the whole item.
    field: str = attrs.field(converter=printable)
    #: What happened to it, and why.
    reason: str = attrs.field(converter=printable)

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.field, self.reason) if part)


N = TypeVar("N")


class _Report(Iterable[N]):
    """Entries in order; of one kind only the first hundred are listed, so memory is bounded."""

    __slots__ = ("_count_by_kind", "_entries", "_total")

    def __init__(self) -> None:
        self._entries: list[N] = []
        self._count_by_kind: dict[tuple[str, ...], int] = {}
        self._total = 0

    @property
    def total(self) -> int:
        """Number of entries, listed or not."""
        return self._total

    def __len__(self) -> int:
        """Number of entries that are listed."""
        return len(self._entries)

    def __iter__(self) -> Iterator[N]:
        return iter(tuple(self._entries))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} listed of {self._total}>"

    def __str__(self) -> str:
        """One line per listed entry, and a last one with the number of the others."""
        others = self._total - len(self._entries)
        last = [f"… and {others} more of the same kinds"] if others else []
        return "\n".join([*map(str, self._entries), *last])

    def _add(self, kind: tuple[str, ...], entry: N) -> None:
        self._total += 1
        if len(self._entries) >= _MAX_LISTED:
            return
        count = self._count_by_kind.get(kind, 0)
        if count < _MAX_PER_KIND:
            self._count_by_kind[kind] = count + 1
            self._entries.append(entry)


class Notes(_Report[Note]):
    """What a reader noticed.

    Args:
        format: Name of the format that is read.
        strict: Whether the first repair or loss raises `FormatError`.
        timezone: The zone of times for which the file states none; None if it is not known.
    """

    __slots__ = ("format", "strict", "timezone")

    def __init__(self, format: str, strict: bool = False, timezone: tzinfo | None = None) -> None:
        super().__init__()
        #: Name of the format that is read.
        self.format: str = format
        #: Whether the first repair or loss raises.
        self.strict: bool = strict
        #: The zone of times for which the file states none.
        self.timezone: tzinfo | None = timezone

    def add(self, severity: Severity, where: str, field: str, value: object, message: str) -> None:
        """Add a note.

        Args:
            severity: Whether something was repaired or lost.
            where: Position in the file.
            field: Name of the field as the file has it.
            value: What the file has; it is shortened. Pass "…" where it is private.
            message: What is wrong with it and what was done.

        Raises:
            FormatError: Reading is strict, and something was repaired or lost.
        """
        text = value if value == "" or value == "…" else short_repr(value)
        note = Note(severity, where, field, str(text), message)
        if self.strict and severity != "info":
            subject = f"{field}: " if field else ""
            found = f"found {note.value}; " if note.value else ""
            reason = f"{subject}{found}strict reading does not allow: {message}"
            raise FormatError(self.format, where, reason)
        self._add((severity, field, message), note)

    def add_once(
        self, severity: Severity, where: str, field: str, value: object, message: str
    ) -> None:
        """Add a note unless there is one of the same field and message.

        For what is true of a whole file and would otherwise be noted for each of its records.

        Args:
            severity: As for `add`, like the others.
            where: Position of the first record.
            field: Name of the field as the file has it.
            value: What the file has.
            message: What is wrong with all of them and what was done.
        """
        if (severity, field, message) not in self._count_by_kind:
            self.add(severity, where, field, value, message)


class Losses(_Report[Loss]):
    """What is not in a written file, or not as it was."""

    __slots__ = ()

    def add(self, where: str, field: str, reason: str) -> None:
        """Add a loss.

        Args:
            where: The item, as `item_name` names it.
            field: Path of the field within the item; empty for the whole item.
            reason: What happened to it, and why.
        """
        self._add((field, reason), Loss(where, field, reason))
