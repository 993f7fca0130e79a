"""`RSS`: the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO

from attrs import frozen

from .._feed_shown import shown_feed
from .._returned import gathered, report_losses
from ..base import Item, Losses, Notes
from ..xml import records
from ..xml.root import root_tag
from .dialect import RSS_DIALECT
from .reader import items_of
from .writer import document

__all__ = ["RSS", "Rss"]

_ROOTS = ("feed", "entry", "rss", "RDF", "html", "HTML", "disqus", "opml")
_OURS = ("purl.org/rss/", "netscape.com/rdf/simple/")


@frozen
class Rss:
    """An RSS feed, of posts, of comments, or of both; only what is public is written."""

    name: str = "rss"
    media_types: tuple[str, ...] = ("application/rss+xml", "application/xml", "text/xml")
    suffixes: tuple[str, ...] = (".rss", ".rss.xml")
    narrows: tuple[str, ...] = ()
    readable: bool = True
    writable: bool = True

    def sniff(self, head: bytes) -> bool:
        """Whether the root is RSS's, or RDF with a channel of RSS's, in UTF-16 too."""
        name, tag = root_tag(head, _ROOTS)
        return name == "rss" or (name == "RDF" and any(uri in tag for uri in _OURS))

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Posts, comments, authors and the site.

        Raises `FormatError` with line and column for what is no XML, is cut off, has a DOCTYPE or
        is another kind of file. Linear; holds the feed.
        """
        return items_of(records(stream, RSS_DIALECT, notes), notes)

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write the public posts, then the public comments, each in its order."""
        blog = gathered(items, losses, self.name)
        shown = shown_feed(blog)
        data = document(blog, shown)
        report_losses(blog, self.read(BytesIO(data), Notes(self.name)), losses, shown.hidden)
        stream.write(data)


RSS = Rss()
