"""What RSS is made of: its names, those of its modules, and where items lie in each version."""

from __future__ import annotations

from blogcore.formats._feed_extension import NAMESPACE
from blogcore.formats.xml import Vocabulary

__all__ = ["NAMESPACES", "RSS_VOCABULARY"]

RSS_VOCABULARY = Vocabulary(
    label="RSS feed",
    # In RSS 1.0 items lie beside the channel.
    roots={"rss": 2, "rdf:RDF": 1},
    fragments={"channel": 1, "item": 0},
    may_be_empty=True,
    namespaces={
        # What versions have called their own; RSS 2.0 has none.
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
#: What a file of ours declares.
NAMESPACES = {
    "version": "2.0",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:slash": "http://purl.org/rss/1.0/modules/slash/",
    "xmlns:thr": "http://purl.org/syndication/thread/1.0",
    "xmlns:blogcore": NAMESPACE,
}
