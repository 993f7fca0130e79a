"""`Remark42`: the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from attrs import frozen

from blogcore.formats._json import encode, parse
from blogcore.formats.base import Item, Losses, Notes, item_name
from blogcore.formats.files import rewound
from blogcore.formats.json_objects import MAX_LINE_BYTES, preview_object, read_json_lines
from blogcore.formats.losses import collect_blog, report_differences
from blogcore.formats.privacy import NOT_PUBLIC
from blogcore.formats.remark42.reader import Reader, begins_lines
from blogcore.formats.remark42.tables import HEADER_KEYS
from blogcore.formats.remark42.writer import to_lines

__all__ = ["REMARK42", "Remark42"]


@frozen
class Remark42:
    """A backup of Remark42, read a line at a time; or an answer of its API, read in one piece."""

    name: str = "remark42"
    title: str = "Remark42"
    media_types: tuple[str, ...] = ("application/jsonl", "application/json")
    suffixes: tuple[str, ...] = (".remark42", ".remark42.jsonl")
    narrows: tuple[str, ...] = ()
    readable: bool = True
    writable: bool = True

    def sniff(self, head: bytes) -> bool:
        """Whether it begins with the header of a backup, or with comments that have locators."""
        seen = preview_object(head)
        if seen is None:
            return False
        if seen.has("pid", "locator"):
            return True
        if seen.in_list:
            return False
        if seen.has("comments"):
            return b'"locator"' in head and b'"pid"' in head
        return seen.has("version", "users") and seen.members.keys() <= HEADER_KEYS

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """The site, then each page before the first of its comments; at last the known users.

        Raises `FormatError` with the line for what is no JSON and for a version not known.
        """
        first = stream.readline(MAX_LINE_BYTES + 1)
        whole = rewound(first, stream)
        reader = Reader(notes)
        if begins_lines(first):
            yield from reader.lines(read_json_lines(whole, self.name))
        else:
            yield from reader.answer(parse(whole.read(), self.name))

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write a backup. Only what is public is in it: what is restored is shown at once."""
        blog = collect_blog(items, losses, self.name)
        lines = to_lines(blog)
        hidden = {item_name(comment): NOT_PUBLIC for comment in blog.comments}
        again = Reader(Notes(self.name)).lines(enumerate(lines, 1))
        report_differences(blog, again, losses, hidden)
        stream.writelines(encode(line) + b"\n" for line in lines)


REMARK42 = Remark42()
