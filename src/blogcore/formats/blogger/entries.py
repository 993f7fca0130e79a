"""Entries of Blogger's exports: Atom, with elements and categories of Blogger's own.

The classic export tells kinds of entries apart by a category; a Takeout has ``blogger:`` elements
for type, status and parents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from attrs import evolve

from blogcore.formats.atom.entry import AtomEntry, plain_text, read_author
from blogcore.formats.base import Item
from blogcore.formats.html import title_from_html
from blogcore.formats.reports import Notes
from blogcore.formats.xml import Element
from blogcore.models import (
    Author,
    Comment,
    CommentStatus,
    ExtraValue,
    Post,
    PostKind,
    PostStatus,
    Site,
)

__all__ = ["BloggerEntry", "BloggerSite", "entry_item"]

S = TypeVar("S")

_KIND_SCHEME = "http://schemas.google.com/g/2005#kind"
_PROFILE = re.compile(r"https?://(?:www\.)?blogger\.com/profile/(\d+)/?", re.ASCII)
_NO_POST = "is missing; a post with the comment's id is used"


class BloggerEntry(AtomEntry):
    """An entry of an export.

    Args:
        element: The entry.
        notes: Gets what was repaired or left out.
    """

    def __init__(self, element: Element, notes: Notes) -> None:
        super().__init__(element, notes)
        self.id: str = self.record.take("id")
        if not self.id:
            self.id = f"line-{element.line}"
            self.record.note_repaired("id", "", f"is missing; {self.id} is used, from its position")

    @property
    def kind(self) -> str:
        """The kind that a classic export gives, such as "post"; empty in a Takeout."""
        terms = [term for scheme, term in self._categories() if scheme == _KIND_SCHEME]
        return terms[0].rpartition("#")[2] if terms else ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, each once."""
        terms = (term for scheme, term in self._categories() if scheme != _KIND_SCHEME and term)
        return tuple(dict.fromkeys(terms))

    @property
    def authors(self) -> tuple[Author, ...]:
        """All authors."""
        return tuple(_read_author(e, self.notes) for e in self.record.repeated("author"))

    @property
    def commenter(self) -> Author:
        """The author of a comment; the first one if there are several."""
        authors = self.authors
        for other in authors[1:]:
            message = "a comment has one author; the first was kept"
            self.notes.add("lost", self.where, "author", other.name, message)
        return authors[0] if authors else Author(name="", kind="guest")

    @property
    def extra(self) -> dict[str, ExtraValue]:
        """Blogger's extended properties."""
        extra: dict[str, ExtraValue] = {}
        for element in self.record.repeated("gd:extendedProperty"):
            name, value = element.attributes.get("name"), element.attributes.get("value")
            if name and value:
                extra.setdefault(f"gd:{name}", value)
        return extra

    def _categories(self) -> Iterator[tuple[str, str]]:
        """Yield scheme and term of each category."""
        for element in self.record.repeated("category"):
            attributes = element.attributes
            yield attributes.get("scheme", ""), attributes.get("term", "").strip()


def _read_author(element: Element, notes: Notes) -> Author:
    """Return an author, as a guest if there is no Blogger profile."""
    author = read_author(element, notes)
    profile = _PROFILE.fullmatch(author.url or "")
    types = [e.text.strip().upper() for e in element.children if e.name == "blogger:type"]
    return evolve(
        author,
        id=profile[1] if profile else None,
        kind="person" if profile and "ANONYMOUS" not in types else "guest",
    )


def entry_item(entry: BloggerEntry) -> Post | Comment | None:
    """Return the post or comment of an entry; None for the template of a blog.

    Args:
        entry: An entry of either kind of export.
    """
    return _classic_item(entry) if entry.kind else _takeout_item(entry)


# --- classic export --------------------------------------------------------------------------

_CLASSIC_KINDS: dict[str, PostKind] = {"post": "post", "page": "page"}


def _classic_item(entry: BloggerEntry) -> Post | Comment | None:
    kind = entry.kind
    if kind in _CLASSIC_KINDS:
        return Post(
            id=entry.id,
            title=entry.title,
            body=entry.body,
            authors=entry.authors,
            url=entry.link("alternate"),
            published=entry.time("published"),
            updated=entry.time("updated"),
            status="draft" if entry.is_draft else "published",
            kind=_CLASSIC_KINDS[kind],
            tags=entry.labels,
            extra=entry.extra,
        )
    if kind == "comment":
        return _classic_comment(entry)
    message = "is neither a post nor a comment; left out"
    entry.notes.add("info", entry.where, "category", kind, message)
    return None


def _classic_comment(entry: BloggerEntry) -> Comment:
    """Return a comment, which names its post by id, and its parent by the feed of the parent."""
    elements = entry.record.repeated("thr:in-reply-to")
    refs = [ref for e in elements if (ref := e.attributes.get("ref", "").strip())]
    if not refs:
        entry.record.note_repaired("thr:in-reply-to", "", _NO_POST)
    return Comment(
        id=entry.id,
        post_id=refs[0] if refs else entry.id,
        author=entry.commenter,
        body=entry.body,
        published=entry.time("published"),
        updated=entry.time("updated"),
        in_reply_to=refs[1] if len(refs) > 1 else entry.related_comment(entry.id),
        status="held" if entry.is_draft else "approved",
        url=entry.link("alternate"),
        extra=entry.extra,
    )


# --- Takeout ---------------------------------------------------------------------------------

