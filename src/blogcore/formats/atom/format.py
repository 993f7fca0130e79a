"""`ATOM`: the format."""

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
from .dialect import ATOM_DIALECT
from .reader import items_of
from .writer import document

__all__ = ["ATOM", "Atom"]

_ROOTS = ("feed", "entry", "rss", "RDF", "html", "HTML", "disqus", "opml")
_OURS = ("www.w3.org/2005/Atom", "purl.org/atom/ns#")


@frozen
class Atom:
    """An Atom feed or entry, of posts, of comments, or of both; only what is public is written."""

    name: str = "atom"
    media_types: tuple[str, ...] = ("application/atom+xml", "application/xml", "text/xml")
    suffixes: tuple[str, ...] = (".atom", ".atom.xml")
    narrows: tuple[str, ...] = ()
    readable: bool = True
    writable: bool = True

    def sniff(self, head: bytes) -> bool:
        """Whether the root is a feed or entry of Atom's, in UTF-16 too."""
        name, tag = root_tag(head, _ROOTS)
        if name == "feed" and "xmlns=" not in tag:
            return True
        return name in ("feed", "entry") and any(uri in tag for uri in _OURS)

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Posts, comments, authors and the site.

        Raises `FormatError` with line and column for what is no XML, is cut off, has a DOCTYPE or
        is another kind of file. Linear; holds the feed.
        """
        return items_of(records(stream, ATOM_DIALECT, notes), notes)

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write the public posts, then the public comments, each in its order."""
        blog = gathered(items, losses, self.name)
        shown = shown_feed(blog)
        data = document(blog, shown)
        report_losses(blog, self.read(BytesIO(data), Notes(self.name)), losses, shown.hidden)
        stream.write(data)


ATOM = Atom()
