"""The native formats as files: ``json``, one document, and ``jsonl``, one item per line.

A file in JSON Lines has the header line ``{"blogcore":1}``, then lines such as ``{"comment":{…}}``
in any order. It is read and written with one item in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, cast, get_args

from attrs import evolve, frozen

from blogcore._text.plain import short_repr
from blogcore.errors import FormatError, ValidationError
from blogcore.formats.base import BaseFormat, Item
from blogcore.formats.files import UTF8_BOM
from blogcore.formats.json_codec import STDLIB, Codec, default_codec, parse
from blogcore.formats.json_objects import parse_line, read_lines
from blogcore.formats.losses import collect_blog
from blogcore.formats.native.documents import (
    KINDS,
    VERSION,
    read_document,
    read_version,
    to_model,
    write_object,
)
from blogcore.formats.reports import Losses, Notes
from blogcore.models import Blog

if TYPE_CHECKING:
    from blogcore.formats.native._structs import Decoder

__all__ = ["JSON", "JSONL", "NativeJson", "NativeJsonLines"]

_HEADER = '{"blogcore":1}'

_ITEM_KINDS = {key: kind for key, kind in KINDS.items() if kind in get_args(Item)}
_ITEM_KEYS = {kind: key for key, kind in _ITEM_KINDS.items()}


@frozen(kw_only=True)
class NativeJson(BaseFormat):
    """One native document, read and written in one piece."""

    #: How JSON is parsed and written; None uses the fastest one.
    codec: Codec | None = None

    def sniff(self, head: bytes) -> bool:
        """Return whether the file begins as a JSON object that has the key "blogcore"."""
        return head.removeprefix(UTF8_BOM).lstrip().startswith(b"{") and b'"blogcore"' in head

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Yield the site, authors, posts and comments of a blog, or the one item of the document.

        Raises:
            FormatError: The file cannot be read, or holds something that is no part of a blog.
            ValidationError: A model is invalid; it has every fault of the document.
        """
        model = read_document(stream.read(), codec=self.codec)
        if isinstance(model, Blog):
            yield model.site
            yield from model.authors
            yield from model.posts
            yield from model.comments
        elif type(model) in _ITEM_KEYS:
            yield cast("Item", model)
        else:
            reason = f"holds a {type(model).__name__}, which is no item of a blog"
            raise FormatError(self.name, "$", f"{reason}; read it with from_json()")

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write one document; `Attachment` items are put into their posts first."""
        blog = collect_blog(items, losses, self.name)
        members = {"blogcore": VERSION, "blog": blog}
        stream.write(write_object(members, private=True, codec=self.codec))


@frozen(kw_only=True)
class NativeJsonLines(BaseFormat):
    """Native items in JSON Lines, read and written in constant memory."""

    #: How JSON is parsed and written; None uses the fastest one.
    codec: Codec | None = None

    def sniff(self, head: bytes) -> bool:
        """Return whether the first line is an object with the key "blogcore" and no other."""
        line = head.removeprefix(UTF8_BOM).lstrip().partition(b"\n")[0]
        try:
            plain = parse(line)
        except FormatError:
            return False
        return isinstance(plain, dict) and list(cast("dict[str, object]", plain)) == ["blogcore"]

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Yield the items, one line at a time. Empty lines are skipped.

        Raises:
            FormatError: A line is no JSON or no item; it has the number of the line.
            ValidationError: An item is invalid; paths begin with the number of the line.
        """
        lines = read_lines(stream, self.name)
        number, line = next(lines, (1, b"null"))
        header = parse_line(number, line, self.name, codec=self.codec)
        others = read_version(header, self.name, f"line {number}, $")
        if others:
            reason = f"the header is {_HEADER}, without {short_repr(next(iter(others)))}"
            raise FormatError(self.name, f"line {number}", reason)
        with_structs = (self.codec or default_codec()) is not STDLIB
        for number, line in lines:
            item = _decoder().decode(line) if with_structs else None
            yield self._item(number, line) if item is None else cast("Item", item)

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write the header, then each item as it comes."""
        stream.write(_HEADER.encode() + b"\n")
        for item in items:
            key = _ITEM_KEYS.get(type(item))
            if key is None:
                known = ", ".join(kind.__name__ for kind in _ITEM_KEYS)
                reason = f"cannot write a {type(item).__name__}; give items: {known}"
                raise FormatError(self.name, "", reason)
            stream.write(write_object({key: item}, private=True, codec=self.codec) + b"\n")

    def _item(self, number: int, line: bytes) -> Item:
        """Read an item with cattrs, which reports its faults."""
        plain = parse_line(number, line, self.name, codec=self.codec)
        members = cast("dict[str, object]", plain) if isinstance(plain, dict) else {}
        key = next(iter(members), "")
        if len(members) != 1 or key not in _ITEM_KINDS:
            reason = f"must be an object with one key of {', '.join(_ITEM_KINDS)}"
            raise FormatError(self.name, f"line {number}", reason)
        try:
            return cast("Item", to_model(members[key], _ITEM_KINDS[key]))
        except ValidationError as error:
            raise ValidationError(
                evolve(fault, path=f"line {number}, {fault.under(key).path}")
                for fault in error.faults
            ) from None


@cache
def _decoder() -> Decoder:
    """Return the decoder of lines after the header."""
    from blogcore.formats.native._structs import Decoder

    return Decoder(_ITEM_KINDS, None)


JSON = NativeJson(
    name="json",
    title="blogcore JSON",
    media_types=("application/json",),
    suffixes=(".json",),
)
JSONL = NativeJsonLines(
    name="jsonl",
    title="blogcore JSON Lines",
    media_types=("application/jsonl",),
    suffixes=(".jsonl", ".ndjson"),
    narrows=("json",),
)
