"""Remark42: its backups, one comment a line after a header, and responses of its API.

A page is known by its address alone, so that address is the id of the post. A page that is
read-only is closed for comments. The typed Markdown (``orig``) is kept in ``extra``, not rendered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from blogcore.formats.base import BaseFormat, Item, item_name
from blogcore.formats.files import rewound
from blogcore.formats.json_codec import encode, parse
from blogcore.formats.json_objects import MAX_LINE_BYTES, preview_object, read_json_lines
from blogcore.formats.losses import collect_blog, write_document
from blogcore.formats.privacy import NOT_PUBLIC
from blogcore.formats.remark42.reader import HEADER_KEYS, Remark42Reader, is_backup_line
from blogcore.formats.remark42.writer import backup_lines
from blogcore.formats.reports import Losses, Notes

__all__ = ["REMARK42"]


class Remark42(BaseFormat):
    """A backup of Remark42, read line by line, or a response of its API, read as a whole."""

    def sniff(self, head: bytes) -> bool:
        """Return whether the file begins with a backup's header, or has comments with locators."""
        preview = preview_object(head)
        if preview is None:
            return False
        if preview.has("pid", "locator"):
            return True
        if preview.in_list:
            return False
        if preview.has("comments"):
            return b'"locator"' in head and b'"pid"' in head
        return preview.has("version", "users") and preview.members.keys() <= HEADER_KEYS

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Yield the site, each page before the first of its comments, and at last the users.

        Raises:
            FormatError: A line is not JSON, or the version is not known.
        """
        first = stream.readline(MAX_LINE_BYTES + 1)
        whole = rewound(first, stream)
        reader = Remark42Reader(notes)
        if is_backup_line(first):
            yield from reader.read_backup(read_json_lines(whole, self.name))
        else:
            yield from reader.read_response(parse(whole.read(), self.name))

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write a backup of what is public: Remark42 shows restored comments at once."""
        blog = collect_blog(items, losses, self.name)
        data = b"".join(encode(line) + b"\n" for line in backup_lines(blog))
        reasons = {item_name(comment): NOT_PUBLIC for comment in blog.comments}
        write_document(self, blog, data, stream, losses, reasons)


REMARK42 = Remark42(
    name="remark42",
    title="Remark42 (backup)",
    media_types=("application/jsonl", "application/json"),
    suffixes=(".remark42", ".remark42.jsonl"),
)
