"""Rules of RFC 4287, RFC 4685 and the RSS profile, as the W3C's feed validator checks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

__all__ = ["ATOM", "THR", "atom_faults", "rss_faults"]

ATOM = "{http://www.w3.org/2005/Atom}"
THR = "{http://purl.org/syndication/thread/1.0}"
_ONCE = ("id", "title", "updated", "published", "content", "summary", "subtitle", "generator")
_FEED_NEEDS, _ENTRY_NEEDS = ("id", "title", "updated"), ("id", "title", "updated")
_RELATIONS = {"alternate", "self", "replies", "enclosure"}
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d:\d\d (GMT|[+-]\d{4})"
)


def atom_faults(document: bytes) -> list[str]:
    """Return everything that is wrong with an Atom feed; an empty list if it is valid."""
    feed = ElementTree.fromstring(document)
    if feed.tag != f"{ATOM}feed":
        return [f"root is {feed.tag}"]
    entries = feed.findall(f"{ATOM}entry")
    faults = [*_missing_children(feed, _FEED_NEEDS), *_repeated_children(feed)]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    faults += [f"id {id} twice" for id in set(ids) if ids.count(id) > 1]
    selves = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    faults += ["two self links"] if len(selves) > 1 else []
    for entry in entries:
        faults += [*_missing_children(entry, _ENTRY_NEEDS), *_repeated_children(entry)]
        if entry.find(f"{ATOM}author") is None and feed.find(f"{ATOM}author") is None:
            faults.append("no author")
        if entry.find(f"{ATOM}content") is None:
            faults.append("no content")
    for element in feed.iter():
        faults += _atom_faults_of(element)
    return faults


def _missing_children(element: Element, names: tuple[str, ...]) -> Iterator[str]:
    return (f"{element.tag}: no {name}" for name in names if element.find(ATOM + name) is None)


def _repeated_children(element: Element) -> Iterator[str]:
    return (f"{element.tag}: {n} twice" for n in _ONCE if len(element.findall(ATOM + n)) > 1)


def _atom_faults_of(element: Element) -> Iterator[str]:
    name = element.tag.removeprefix(ATOM)
    text = element.text or ""
    if name == "id" and not _is_iri(text):
        yield f"id is no IRI: {text!r}"
    elif name in ("updated", "published") and not _is_rfc3339(text):
        yield f"{name} is no date: {text!r}"
    elif name == "author" and not (element.findtext(f"{ATOM}name") or "").strip():
        yield "an author without a name"
    elif name == "author" and element.find(f"{ATOM}email") is not None:
        yield "an e-mail address"
    elif name == "uri" and not _is_iri(text):
        yield f"uri is no IRI: {text!r}"
    elif name == "category" and not element.get("term"):
        yield "a category without a term"
    elif name in ("title", "subtitle", "summary", "content") and len(element):
        yield f"markup in {name}"
    elif name in ("title", "subtitle", "summary", "content"):
        if element.get("type", "text") not in ("text", "html"):
            yield f"{name} of type {element.get('type')}"
    elif name == "link":
        yield from _link_faults(element)
    elif element.tag == f"{THR}in-reply-to":
        if not _is_iri(element.get("ref", "")):
            yield "in-reply-to without ref"
        if element.get("href") is not None and not _is_web(element.get("href", "")):
            yield "in-reply-to with a bad href"
    elif element.tag == f"{THR}total" and not text.isdigit():
        yield "total is no number"


def _link_faults(link: Element) -> Iterator[str]:
    if link.get("rel") not in _RELATIONS:
        yield f"link of rel {link.get('rel')}"
    if not _is_web(link.get("href", "")):
        yield f"link to {link.get('href')!r}"
    if link.get("type") is not None and not re.fullmatch(r"[^\s/]+/[^\s/]+", link.get("type", "")):
        yield "a link with a bad type"
    count, updated = link.get(f"{THR}count"), link.get(f"{THR}updated")
    if count is not None and not count.isdigit():
        yield "count is no number"
    if updated is not None and not _is_rfc3339(updated):
        yield "thr:updated is no date"


def rss_faults(document: bytes) -> list[str]:
    """Return everything that is wrong with an RSS 2.0 feed; an empty list if it is valid."""
    rss = ElementTree.fromstring(document)
    channels = rss.findall("channel")
    if rss.tag != "rss" or rss.get("version") != "2.0" or len(channels) != 1:
        return ["no rss of version 2.0 with one channel"]
    (channel,) = channels
    faults = [
        f"channel: {len(channel.findall(name))} {name}"
        for name in ("title", "link", "description")
        if len(channel.findall(name)) != 1
    ]
    if not _is_iri(channel.findtext("link") or ""):
        faults.append("channel without a link")
    guids = [item.findtext("guid") for item in channel.findall("item")]
    faults += [f"guid {guid} twice" for guid in set(guids) if guids.count(guid) > 1]
    for item in channel.findall("item"):
        faults += _item_faults(item)
    return faults


def _item_faults(item: Element) -> Iterator[str]:
    if item.find("title") is None and item.find("description") is None:
        yield "an item without title and description"
    for name in ("title", "link", "guid", "description", "pubDate", "comments"):
        if len(item.findall(name)) > 1:
            yield f"{name} twice"
    guid = item.find("guid")
    if guid is None or not (guid.text or "").strip() or guid.get("isPermaLink") != "false":
        yield "a guid that is none"
    for name in ("link", "comments"):
        url = item.findtext(name)
        if url is not None and not _is_web(url):
            yield f"{name} is no address: {url!r}"
    date = item.findtext("pubDate")
    if date is not None and not (_RFC822.fullmatch(date) and parsedate_to_datetime(date)):
        yield f"pubDate is no date: {date!r}"
    for enclosure in item.findall("enclosure"):
        if not _is_web(enclosure.get("url", "")) or not enclosure.get("length", "").isdigit():
            yield "a bad enclosure"
        if not re.fullmatch(r"[^\s/]+/[^\s/]+", enclosure.get("type", "")):
            yield "an enclosure with a bad type"
    if item.find("author") is not None:
        yield "an e-mail address"
    for category in item.findall("category"):
        if not category.text:
            yield "an empty category"
    for target in item.findall(f"{THR}in-reply-to"):
        if not _is_iri(target.get("ref", "")):
            yield "in-reply-to without ref"


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    clean = not re.search(r"[\s<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})", url) and url.count("#") <= 1
    return parts.scheme in ("http", "https") and bool(parts.hostname) and clean


def _is_iri(text: str) -> bool:
    if text.startswith(("http:", "https:")):
        return _is_web(text)
    clean = not re.search(r"[\s<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})", text)
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*:.", text)) and clean


def _is_rfc3339(text: str) -> bool:
    if not _RFC3339.fullmatch(text):
        return False
    datetime.fromisoformat(text)
    return True
