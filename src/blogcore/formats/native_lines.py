"""The native format in lines (JSON Lines), for blogs that are larger than memory.

A header line ``{"blogcore":1}``, then one item a line: ``{"comment":{…}}``. Lines stand in any
order, and reading and writing hold one of them at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast, get_args

from attrs import evolve, frozen

from blogcore._text.plain import short_repr
from blogcore.errors import FormatError, ValidationError
from blogcore.formats._json import Codec, encode, parse
from blogcore.formats.base import Item, Losses, Notes
from blogcore.formats.files import UTF8_BOM
from blogcore.formats.json_objects import read_json_lines
from blogcore.formats.native import (
    KINDS,
    VERSION,
    model_to_plain,
    plain_to_model,
    version_or_refuse,
)

__all__ = ["JSONL", "NativeJsonLines"]

_HEADER = '{"blogcore":1}'

_ITEM_KINDS = {key: kind for key, kind in KINDS.items() if kind in get_args(Item)}
_ITEM_KEYS = {kind: key for key, kind in _ITEM_KINDS.items()}


@frozen
class NativeJsonLines:
    """The native document as JSON Lines: read and written in constant memory."""

    codec: Codec | None = None
    name: str = "jsonl"
    title: str = "blogcore JSON Lines"
    media_types: tuple[str, ...] = ("application/jsonl",)
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")
    narrows: tuple[str, ...] = ("json",)
    readable: bool = True
    writable: bool = True

    def sniff(self, head: bytes) -> bool:
        """Whether the first line is an object with our version key and nothing else."""
        line = head.removeprefix(UTF8_BOM).lstrip().partition(b"\n")[0]
        try:
            plain = parse(line)
        except FormatError:
            return False
        return isinstance(plain, dict) and list(cast("dict[str, object]", plain)) == ["blogcore"]

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """The items, a line at a time. Empty lines are skipped.

        Raises `FormatError` or `ValidationError` with the number of the line, the first being 1.
        The items of earlier lines have been yielded by then.
        """
        lines = read_json_lines(stream, self.name, codec=self.codec)
        number, plain = next(lines, (1, None))
        extra = version_or_refuse(plain, self.name, f"line {number}, $")
        if extra:
            raise FormatError(
                self.name,
                f"line {number}",
                f"the header is {_HEADER}, without {short_repr(next(iter(extra)))}",
            )
        for number, plain in lines:
            yield self._item(number, plain)

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write the header, then each item as it comes."""
        stream.write(encode({"blogcore": VERSION}, codec=self.codec) + b"\n")
        for item in items:
            key = _ITEM_KEYS.get(type(item))
            if key is None:
                known = ", ".join(kind.__name__ for kind in _ITEM_KEYS)
                raise FormatError(
                    self.name, "", f"cannot write a {type(item).__name__}; give items: {known}"
                )
            stream.write(encode({key: model_to_plain(item)}, codec=self.codec) + b"\n")

    def _item(self, number: int, plain: object) -> Item:
        members = cast("dict[str, object]", plain) if isinstance(plain, dict) else {}
        key = next(iter(members), "")
        if len(members) != 1 or key not in _ITEM_KINDS:
            raise FormatError(
                self.name,
                f"line {number}",
                f"must be an object with one key of {', '.join(_ITEM_KINDS)}",
            )
        try:
            return cast("Item", plain_to_model(members[key], _ITEM_KINDS[key]))
        except ValidationError as error:
            raise ValidationError(
                evolve(fault, path=f"line {number}, {fault.under(key).path}")
                for fault in error.faults
            ) from None


JSONL = NativeJsonLines()
