"""Read times, links and languages of elements, in the same way for every XML feed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from blogcore.formats.times import read_time
from blogcore.formats.xml import Element, ElementReader

__all__ = ["element_url", "first_link", "inherited_language", "link_relation", "take_time"]

_REGISTRY = re.compile(r"https?://www\.iana\.org/assignments/(?:link-)?relations?/")
_PAGES = ("", "text/html", "application/xhtml+xml")


def take_time(record: ElementReader, *names: str) -> datetime | None:
    """Return the time of the first of the named children that has a valid one; note repairs.

    Args:
        record: The entry.
        names: Names of children.
    """
    for name in names:
        text = record.take(name)
        time, noted = read_time(text, record.notes)
        for severity, message in noted:
            record.notes.add(severity, record.where, name, text, message)
        if time is not None:
            return time
    return None


def element_url(element: Element, attribute: str = "href") -> str:
    """Return the address in an attribute, absolute if a base is known; empty if it is missing.

    Args:
        element: A link or similar.
        attribute: Name of the attribute.
    """
    url = element.attributes.get(attribute, "").strip()
    return element.resolve_url(url) if url else ""


def link_relation(link: Element) -> str:
    """Return the relation of a link, as IANA registers it; "alternate" where it has none.

    Args:
        link: A link.

    Source: RFC 4287, section 4.2.7.2.
    """
    return _REGISTRY.sub("", link.attributes.get("rel", "").strip().lower()) or "alternate"


def first_link(record: ElementReader, rel: str, name: str = "link") -> str | None:
    """Return the address of the first link of a relation; pages come before other documents.

    Args:
        record: A feed or entry.
        rel: The relation.
        name: Name of the link elements.
    """
    related = (link for link in record.repeated(name) if link_relation(link) == rel)
    links = [link for link in related if element_url(link)]
    pages = [link for link in links if link.attributes.get("type", "").lower() in _PAGES]
    return element_url((pages or links)[0]) if links else None


def inherited_language(elements: Iterable[Element]) -> str:
    """Return the language that elements inherit: that of one without ``xml:lang``.

    Args:
        elements: Children of one element.
    """
    return next((e.language for e in elements if "xml:lang" not in e.attributes), "")
