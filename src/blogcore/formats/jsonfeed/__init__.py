"""JSON Feed 1.1 and 1.0, with comments as items that the extension ``_blogcore`` marks.

The format has posts, authors and attachments; replies, and fields that it has no key for, are in
``_blogcore`` objects, which other readers ignore. Source: https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from blogcore.formats.base import Item
from blogcore.formats.json_codec import encode
from blogcore.formats.json_objects import JsonFormat, ObjectPreview, ObjectReader
from blogcore.formats.jsonfeed.reader import read_feed
from blogcore.formats.jsonfeed.tables import KNOWN_VERSION
from blogcore.formats.jsonfeed.writer import feed_object
from blogcore.formats.losses import collect_blog, write_document
from blogcore.formats.privacy import public_view
from blogcore.formats.reports import Losses, Notes

__all__ = ["JSON_FEED"]


class JsonFeed(JsonFormat):
    """A JSON Feed, read and written as a whole; only what is public is written."""

    def accepts(self, preview: ObjectPreview, head: bytes) -> bool:
        """Return whether the file has the version of JSON Feed, or its items.

        Where keys are sorted, the items come first and the version is out of sight.
        """
        if preview.in_list:
            return False
        version = preview.members.get("version")
        if version is None:
            has_content = b'"content_html"' in head or b'"content_text"' in head
            return has_content and preview.members.get("items") == "["
        if "jsonfeed.org/version/" in version:
            return True
        return preview.has("items") and KNOWN_VERSION.fullmatch(version) is not None

    def read_document(self, document: object, notes: Notes) -> Iterator[Item]:
        """Yield the site, the authors of the feed, and the posts and comments in its order."""
        feed = ObjectReader(document, "$", notes)
        if "items" not in feed and "version" not in feed:
            raise self.refused("it has neither version nor items")
        yield from read_feed(feed)

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write the public posts, then the public comments, each in its order."""
        blog = collect_blog(items, losses, self.name)
        view = public_view(blog)
        data = encode(feed_object(blog, view))
        write_document(self, blog, data, stream, losses, view.reasons)


JSON_FEED = JsonFeed(
    name="jsonfeed",
    title="JSON Feed",
    label="JSON Feed",
    media_types=("application/feed+json", "application/json"),
    suffixes=(".feed.json", ".jsonfeed"),
)
