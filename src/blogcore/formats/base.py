"""What a format is, what it yields, and how it reports repairs and losses.

A reader turns bytes into a stream of items and notes down what it mended; a writer turns items into
bytes and notes down what it could not carry. Neither builds a `Blog`: see `assemble`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal, Protocol, TypeVar, runtime_checkable

from attrs import field, frozen

from blogcore._text.plain import short_repr
from blogcore.errors import FormatError
from blogcore.models import Author, Comment, Extra, Image, Post, Site
from blogcore.models.checked import Checked
from blogcore.models.extra import EXTRA, NO_EXTRA, to_extra
from blogcore.models.fields import NAME, TEXT, instance, optional

__all__ = [
    "Attachment",
    "Featured",
    "Format",
    "Item",
    "Loss",
    "Losses",
    "Note",
    "Notes",
    "Severity",
    "named",
]

#: "info" says something worth knowing, "repaired" a value mended, "lost" a value left out.
Severity = Literal["info", "repaired", "lost"]

#: Entries of one sort that are kept with their place, and entries in all; more are only counted.
_LISTED_OF_A_SORT = 100
_LISTED = 10_000


# --- items -----------------------------------------------------------------------------------


@frozen(kw_only=True)
class Attachment(Checked):
    """A picture as the file has it: an item of its own, which may name the post that it is in."""

    id: str = field(metadata=NAME)
    post_id: str | None = field(default=None, metadata=optional(NAME))
    image: Image = field(metadata=instance(Image))
    title: str = field(default="", metadata=TEXT)
    extra: Extra = field(default=NO_EXTRA, converter=to_extra, repr=False, metadata=EXTRA)


@frozen(kw_only=True)
class Featured(Checked):
    """Which attachment is the picture of a post; either may come later in the file."""

    post_id: str = field(metadata=NAME)
    attachment_id: str = field(metadata=NAME)


#: What a reader yields and a writer takes.
Item = Site | Author | Post | Comment | Attachment | Featured


def named(item: Item) -> str:
    """What a loss calls an item: its kind and id.

    >>> named(Author(name="Ida"))
    'author Ida'
    """
    match item:
        case Post() | Comment() | Attachment():
            return f"{type(item).__name__.lower()} {item.id}"
        case Author():
            return f"author {item.id or item.name}"
        case Featured():
            return f"featured picture of {item.post_id}"
        case Site():
            return "site"


# --- reports ---------------------------------------------------------------------------------


@frozen
class Note:
    """One thing that a reader found odd, and what it did about it.

    >>> str(Note("repaired", "line 7", "published", "'yesterday'", "time left unknown"))
    "line 7: published: found 'yesterday', time left unknown (repaired)"
    """

    severity: Severity
    #: A line, a JSON path or a byte; empty where the place is not known.
    where: str
    #: Name of the field in the file's own words.
    field: str
    #: The value, shortened; "…" for a private one, empty where there was none.
    found: str
    #: What was done, in words.
    done: str

    def __str__(self) -> str:
        found = f"found {self.found}, " if self.found else ""
        done = f"{found}{self.done} ({self.severity})"
        return ": ".join(part for part in (self.where, self.field, done) if part)


@frozen
class Loss:
    """One thing that a file could not carry, or was not allowed to.

    Losses are exact: whoever reads the file gets everything else back, and not this.

    >>> str(Loss("comment c1", "ip", "private"))
    'comment c1: ip: private'
    """

    #: The item, as `named` has it.
    where: str
    #: Path of the field within the item, such as ``images[0].alt``; empty for the whole item.
    field: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.field, self.reason) if part)


N = TypeVar("N")


class _Report(Iterable[N]):
    """Entries in order; of one sort only the first hundred are listed, so memory stays bounded."""

    __slots__ = ("_entries", "_sorts", "_total")

    def __init__(self) -> None:
        self._entries: list[N] = []
        self._sorts: dict[tuple[str, ...], int] = {}
        self._total = 0

    @property
    def total(self) -> int:
        """How many there were, listed or not."""
        return self._total

    def __len__(self) -> int:
        """How many are listed."""
        return len(self._entries)

    def __iter__(self) -> Iterator[N]:
        return iter(tuple(self._entries))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} listed of {self._total}>"

    def __str__(self) -> str:
        """One line each, and a last one that says how many more there were."""
        rest = self._total - len(self._entries)
        more = [f"… and {rest} more of the same sorts"] if rest else []
        return "\n".join([*map(str, self._entries), *more])

    def _add(self, sort: tuple[str, ...], entry: N) -> None:
        self._total += 1
        if len(self._entries) >= _LISTED:
            return
        seen = self._sorts.get(sort, 0)
        if seen < _LISTED_OF_A_SORT:
            self._sorts[sort] = seen + 1
            self._entries.append(entry)


class Notes(_Report[Note]):
    """What a reader found odd. With ``strict`` the first repair or loss raises `FormatError`."""

    __slots__ = ("format", "strict")

    def __init__(self, format: str, strict: bool = False) -> None:
        super().__init__()
        self.format: str = format
        self.strict: bool = strict

    def add(self, severity: Severity, where: str, field: str, found: object, done: str) -> None:
        """Note something down. ``found`` is shortened; pass "…" where the value is private."""
        shown = found if found == "" or found == "…" else short_repr(found)
        note = Note(severity, where, field, str(shown), done)
        if self.strict and severity != "info":
            subject = f"{field}: " if field else ""
            value = f"found {note.found}; " if note.found else ""
            raise FormatError(
                self.format, where, f"{subject}{value}strict reading does not allow: {done}"
            )
        self._add((severity, field, done), note)


class Losses(_Report[Loss]):
    """What a writer could not carry, or left out because it is private."""

    __slots__ = ()

    def add(self, where: str, field: str, reason: str) -> None:
        """Note down what is missing from the file."""
        self._add((field, reason), Loss(where, field, reason))


# --- formats ---------------------------------------------------------------------------------


@runtime_checkable
class Format(Protocol):
    """A file format: an object with these, under the entry point group ``blogcore.formats``.

    Private fields are stripped before `write` is called; a format writes what it is given. The
    kit `blogcore.testing.FormatContract` proves that an object is one.
    """

    @property
    def name(self) -> str:
        """What ``format=`` calls it, such as ``json``."""
        ...

    @property
    def media_types(self) -> tuple[str, ...]:
        """IANA media types, the usual one first."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File name endings that mean this format when writing: with a dot, in lower case."""
        ...

    @property
    def narrows(self) -> tuple[str, ...]:
        """Names of wider formats whose `sniff` knows its files too; empty for most formats.

        An export in Atom is an Atom feed besides: its format narrows "atom", and is preferred.
        """
        ...

    @property
    def readable(self) -> bool:
        """Whether `read` works."""
        ...

    @property
    def writable(self) -> bool:
        """Whether `write` works."""
        ...

    def sniff(self, head: bytes) -> bool:
        """Whether a file that begins so (a few KiB) is of this format. Never raises."""
        ...

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """The items of a file, in its order. Raises `FormatError` where it cannot be read."""
        ...

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write items. What the format cannot carry is added to ``losses``."""
        ...
