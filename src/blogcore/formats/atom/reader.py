"""An Atom feed as items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from blogcore.formats.atom.entry import (
    REPEATED,
    AtomEntry,
    content_text,
    plain_text,
    read_author,
)
from blogcore.formats.base import Item
from blogcore.formats.feeds.addresses import generate_id
from blogcore.formats.feeds.elements import (
    element_url,
    first_link,
    inherited_language,
    link_relation,
)
from blogcore.formats.feeds.entry import FeedEntry, entry_items, read_media
from blogcore.formats.feeds.extension import (
    AUTHOR,
    SITE,
    attributes_of,
    extension_of,
    read_extension,
)
from blogcore.formats.feeds.replies import ReplyResolver, ReplyTarget
from blogcore.formats.reports import Notes
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import Author, Body, ExtraValue, Image, MediaType, Site

__all__ = ["read_items"]

_PUBLISHED = ("published", "issued", "created")
_UPDATED = ("updated", "modified")
_MEDIA = ("media:content", "media:thumbnail")
_MEDIA_TYPES: dict[str | None, MediaType] = {
    "text/plain": "text/plain",
    "text/markdown": "text/markdown",
}


def read_items(elements: Iterable[Element], notes: Notes) -> Iterator[Item]:
    """Yield the posts in the order of the feed, then comments, authors and the site.

    Holds the feed: its own fields may come last, and so may the parent of a comment.

    Args:
        elements: The records of a file.
        notes: Gets what was repaired or left out.
    """
    entries: list[Element] = []
    feed_children: list[Element] = []
    for element in elements:
        if element.name == "item":
            message = "an entry has RSS's name; read as an entry"
            notes.add("repaired", f"line {element.line}", "item", "", message)
        is_entry = element.name in ("entry", "item")
        (entries if is_entry else feed_children).append(element)
    record = ElementReader(Element("feed", 1, {}, "", feed_children), notes, REPEATED)
    authors = _read_authors(record, notes)
    site = _read_site(record, inherited_language(feed_children))
    resolver = ReplyResolver(notes)
    feed_entries = (
        _EntryReader(element, notes, authors, site.language).read() for element in entries
    )
    yield from entry_items(feed_entries, resolver, notes, "atom")
    yield from resolver.resolved(site.title)
    yield from authors
    if feed_children:
        yield site


# --- the feed --------------------------------------------------------------------------------


def _read_site(record: ElementReader, language: str) -> Site:
    extension = attributes_of(record.element("blogcore:site"))
    extra: dict[str, ExtraValue] = {}
    url, id = first_link(record, "alternate"), record.take("id")
    if id and id != url and "made" not in extension:
        extra["atom:id"] = id
    for name in ("self", "next"):
        extra |= _unless_empty(f"atom:{name}", first_link(record, name))
    for name in ("icon", "logo", "rights"):
        extra |= _unless_empty(f"atom:{name}", plain_text(record.element(name)))
    subtitle = record.element("subtitle") or record.element("tagline")
    return Site(
        title=plain_text(record.element("title")),
        tagline=plain_text(subtitle),
        url=url,
        language=language or None,
        extra=extra,
        **read_extension(SITE, extension),
    )


def _unless_empty(key: str, value: str | None) -> dict[str, ExtraValue]:
    return {key: value} if value else {}


def _read_authors(record: ElementReader, notes: Notes) -> tuple[Author, ...]:
    """Return the authors, except the placeholder that blogcore writes in a feed without authors."""
    authors = (_read_author(element, notes) for element in record.repeated("author"))
    return tuple(author for author in authors if author is not None)


def _read_author(element: Element, notes: Notes) -> Author | None:
    author = read_author(element, notes)
    extensions = [child.attributes for child in element.children if child.name == "blogcore:author"]
    if not extensions:
        return author
    extension = extensions[0]
    if "placeholder" in extension:
        return None
    name = extension.get("name", author.name)
    fields: dict[str, Any] = {"avatar_url": author.avatar_url, **read_extension(AUTHOR, extension)}
    return Author(name=name, url=author.url, email=author.email, **fields)


# --- entries ---------------------------------------------------------------------------------


class _EntryReader(AtomEntry):
    """An entry of a feed whose authors and language are known."""

    def __init__(
        self,
        element: Element,
        notes: Notes,
        feed_authors: tuple[Author, ...],
        feed_language: str | None,
    ) -> None:
        super().__init__(element, notes)
        self._feed_authors = feed_authors
        self._feed_language = feed_language
        self.url = self.link("alternate")
        self._extension = extension_of(self.record)
        self.id = self.record.take("id") or self._generate_id()

    def _generate_id(self) -> str:
        title, published = self.title, self.record.peek("published") or self.record.peek("issued")
        id = self.url or generate_id(title, published, self.record.peek("content"))
        self.record.note_repaired("id", "", "is missing; generated from the address or the content")
        return id

    def read(self) -> FeedEntry:
        """Return the entry with all its fields."""
        body, excerpt = self._body_and_excerpt()
        published, updated = self._times()
        tags, categories = self._terms()
        images, files = self._media()
        return FeedEntry(
            where=self.where,
            id=self.id,
            url=self.record.take("feedburner:origLink") or self.url,
            title=self.title,
            body=body,
            excerpt=excerpt,
            authors=self._authors(),
            published=published,
            updated=updated,
            is_draft=self.is_draft,
            tags=tags,
            categories=categories,
            images=images,
            language=self._language(),
            is_reply=bool(self.record.repeated("thr:in-reply-to")),
            targets=tuple(self._targets()),
            extra=self._extra(files),
            extension=self._extension,
        )

    def _targets(self) -> list[ReplyTarget]:
        """Return what the entry replies to; where ``ref`` is missing, ``href`` is used."""
        targets: list[ReplyTarget] = []
        for element in self.record.repeated("thr:in-reply-to"):
            href = element_url(element)
            ref = element.attributes.get("ref", "").strip()
            if not ref:
                message = "is missing; its href is used" if href else "is missing; left out"
                self.record.note_repaired("thr:in-reply-to ref", "", message)
            if ref or href:
                targets.append(ReplyTarget(ref or href, href or None))
        related = self.related_comment(self.id)
        return [*targets, ReplyTarget(related)] if related else targets

    def _authors(self) -> tuple[Author, ...]:
        """Return the authors of the entry, else of its source, else of the feed (4.1.2)."""
        own = _read_authors(self.record, self.notes)
        if own or self._extension is not None:
            return own
        source = self.record.element("source")
        record = ElementReader(source, self.notes, REPEATED) if source else None
        return (_read_authors(record, self.notes) if record else ()) or self._feed_authors

    def _body_and_excerpt(self) -> tuple[Body, str]:
        """Return the body, and the summary if the entry also has content; else an empty excerpt."""
        content, summary = self.record.element("content"), self.record.element("summary")
        excerpt = content_text(summary) if summary else ""
        if self._extension is not None and content is not None:
            media_type = _MEDIA_TYPES.get(content.attributes.get("blogcore:type"), "text/html")
            return Body(text=content.text, media_type=media_type), excerpt
        has_content = content is not None and bool(content.text.strip() or content.markup)
        return self.body, excerpt if has_content else ""

    def _times(self) -> tuple[datetime | None, datetime | None]:
        extension = self._extension
        unknown = extension is not None and extension.attributes.get("updated") == "unknown"
        return self.time(*_PUBLISHED), None if unknown else self.time(*_UPDATED)

    def _terms(self) -> tuple[list[str], list[str]]:
        """Return tags, which only blogcore marks, and categories: the label, else the term."""
        tags: list[str] = []
        categories: list[str] = []
        for element in self.record.repeated("category"):
            term, label = (element.attributes.get(name, "") for name in ("term", "label"))
            name = term if self._extension is not None else label.strip() or term.strip()
            is_tag = element.attributes.get("blogcore:kind") == "tag"
            if name:
                (tags if is_tag else categories).append(name)
        return tags, categories

    def _language(self) -> str | None:
        content = self.record.element("content")
        is_own = self._extension is not None
        inner = content.attributes.get("xml:lang") if content and not is_own else None
        language = self.element.attributes.get("xml:lang") or inner
        return language if language != self._feed_language or is_own else None

    def _media(self) -> tuple[tuple[Image, ...], tuple[str, ...]]:
        links = [e for e in self.record.repeated("link") if link_relation(e) == "enclosure"]
        media = [e for name in _MEDIA for e in self.record.repeated(name)]
        return read_media([*links, *media], "href")

    def _extra(self, files: tuple[str, ...]) -> dict[str, ExtraValue]:
        """Return the elements that no model field holds, for ``extra``."""
        if self._extension is not None:
            return {}
        extra: dict[str, ExtraValue] = {"atom:enclosure": files} if files else {}
        names = tuple(
            name
            for element in self.record.repeated("contributor")
            if (name := read_author(element, self.notes).name)
        )
        if names:
            extra["atom:contributor"] = names
        for rel in ("replies", "via", "related"):
            extra |= _unless_empty(f"atom:{rel}", self.link(rel))
        content, source = self.record.element("content"), self.record.element("source")
        if content and "src" in content.attributes:
            extra |= _unless_empty("atom:src", element_url(content, "src"))
        if source:
            feed = ElementReader(source, self.notes, REPEATED)
            source_name = feed.take("id") or plain_text(feed.element("title"))
            extra |= _unless_empty("atom:source", source_name)
        extra |= _unless_empty("atom:rights", plain_text(self.record.element("rights")))
        extra |= _unless_empty("thr:total", self.record.take("thr:total"))
        return extra
