"""The channel: the site, its terms, and its authors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from blogcore._text.html import unescape_html
from blogcore._text.plain import short_repr
from blogcore.errors import FormatError
from blogcore.formats.base import Notes
from blogcore.formats.html import escape_name
from blogcore.formats.wxr.numbers import Numbers
from blogcore.formats.wxr.terms import site_term, site_term_elements
from blogcore.formats.wxr.vocabulary import (
    extra_elements,
    is_made,
    is_made_field,
    leaf,
    made,
    record_of,
    remaining,
)
from blogcore.formats.xml import Element
from blogcore.models import Author, AuthorKind, Site
from blogcore.models.checked import trusting

__all__ = ["Channel", "author_element", "login_of", "site_elements", "user_numbers"]

_VERSION = re.compile(r"\d+\.\d+", re.A)
#: Some sites log in by e-mail address, which must not become a public name or id.
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
_FIELDS = frozenset(
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
_TERMS = frozenset({"wp:category", "wp:tag", "wp:term"})


#: All text was mended by now.
_trusted = trusting(Author)

#: Who signs with this name, id, address, page and kind.
_Signed = Callable[[str, str | None, str | None, str | None, AuthorKind], Author]


class Channel:
    """What a file says before its items, gathered until the first of them."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._version: str | None = None
        self._fields: dict[str, str] = {}
        self._terms: dict[str, str] = {}
        self._waiting: list[Author] = []
        self._by_login: dict[str, Author] = {}
        self._by_number: dict[str, Author] = {}
        self._told = False
        #: Who comments often is one author.
        self.signed: _Signed = lru_cache(maxsize=256)(_signed)

    def author(self, login: str) -> Author | None:
        """The author whose login ``dc:creator`` names; one by that name alone where none is."""
        if not login:
            return None
        known = self._by_login.get(login)
        if known is None and _ADDRESS.fullmatch(login):
            return Author(name="", email=login)
        return known or Author(name=login, id=login)

    def co_author(self, nicename: str, name: str) -> Author:
        """The author of a term, which is named and nicenamed after a login; a guest where none is.

        Guests of Co-Authors Plus have no account, and ``cap-`` before their nicename.
        """
        login = name if name in self._by_login else nicename.removeprefix("cap-")
        known = self._by_login.get(login)
        return known or Author(name="" if _ADDRESS.fullmatch(name) else name, kind="guest")

    def id_of(self, number: str) -> str | None:
        """The id of the author of this number, where the file lists one."""
        author = self._by_number.get(number)
        return author.id if author else None

    def add(self, element: Element) -> Iterator[Author]:
        """Take an element of the channel in; an author that comes after items comes out."""
        if element.name == "wp:author":
            author = self._author(element)
            if self._told:
                yield author
            else:
                self._waiting.append(author)
        elif element.name == "wp:wxr_version":
            self._check_version(element)
        elif element.name in _TERMS:
            self._add_term(element)
        elif element.name in _FIELDS:
            if element.name in self._fields or self._told:
                done = "given again, or behind the items; left out"
                self._notes.add("lost", f"line {element.line}", element.name, "", done)
            elif not is_made(element):
                self._fields[element.name] = element.text.strip()

    def told(self) -> Iterator[Site | Author]:
        """The site and its authors, when the first item is due; nothing the second time."""
        if self._told:
            return
        self._told = True
        if self._version is None:
            # Parts cut out of exports lack it, and WXR 1.0 names its version in the namespace.
            done = "is missing, for which WordPress would refuse the file; read all the same"
            self._notes.add("repaired", "", "wp:wxr_version", "", done)
        yield self._site()
        yield from self._waiting
        self._waiting.clear()

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
        record = record_of(element, self._notes)
        if self._told:
            self._notes.add("lost", record.where, element.name, "", "behind the items; left out")
        for key, value in site_term(record, element.name).items():
            self._terms.setdefault(key, value)

    def _author(self, element: Element) -> Author:
        record = record_of(element, self._notes)
        login, number = record.take("wp:author_login"), record.take("wp:author_id")
        own = "" if is_made_field(record, "wp:author_id") else number
        public, extra = login, {"wp:author_id": own} if own else {}
        if _ADDRESS.fullmatch(login):
            public, extra["wp:author_login"] = "", login
        author = Author(
            name=unescape_html(record.take("wp:author_display_name")) or public,
            id=public or own or None,
            email=record.take("wp:author_email") or (None if public else login or None),
            extra=remaining(record) | extra,
        )
        if login:
            self._by_login.setdefault(login, author)
            if number:
                self._by_number.setdefault(number, author)
        return author


def _signed(
    name: str, id: str | None, email: str | None, url: str | None, kind: AuthorKind
) -> Author:
    return _trusted(name=name, id=id, email=email, url=url, kind=kind)


# --- and back ----------------------------------------------------------------------------------


def site_elements(site: Site) -> Iterator[Element]:
    """What a channel says before its authors, as WordPress's exporter has it."""
    url = site.url or ""
    yield leaf("title", site.title)
    yield leaf("link", url)
    yield leaf("description", site.tagline)
    yield leaf("language", site.language or "")
    yield leaf("wp:wxr_version", "1.2")
    base = site.extra.get("wp:base_site_url")
    # The importer looks for it, to find the links that lead within the site.
    yield (
        leaf("wp:base_site_url", base)
        if isinstance(base, str)
        else made(leaf("wp:base_site_url", url))
    )
    yield leaf("wp:base_blog_url", url)
    yield from site_term_elements(site.extra)
    generator = site.extra.get("rss:generator")
    if isinstance(generator, str):
        yield leaf("generator", generator)


def user_numbers(authors: Iterable[Author], numbers: Numbers) -> Iterator[tuple[Author, str]]:
    """Each author with the number of the account."""
    for author in authors:
        given = author.extra.get("wp:author_id")
        yield author, given if given and isinstance(given, str) else numbers.fresh()


def login_of(author: Author) -> str:
    """What an author logs in as; one without an account is known by name."""
    given = author.extra.get("wp:author_login")
    return (given if isinstance(given, str) else author.id or author.name) or author.email or ""


def author_element(author: Author, number: str) -> Element:
    """An author as the importer reads it."""
    id = leaf("wp:author_id", number)
    children = [
        id if author.extra.get("wp:author_id") == number else made(id),
        leaf("wp:author_login", str(author.extra.get("wp:author_login") or author.id or "")),
        leaf("wp:author_email", author.email or ""),
        leaf("wp:author_display_name", escape_name(author.name)),
    ]
    written = {child.name for child in children}
    children += extra_elements(author.extra, "wp:authormeta", written)
    return Element("wp:author", 0, {}, "", children)
