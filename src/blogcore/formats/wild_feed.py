"""Broken feeds, read by feedparser, which repairs what it can.

The format is used only by name: feedparser does not report what it repairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from typing import BinaryIO, Protocol, cast

from attrs import evolve

from blogcore._text.html import unescape_html
from blogcore.errors import FormatError
from blogcore.formats.base import BaseFormat, Item
from blogcore.formats.feeds.addresses import generate_id
from blogcore.formats.feeds.entry import FeedEntry, entry_items, read_media
from blogcore.formats.feeds.people import parse_person, real_email
from blogcore.formats.feeds.replies import ReplyResolver, ReplyTarget
from blogcore.formats.html import title_from_html
from blogcore.formats.json_objects import ObjectReader, to_extra_value
from blogcore.formats.reports import Notes
from blogcore.formats.xml import Element
from blogcore.models import Author, Body, ExtraValue, Image, Site

__all__ = ["WILD_FEED", "WildFeed"]

_PREFIX = "feed:"
_PRIVATE = frozenset({"author", "email", "name", "publisher"})
#: Suffix of members that feedparser computes from others.
_COMPUTED = "_parsed"


class _Feedparser(Protocol):
    """The part of feedparser that is used; it has no type hints."""

    def parse(
        self, source: BinaryIO, *, resolve_relative_uris: bool, sanitize_html: bool
    ) -> dict[str, object]: ...


_FEEDPARSER = cast("_Feedparser", import_module("feedparser"))


class WildFeed(BaseFormat):
    """A feed with broken markup; the whole feed is held in memory."""

    def sniff(self, head: bytes) -> bool:
        """Return False: files are recognised alike whether feedparser is installed or not."""
        return False

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Yield posts, comments, authors and the site.

        Nothing is fetched, and no markup is changed or left out.

        Raises:
            FormatError: feedparser finds no feed.
        """
        document = _parse(stream.read(), self.name)
        entries = cast("list[object]", document.get("entries") or [])
        if not document.get("version") and not entries:
            raise FormatError(self.name, "", "feedparser finds no feed in this file")
        message = "read by feedparser, which does not report its repairs"
        notes.add("repaired", "", "feed", "", message)
        feed = ObjectReader(_members(document.get("feed")), "feed", notes, _PRIVATE)
        authors, site = _read_authors(feed), _read_site(feed)
        # In Atom, entries without authors have those of the feed.
        default_authors = authors if str(document.get("version")).startswith("atom") else ()
        resolver = ReplyResolver(notes)
        feed_entries = (
            _read_entry(
                ObjectReader(_members(entry), f"entry {number}", notes, _PRIVATE), default_authors
            )
            for number, entry in enumerate(entries, 1)
        )
        yield from entry_items(feed_entries, resolver, notes, _PREFIX.rstrip(":"))
        yield from resolver.resolved(site.title)
        yield from authors
        yield site


WILD_FEED = WildFeed(
    name="wild-feed",
    title="Broken feed (feedparser)",
    media_types=("application/rss+xml", "application/atom+xml", "text/xml"),
)


def _parse(data: bytes, format: str) -> dict[str, object]:
    if not data.strip():
        raise FormatError(format, "byte 0", "the file is empty")
    try:
        # As a stream: bytes might be taken for the name of a file.
        return _FEEDPARSER.parse(BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # noqa: BLE001  # feedparser may raise anything
        reason = f"feedparser cannot read it either: {type(error).__name__}"
        raise FormatError(format, "", reason) from None


def _members(value: object) -> dict[str, object]:
    """Return the members, without times that feedparser parsed by its own rules."""
    members = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    return {key: record for key, record in members.items() if not key.endswith(_COMPUTED)}


def _read_site(feed: ObjectReader) -> Site:
    return Site(
        title=title_from_html(feed.text("title")),
        tagline=title_from_html(feed.text("subtitle")),
        url=feed.optional_text("link"),
        language=feed.optional_text("language"),
        extra=_extra(feed),
    )


def _read_entry(entry: ObjectReader, default_authors: tuple[Author, ...]) -> FeedEntry:
    title, summary = title_from_html(entry.text("title")), _read_body(entry, "summary")
    contents = [_read_body(part, "value") for part in entry.nested_list("content")]
    body = contents[0] if contents else summary
    id, url = entry.id("id"), _page_url(entry)
    id = id or url
    if not id:
        id = generate_id(title, body.text)
        entry.note("repaired", "id", "", f"is missing; generated from the content: {id}")
    reply = entry.nested("thr_in-reply-to")
    ref, href = reply.text("ref"), reply.optional_text("href")
    images, files = _read_media(entry)
    return FeedEntry(
        where=entry.where,
        id=id,
        url=url,
        title=title,
        body=body,
        excerpt=summary.text if contents else "",
        authors=_read_authors(entry) or default_authors,
        published=entry.time("published"),
        updated=entry.time("updated"),
        categories=tuple(term for tag in entry.nested_list("tags") if (term := tag.text("term"))),
        images=images,
        is_reply=bool(reply.members),
        targets=(ReplyTarget(ref or href or "", href),) if ref or href else (),
        extra=({f"{_PREFIX}enclosure": files} if files else {}) | _extra(entry),
    )


def _page_url(entry: ObjectReader) -> str | None:
    """Return the address of the page; a guid counts if it begins like a web address."""
    url = entry.optional_text("link")
    is_guid = bool(entry.take("guidislink")) and url == entry.peek("id")
    return url if url and (not is_guid or url.startswith(("http://", "https://"))) else None


def _read_body(record: ObjectReader, key: str) -> Body:
    """Return a body, which is HTML unless it is declared as plain text."""
    detail = record if key == "value" else record.nested(f"{key}_detail")
    is_plain = detail.peek("type") == "text/plain"
    return Body(text=record.text(key), media_type="text/plain" if is_plain else "text/html")


def _read_authors(record: ObjectReader) -> tuple[Author, ...]:
    """Return the authors; a single one from the original text, which feedparser may shorten."""
    text, authors = record.text("author"), list(record.nested_list("authors"))
    if len(authors) == 1:
        return (evolve(parse_person(unescape_html(text)), url=authors[0].optional_text("href")),)
    return tuple(
        Author(
            name=author.text("name"),
            email=real_email(author.text("email")),
            url=author.optional_text("href"),
        )
        for author in authors
        if author.members
    )


def _read_media(entry: ObjectReader) -> tuple[tuple[Image, ...], tuple[str, ...]]:
    links = [link for link in entry.nested_list("links") if link.peek("rel") == "enclosure"]
    names = {"media_content": "media:content", "media_thumbnail": "media:thumbnail"}
    media = [(name, one) for key, name in names.items() for one in entry.nested_list(key)]
    named = [*(("link", link) for link in links), *media]
    return read_media([_as_element(name, one) for name, one in named], "href")


def _as_element(name: str, record: ObjectReader) -> Element:
    attributes = {key: text for key in record.members if (text := record.peek(key))}
    return Element(name, 0, attributes, "", ())


def _extra(record: ObjectReader) -> dict[str, ExtraValue]:
    """Return the data that no field holds, for ``extra``: other links and other members."""
    known = ("alternate", "enclosure")
    links = [
        dict(link.members) for link in record.nested_list("links") if link.peek("rel") not in known
    ]
    rest = {
        key: value
        for key, value in record.remaining(_PREFIX).items()
        if not key.endswith("_detail")
    }
    kept = to_extra_value(links) if links else None
    return rest | ({f"{_PREFIX}links": kept} if kept else {})
