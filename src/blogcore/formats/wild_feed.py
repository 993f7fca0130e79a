"""Feeds that are too broken for our own readers, read by feedparser, which mends what it can.

It is only used where it is asked for: what it mends it does not tell, so all of it is a repair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from io import BytesIO
from typing import BinaryIO, Protocol, cast

from attrs import frozen

from blogcore.errors import FormatError
from blogcore.models import Author, Body, Post, Site

from ._feed_ids import made_id
from ._titles import title_text
from .base import Item, Losses, Notes
from .objects import Members

__all__ = ["WILD_FEED", "WildFeed"]

_PREFIX = "feed:"
_PRIVATE = frozenset({"author", "email", "publisher"})
#: What feedparser makes of other members, or reads only for programs.
_MADE = ("_parsed", "_detail", "links", "guidislink")


class _Feedparser(Protocol):
    """What is used of feedparser, which has no types."""

    def parse(
        self, source: BinaryIO, *, resolve_relative_uris: bool, sanitize_html: bool
    ) -> dict[str, object]: ...


_FEEDPARSER = cast("_Feedparser", import_module("feedparser"))


@frozen
class WildFeed:
    """A feed in whatever markup. It is held in memory whole, and not written."""

    name: str = "wild-feed"
    media_types: tuple[str, ...] = ("application/rss+xml", "application/atom+xml", "text/xml")
    suffixes: tuple[str, ...] = ()
    narrows: tuple[str, ...] = ()
    readable: bool = True
    writable: bool = False

    def sniff(self, head: bytes) -> bool:
        """No: content is recognised alike whether feedparser is installed or not."""
        return False

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """The site, then each entry as a post.

        Raises `FormatError` where feedparser finds no feed. Nothing is fetched and no markup is
        made safe or left out.
        """
        plain = _parsed(stream.read(), self.name)
        entries = plain.get("entries")
        feed = Members(_told(plain.get("feed")), "feed", notes, _PRIVATE)
        if not plain.get("version") and not entries:
            raise FormatError(self.name, "", "feedparser finds no feed in this")
        notes.add(
            "repaired", "", "feed", "", "read by feedparser, which does not say what it mends"
        )
        yield Site(
            title=title_text(feed.text("title")),
            tagline=title_text(feed.text("subtitle")),
            url=feed.optional("link"),
        )
        for number, entry in enumerate(cast("list[object]", entries or []), 1):
            yield _to_post(Members(_told(entry), f"entry {number}", notes, _PRIVATE))

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Not possible."""
        raise FormatError(self.name, "", "this format can be read but not written")


WILD_FEED = WildFeed()


def _parsed(data: bytes, format: str) -> dict[str, object]:
    if not data.strip():
        raise FormatError(format, "byte 0", "the file is empty")
    try:
        # A stream: of bytes it would ask whether they name a file.
        return _FEEDPARSER.parse(BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # noqa: BLE001  # a stranger's parser, and hopeless input
        reason = f"feedparser cannot read it either: {type(error).__name__}"
        raise FormatError(format, "", reason) from None


def _told(value: object) -> dict[str, object]:
    """The members that are in the file, without those that feedparser answers for them."""
    members = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    return {key: held for key, held in members.items() if not key.endswith(_MADE)}


def _to_post(entry: Members) -> Post:
    title, summary = title_text(entry.text("title")), entry.text("summary")
    contents = [part.text("value") for part in entry.inners("content")]
    body = contents[0] if contents else summary
    url = entry.optional("link")
    id = entry.id("id") or url
    if not id:
        id = made_id(title, body)
        entry.note("repaired", "id", "", f"is missing; made of what the entry says: {id}")
    names = [author.text("name") for author in entry.inners("authors")]
    return Post(
        id=id,
        title=title,
        url=url,
        body=Body(text=body, media_type="text/html"),
        excerpt=summary if contents else "",
        authors=tuple(Author(name=name) for name in names if name and "@" not in name),
        published=entry.time("published"),
        updated=entry.time("updated"),
        categories=tuple(term for tag in entry.inners("tags") if (term := tag.text("term"))),
        extra=entry.rest(_PREFIX),
    )
