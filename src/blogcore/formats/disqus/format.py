"""`DISQUS`: the format, which is two kinds of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO

from attrs import frozen

from blogcore.formats.base import Item, Losses, Notes
from blogcore.formats.disqus.export import Export
from blogcore.formats.disqus.imports import Imports
from blogcore.formats.disqus.write import document
from blogcore.formats.losses import collect_blog, report_differences
from blogcore.formats.xml import Vocabulary, read_records, strip_text

__all__ = ["DISQUS", "Disqus"]

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


@frozen
class Disqus:
    """Disqus XML. Reading holds the threads; writing holds the document."""

    name: str = "disqus"
    title: str = "Disqus"
    media_types: tuple[str, ...] = ("application/xml", "text/xml")
    suffixes: tuple[str, ...] = (".disqus.xml",)
    narrows: tuple[str, ...] = ("rss", "wxr")
    readable: bool = True
    writable: bool = True

    def sniff(self, head: bytes) -> bool:
        """Whether Disqus's root element or one of its namespaces is in sight, in UTF-16 too."""
        plain = strip_text(head)
        return b"<disqus" in plain or b"disqus.com/disqus-internals" in plain or _imported(plain)

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Comments in the order of the file, then the pages and the site.

        Raises `FormatError` with line and column for what is no XML, is cut off, has a DOCTYPE or
        is another kind of file. Linear; an export takes memory for its threads and for comments
        that come before the thread that they are in.
        """
        export, imports = Export(notes), Imports(notes)
        for element in read_records(stream, _VOCABULARY, notes):
            if element.name in ("category", "thread", "post"):
                yield from export.add(element)
            else:
                yield from imports.add(element)
        yield from export.rest()
        yield from imports.rest()

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write what Disqus imports: posts that have a discussion or are open for one."""
        blog = collect_blog(items, losses, self.name)
        data = document(blog)
        report_differences(blog, self.read(BytesIO(data), Notes(self.name)), losses)
        stream.write(data)


DISQUS = Disqus()


def _imported(plain: bytes) -> bool:
    return b"<rss" in plain and (b'"http://www.disqus.com/"' in plain or b"<dsq:" in plain)
