"""An RSS feed as items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape

from blogcore._text.html import html_to_text
from blogcore.formats.base import Item
from blogcore.formats.feeds.addresses import generate_id
from blogcore.formats.feeds.elements import first_link, inherited_language, take_time
from blogcore.formats.feeds.entry import FeedEntry, entry_items, read_media
from blogcore.formats.feeds.extension import (
    AUTHOR,
    SITE,
    attributes_of,
    extension_of,
    has_extension,
    read_extension,
)
from blogcore.formats.feeds.people import parse_person
from blogcore.formats.feeds.replies import ReplyResolver, ReplyTarget
from blogcore.formats.html import is_escaped_twice, title_from_html
from blogcore.formats.reports import Notes
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import Author, Body, ExtraValue, Image, Site

__all__ = ["read_items"]

_REPEATED = (
    "atom:link",
    "author",
    "category",
    "dc:creator",
    "dc:subject",
    "enclosure",
    "item",
    "media:content",
    "media:thumbnail",
    "thr:in-reply-to",
)
#: Children of an item that no field holds: their keys in ``extra``.
_ITEM_EXTRA = {
    "comments": "rss:comments",
    "source": "rss:source",
    "slash:comments": "slash:comments",
    "slash:section": "slash:section",
    "slash:department": "slash:department",
    "slash:hit_parade": "slash:hit_parade",
    "wfw:comment": "wfw:comment",
    "wfw:commentRss": "wfw:commentRss",
    "wfw:commentRSS": "wfw:commentRss",
    "thr:total": "thr:total",
    "dc:rights": "dc:rights",
    "dc:publisher": "dc:publisher",
}
_SITE_EXTRA = {"copyright": "rss:copyright", "dc:rights": "dc:rights", "rating": "rss:rating"}
_PUBLISHED = ("pubDate", "dc:date", "dcterms:issued", "dcterms:created", "atom:published")
_UPDATED = ("atom:updated", "dcterms:modified")
_CONTENT = ("content:encoded", "xhtml:body", "atom:content")


def read_items(elements: Iterable[Element], notes: Notes) -> Iterator[Item]:
    """Yield the posts in the order of the feed, then comments, authors and the site.

    Holds the comments, because their posts and parents may come last.

    Args:
        elements: The records of a file.
        notes: Gets what was repaired or left out.
    """
    channel: list[Element] = []
    resolver = ReplyResolver(notes)
    yield from entry_items(_read_entries(elements, channel, notes), resolver, notes, "rss")
    record = ElementReader(Element("channel", 1, {}, "", channel), notes, _REPEATED)
    site = _read_site(record, inherited_language(channel))
    yield from resolver.resolved(site.title)
    yield from _read_authors(record)
    if channel:
        yield site


def _read_entries(
    elements: Iterable[Element], channel: list[Element], notes: Notes
) -> Iterator[FeedEntry]:
    """Yield the items; other children of the channel are appended to ``channel``."""
    has_items = False
    for element in elements:
        if element.name == "item":
            has_items = True
            yield _ItemReader(element, notes).read()
        else:
            channel.append(element)
    if not has_items and not channel:
        notes.add("repaired", "", "channel", "", "is missing; the feed is empty")


# --- the channel -----------------------------------------------------------------------------


def _read_site(record: ElementReader, inherited_lang: str) -> Site:
    extension = attributes_of(record.element("blogcore:site"))
    extra = _take_extra(record, _SITE_EXTRA)
    for rel in ("self", "next"):
        link = first_link(record, rel, "atom:link")
        extra |= {f"atom:{rel}": link} if link else {}
    for name in ("managingEditor", "webMaster"):
        text = record.take(name)
        extra |= {f"rss:{name}": text} if text else {}
    image = record.element("image")
    if image is not None:
        url = ElementReader(image, record.notes).take("url")
        extra |= {"rss:image": url} if url else {}
    language = record.take("language") or record.take("dc:language")
    return Site(
        title=_plain_title(record.element("title")),
        tagline=_plain_title(record.element("description")),
        url=None if "made" in extension else _url_in(record, "link"),
        language=language or inherited_lang or None,
        extra=extra,
        **read_extension(SITE, extension),
    )


def _plain_title(element: Element | None) -> str:
    """Return a title as plain text, whether it is held as text or as HTML."""
    if element is None:
        return ""
    if element.markup:
        return html_to_text(element.markup, stored=False)
    return title_from_html(element.text.strip())


def _url_in(record: ElementReader, name: str) -> str | None:
    element = record.element(name)
    text = element.text.strip() if element else ""
    return element.resolve_url(text) if element and text else None


def _take_extra(record: ElementReader, keys: dict[str, str]) -> dict[str, ExtraValue]:
    """Return the children that have text, by their key in ``extra``."""
    extra: dict[str, ExtraValue] = {}
    for name, key in keys.items():
        text = record.take(name)
        if text:
            extra[key] = text
    return extra


# --- authors ---------------------------------------------------------------------------------


def _read_authors(record: ElementReader) -> tuple[Author, ...]:
    """Return all authors; ``author`` may add the e-mail address of the only ``dc:creator``."""
    creators = [
        _read_creator(element)
        for element in record.repeated("dc:creator")
        if element.text.strip() or has_extension(element.attributes)
    ]
    authors = [parse_person(e.text) for e in record.repeated("author") if e.text.strip()]
    if not creators:
        name = record.take("itunes:author")
        return tuple(authors) or ((parse_person(name),) if name else ())
    if len(creators) == 1 == len(authors) and creators[0].email is None:
        creator, author = creators[0], authors[0]
        if not author.name or author.name == creator.name:
            return (Author(name=creator.name, email=author.email),)
    return tuple(creators)


def _read_creator(element: Element) -> Author:
    if not has_extension(element.attributes):
        return parse_person(element.text)
    fields = read_extension(AUTHOR, element.attributes)
    name = element.attributes.get("blogcore:name", element.text)
    return Author(name=name, url=element.attributes.get("blogcore:url"), **fields)


# --- items -----------------------------------------------------------------------------------


class _ItemReader:
    """An item as models describe it."""

    def __init__(self, element: Element, notes: Notes) -> None:
        self.record = ElementReader(element, notes, _REPEATED)
        self._notes = notes
        self._element = element
        self._extension = extension_of(self.record)
        self._guid = self.record.element("guid")
        self.url = self._url()
        self.id = self._id()

    def _url(self) -> str | None:
        """Return the address of the page, not that of FeedBurner's redirect to it."""
        for name in ("feedburner:origLink", "link"):
            address = _url_in(self.record, name)
            if address:
                return address
        link = first_link(self.record, "alternate", "atom:link")
        if link or self._guid is None or self._extension is not None:
            return link
        permanent = self._guid.attributes.get("isPermaLink", "true").strip().lower() != "false"
        text = self._guid.text.strip()
        return text if permanent and text.startswith(("http://", "https://")) else None

    def _id(self) -> str:
        guid = self._guid.text.strip() if self._guid else ""
        id = guid or self.record.take("atom:id") or self._element.attributes.get("rdf:about", "")
        if id.strip() or self.url:
            return id.strip() or self.url or ""
        names = ("title", "description", "pubDate", "dc:date")
        message = "is missing, and so is link; generated from the content"
        self.record.note_repaired("guid", "", message)
        return generate_id(*(self.record.peek(name) for name in names))

    def read(self) -> FeedEntry:
        """Return the item with all its fields."""
        body, excerpt = self._body_and_excerpt()
        images, files = self._media()
        tags, categories = self._terms()
        kept = {} if self._extension else _take_extra(self.record, _ITEM_EXTRA)
        return FeedEntry(
            where=self.record.where,
            id=self.id,
            url=self.url,
            title=_plain_title(self.record.element("title")),
            body=body,
            excerpt=excerpt,
            authors=_read_authors(self.record),
            published=take_time(self.record, *_PUBLISHED),
            updated=take_time(self.record, *_UPDATED),
            tags=tags,
            categories=categories,
            images=images,
            language=self.record.take("dc:language") or None,
            is_reply=bool(self.record.repeated("thr:in-reply-to")),
            targets=tuple(self._targets()),
            extra=kept | ({"rss:enclosure": files} if files else {}),
            extension=self._extension,
        )

    def _targets(self) -> Iterator[ReplyTarget]:
        """Yield what the item replies to (RFC 4685, which RSS may use too)."""
        for element in self.record.repeated("thr:in-reply-to"):
            ref, href = (element.attributes.get(name, "").strip() for name in ("ref", "href"))
            if ref or href:
                yield ReplyTarget(ref or href, href or None)

    def _body_and_excerpt(self) -> tuple[Body, str]:
        """Return the body, which is HTML, and the description if the item also has content."""
        description = self.record.element("description")
        for name in _CONTENT:
            element = self.record.element(name)
            if element is not None and (self._extension is not None or _content(element).strip()):
                excerpt = _content(description) if description else ""
                repeated = self._extension is None and excerpt == _content(element)
                return self._body(element), "" if repeated else excerpt
        return (self._body(description) if description else Body()), ""

    def _body(self, element: Element) -> Body:
        text = _content(element)
        if self._extension is None and is_escaped_twice(text):
            message = "HTML that is escaped twice; unescaped once"
            self.record.note_repaired(element.name, "", message)
            text = unescape(text)
        return Body(text=text, media_type="text/html")

    def _terms(self) -> tuple[list[str], list[str]]:
        """Return tags, which only blogcore marks, and categories with Dublin Core subjects."""
        tags: list[str] = []
        categories: list[str] = []
        for name in ("category", "dc:subject"):
            for element in self.record.repeated(name):
                is_tag = element.attributes.get("blogcore:kind") == "tag"
                term = element.text if self._extension else title_from_html(element.text.strip())
                if term:
                    (tags if is_tag else categories).append(term)
        return tags, categories

    def _media(self) -> tuple[tuple[Image, ...], tuple[str, ...]]:
        names = ("enclosure", "media:content", "media:thumbnail")
        return read_media([e for name in names for e in self.record.repeated(name)], "url")


def _content(element: Element) -> str:
    """Return the content of an element: its unescaped markup, else its text."""
    return element.markup or element.text
