"""`RSS`: the format."""

from __future__ import annotations

from blogcore.formats._feed import Feed
from blogcore.formats.rss.dialect import RSS_VOCABULARY
from blogcore.formats.rss.reader import items_of
from blogcore.formats.rss.writer import document

__all__ = ["RSS"]

_OURS = ("purl.org/rss/", "netscape.com/rdf/simple/")


def _is_root(name: str, tag: str) -> bool:
    """RSS's own, or RDF with a channel of RSS's."""
    return name == "rss" or (name == "RDF" and any(uri in tag for uri in _OURS))


RSS = Feed(
    name="rss",
    title="RSS feed",
    media_types=("application/rss+xml", "application/xml", "text/xml"),
    suffixes=(".rss", ".rss.xml"),
    is_root=_is_root,
    vocabulary=RSS_VOCABULARY,
    items_of=items_of,
    document=document,
)
