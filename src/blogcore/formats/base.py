"""What a format is, what it yields, and how it reports repairs and losses.

A reader turns bytes into a stream of items and notes what it repaired; a writer turns items into
bytes and reports what it could not write. Neither builds a `Blog`: see `blogcore.formats.assemble`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal, Protocol, TypeAlias, TypeVar, runtime_checkable

from attrs import field, frozen

from blogcore._text.plain import short_repr
from blogcore.errors import FormatError
from blogcore.models import Author, Comment, Extra, Image, Post, Site
from blogcore.models.extra import EXTRA, NO_EXTRA, to_extra
from blogcore.models.fields import NAME, TEXT, Checked, instance, optional

__all__ = [
    "Attachment",
    "BaseFormat",
    "Featured",
    "Format",
    "Item",
    "Loss",
    "Losses",
    "Note",
    "Notes",
    "Severity",
    "item_name",
]


# --- items -----------------------------------------------------------------------------------


@frozen(kw_only=True)
class Attachment(Checked):
    """An image that a file holds as an item of its own."""

    #: Id of the attachment in its file.
    id: str = field(metadata=NAME)
    #: Id of the post that it belongs to; None where the file names none.
    post_id: str | None = field(default=None, metadata=optional(NAME))
    #: The image itself.
    image: Image = field(metadata=instance(Image))
    #: Title of the attachment.
    title: str = field(default="", metadata=TEXT)
    #: Other data of the file; private.
    extra: Extra = field(default=NO_EXTRA, converter=to_extra, repr=False, metadata=EXTRA)


@frozen(kw_only=True)
class Featured(Checked):
    """A link from a post to its featured image; either may come later in the file."""

    #: Id of the post.
    post_id: str = field(metadata=NAME)
    #: Id of the `Attachment`.
    attachment_id: str = field(metadata=NAME)


#: What a reader yields and a writer takes.
Item: TypeAlias = Site | Author | Post | Comment | Attachment | Featured


def item_name(item: Item) -> str:
    """Return the name under which a loss lists an item: its kind and id.

    Args:
        item: Any item.

    >>> item_name(Author(name="Ida"))
    'author Ida'
    """
    match item:
        case Post() | Comment() | Attachment():
            return f"{type(item).__name__.lower()} {item.id}"
        case Author():
            return f"author {item.id or item.name}"
        case Featured():
            return f"featured image of {item.post_id}"
        case Site():
            return "site"


# --- reports ---------------------------------------------------------------------------------

#: "info": worth knowing; "repaired": a value was repaired; "lost": a value was left out.
Severity: TypeAlias = Literal["info", "repaired", "lost"]

#: Entries of one sort that are listed, and entries in all; further ones are only counted.
_MAX_PER_SORT = 100
_MAX_LISTED = 10_000


@frozen
class Note:
    """One thing that a reader noticed in a file, and what it did about it.

    >>> str(Note("repaired", "line 7", "published", "'yesterday'", "the time is unknown"))
    "line 7: published: found 'yesterday', the time is unknown (repaired)"
    """

    #: Whether something was repaired or lost.
    severity: Severity
    #: Position in the file: a line, a JSON path or a byte; empty where it is not known.
    where: str
    #: Name of the field as the file has it.
    field: str
    #: The value, shortened; "…" for a private one, empty where there was none.
    value: str
    #: What is wrong with it and what was done.
    message: str

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
    where: str
    #: Path of the field within the item, such as ``images[0].alt``; empty for the whole item.
    field: str
    #: What happened to it, and why.
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.field, self.reason) if part)


N = TypeVar("N")


class _Report(Iterable[N]):
    """Entries in order; of one sort only the first hundred are listed, so memory is bounded."""

    __slots__ = ("_count_by_sort", "_entries", "_total")

    def __init__(self) -> None:
        self._entries: list[N] = []
        self._count_by_sort: dict[tuple[str, ...], int] = {}
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
        last = [f"… and {others} more of the same sorts"] if others else []
        return "\n".join([*map(str, self._entries), *last])

    def _add(self, sort: tuple[str, ...], entry: N) -> None:
        self._total += 1
        if len(self._entries) >= _MAX_LISTED:
            return
        count = self._count_by_sort.get(sort, 0)
        if count < _MAX_PER_SORT:
            self._count_by_sort[sort] = count + 1
            self._entries.append(entry)


class Notes(_Report[Note]):
    """What a reader noticed.

    Args:
        format: Name of the format that is read.
        strict: Whether the first repair or loss raises `FormatError`.
    """

    __slots__ = ("format", "strict")

    def __init__(self, format: str, strict: bool = False) -> None:
        super().__init__()
        #: Name of the format that is read.
        self.format: str = format
        #: Whether the first repair or loss raises.
        self.strict: bool = strict

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


# --- formats ---------------------------------------------------------------------------------


@runtime_checkable
class Format(Protocol):
    """A file format: an object with these members, under the entry point ``blogcore.formats``.

    Most formats subclass `BaseFormat`. Private fields are removed before `write` is called; a
    format writes everything that it gets. `blogcore.testing.FormatContract` tests an object.
    """

    @property
    def name(self) -> str:
        """Name for ``format=``, such as ``json``."""
        ...

    @property
    def title(self) -> str:
        """Name for people, such as "WordPress export (WXR)"."""
        ...

    @property
    def media_types(self) -> tuple[str, ...]:
        """IANA media types, the usual one first."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File name endings that select this format for writing: lower case, with the dot."""
        ...

    @property
    def narrows(self) -> tuple[str, ...]:
        """Names of more general formats whose `sniff` accepts its files too; mostly none.

        A Blogger export is also an Atom feed: its format narrows "atom" and is preferred.
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
        """Return whether a file is of this format, by its first few KiB. Never raises.

        Args:
            head: The beginning of a file; it may be cut off anywhere.
        """
        ...

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Yield the items of a file in its order.

        Args:
            stream: The file from its beginning; it need not be seekable.
            notes: Gets what was repaired or left out.

        Raises:
            FormatError: The file cannot be read.
        """
        ...

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write items.

        Args:
            items: Items in any order.
            stream: Where to write; it is not closed.
            losses: Gets what the format cannot hold.
        """
        ...


@frozen(kw_only=True)
class BaseFormat(ABC):
    """A `Format` to subclass: define `sniff`, and `read`, `write` or both.

    ::

        class Titles(BaseFormat):
            def sniff(self, head): ...
            def read(self, stream, notes): ...

        TITLES = Titles(name="titles", title="Titles, one a line", media_types=("text/plain",))
    """

    #: Name for ``format=``.
    name: str
    #: Name for people.
    title: str
    #: IANA media types, the usual one first.
    media_types: tuple[str, ...]
    #: File name endings that select this format for writing: lower case, with the dot.
    suffixes: tuple[str, ...] = ()
    #: Names of more general formats whose `sniff` accepts its files too.
    narrows: tuple[str, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether the subclass defines `read`."""
        return type(self).read is not BaseFormat.read

    @property
    def writable(self) -> bool:
        """Whether the subclass defines `write`."""
        return type(self).write is not BaseFormat.write

    @abstractmethod
    def sniff(self, head: bytes) -> bool:
        """Return whether a file is of this format, by its first few KiB.

        Args:
            head: The beginning of a file.
        """

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Yield the items of a file.

        Args:
            stream: The file from its beginning.
            notes: Gets what was repaired or left out.

        Raises:
            FormatError: The file cannot be read, or the format cannot be read at all.
        """
        raise FormatError(self.name, "", "this format can be written but not read")

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write items.

        Args:
            items: Items in any order.
            stream: Where to write; it is not closed.
            losses: Gets what the format cannot hold.

        Raises:
            FormatError: The format cannot be written.
        """
        raise FormatError(self.name, "", "this format can be read but not written")
