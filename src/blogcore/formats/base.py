"""The `Format` protocol, the base class for formats, and the items that they read and write.

A reader turns bytes into a stream of items and notes what it repaired; a writer turns items into
bytes and reports what it could not write. Neither builds a `Blog`: see `blogcore.formats.assemble`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Protocol, TypeAlias, runtime_checkable

from attrs import field, frozen

from blogcore._text.plain import printable
from blogcore.errors import FormatError
from blogcore.formats.reports import Losses, Notes
from blogcore.models import Author, Comment, Extra, Image, Post, Site
from blogcore.models.extra import EXTRA, NO_EXTRA, to_extra
from blogcore.models.fields import NAME, TEXT, Checked, instance, optional

__all__ = [
    "Attachment",
    "BaseFormat",
    "Featured",
    "Format",
    "Item",
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


#: An item: what a reader yields and a writer takes.
Item: TypeAlias = Site | Author | Post | Comment | Attachment | Featured


def item_name(item: Item) -> str:
    """Return the name by which a `Loss` identifies an item: its kind and id.

    Args:
        item: Any item.

    >>> item_name(Author(name="Ida"))
    'author Ida'
    """
    match item:
        case Post() | Comment() | Attachment():
            return printable(f"{type(item).__name__.lower()} {item.id}")
        case Author():
            return printable(f"author {item.id or item.name}")
        case Featured():
            return printable(f"featured image of {item.post_id}")
        case Site():
            return "site"


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
