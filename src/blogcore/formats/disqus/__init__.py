"""Disqus: its XML export is read; the custom WXR that it imports is read and written.

`export` reads an export, whose threads may be the same page; `custom_import` reads and writes the
other format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from blogcore.formats.base import BaseFormat, Item
from blogcore.formats.disqus.custom_import import ImportReader, to_bytes
from blogcore.formats.disqus.export import ExportReader
from blogcore.formats.losses import collect_blog, write_document
from blogcore.formats.reports import Losses, Notes
from blogcore.formats.xml import Vocabulary, read_records, strip_text

__all__ = ["DISQUS"]

_VOCABULARY = Vocabulary(
    label="Disqus file",
    roots={"disqus": 1, "rss": 2},
    fragments={"channel": 1},
    namespaces={
        r"disqus\.com": "",
        r"disqus\.com/disqus-internals": "dsq",
        r"wordpress\.org/export(?:/[\d.]+)?": "wp",
        r"purl\.org/rss/1\.0/modules/content": "content",
    },
)


class Disqus(BaseFormat):
    """Disqus XML. Reading holds the threads in memory, writing the document."""

    def sniff(self, head: bytes) -> bool:
        """Return whether the file has Disqus's root element or a namespace of it, in UTF-16 too."""
        markup = strip_text(head)
        is_export = b"<disqus" in markup or b"disqus.com/disqus-internals" in markup
        has_prefix = b'"http://www.disqus.com/"' in markup or b"<dsq:" in markup
        return is_export or (b"<rss" in markup and has_prefix)

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Yield comments in the order of the file, then the pages and the site.

        Linear; holds the threads of an export, and comments that come before their thread.

        Raises:
            FormatError: It is not XML, is cut off, has a DOCTYPE or is another kind of file; with
                line and column.
        """
        export, custom_import = ExportReader(notes), ImportReader(notes)
        for element in read_records(stream, _VOCABULARY, notes):
            if element.name in ("category", "thread", "post"):
                yield from export.add(element)
            else:
                yield from custom_import.add(element)
        yield from export.rest()
        yield from custom_import.rest()

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write what Disqus imports: every post with its comments."""
        blog = collect_blog(items, losses, self.name)
        write_document(self, blog, to_bytes(blog), stream, losses)


DISQUS = Disqus(
    name="disqus",
    title="Disqus (export, custom import)",
    media_types=("application/xml", "text/xml"),
    suffixes=(".disqus.xml",),
    narrows=("rss", "wxr"),
)