_TAKEOUT_KINDS: dict[str, PostKind] = {"POST": "post", "PAGE": "page"}
_POST_STATUSES: dict[str, PostStatus] = {
    "LIVE": "published",
    "DRAFT": "draft",
    "SCHEDULED": "scheduled",
    "SOFT_TRASHED": "trash",
}
_COMMENT_STATUSES: dict[str, CommentStatus] = {
    "LIVE": "approved",
    "PENDING": "held",
    "PENDING_COMMENT": "held",
    "GHOSTED": "held",
    "GHOSTED_COMMENT": "held",
    "SPAM": "spam",
    "SPAM_COMMENT": "spam",
    "SOFT_TRASHED": "trash",
    "SOFT_TRASHED_COMMENT": "trash",
}
#: Elements that no model field holds; their text goes to ``extra``.
_EXTRA_ELEMENTS = ("blogger:location", "blogger:trashed")
_NUMBER = re.compile(r"\d+", re.ASCII)
_LAST_NUMBER = re.compile(r"\d+$", re.ASCII)


def _takeout_item(entry: BloggerEntry) -> Post | Comment:
    kind = entry.record.take("blogger:type").upper()
    if kind == "COMMENT":
        return _takeout_comment(entry)
    if kind not in _TAKEOUT_KINDS:
        message = "is not a known value; read as a post of kind other"
        entry.record.note_repaired("blogger:type", kind, message)
    filename = entry.record.take("blogger:filename")
    return Post(
        id=entry.id,
        title=entry.title,
        body=entry.body,
        authors=entry.authors,
        slug=filename.rpartition("/")[2].removesuffix(".html") or None,
        url=entry.link("alternate") or filename or None,
        excerpt=entry.record.take("blogger:metaDescription"),
        published=entry.time("published", "blogger:created"),
        updated=entry.time("updated"),
        status=_takeout_status(entry, _POST_STATUSES, "published", "draft"),
        kind=_TAKEOUT_KINDS.get(kind, "other"),
        tags=entry.labels,
        extra=_takeout_extra(entry),
    )


def _takeout_comment(entry: BloggerEntry) -> Comment:
    post_id = _takeout_id(entry, "blogger:parent")
    if post_id is None:
        entry.record.note_repaired("blogger:parent", "", _NO_POST)
    return Comment(
        id=entry.id,
        post_id=post_id or entry.id,
        author=entry.commenter,
        body=entry.body,
        published=entry.time("published", "blogger:created"),
        updated=entry.time("updated"),
        in_reply_to=_takeout_id(entry, "blogger:inReplyTo"),
        status=_takeout_status(entry, _COMMENT_STATUSES, "approved", "held"),
        url=entry.link("alternate"),
        extra=_takeout_extra(entry),
    )


def _takeout_status(entry: BloggerEntry, statuses: Mapping[str, S], absent: S, unknown: S) -> S:
    """Return the status; an unknown one is not public."""
    value = entry.record.take("blogger:status").upper()
    if value and value not in statuses:
        message = f"is not a known value; read as {unknown}"
        entry.record.note_repaired("blogger:status", value, message)
    return statuses.get(value, unknown) if value else absent


def _takeout_id(entry: BloggerEntry, name: str) -> str | None:
    """Return an id; a number is completed to the full id in the same blog."""
    id = entry.record.take(name)
    return _LAST_NUMBER.sub(id, entry.id) if _NUMBER.fullmatch(id) else id or None


def _takeout_extra(entry: BloggerEntry) -> dict[str, ExtraValue]:
    extra = dict(entry.extra)
    for name in _EXTRA_ELEMENTS:
        element = entry.record.element(name)
        parts = [element.text, *(child.text for child in element.children)] if element else []
        texts = tuple(text for part in parts if (text := part.strip()))
        if texts:
            extra[name] = texts[0] if len(texts) == 1 else texts
    return extra


# --- the blog --------------------------------------------------------------------------------


class BloggerSite:
    """Collects the data of an export about the blog, and the authors of its posts."""

    def __init__(self) -> None:
        self._fields: dict[str, str] = {}
        self._settings: dict[str, str] = {}
        self._author_by_id: dict[str, Author] = {}

    def add_element(self, element: Element) -> None:
        """Add an element of the feed that is not an entry.

        Args:
            element: The element.
        """
        if element.name in ("title", "subtitle", "id"):
            self._fields.setdefault(element.name, plain_text(element))
        elif element.name == "link" and element.attributes.get("rel") == "alternate":
            self._fields.setdefault("link", element.attributes.get("href", ""))

    def add_setting(self, entry: BloggerEntry) -> None:
        """Add a setting, which is an entry in a classic export.

        Args:
            entry: The entry.
        """
        name = entry.id.rpartition(".settings.")[2]
        self._settings.setdefault(name, entry.body.text)

    def add_authors(self, item: Item) -> None:
        """Add the authors of a post who have an account.

        Args:
            item: A post or comment.
        """
        if isinstance(item, Post):
            for author in item.authors:
                if author.id is not None:
                    self._author_by_id.setdefault(author.id, author)

    def items(self) -> Iterator[Item]:
        """Yield the authors in the order of their posts, and the site."""
        yield from self._author_by_id.values()
        fields, settings = self._fields, self._settings
        if not fields and not settings:
            return
        extra: dict[str, ExtraValue] = {
            f"blogger:setting.{name}": value for name, value in settings.items() if value
        }
        if fields.get("id"):
            extra["blogger:id"] = fields["id"]
        # A setting is HTML as its owner typed it.
        description = title_from_html(settings.get("BLOG_DESCRIPTION", ""))
        yield Site(
            title=fields.get("title") or settings.get("BLOG_NAME", ""),
            tagline=fields.get("subtitle") or description,
            url=fields.get("link") or None,
            language=settings.get("BLOG_LOCALE", "").replace("_", "-") or None,
            timezone=settings.get("BLOG_TIME_ZONE") or None,
            extra=extra,
        )
