"""`WXR`: the format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from attrs import frozen

from blogcore.formats.base import Item, Losses, Notes
from blogcore.formats.wxr.reader import items_of
from blogcore.formats.wxr.vocabulary import WXR_VOCABULARY
from blogcore.formats.wxr.writer import write
from blogcore.formats.xml import read_records, strip_text

__all__ = ["WXR", "Wxr"]

_SIGN = re.compile(rb"<wp:|<[^<>]*\sxmlns[^<>]*wordpress\.org/export/")


@frozen
class Wxr:
    """WordPress eXtended RSS: 1.0 to 1.2 are read, in constant memory, and 1.2 is written."""

    name: str = "wxr"
    title: str = "WordPress export (WXR)"
    media_types: tuple[str, ...] = ("application/rss+xml", "application/xml", "text/xml")
    suffixes: tuple[str, ...] = (".xml", ".wxr")
    narrows: tuple[str, ...] = ("rss",)
    readable: bool = True
    writable: bool = True

    def sniff(self, head: bytes) -> bool:
        """Whether WordPress's namespace is declared or its prefix used, in UTF-16 too.

        A post that quotes either, in a feed, makes no export of it.
        """
        return _SIGN.search(strip_text(head)) is not None

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """The site, its authors, then of each item its comments and the post or picture itself.

        Raises `FormatError` with line and column, after the items before that place: what is
        cut off, has a DOCTYPE or is no WordPress export cannot be read. Linear; the memory that
        it takes is bounded by the largest post or comment.
        """
        return items_of(read_records(stream, WXR_VOCABULARY, notes), notes)

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """An export as WordPress's importer takes it. Linear; holds the blog twice."""
        write(items, stream, losses)


WXR = Wxr()
