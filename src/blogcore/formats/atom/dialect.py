"""What Atom is made of: its names, and those of what stands in it beside its own."""

from __future__ import annotations

from blogcore.formats._feed_extension import NAMESPACE
from blogcore.formats.xml import Vocabulary

__all__ = ["ATOM_VOCABULARY", "NAMESPACES"]

ATOM_VOCABULARY = Vocabulary(
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
#: What a file of ours declares.
NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:thr": "http://purl.org/syndication/thread/1.0",
    "xmlns:blogcore": NAMESPACE,
}
