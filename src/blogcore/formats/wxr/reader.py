"""`WXR`: the format, and how the records of a file become items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from attrs import frozen

from blogcore.errors import FormatError

from ..base import Item, Losses, Notes
from ..xml import Element, records
from .comments import to_comment
from .dialect import WXR_DIALECT
from .posts import post_id_of, to_items
from .site import Channel

__all__ = ["WXR", "Wxr"]


@frozen
class Wxr:
    """WordPress eXtended RSS. Read in constant memory, however large the file; not written yet."""

    name: str = "wxr"
    media_types: tuple[str, ...] = ("application/rss+xml", "application/xml", "text/xml")
    suffixes: tuple[str, ...] = (".xml", ".wxr")
    narrows: tuple[str, ...] = ("rss",)
    readable: bool = True
    writable: bool = False

    def sniff(self, head: bytes) -> bool:
        """Whether WordPress's namespace or prefix is in sight, in UTF-16 too."""
        plain = head.replace(b"\0", b"")
        return b"wordpress.org/export/" in plain or b"<wp:" in plain

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """The site, its authors, then of each item its comments and the post or picture itself.

        Raises `FormatError` with line and column, after the items before that place: what is
        cut off, has a DOCTYPE or is no WordPress export cannot be read. Linear; the memory that
        it takes is bounded by the largest post or comment.
        """
        channel = Channel(notes)
        item = _Item(channel, notes)
        for element in records(stream, WXR_DIALECT, notes):
            if element.early or element.name == "item":
                yield from channel.told()
                yield from item.add(element)
            else:
                yield from channel.add(element)
        yield from channel.told()

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Not possible yet."""
        raise FormatError(self.name, "", "this format can be read but not written")


WXR = Wxr()


class _Item:
    """The item that is being read: its comments are made as soon as its id is known."""

    def __init__(self, channel: Channel, notes: Notes) -> None:
        self._channel = channel
        self._notes = notes
        self._begin()

    def _begin(self) -> None:
        self._id = ""
        self._has_comments = False
        self._waiting: list[Element] = []

    def add(self, element: Element) -> Iterator[Item]:
        """Take an early part of an item, or the item when it has ended."""
        if element.name == "wp:post_id":
            if self._id:
                done = "given again; the first was kept"
                self._notes.add("lost", f"line {element.line}", "wp:post_id", element.text, done)
            self._id = self._id or element.text.strip()
            yield from self._comments()
        elif element.name == "wp:comment":
            self._has_comments = True
            self._waiting.append(element)
            if self._id:
                yield from self._comments()
        else:
            self._id = self._id or post_id_of(element, self._notes)
            yield from self._comments()
            yield from to_items(element, self._id, self._has_comments, self._channel, self._notes)
            self._begin()

    def _comments(self) -> Iterator[Item]:
        waiting, self._waiting = self._waiting, []
        for element in waiting:
            yield to_comment(element, self._id, self._channel, self._notes)
