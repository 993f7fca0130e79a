"""`FeedFormat`: Atom and RSS as formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from attrs import frozen

from blogcore.errors import FormatError
from blogcore.formats.base import BaseFormat, Item
from blogcore.formats.feeds.writer import FeedView, feed_view
from blogcore.formats.losses import collect_blog, write_document
from blogcore.formats.reports import Losses, Notes
from blogcore.formats.xml import Element, Vocabulary, find_root, read_records
from blogcore.models import Blog

__all__ = ["FeedFormat"]

#: Root elements of feeds, and of files that are mistaken for feeds.
_ROOTS = ("feed", "entry", "rss", "RDF", "html", "HTML", "disqus", "opml")
_REMEDY = "if it is a feed, format='wild-feed' may read it (pip install 'blogcore[feeds]')"


@frozen(kw_only=True)
class FeedFormat(BaseFormat):
    """A feed of posts, of comments, or of both; only what is public is written."""

    #: Function that returns whether a root element, given its local name and tag, is of the format.
    is_root: Callable[[str, str], bool]
    #: Elements and namespaces of the format.
    vocabulary: Vocabulary
    #: Function that makes items from the records of a file.
    read_items: Callable[[Iterable[Element], Notes], Iterator[Item]]
    #: Function that returns the document of a blog.
    to_bytes: Callable[[Blog, FeedView], bytes]

    def sniff(self, head: bytes) -> bool:
        """Return whether the root element is one of the format, in UTF-16 too."""
        return self.is_root(*find_root(head, _ROOTS))

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Yield posts, comments, authors and the site. Linear; holds the feed.

        Raises:
            FormatError: It is not XML, is cut off, has a DOCTYPE or is another kind of file; with
                line and column. Where the markup is wrong, the message names ``wild-feed``.
        """
        try:
            yield from self.read_items(read_records(stream, self.vocabulary, notes), notes)
        except FormatError as error:
            if notes.strict or not error.place.startswith("line "):
                raise
            reason = f"{error.reason}; {_REMEDY}"
            raise FormatError(error.format, error.place, reason) from error

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write the public posts, then the public comments, each in its order."""
        blog = collect_blog(items, losses, self.name)
        view = feed_view(blog)
        write_document(self, blog, self.to_bytes(blog, view), stream, losses, view.reasons)
