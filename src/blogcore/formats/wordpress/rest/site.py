"""What the API says of the site: its index (``/wp-json/``), or its settings."""

from __future__ import annotations

from collections.abc import Mapping

from blogcore.formats.json_objects import ObjectReader
from blogcore.models import ExtraValue, Site

__all__ = ["to_site"]

#: What the index has for programs: it says nothing of the blog.
_MACHINERY = ("namespaces", "routes", "authentication", "_links")


def to_site(record: ObjectReader, terms: Mapping[str, ExtraValue]) -> Site:
    """The site; its terms are kept in ``extra``, for no model is one."""
    for key in _MACHINERY:
        record.take(key)
    title = record.text("name") or record.text("title")
    return Site(
        title=title,
        tagline=record.text("description"),
        url=record.optional_text("home") or record.optional_text("url"),
        # The index has an empty name and an offset where an offset alone was set.
        timezone=record.optional_text("timezone_string") or record.optional_text("timezone"),
        extra=record.remaining("wp:") | dict(terms),
    )
