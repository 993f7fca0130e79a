"""Bytes to text: an encoding from a short list, and nothing that Python merely happens to know."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from blogcore._text import shorten
from blogcore.errors import FormatError

from ..base import Notes
from .dialect import Dialect

__all__ = ["CHUNK", "HEAD", "decoded"]

#: Bytes that are handed on at once. Expat before 2.6 looks at half a tag again with every piece, so
#: they must not be small; together with the cap on tags it is 8 times at worst.
CHUNK = 1 << 20
#: How far a declaration, or the beginning of the document, is looked for.
HEAD = 1 << 16

#: What a file may declare, by the name that IANA registered or that writers use for it.
_ALLOWED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "iso-8859-1",
    "latin1": "iso-8859-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "windows-1252",
    "cp1252": "windows-1252",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_MARKS = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0\0\0", ""),
    (b"\0\0\0<", ""),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml\s[^>]*?\bencoding\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def decoded(stream: BinaryIO, dialect: Dialect, notes: Notes) -> Iterator[str]:
    """The text of a file in pieces of `CHUNK` bytes, however the stream cuts its reads.

    Raises `FormatError` for an empty file and for an encoding that is not in the list. Bytes that
    are wrong in the encoding become U+FFFD, which is noted.
    """
    chunk = _filled(stream)
    if not chunk.strip():
        raise FormatError(notes.format, "byte 0", "the file is empty")
    encoding, skipped = _encoding(chunk[:HEAD], dialect, notes.format)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    place, chunk = skipped, chunk[skipped:]
    while chunk:
        following = _filled(stream)
        yield _decoded(decoder, chunk, not following, encoding, place, notes)
        place, chunk = place + len(chunk), following


def _filled(stream: BinaryIO) -> bytes:
    """The next `CHUNK` bytes; fewer only at the end."""
    pieces: list[bytes] = []
    missing = CHUNK
    while missing and (piece := stream.read(missing)):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def _encoding(head: bytes, dialect: Dialect, format: str) -> tuple[str, int]:
    """The codec of a file that begins so, and the length of its byte order mark."""
    root = re.search(dialect.root.pattern.encode("ascii"), head)
    found = _DECLARED.search(head, 0, root.start() if root else len(head))
    for mark, codec in _MARKS:
        if head.startswith(mark):
            if not codec:
                raise FormatError(format, "byte 0", "this is UTF-32 text; save it as UTF-8")
            return codec, 0 if b"<" in mark else len(mark)
    if found is None:
        return "utf-8", 0
    name = (found[1] or found[2] or b"").decode("ascii", "replace")
    codec = _ALLOWED.get(name.lower(), "")
    if not codec or codec.startswith("utf-16"):  # there was no mark, and "<" is one byte
        known = "UTF-8, UTF-16 with a byte order mark, US-ASCII, ISO-8859-1 and windows-1252"
        reason = f"declares the encoding {shorten(name)}; {known} are read"
        raise FormatError(format, f"byte {found.start()}", reason)
    return codec, 0


def _decoded(
    decoder: codecs.IncrementalDecoder,
    chunk: bytes,
    final: bool,
    encoding: str,
    place: int,
    notes: Notes,
) -> str:
    before = decoder.getstate()
    try:
        return decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        at = place - len(before[0]) + error.start
        wrong = f"0x{error.object[error.start]:02X}"
        notes.add("repaired", f"byte {at}", encoding, wrong, "bytes that are not text: U+FFFD")
    lenient = codecs.getincrementaldecoder(encoding)("replace")
    lenient.setstate(before)
    text = lenient.decode(chunk, final)
    decoder.setstate(lenient.getstate())
    return text
