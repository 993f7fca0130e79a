"""Blogger: its classic export, the feed in a Takeout, and responses of its API, all read.

`entries` reads both kinds of export, which are Atom feeds; `api` reads JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from blogcore.formats.base import BaseFormat, Item
from blogcore.formats.blogger.api import api_items
from blogcore.formats.blogger.entries import BloggerEntry, BloggerSite, entry_item
from blogcore.formats.files import UTF8_BOM, rewound
from blogcore.formats.json_codec import parse
from blogcore.formats.json_objects import preview_object
from blogcore.formats.reports import Notes
from blogcore.formats.xml import Vocabulary, read_records

__all__ = ["BLOGGER"]

_VOCABULARY = Vocabulary(
    label="Blogger export",
    roots={"feed": 1},
    fragments={"entry": 0},
    namespaces={
        r"w3\.org/2005/Atom": "",
        r"purl\.org/syndication/thread/1\.0": "thr",
        r"schemas\.google\.com/g/2005": "gd",
        r"w3\.org/2007/app": "app",
        r"purl\.org/atom/app#": "app",
        r"schemas\.google\.com/blogger/20\d\d": "blogger",
    },
    html_elements=frozenset({"content", "summary", "title"}),
)
#: Bytes by which JSON and XML are distinguished.
_HEAD_BYTES = 64


class Blogger(BaseFormat):
    """Blogger's exports, read as a stream, and JSON of its API, read as a whole."""

    def sniff(self, head: bytes) -> bool:
        """Return whether the file has one of Blogger's schemas or kinds, in UTF-16 too."""
        text = head.replace(b"\0", b"")
        if _is_json(text):
            preview = preview_object(head)
            return preview is not None and preview.members.get("kind", "").startswith("blogger#")
        is_takeout = b"schemas.google.com/blogger/2018" in text or b"<blogger:type" in text
        return is_takeout or b"schemas.google.com/blogger/2008/kind#" in text

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Yield posts and comments in the order of the file, then authors and the site. Linear.

        Raises:
            FormatError: The file cannot be read.
        """
        head = stream.read(_HEAD_BYTES)
        stream = rewound(head, stream)
        if _is_json(head):
            yield from api_items(parse(stream.read(), self.name), notes)
            return
        site = BloggerSite()
        for element in read_records(stream, _VOCABULARY, notes):
            if element.name != "entry":
                site.add_element(element)
                continue
            entry = BloggerEntry(element, notes)
            if entry.kind == "settings":
                site.add_setting(entry)
                continue
            item = entry_item(entry)
            if item is not None:
                site.add_authors(item)
                yield item
        yield from site.items()


BLOGGER = Blogger(
    name="blogger",
    title="Blogger (export, Takeout, API)",
    media_types=("application/atom+xml", "application/json"),
    narrows=("atom",),
)


def _is_json(head: bytes) -> bool:
    return head.removeprefix(UTF8_BOM).lstrip().startswith((b"{", b"["))
