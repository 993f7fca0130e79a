"""Feeds that are too broken for our own readers, read by feedparser, which mends what it can.

It is only used where it is asked for: what it mends it does not tell, so all of it is a repair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from io import BytesIO
from typing import BinaryIO, Protocol, cast

from attrs import evolve, frozen

from blogcore._text.html import unescape_html
from blogcore.errors import FormatError
from blogcore.formats._answers import Answer, Answers
from blogcore.formats._enclosures import pictures_and_files
from blogcore.formats._feed_entry import Entry, entry_items
from blogcore.formats._feed_ids import made_id
from blogcore.formats._person import person, somebodys
from blogcore.formats.base import Item, Losses, Notes
from blogcore.formats.html import title_from_html
from blogcore.formats.json_objects import ObjectReader, to_extra_value
from blogcore.formats.xml import Element
from blogcore.models import Author, Body, ExtraValue, Image, Site

__all__ = ["WILD_FEED", "WildFeed"]

_PREFIX = "feed:"
_PRIVATE = frozenset({"author", "email", "name", "publisher"})
#: What feedparser makes of other members.
_MADE = "_parsed"


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
    title: str = "Wild"
    media_types: tuple[str, ...] = ("application/rss+xml", "application/atom+xml", "text/xml")
    suffixes: tuple[str, ...] = ()
    narrows: tuple[str, ...] = ()
    readable: bool = True
    writable: bool = False

    def sniff(self, head: bytes) -> bool:
        """No: content is recognised alike whether feedparser is installed or not."""
        return False

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Posts, comments, authors and the site.

        Raises `FormatError` where feedparser finds no feed. Nothing is fetched and no markup is
        made safe or left out.
        """
        plain = _parsed(stream.read(), self.name)
        entries = cast("list[object]", plain.get("entries") or [])
        if not plain.get("version") and not entries:
            raise FormatError(self.name, "", "feedparser finds no feed in this")
        notes.add(
            "repaired", "", "feed", "", "read by feedparser, which does not say what it mends"
        )
        feed = ObjectReader(_told(plain.get("feed")), "feed", notes, _PRIVATE)
        authors, site = _authors(feed), _site(feed)
        # In Atom the authors of the feed are those of entries that name nobody.
        absent = authors if str(plain.get("version")).startswith("atom") else ()
        answers = Answers(notes)
        told = (
            _entry(ObjectReader(_told(entry), f"entry {number}", notes, _PRIVATE), absent)
            for number, entry in enumerate(entries, 1)
        )
        yield from entry_items(told, answers, notes, _PREFIX.rstrip(":"))
        yield from answers.rest(site.title)
        yield from authors
        yield site

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
    """The members, without times that feedparser has read by rules of its own."""
    members = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    return {key: held for key, held in members.items() if not key.endswith(_MADE)}


def _site(feed: ObjectReader) -> Site:
    return Site(
        title=title_from_html(feed.text("title")),
        tagline=title_from_html(feed.text("subtitle")),
        url=feed.optional_text("link"),
        language=feed.optional_text("language"),
        extra=_rest(feed),
    )


def _entry(entry: ObjectReader, absent: tuple[Author, ...]) -> Entry:
    title, summary = title_from_html(entry.text("title")), _body(entry, "summary")
    contents = [_body(part, "value") for part in entry.nested_list("content")]
    body = contents[0] if contents else summary
    id, url = entry.id("id"), _address(entry)
    id = id or url
    if not id:
        id = made_id(title, body.text)
        entry.note("repaired", "id", "", f"is missing; made of what the entry says: {id}")
    answer = entry.nested("thr_in-reply-to")
    ref, href = answer.text("ref"), answer.optional_text("href")
    images, files = _files(entry)
    return Entry(
        where=entry.where,
        id=id,
        url=url,
        title=title,
        body=body,
        excerpt=summary.text if contents else "",
        authors=_authors(entry) or absent,
        published=entry.time("published"),
        updated=entry.time("updated"),
        categories=tuple(term for tag in entry.nested_list("tags") if (term := tag.text("term"))),
        images=images,
        is_answer=bool(answer.members),
        answers=(Answer(ref or href or "", href),) if ref or href else (),
        extra=({f"{_PREFIX}enclosure": files} if files else {}) | _rest(entry),
    )


def _address(entry: ObjectReader) -> str | None:
    """The address of the page; a guid that may be one is one where it looks like one."""
    url = entry.optional_text("link")
    made_of_guid = bool(entry.take("guidislink")) and url == entry.peek("id")
    return url if url and (not made_of_guid or url.startswith(("http://", "https://"))) else None


def _body(held: ObjectReader, key: str) -> Body:
    """Words, which are HTML if they are not said to be text alone."""
    said = held if key == "value" else held.nested(f"{key}_detail")
    plain = said.peek("type") == "text/plain"
    return Body(text=held.text(key), media_type="text/plain" if plain else "text/html")


def _authors(held: ObjectReader) -> tuple[Author, ...]:
    """Who signed. One alone is read from the text as it is, of which feedparser may lose some."""
    signed, given = held.text("author"), list(held.nested_list("authors"))
    if len(given) == 1:
        return (evolve(person(unescape_html(signed)), url=given[0].optional_text("href")),)
    return tuple(
        Author(
            name=one.text("name"), email=somebodys(one.text("email")), url=one.optional_text("href")
        )
        for one in given
        if one.members
    )


def _files(entry: ObjectReader) -> tuple[tuple[Image, ...], tuple[str, ...]]:
    links = [link for link in entry.nested_list("links") if link.peek("rel") == "enclosure"]
    names = {"media_content": "media:content", "media_thumbnail": "media:thumbnail"}
    media = [(name, one) for key, name in names.items() for one in entry.nested_list(key)]
    named = [*(("link", link) for link in links), *media]
    return pictures_and_files([_as_element(name, one) for name, one in named], "href")


def _as_element(name: str, held: ObjectReader) -> Element:
    said = {key: text for key in held.members if (text := held.peek(key))}
    return Element(name, 0, said, "", ())


def _rest(held: ObjectReader) -> dict[str, ExtraValue]:
    """What no field holds: links of other kinds, and other members."""
    known = ("alternate", "enclosure")
    links = [
        dict(link.members) for link in held.nested_list("links") if link.peek("rel") not in known
    ]
    rest = {
        key: value for key, value in held.remaining(_PREFIX).items() if not key.endswith("_detail")
    }
    kept = to_extra_value(links) if links else None
    return rest | ({f"{_PREFIX}links": kept} if kept else {})
