"""`BLOGGER`: the format, which is three kinds of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from attrs import frozen

from blogcore.errors import FormatError
from blogcore.formats._json import parse
from blogcore.formats.base import Item, Losses, Notes
from blogcore.formats.blogger.api import api_items
from blogcore.formats.blogger.classic import classic_items
from blogcore.formats.blogger.entry import Entry
from blogcore.formats.blogger.site import SiteSoFar
from blogcore.formats.blogger.takeout import takeout_items
from blogcore.formats.files import UTF8_BOM, rewound
from blogcore.formats.json_objects import preview_object
from blogcore.formats.xml import Vocabulary, read_records

__all__ = ["BLOGGER", "Blogger"]

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
_HEAD = 64


@frozen
class Blogger:
    """Blogger's exports, read as a stream; JSON of its API is read in one piece."""

    name: str = "blogger"
    title: str = "Blogger"
    media_types: tuple[str, ...] = ("application/atom+xml", "application/json")
    suffixes: tuple[str, ...] = ()
    narrows: tuple[str, ...] = ("atom",)
    readable: bool = True
    writable: bool = False

    def sniff(self, head: bytes) -> bool:
        """Whether one of Blogger's own schemas or kinds of things is in sight, in UTF-16 too."""
        plain = head.replace(b"\0", b"")
        if _is_json(plain):
            seen = preview_object(head)
            return seen is not None and seen.members.get("kind", "").startswith("blogger#")
        own = b"schemas.google.com/blogger/2018" in plain or b"<blogger:type" in plain
        return own or b"schemas.google.com/blogger/2008/kind#" in plain

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Posts and comments in the order of the file, then who wrote posts, and the site.

        Raises `FormatError` with its place for what cannot be read. Linear.
        """
        head = stream.read(_HEAD)
        stream = rewound(head, stream)
        if _is_json(head):
            yield from api_items(parse(stream.read(), self.name), notes)
            return
        site = SiteSoFar(notes)
        for element in read_records(stream, _VOCABULARY, notes):
            if element.name != "entry":
                site.add(element)
                continue
            entry = Entry(element, notes)
            if entry.kind == "settings":
                site.add_setting(entry)
            else:
                made = classic_items(entry) if entry.kind else takeout_items(entry)
                for item in made:
                    site.add_writers(item)
                    yield item
        yield from site.told()

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Not possible: Blogger takes nothing in any more but what it wrote itself."""
        raise FormatError(self.name, "", "this format can be read but not written")


BLOGGER = Blogger()


def _is_json(head: bytes) -> bool:
    return head.removeprefix(UTF8_BOM).lstrip().startswith((b"{", b"["))
