"""JSON files: `JsonFormat` reads one document, `read_json_lines` one value a line."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import BinaryIO

from attrs import frozen

from blogcore.errors import FormatError
from blogcore.formats.base import BaseFormat, Item
from blogcore.formats.json_codec import Codec, parse
from blogcore.formats.json_objects.preview import ObjectPreview, preview_object
from blogcore.formats.reports import Notes

__all__ = ["MAX_LINE_BYTES", "JsonFormat", "parse_line", "read_json_lines", "read_lines"]

#: Bytes of the longest line that is read; longer ones would fill the memory.
MAX_LINE_BYTES = 64 * 1024 * 1024


@frozen(kw_only=True)
class JsonFormat(BaseFormat):
    """A format whose files are JSON documents: define `accepts` and `read_document`."""

    #: What a document is called in errors, such as "Commento export".
    label: str

    def sniff(self, head: bytes) -> bool:
        """Return whether the beginning is that of a JSON document which `accepts` takes."""
        preview = preview_object(head)
        return preview is not None and self.accepts(preview, head)

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Yield the items of a document, which is read as a whole. Linear.

        Raises:
            FormatError: It is not JSON, or `read_document` refuses it.
        """
        yield from self.read_document(parse(stream.read(), self.name), notes)

    @abstractmethod
    def accepts(self, preview: ObjectPreview, head: bytes) -> bool:
        """Return whether a document is of this format, by its first object.

        Args:
            preview: The keys of the first object that are within ``head``.
            head: The beginning of the file.
        """

    @abstractmethod
    def read_document(self, document: object, notes: Notes) -> Iterator[Item]:
        """Yield the items of a document.

        Args:
            document: The JSON value.
            notes: Gets what was repaired or left out.

        Raises:
            FormatError: The document is not of this format; `refused` makes the error.
        """

    def refused(self, reason: str, place: str = "$") -> FormatError:
        """Return the error for a document of another kind.

        Args:
            reason: What it lacks, such as "it has no comments".
            place: JSON path.
        """
        return FormatError(self.name, place, f"this is not a {self.label}: {reason}")

    def check_version(self, version: int, known: int) -> None:
        """Refuse a document of an unknown version; 0 (none given) is accepted.

        Args:
            version: The version of the document.
            known: The version that is read.

        Raises:
            FormatError: The version is another one.
        """
        if version not in (0, known):
            reason = f"version {version} is not known; {known} is read"
            raise FormatError(self.name, "$.version", reason)


def read_json_lines(stream: BinaryIO, format: str) -> Iterator[tuple[int, object]]:
    """Yield the number of each line, from 1, and its value; empty lines are skipped.

    One line is in memory at a time.

    Args:
        stream: The file.
        format: Name of the format, for errors.

    Raises:
        FormatError: A line is not JSON or is longer than `MAX_LINE_BYTES`.
    """
    for number, line in read_lines(stream, format):
        yield number, parse_line(number, line, format)


def read_lines(stream: BinaryIO, format: str) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each line, from 1, and its bytes; empty lines are skipped.

    Args:
        stream: The file.
        format: Name of the format, for errors.

    Raises:
        FormatError: A line is longer than `MAX_LINE_BYTES`.
    """
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) > MAX_LINE_BYTES:
            reason = f"longer than {MAX_LINE_BYTES} bytes, the most that is read"
            raise FormatError(format, f"line {number}", reason)
        if not line.isspace():
            yield number, line.rstrip(b"\r\n")


def parse_line(number: int, line: bytes, format: str, *, codec: Codec | None = None) -> object:
    """Return the value of one line.

    Args:
        number: Number of the line, for errors.
        line: The line without its end.
        format: Name of the format, for errors.
        codec: How JSON is parsed; the fastest one by default.

    Raises:
        FormatError: The line is not JSON.
    """
    try:
        return parse(line, format, codec=codec)
    except FormatError as error:
        # Each line was parsed as a document: its line 1 is line `number` of the file.
        column = error.place.removeprefix("line 1, ")
        place = f"line {number}, {column}" if column else f"line {number}"
        raise FormatError(format, place, error.reason) from None
