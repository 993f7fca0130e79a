"""RSS 2.0 with its usual modules; 0.9x and 1.0 (RDF) are read too."""

from __future__ import annotations

from blogcore.formats.feeds.extension import NAMESPACE
from blogcore.formats.feeds.format import FeedFormat
from blogcore.formats.rss.reader import read_items
from blogcore.formats.rss.writer import RssWriter
from blogcore.formats.xml import Vocabulary

__all__ = ["RSS"]

_VOCABULARY = Vocabulary(
    label="RSS feed",
    # In RSS 1.0 items are siblings of the channel.
    roots={"rss": 2, "rdf:RDF": 1},
    fragments={"channel": 1, "item": 0},
    may_be_empty=True,
    namespaces={
        # Default namespaces of the older versions; RSS 2.0 has none.
        r"purl\.org/rss/[12]\.0": "",
        r"(?:my|channel)\.netscape\.com/rdf/simple/0\.9": "",
        r"backend\.userland\.com/rss\S*": "",
        r"(?:blogs\.law|cyber\.law)\.harvard\.edu/tech/rss": "",
        r"w3\.org/1999/02/22-rdf-syntax-ns#": "rdf",
        r"w3\.org/2005/Atom": "atom",
        r"w3\.org/1999/xhtml": "xhtml",
        r"purl\.org/rss/1\.0/modules/content": "content",
        r"purl\.org/rss/1\.0/modules/slash": "slash",
        r"purl\.org/dc/elements/1\.[01]": "dc",
        r"purl\.org/dc/terms": "dcterms",
        r"wellformedweb\.org/CommentAPI": "wfw",
        r"purl\.org/syndication/thread/1\.0": "thr",
        r"search\.yahoo\.com/mrss": "media",
        r"itunes\.com/dtds/podcast-1\.0\.dtd": "itunes",
        r"rssnamespace\.org/feedburner/ext/1\.0": "feedburner",
        NAMESPACE: "blogcore",
    },
    html_elements=frozenset(
        {"title", "description", "content:encoded", "xhtml:body", "atom:content"}
    ),
)
_NAMESPACES = ("purl.org/rss/", "netscape.com/rdf/simple/")


def _is_root(name: str, tag: str) -> bool:
    """Return whether the root element is RSS, or RDF with an RSS namespace."""
    is_rdf = name == "RDF" and any(namespace in tag for namespace in _NAMESPACES)
    return name == "rss" or is_rdf


RSS = FeedFormat(
    name="rss",
    title="RSS feed",
    media_types=("application/rss+xml", "application/xml", "text/xml"),
    suffixes=(".rss", ".rss.xml"),
    is_root=_is_root,
    vocabulary=_VOCABULARY,
    read_items=read_items,
    to_bytes=RssWriter.to_bytes,
)
