"""The channel: the site, its terms and its authors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from blogcore._text.html import unescape_html
from blogcore._text.plain import short_repr
from blogcore.errors import FormatError
from blogcore.formats.html import escape_name
from blogcore.formats.reports import Notes
from blogcore.formats.wordpress.times import SiteOffsets
from blogcore.formats.wordpress.wxr.elements import (
    NumericIds,
    extra_elements,
    is_placeholder,
    is_placeholder_field,
    leaf,
    placeholder,
    reader_of,
    remaining,
)
from blogcore.formats.wordpress.wxr.terms import SITE_TERMS, site_term_elements, take_site_term
from blogcore.formats.xml import Element
from blogcore.models import Author, AuthorKind, ExtraValue, Site

__all__ = ["Channel", "author_element", "login_of", "number_users", "site_elements"]

_VERSION = re.compile(r"\d+\.\d+", re.ASCII)
#: Some sites log in by e-mail address, which must not become a public name or id.
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_SITE_FIELDS = frozenset(
    {
        "title",
        "link",
        "description",
        "language",
        "wp:base_site_url",
        "wp:base_blog_url",
        "generator",
    }
)


class Channel:
    """The elements of a channel before its items: site, terms and authors.

    Args:
        notes: Receives a note for every repair.
    """

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._version: str | None = None
        self._fields: dict[str, str] = {}
        self._terms: dict[str, ExtraValue] = {}
        self._authors: list[Author] = []
        self._by_login: dict[str, Author] = {}
        self._by_number: dict[str, Author] = {}
        self._has_items = False
        #: The offsets of the records that were read.
        self.offsets: SiteOffsets = SiteOffsets()
        #: Makes the author of a comment; cached, so that equal authors are one object.
        self.commenter: Callable[[str, str | None, str | None, str | None, AuthorKind], Author] = (
            lru_cache(maxsize=256)(_make_commenter)
        )

    def add(self, element: Element) -> Iterator[Author]:
        """Read an element. Yield an author only after the items have begun; see `begin_items`."""
        if element.name == "wp:author":
            author = self._read_author(element)
            if self._has_items:
                yield author
            else:
                self._authors.append(author)
        elif element.name == "wp:wxr_version":
            self._check_version(element)
        elif element.name in SITE_TERMS:
            self._add_term(element)
        elif element.name in _SITE_FIELDS:
            if element.name in self._fields or self._has_items:
                message = "occurs again, or after the items; left out"
                self._notes.add("lost", f"line {element.line}", element.name, "", message)
            elif not is_placeholder(element):
                self._fields[element.name] = element.text.strip()

    def begin_items(self) -> Iterator[Site | Author]:
        """Yield the site and its authors at the first call; nothing at later calls."""
        if self._has_items:
            return
        self._has_items = True
        if self._version is None:
            # Fragments of exports lack it, and WXR 1.0 names its version in the namespace.
            message = "is missing, which WordPress would refuse; read anyway"
            self._notes.add("repaired", "", "wp:wxr_version", "", message)
        yield self._site()
        yield from self._authors
        self._authors.clear()

    def author(self, login: str) -> Author | None:
        """Return the author with a login; one by that name alone if the file does not list it."""
        if not login:
            return None
        author = self._by_login.get(login)
        if author is None and _EMAIL.fullmatch(login):
            return Author(name="", email=login)
        return author or Author(name=login, id=login)

    def co_author(self, nicename: str, name: str) -> Author:
        """Return the author of a term of Co-Authors Plus; a guest if there is no account.

        The term is named after the login, or its nicename is; that of a guest begins with ``cap-``.
        """
        login = name if name in self._by_login else nicename.removeprefix("cap-")
        author = self._by_login.get(login)
        return author or Author(name="" if _EMAIL.fullmatch(name) else name, kind="guest")

    def id_of(self, number: str) -> str | None:
        """Return the id of the author with a number; None if the file does not list it."""
        author = self._by_number.get(number)
        return author.id if author else None

    def _site(self) -> Site:
        fields = self._fields
        extra = dict(self._terms)
        for name in ("wp:base_site_url", "generator"):
            if fields.get(name):
                extra[name if ":" in name else f"rss:{name}"] = fields[name]
        return Site(
            title=fields.get("title", ""),
            tagline=fields.get("description", ""),
            url=fields.get("wp:base_blog_url") or fields.get("link") or None,
            language=fields.get("language") or None,
            extra=extra,
        )

    def _check_version(self, element: Element) -> None:
        version = element.text.strip()
        if not _VERSION.fullmatch(version):
            reason = f"wp:wxr_version is {short_repr(version)}, which WordPress refuses too"
            raise FormatError(self._notes.format, f"line {element.line}", reason)
        self._version = self._version or version

    def _add_term(self, element: Element) -> None:
        reader = reader_of(element, self._notes)
        if self._has_items:
            self._notes.add("lost", reader.where, element.name, "", "after the items; left out")
        for key, value in take_site_term(reader, element.name).items():
            self._terms.setdefault(key, value)

    def _read_author(self, element: Element) -> Author:
        reader = reader_of(element, self._notes)
        login, number = reader.take("wp:author_login"), reader.take("wp:author_id")
        own_number = "" if is_placeholder_field(reader, "wp:author_id") else number
        extra: dict[str, ExtraValue] = {"wp:author_id": own_number} if own_number else {}
        public_login = login
        if _EMAIL.fullmatch(login):
            public_login, extra["wp:author_login"] = "", login
        author = Author(
            name=unescape_html(reader.take("wp:author_display_name")) or public_login,
            id=public_login or own_number or None,
            email=reader.take("wp:author_email") or (None if public_login else login or None),
            extra=remaining(reader) | extra,
        )
        if login:
            self._by_login.setdefault(login, author)
            if number:
                self._by_number.setdefault(number, author)
        return author


def _make_commenter(
    name: str, id: str | None, email: str | None, url: str | None, kind: AuthorKind
) -> Author:
    return Author(name=name, id=id, email=email, url=url, kind=kind)


# --- writing -----------------------------------------------------------------------------------


def site_elements(site: Site) -> Iterator[Element]:
    """Yield the elements of a channel before its authors, as WordPress's exporter writes them."""
    url = site.url or ""
    yield leaf("title", site.title)
    yield leaf("link", url)
    yield leaf("description", site.tagline)
    yield leaf("language", site.language or "")
    yield leaf("wp:wxr_version", "1.2")
    # The importer needs it to find links within the site.
    base = site.extra.get("wp:base_site_url")
    is_kept = isinstance(base, str)
    base_element = leaf("wp:base_site_url", str(base) if is_kept else url)
    yield base_element if is_kept else placeholder(base_element)
    yield leaf("wp:base_blog_url", url)
    yield from site_term_elements(site.extra)
    generator = site.extra.get("rss:generator")
    if isinstance(generator, str):
        yield leaf("generator", generator)


def number_users(authors: Iterable[Author], ids: NumericIds) -> Iterator[tuple[Author, str]]:
    """Yield each author with the number of the account."""
    for author in authors:
        kept = author.extra.get("wp:author_id")
        yield author, kept if kept and isinstance(kept, str) else ids.unused()


def login_of(author: Author) -> str:
    """Return the login of an author; one without an account is known by name."""
    kept = author.extra.get("wp:author_login")
    return (kept if isinstance(kept, str) else author.id or author.name) or author.email or ""


def author_element(author: Author, number: str) -> Element:
    """Return an author as the importer reads it."""
    id = leaf("wp:author_id", number)
    children = [
        id if author.extra.get("wp:author_id") == number else placeholder(id),
        leaf("wp:author_login", str(author.extra.get("wp:author_login") or author.id or "")),
        leaf("wp:author_email", author.email or ""),
        leaf("wp:author_display_name", escape_name(author.name)),
    ]
    written = {child.name for child in children}
    children += extra_elements(author.extra, "wp:authormeta", written)
    return Element("wp:author", 0, {}, "", children)
