"""`WXR`: the format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from blogcore.formats.base import BaseFormat, Item
from blogcore.formats.reports import Losses, Notes
from blogcore.formats.wordpress.wxr.elements import WXR_VOCABULARY
from blogcore.formats.wordpress.wxr.reader import read_items
from blogcore.formats.wordpress.wxr.writer import write_export
from blogcore.formats.xml import read_records, strip_text

__all__ = ["WXR", "Wxr"]

_SIGNATURE = re.compile(rb"<wp:|<[^<>]*\sxmlns[^<>]*wordpress\.org/export/")


class Wxr(BaseFormat):
    """WordPress eXtended RSS: 1.0 to 1.2 are read, in constant memory, and 1.2 is written."""

    def sniff(self, head: bytes) -> bool:
        """Return whether WordPress's namespace is declared, or its prefix used, in UTF-16 too.

        A feed with a post that quotes either is no export.

        Args:
            head: The first bytes of a file.
        """
        return _SIGNATURE.search(strip_text(head)) is not None

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Yield the site, its authors, then the comments of each item before the item itself.

        Args:
            stream: The file.
            notes: Receives a note for every repair.

        Raises:
            FormatError: After the items before that place: the file is cut off, has a DOCTYPE or
                is no WordPress export.

        Linear; the memory is bounded by the largest post or comment.
        """
        return read_items(read_records(stream, WXR_VOCABULARY, notes), notes)

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write an export as WordPress's importer takes it.

        Args:
            items: What to write.
            stream: Where to write it.
            losses: Receives what the reader would not get back.

        Linear; holds the blog twice.
        """
        write_export(items, stream, losses)


WXR = Wxr(
    name="wxr",
    title="WordPress export (WXR)",
    media_types=("application/rss+xml", "application/xml", "text/xml"),
    suffixes=(".xml", ".wxr"),
    narrows=("rss",),
)
