"""A feed as items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from blogcore.formats._answers import Answer, Answers
from blogcore.formats._enclosures import pictures_and_files
from blogcore.formats._feed_entry import Entry, entry_items
from blogcore.formats._feed_extension import AUTHOR, SITE, fields_of, own_of, said
from blogcore.formats._feed_ids import made_id
from blogcore.formats.atom.entry import (
    REPEATED,
    AtomEntry,
    address_of,
    author_of,
    first_link,
    language_around,
    relation,
)
from blogcore.formats.atom.text import held_text, plain_text
from blogcore.formats.base import Item, Notes
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import Author, Body, ExtraValue, MediaType, Site

__all__ = ["items_of"]

_PUBLISHED = ("published", "issued", "created")
_UPDATED = ("updated", "modified")
_FILES = ("media:content", "media:thumbnail")


def items_of(elements: Iterable[Element], notes: Notes) -> Iterator[Item]:
    """The posts in the order of the feed, then the comments, then the authors and the site.

    Holds the feed: what it says of itself may come last, and so may what a comment answers.
    """
    entries: list[Element] = []
    around: list[Element] = []
    for element in elements:
        if element.name == "item":
            done = "is what RSS calls an entry; read as one"
            notes.add("repaired", f"line {element.line}", "item", "", done)
        (entries if element.name in ("entry", "item") else around).append(element)
    record = ElementReader(Element("feed", 1, {}, "", around), notes, REPEATED)
    authors = _authors(record, notes)
    site = _site(record, language_around(around))
    answers = Answers(notes)
    told = (_Entry(element, notes, authors, site.language).told() for element in entries)
    yield from entry_items(told, answers, notes, "atom")
    yield from answers.rest(site.title)
    yield from authors
    if around:
        yield site


# --- the feed --------------------------------------------------------------------------------


def _site(record: ElementReader, language: str) -> Site:
    own = said(record.element("blogcore:site"))
    extra: dict[str, ExtraValue] = {}
    url, id = first_link(record, "alternate"), record.take("id")
    if id and id != url and "made" not in own:
        extra["atom:id"] = id
    for name in ("self", "next"):
        extra |= _kept(f"atom:{name}", first_link(record, name) or "")
    for name in ("icon", "logo", "rights"):
        extra |= _kept(f"atom:{name}", plain_text(record.element(name)))
    subtitle = record.element("subtitle") or record.element("tagline")
    return Site(
        title=plain_text(record.element("title")),
        tagline=plain_text(subtitle),
        url=url,
        language=language or None,
        extra=extra,
        **fields_of(SITE, own),
    )


def _kept(key: str, value: str) -> dict[str, ExtraValue]:
    return {key: value} if value else {}


def _authors(record: ElementReader, notes: Notes) -> tuple[Author, ...]:
    """Who wrote it; whom a writer of ours had to make up is nobody."""
    found = (_author(element, notes) for element in record.repeated("author"))
    return tuple(author for author in found if author is not None)


def _author(element: Element, notes: Notes) -> Author | None:
    author = author_of(element, notes)
    own = [child.attributes for child in element.children if child.name == "blogcore:author"]
    if not own:
        return author
    if "nobody" in own[0]:
        return None
    name = own[0].get("name", author.name)
    kept: dict[str, Any] = {"avatar_url": author.avatar_url, **fields_of(AUTHOR, own[0])}
    return Author(name=name, url=author.url, email=author.email, **kept)


# --- entries ---------------------------------------------------------------------------------


class _Entry(AtomEntry):
    """An entry of a feed whose authors and language are known."""

    def __init__(
        self, element: Element, notes: Notes, of_feed: tuple[Author, ...], language: str | None
    ) -> None:
        super().__init__(element, notes)
        self._of_feed = of_feed
        self._language = language
        self.url = self.link("alternate")
        self._own = own_of(self.record)
        self.id = self.record.take("id") or self._made_id()

    def _made_id(self) -> str:
        title, published = self.title, self.record.peek("published") or self.record.peek("issued")
        made = self.url or made_id(title, published, self.record.peek("content"))
        self.record.note_repaired("id", "", "is missing; made of its address or of what it says")
        return made

    def told(self) -> Entry:
        """All that it says."""
        body, excerpt = self._words()
        published, updated = self._times()
        tags, categories = self._terms()
        images, files = self._files()
        return Entry(
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
            language=self._own_language(),
            is_answer=bool(self.record.repeated("thr:in-reply-to")),
            answers=tuple(self._answers()),
            extra=self._extra(files),
            own=self._own,
        )

    def _answers(self) -> list[Answer]:
        """What it answers; a ref that is missing is made up for by the address."""
        found: list[Answer] = []
        for element in self.record.repeated("thr:in-reply-to"):
            href = address_of(element)
            ref = element.attributes.get("ref", "").strip()
            if not ref:
                done = "is missing; its address was taken" if href else "is missing; left out"
                self.record.note_repaired("thr:in-reply-to ref", "", done)
            if ref or href:
                found.append(Answer(ref or href, href or None))
        related = self.related_comment(self.id)
        return [*found, Answer(related)] if related else found

    def _authors(self) -> tuple[Author, ...]:
        """Its own authors, else those of its source, else those of the feed (section 4.1.2)."""
        own = _authors(self.record, self.notes)
        if own or self._own is not None:
            return own
        source = self.record.element("source")
        theirs = ElementReader(source, self.notes, REPEATED) if source else None
        return (_authors(theirs, self.notes) if theirs else ()) or self._of_feed

    def _words(self) -> tuple[Body, str]:
        """The body and the excerpt: a summary beside content is one."""
        content, summary = self.record.element("content"), self.record.element("summary")
        excerpt = held_text(summary) if summary else ""
        if self._own is not None and content is not None:
            media_type = _TYPES.get(content.attributes.get("blogcore:type"), "text/html")
            return Body(text=content.text, media_type=media_type), excerpt
        return self.body, excerpt if _has_words(content) else ""

    def _times(self) -> tuple[datetime | None, datetime | None]:
        unknown = self._own is not None and self._own.attributes.get("updated") == "unknown"
        return self.time(*_PUBLISHED), None if unknown else self.time(*_UPDATED)

    def _terms(self) -> tuple[list[str], list[str]]:
        """Tags, which only we tell apart, and categories: by label, else by term."""
        tags: list[str] = []
        categories: list[str] = []
        for element in self.record.repeated("category"):
            term, label = (element.attributes.get(name, "") for name in ("term", "label"))
            name = term if self._own is not None else label.strip() or term.strip()
            is_tag = element.attributes.get("blogcore:kind") == "tag"
            if name:
                (tags if is_tag else categories).append(name)
        return tags, categories

    def _own_language(self) -> str | None:
        content = self.record.element("content")
        told = self.element.attributes.get("xml:lang")
        inner = content.attributes.get("xml:lang") if content and not self._own else None
        language = told or inner
        return language if language != self._language or self._own else None

    def _files(self) -> tuple[tuple[Any, ...], tuple[str, ...]]:
        links = [e for e in self.record.repeated("link") if relation(e) == "enclosure"]
        media = [e for name in _FILES for e in self.record.repeated(name)]
        return pictures_and_files([*links, *media], "href")

    def _extra(self, files: tuple[str, ...]) -> dict[str, ExtraValue]:
        """What no field holds."""
        if self._own is not None:
            return {}
        extra: dict[str, ExtraValue] = {"atom:enclosure": files} if files else {}
        names = tuple(
            name
            for e in self.record.repeated("contributor")
            if (name := author_of(e, self.notes).name)
        )
        if names:
            extra["atom:contributor"] = names
        for rel in ("replies", "via", "related"):
            extra |= _kept(f"atom:{rel}", self.link(rel) or "")
        content, source = self.record.element("content"), self.record.element("source")
        if content and "src" in content.attributes:
            extra |= _kept("atom:src", address_of(content, "src"))
        if source:
            feed = ElementReader(source, self.notes, REPEATED)
            extra |= _kept("atom:source", feed.take("id") or plain_text(feed.element("title")))
        extra |= _kept("atom:rights", plain_text(self.record.element("rights")))
        extra |= _kept("thr:total", self.record.take("thr:total"))
        return extra


_TYPES: dict[str | None, MediaType] = {"text/plain": "text/plain", "text/markdown": "text/markdown"}


def _has_words(content: Element | None) -> bool:
    return content is not None and bool(content.text.strip() or content.markup)
