"""Addresses that a feed may hold: RFC 3987 as far as the W3C's feed validator looks."""

from __future__ import annotations

import re

from blogcore.formats.xml import resolve_url

__all__ = ["is_iri", "is_language", "is_media_type", "web_address"]

#: One character of an IRI; bidirectional controls are none (section 4.1).
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
    """An address of the web, made absolute where a base is given; None for anything else.

    >>> web_address("/a", "https://example.org/b")
    'https://example.org/a'
    >>> web_address("javascript:alert(1)") is None
    True
    """
    for address in (url, resolve_url(base, url) if base and url and _WEB.fullmatch(base) else None):
        if address and _WEB.fullmatch(address):
            return address
    return None


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI, as an ``atom:id`` must be (RFC 4287, section 4.2.6)."""
    return _WEB.fullmatch(text) is not None or _IRI.fullmatch(text) is not None


def is_language(text: str | None) -> bool:
    """Whether a text has the form of a language tag (BCP 47)."""
    return text is not None and _LANGUAGE.fullmatch(text) is not None


def is_media_type(text: str | None) -> bool:
    """Whether a text has the form of a media type without parameters (RFC 6838, section 4.2)."""
    return text is not None and _MEDIA_TYPE.fullmatch(text) is not None
