"""JSON Lines: a value a line, one line in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from blogcore.errors import FormatError
from blogcore.formats._json import Codec, parse

__all__ = ["MAX_LINE_BYTES", "read_json_lines"]

#: Bytes of the longest line that is read; a longer one would be an attack on memory.
MAX_LINE_BYTES = 64 * 1024 * 1024


def read_json_lines(
    stream: BinaryIO, format: str, *, codec: Codec | None = None
) -> Iterator[tuple[int, object]]:
    """The number of each line, from 1, and what it says; empty lines are skipped.

    Raises `FormatError` with the line for what is no JSON and for a longer line.
    """
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) > MAX_LINE_BYTES:
            reason = f"longer than {MAX_LINE_BYTES} bytes, the most that is read"
            raise FormatError(format, f"line {number}", reason)
        if not line.isspace():
            yield number, _parsed(number, line.rstrip(b"\r\n"), format, codec)


def _parsed(number: int, line: bytes, format: str, codec: Codec | None) -> object:
    try:
        return parse(line, format, codec=codec)
    except FormatError as error:
        # Every line is parsed as a text of its own: its line 1 is our line `number`.
        inner = error.place.removeprefix("line 1, ")
        place = f"line {number}, {inner}" if inner else f"line {number}"
        raise FormatError(format, place, error.reason) from None
