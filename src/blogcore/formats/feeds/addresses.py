"""Addresses and ids that a feed may hold: RFC 3987, as far as the W3C's feed validator checks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Literal, TypeAlias
from uuid import NAMESPACE_URL, uuid5

from blogcore.formats.xml import resolve_url

__all__ = [
    "FeedIds",
    "generate_id",
    "generate_urn",
    "is_iri",
    "is_language",
    "is_media_type",
    "web_address",
]

#: One character of an IRI; bidirectional controls are not allowed (section 4.1).
_PART = (
    r"(?:[^\s<>\"{}|\\^`\[\]%#\x00-\x20\x7f-\xa0\u200e\u200f\u202a-\u202e\u2066-\u2069"
    r"\ud800-\uf8ff\ufff0-\uffff]|%[0-9A-Fa-f]{2})"
)
_HOST = rf"(?:(?![/?:@]){_PART})+"
_WEB = re.compile(rf"https?://{_HOST}(?::[0-9]+)?(?:[/?]{_PART}*)?(?:\#{_PART}*)?")
_IRI = re.compile(
    rf"tag:[A-Za-z0-9_.@-]+,[0-9]{{4}}(?:-[0-9]{{2}}){{0,2}}:{_PART}*"
    rf"|urn:[A-Za-z0-9][A-Za-z0-9-]{{1,31}}:{_PART}+"
    rf"|(?!https?:|tag:|urn:)[a-z][a-z0-9+.-]+:{_PART}+"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9][\w!#$&^.+-]*/[A-Za-z0-9][\w!#$&^.+-]*", re.ASCII)


def web_address(url: str | None, base: str | None = None) -> str | None:
    """Return an http or https address, absolute if there is a base; None for anything else.

    Args:
        url: The address.
        base: Address of the site, for a relative address.

    >>> web_address("/a", "https://example.org/b")
    'https://example.org/a'
    >>> web_address("javascript:alert(1)") is None
    True
    """
    absolute = resolve_url(base, url) if base and url and _WEB.fullmatch(base) else None
    for address in (url, absolute):
        if address and _WEB.fullmatch(address):
            return address
    return None


def is_iri(text: str) -> bool:
    """Return whether a text is an absolute IRI, as an ``atom:id`` must be.

    Args:
        text: Any text.

    Source: RFC 4287, section 4.2.6.
    """
    return _WEB.fullmatch(text) is not None or _IRI.fullmatch(text) is not None


def is_language(text: str | None) -> bool:
    """Return whether a text has the form of a language tag (BCP 47).

    Args:
        text: Any text.
    """
    return text is not None and _LANGUAGE.fullmatch(text) is not None


def is_media_type(text: str | None) -> bool:
    """Return whether a text has the form of a media type without parameters.

    Args:
        text: Any text.

    Source: RFC 6838, section 4.2.
    """
    return text is not None and _MEDIA_TYPE.fullmatch(text) is not None


# --- ids -------------------------------------------------------------------------------------

#: The kind of item that an id belongs to.
IdKind: TypeAlias = Literal["post", "comment"]


class FeedIds:
    """Generates the ids of one feed: all different, and the same every time it is written.

    An id that is an IRI stays as it is. Otherwise a UUID is generated from the site's address, the
    kind and the id.

    Args:
        site_url: Address of the site.
        post_ids: Ids of the posts in the feed, which no comment may have.

    Source: RFC 4287, section 4.1.1; RFC 9562, UUID version 5.
    """

    def __init__(self, site_url: str, post_ids: Iterable[str]) -> None:
        self._site_url = site_url
        self._post_ids = frozenset(post_ids)
        self._used: dict[str, int] = {}

    def of(self, kind: IdKind, id: str) -> str:
        """Return the feed id by which other entries refer to a post or comment.

        Args:
            kind: Whether it is a post or a comment.
            id: Its id, whether the feed has it or not.
        """
        if is_iri(id) and (kind == "post" or id not in self._post_ids):
            return id
        return generate_urn(self._site_url, kind, id)

    def next_of(self, kind: IdKind, id: str) -> str:
        """Return the feed id for the next entry; a second entry with one id gets another feed id.

        Args:
            kind: Whether it is a post or a comment.
            id: Its id.
        """
        first = self.of(kind, id)
        number = self._used[first] = self._used.get(first, 0) + 1
        return first if number == 1 else generate_urn(self._site_url, kind, id, str(number))


def generate_urn(*parts: str) -> str:
    """Return a UUID as a URN, always the same for the same parts.

    Args:
        parts: Texts that identify something.
    """
    return f"urn:uuid:{uuid5(NAMESPACE_URL, chr(0).join(parts))}"


def generate_id(*parts: str) -> str:
    """Return an id for an entry that has none, always the same for the same content.

    Args:
        parts: Texts of the entry.

    >>> generate_id("Night trains", "")
    'sha256:20e3c0ddd6e0e8d27328c8dfadc58b1e'
    """
    return f"sha256:{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"
