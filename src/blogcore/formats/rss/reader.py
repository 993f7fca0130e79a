"""A feed as items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape

from blogcore._text.html import html_to_text
from blogcore.formats._answers import Answer, Answers
from blogcore.formats._enclosures import pictures_and_files
from blogcore.formats._feed_entry import Entry, entry_items
from blogcore.formats._feed_extension import SITE, fields_of, own_of, said
from blogcore.formats._feed_ids import made_id
from blogcore.formats.atom.entry import first_link, language_around, take_time
from blogcore.formats.base import Item, Notes
from blogcore.formats.html import is_escaped_twice, title_from_html
from blogcore.formats.rss.people import authors_of
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import Body, ExtraValue, Image, Site

__all__ = ["items_of"]

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
#: Fields of an item that no model has, kept under these keys.
_KEPT = {
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
_KEPT_OF_SITE = {"copyright": "rss:copyright", "dc:rights": "dc:rights", "rating": "rss:rating"}
_PUBLISHED = ("pubDate", "dc:date", "dcterms:issued", "dcterms:created", "atom:published")
_UPDATED = ("atom:updated", "dcterms:modified")
_CONTENT = ("content:encoded", "xhtml:body", "atom:content")


def items_of(elements: Iterable[Element], notes: Notes) -> Iterator[Item]:
    """The posts in the order of the feed, then the comments, and the site. Holds the comments."""
    channel: list[Element] = []
    answers = Answers(notes)
    yield from entry_items(_entries(elements, channel, notes), answers, notes, "rss")
    record = ElementReader(Element("channel", 1, {}, "", channel), notes, _REPEATED)
    site = _site(record, language_around(channel))
    yield from answers.rest(site.title)
    yield from authors_of(record)
    if channel:
        yield site


def _entries(elements: Iterable[Element], channel: list[Element], notes: Notes) -> Iterator[Entry]:
    """The items as they come; what else the channel holds is added to ``channel``."""
    found = False
    for element in elements:
        if element.name == "item":
            found = True
            yield _Item(element, notes).told()
        else:
            channel.append(element)
    if not found and not channel:
        notes.add("repaired", "", "channel", "", "is missing; the feed is empty")


# --- the channel -----------------------------------------------------------------------------


def _site(record: ElementReader, inherited: str) -> Site:
    own = said(record.element("blogcore:site"))
    extra = _kept(record, _KEPT_OF_SITE)
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
        title=_title(record.element("title")),
        tagline=_title(record.element("description")),
        url=None if "made" in own else _address(record, "link"),
        language=language or inherited or None,
        extra=extra,
        **fields_of(SITE, own),
    )


def _title(element: Element | None) -> str:
    """A title as it reads, whether it was held as text or as HTML."""
    if element is None:
        return ""
    if element.markup:
        return html_to_text(element.markup, shortcodes=False)
    return title_from_html(element.text.strip())


def _address(record: ElementReader, name: str) -> str | None:
    element = record.element(name)
    text = element.text.strip() if element else ""
    return element.resolve_url(text) if element and text else None


def _kept(record: ElementReader, names: dict[str, str]) -> dict[str, ExtraValue]:
    found: dict[str, ExtraValue] = {}
    for name, key in names.items():
        text = record.take(name)
        if text:
            found[key] = text
    return found


# --- items -----------------------------------------------------------------------------------


class _Item:
    """An item as fields that know what they mean."""

    def __init__(self, element: Element, notes: Notes) -> None:
        self.record = ElementReader(element, notes, _REPEATED)
        self._notes = notes
        self._element = element
        self._own = own_of(self.record)
        self._guid = self.record.element("guid")
        self.url = self._url()
        self.id = self._id()

    def _url(self) -> str | None:
        """The address of the page itself: FeedBurner puts one that counts in its place."""
        for name in ("feedburner:origLink", "link"):
            address = _address(self.record, name)
            if address:
                return address
        link = first_link(self.record, "alternate", "atom:link")
        if link or self._guid is None or self._own is not None:
            return link
        permanent = self._guid.attributes.get("isPermaLink", "true").strip().lower() != "false"
        text = self._guid.text.strip()
        return text if permanent and text.startswith(("http://", "https://")) else None

    def _id(self) -> str:
        given = self._guid.text.strip() if self._guid else ""
        id = given or self.record.take("atom:id") or self._element.attributes.get("rdf:about", "")
        if id.strip() or self.url:
            return id.strip() or self.url or ""
        words = ("title", "description", "pubDate", "dc:date")
        self.record.note_repaired("guid", "", "is missing, and so is link; made of what it says")
        return made_id(*(self.record.peek(name) for name in words))

    def told(self) -> Entry:
        """All that it says."""
        body, excerpt = self._words()
        images, files = self._files()
        tags, categories = self._terms()
        kept = {} if self._own else _kept(self.record, _KEPT)
        return Entry(
            where=self.record.where,
            id=self.id,
            url=self.url,
            title=_title(self.record.element("title")),
            body=body,
            excerpt=excerpt,
            authors=authors_of(self.record),
            published=take_time(self.record, *_PUBLISHED),
            updated=take_time(self.record, *_UPDATED),
            tags=tags,
            categories=categories,
            images=images,
            language=self.record.take("dc:language") or None,
            is_answer=bool(self.record.repeated("thr:in-reply-to")),
            answers=tuple(self._answers()),
            extra=kept | ({"rss:enclosure": files} if files else {}),
            own=self._own,
        )

    def _answers(self) -> Iterator[Answer]:
        """What it answers (RFC 4685, which RSS may use too)."""
        for element in self.record.repeated("thr:in-reply-to"):
            ref, href = (element.attributes.get(name, "").strip() for name in ("ref", "href"))
            if ref or href:
                yield Answer(ref or href, href or None)

    def _words(self) -> tuple[Body, str]:
        """The body, which is HTML, and the excerpt: a description beside content is one."""
        description = self.record.element("description")
        for name in _CONTENT:
            element = self.record.element(name)
            if element is not None and (self._own is not None or _held(element).strip()):
                excerpt = _held(description) if description else ""
                repeated = self._own is None and excerpt == _held(element)
                return self._body(element), "" if repeated else excerpt
        return (self._body(description) if description else Body()), ""

    def _body(self, element: Element) -> Body:
        text = _held(element)
        if self._own is None and is_escaped_twice(text):
            done = "escaped twice; once was taken back"
            self.record.note_repaired(element.name, "", done)
            text = unescape(text)
        return Body(text=text, media_type="text/html")

    def _terms(self) -> tuple[list[str], list[str]]:
        """Tags, which only we tell apart, and categories with the subjects of Dublin Core."""
        tags: list[str] = []
        categories: list[str] = []
        for name in ("category", "dc:subject"):
            for element in self.record.repeated(name):
                is_tag = element.attributes.get("blogcore:kind") == "tag"
                term = element.text if self._own else title_from_html(element.text.strip())
                if term:
                    (tags if is_tag else categories).append(term)
        return tags, categories

    def _files(self) -> tuple[tuple[Image, ...], tuple[str, ...]]:
        names = ("enclosure", "media:content", "media:thumbnail")
        return pictures_and_files([e for name in names for e in self.record.repeated(name)], "url")


def _held(element: Element) -> str:
    """The words as they are held, or markup that lies bare."""
    return element.markup or element.text
