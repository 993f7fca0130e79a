"""`JsonFeed`: the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from attrs import frozen

from blogcore.formats._json import encode, parse
from blogcore.formats.base import Item, Losses, Notes
from blogcore.formats.json_objects import preview_object
from blogcore.formats.jsonfeed.reader import items_of
from blogcore.formats.jsonfeed.tables import KNOWN_VERSION
from blogcore.formats.jsonfeed.writer import to_feed
from blogcore.formats.losses import collect_blog

__all__ = ["JSON_FEED", "JsonFeed"]


@frozen
class JsonFeed:
    """A JSON Feed. It is read and written in one piece; only what is public is written."""

    name: str = "jsonfeed"
    title: str = "JSON"
    media_types: tuple[str, ...] = ("application/feed+json", "application/json")
    suffixes: tuple[str, ...] = (".feed.json", ".jsonfeed")
    narrows: tuple[str, ...] = ()
    readable: bool = True
    writable: bool = True

    def sniff(self, head: bytes) -> bool:
        """Whether it is an object whose version, or whose items, are those of JSON Feed.

        Where keys are sorted, the items come first and the version is out of sight.
        """
        seen = preview_object(head)
        if seen is None or seen.in_list:
            return False
        version = seen.members.get("version")
        if version is None:
            own = b'"content_html"' in head or b'"content_text"' in head
            return own and seen.members.get("items") == "["
        if "jsonfeed.org/version/" in version:
            return True
        return seen.has("items") and KNOWN_VERSION.fullmatch(version) is not None

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """The site, the authors of the feed, and of its items posts and comments in their order.

        Raises `FormatError` for what is no JSON or no JSON Feed.
        """
        yield from items_of(parse(stream.read(), self.name), notes)

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write the public posts, then the public comments, each in its order."""
        blog = collect_blog(items, losses, self.name)
        stream.write(encode(to_feed(blog, losses)))


JSON_FEED = JsonFeed()
