"""Atom (RFC 4287), with discussions as in RFC 4685; Atom 0.3 is read too."""

from __future__ import annotations

from blogcore.formats.atom.reader import read_items
from blogcore.formats.atom.writer import AtomWriter
from blogcore.formats.feeds.extension import NAMESPACE
from blogcore.formats.feeds.format import FeedFormat
from blogcore.formats.xml import Vocabulary

__all__ = ["ATOM"]

_VOCABULARY = Vocabulary(
    label="Atom feed",
    roots={"feed": 1, "entry": 0},
    fragments={"entry": 0},
    namespaces={
        r"w3\.org/2005/Atom": "",
        r"purl\.org/atom/ns#": "",
        r"purl\.org/syndication/thread/1\.0": "thr",
        r"schemas\.google\.com/g/2005": "gd",
        r"search\.yahoo\.com/mrss": "media",
        r"rssnamespace\.org/feedburner/ext/1\.0": "feedburner",
        r"w3\.org/2007/app": "app",
        r"purl\.org/atom/app#": "app",
        NAMESPACE: "blogcore",
    },
    html_elements=frozenset(
        {"content", "summary", "title", "subtitle", "tagline", "rights", "copyright"}
    ),
)
_NAMESPACES = ("www.w3.org/2005/Atom", "purl.org/atom/ns#")


def _is_root(name: str, tag: str) -> bool:
    """Return whether the root element is a feed or entry; a feed may lack the namespace."""
    if name == "feed" and "xmlns=" not in tag:
        return True
    return name in ("feed", "entry") and any(namespace in tag for namespace in _NAMESPACES)


ATOM = FeedFormat(
    name="atom",
    title="Atom feed",
    media_types=("application/atom+xml", "application/xml", "text/xml"),
    suffixes=(".atom", ".atom.xml"),
    is_root=_is_root,
    vocabulary=_VOCABULARY,
    read_items=read_items,
    to_bytes=AtomWriter.to_bytes,
)
