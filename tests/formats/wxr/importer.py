"""WordPress's importer: the rules of its ``WXR_Parser_SimpleXML``, in Python.

Fields are found by namespace, ids are read like PHP's ``(int)``, text is unchanged. A term without
a ``nicename`` attribute is ignored; a file with a DOCTYPE or without a version is refused.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from attrs import frozen

__all__ = ["Imported", "imported"]

_WP = "{http://wordpress.org/export/1.2/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_EXCERPT = "{http://wordpress.org/export/1.2/excerpt/}"

Fields = dict[str, str]


@frozen
class Imported:
    """The values that WordPress's importer reads from an export."""

    base_url: str
    authors: list[Fields]
    posts: list[Fields]
    #: Terms, meta and comments of each post, in the order of ``posts``.
    terms: list[list[Fields]]
    meta: list[dict[str, str]]
    comments: list[list[Fields]]


def imported(data: bytes) -> Imported:
    assert b"<!DOCTYPE" not in data
    root = ElementTree.fromstring(data)
    channel = root.find("channel")
    assert root.tag == "rss"
    assert channel is not None
    assert re.fullmatch(r"\d+\.\d+", (channel.findtext(f"{_WP}wxr_version") or "").strip())
    items = channel.findall("item")
    return Imported(
        base_url=(channel.findtext(f"{_WP}base_site_url") or "").strip(),
        authors=[_wp(author) for author in channel.findall(f"{_WP}author")],
        posts=[_post(item) for item in items],
        terms=[
            [
                {"name": term.text or "", "slug": slug, "domain": term.attrib["domain"]}
                for term in item.findall("category")
                if (slug := term.attrib.get("nicename")) is not None
            ]
            for item in items
        ],
        meta=[_meta(item, "postmeta") for item in items],
        comments=[[_wp(comment) for comment in item.findall(f"{_WP}comment")] for item in items],
    )


def _post(item: ElementTree.Element) -> Fields:
    return _wp(item) | {
        "post_title": item.findtext("title") or "",
        "guid": item.findtext("guid") or "",
        "post_author": item.findtext(f"{_DC}creator") or "",
        "post_content": item.findtext(f"{_CONTENT}encoded") or "",
        "post_excerpt": item.findtext(f"{_EXCERPT}encoded") or "",
    }


def _meta(element: ElementTree.Element, name: str) -> dict[str, str]:
    return {
        pair.findtext(f"{_WP}meta_key") or "": pair.findtext(f"{_WP}meta_value") or ""
        for pair in element.findall(f"{_WP}{name}")
    }


def _wp(element: ElementTree.Element) -> Fields:
    """Return the leaves in WordPress's own namespace."""
    return {
        child.tag.removeprefix(_WP): child.text or ""
        for child in element
        if child.tag.startswith(_WP) and not len(child)
    }
