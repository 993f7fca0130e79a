"""`Feed`: what Atom and RSS are as formats. They differ in their names and in what says what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import BinaryIO

from attrs import frozen

from blogcore.errors import FormatError
from blogcore.formats._feed_shown import ShownFeed, shown_feed
from blogcore.formats.base import Item, Losses, Notes
from blogcore.formats.losses import collect_blog, report_differences
from blogcore.formats.xml import Element, Vocabulary, find_root, read_records
from blogcore.models import Blog

__all__ = ["Feed"]

#: Roots that a tag is looked for as: of feeds, and of what is taken for one.
_ROOTS = ("feed", "entry", "rss", "RDF", "html", "HTML", "disqus", "opml")
_WAY_OUT = "if it is a feed, format='wild-feed' may read it (pip install 'blogcore[feeds]')"


@frozen(kw_only=True, eq=False)
class Feed:
    """A feed of posts, of comments, or of both; only what is public is written."""

    name: str
    title: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    #: Whether a root of this name, and with this tag, is the format's.
    is_root: Callable[[str, str], bool]
    vocabulary: Vocabulary
    items_of: Callable[[Iterable[Element], Notes], Iterator[Item]]
    document: Callable[[Blog, ShownFeed], bytes]
    narrows: tuple[str, ...] = ()
    readable: bool = True
    writable: bool = True

    def sniff(self, head: bytes) -> bool:
        """Whether the root is one of the format's, in UTF-16 too."""
        return self.is_root(*find_root(head, _ROOTS))

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Posts, comments, authors and the site.

        Raises `FormatError` with line and column for what is no XML, is cut off, has a DOCTYPE or
        is another kind of file; where the markup is what is wrong, it names the way out. Linear;
        holds the feed.
        """
        try:
            yield from self.items_of(read_records(stream, self.vocabulary, notes), notes)
        except FormatError as error:
            if notes.strict or not error.place.startswith("line "):
                raise
            reason = f"{error.reason}; {_WAY_OUT}"
            raise FormatError(error.format, error.place, reason) from error

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write the public posts, then the public comments, each in its order."""
        blog = collect_blog(items, losses, self.name)
        shown = shown_feed(blog)
        data = self.document(blog, shown)
        report_differences(blog, self.read(BytesIO(data), Notes(self.name)), losses, shown.hidden)
        stream.write(data)
