"""XML documents around given elements, loaded."""

from __future__ import annotations

from blogcore import load
from blogcore.formats import Loaded

__all__ = [
    "ATOM_START",
    "BLOGGER_START",
    "DISQUS_START",
    "load_atom",
    "load_blogger_export",
    "load_disqus",
    "load_rss",
    "load_takeout",
    "rss_document",
]

ATOM_START = """<feed xmlns="http://www.w3.org/2005/Atom"
 xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="en">"""
BLOGGER_START = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:gd="http://schemas.google.com/g/2005"
 xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:app="http://www.w3.org/2007/app">"""
_TAKEOUT = """<feed xmlns="http://www.w3.org/2005/Atom"
 xmlns:blogger="http://schemas.google.com/blogger/2018"><title>Slow</title>"""
DISQUS_START = '<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">'
_RSS_NAMESPACES = """xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:thr="http://purl.org/syndication/thread/1.0"
 xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" """


def load_atom(*entries: str, head: str = "<title>Slow</title>") -> Loaded:
    """Load an Atom feed of entries; ``head`` holds the feed's own elements."""
    return _load(f"{ATOM_START}{head}{''.join(entries)}</feed>", "atom")


def load_rss(*items: str, channel: str = "<title>Slow</title>") -> Loaded:
    """Load an RSS feed of items, each without its ``<item>``."""
    return _load(rss_document(*items, channel=channel), "rss")


def rss_document(
    *items: str, channel: str = "<title>Slow</title><link>https://slow.example</link>"
) -> str:
    """Return an RSS feed of items, each without its ``<item>``."""
    elements = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {_RSS_NAMESPACES}><channel>{channel}{elements}</channel></rss>'


def load_blogger_export(*entries: str, head: str = "") -> Loaded:
    """Load a classic export of Blogger."""
    return load(f"{BLOGGER_START}{head}{''.join(entries)}</feed>".encode())


def load_takeout(*entries: str) -> Loaded:
    """Load the feed in a Takeout of Blogger."""
    return load(f"{_TAKEOUT}{''.join(entries)}</feed>".encode())


def load_disqus(*elements: str) -> Loaded:
    """Load a Disqus export."""
    return load(f"{DISQUS_START}{''.join(elements)}</disqus>".encode())


def _load(text: str, format: str) -> Loaded:
    loaded = load(text.encode())
    assert loaded.format == format
    return loaded
