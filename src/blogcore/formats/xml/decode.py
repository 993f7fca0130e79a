"""Decode bytes: encodings that browsers know, not those that only Python knows."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from blogcore._text.plain import short_repr
from blogcore.errors import FormatError
from blogcore.formats.reports import Notes
from blogcore.formats.xml.vocabulary import Vocabulary

__all__ = ["CHUNK", "ENCODINGS", "HEAD", "decode"]

#: Bytes that are read and decoded at once.
CHUNK = 1 << 18
#: Bytes in which the declaration and the beginning of the document are looked for.
HEAD = 1 << 16

#: Labels of each codec, from WHATWG's Encoding Standard (section 4.2). Every one decodes ASCII as
#: ASCII, so that no markup can hide: UTF-7, EBCDIC and the switching ISO 2022 are left out.
_LABELS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "ascii": "us-ascii ascii ansi_x3.4-1968",
    # Programs that declare Latin-1 write Windows's quotes and dashes, which Latin-1 lacks.
    "windows-1252": "iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 windows-1252 cp1252",
    "iso-8859-2": "iso-8859-2 iso8859-2 iso_8859-2 latin2 l2",
    "iso-8859-3": "iso-8859-3 iso8859-3 iso_8859-3 latin3 l3",
    "iso-8859-4": "iso-8859-4 iso8859-4 iso_8859-4 latin4 l4",
    "iso-8859-5": "iso-8859-5 iso8859-5 iso_8859-5 cyrillic",
    "iso-8859-6": "iso-8859-6 iso8859-6 iso_8859-6 arabic",
    "iso-8859-7": "iso-8859-7 iso8859-7 iso_8859-7 greek greek8",
    "iso-8859-8": "iso-8859-8 iso8859-8 iso_8859-8 iso-8859-8-i hebrew",
    "windows-1254": "iso-8859-9 iso8859-9 iso_8859-9 latin5 l5 windows-1254 cp1254 x-cp1254",
    "iso-8859-10": "iso-8859-10 iso8859-10 latin6 l6",
    "iso-8859-13": "iso-8859-13 iso8859-13",
    "iso-8859-14": "iso-8859-14 iso8859-14",
    "iso-8859-15": "iso-8859-15 iso8859-15 iso_8859-15 latin-9 latin9 l9",
    "iso-8859-16": "iso-8859-16",
    "windows-1250": "windows-1250 cp1250 x-cp1250",
    "windows-1251": "windows-1251 cp1251 x-cp1251",
    "windows-1253": "windows-1253 cp1253 x-cp1253",
    "windows-1255": "windows-1255 cp1255 x-cp1255",
    "windows-1256": "windows-1256 cp1256 x-cp1256",
    "windows-1257": "windows-1257 cp1257 x-cp1257",
    "windows-1258": "windows-1258 cp1258 x-cp1258",
    "cp874": "windows-874 tis-620 iso-8859-11 iso8859-11 dos-874",
    "koi8-r": "koi8-r koi8 koi8_r koi",
    "koi8-u": "koi8-u koi8-ru",
    "cp866": "ibm866 cp866 866",
    "mac-roman": "macintosh mac x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j cp932",
    "euc-jp": "euc-jp x-euc-jp",
    "cp949": "euc-kr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean windows-949 cp949",
    "gb18030": "gb2312 gbk gb18030 x-gbk gb_2312-80 chinese cp936",
    "cp950": "big5 big5-eten x-x-big5 cn-big5 cp950",
    "big5hkscs": "big5-hkscs",
}
#: The codec of each label, in lower case.
ENCODINGS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
#: Byte order marks, and how "<" begins in encodings without one; empty for UTF-32.
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


def decode(stream: BinaryIO, vocabulary: Vocabulary, notes: Notes) -> Iterator[str]:
    """Yield the text of a file in pieces of `CHUNK` bytes, even if the stream returns less at once.

    Line ends become LF (XML 1.0, section 2.11). Invalid bytes become U+FFFD, with a note.

    Raises:
        FormatError: The file is empty, or its encoding is not in the list.
    """
    chunk = _read_chunk(stream)
    if not chunk.strip():
        raise FormatError(notes.format, "byte 0", "the file is empty")
    encoding, offset = _find_encoding(chunk[:HEAD], vocabulary, notes.format)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    newlines = io.IncrementalNewlineDecoder(None, translate=True)
    chunk = chunk[offset:]
    while chunk:
        following = _read_chunk(stream)
        text = _decode_chunk(decoder, chunk, not following, encoding, offset, notes)
        yield newlines.decode(text, final=not following)
        offset, chunk = offset + len(chunk), following


def _read_chunk(stream: BinaryIO) -> bytes:
    """Return the next `CHUNK` bytes, fewer only at the end."""
    pieces: list[bytes] = []
    missing = CHUNK
    while missing and (piece := stream.read(missing)):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def _find_encoding(head: bytes, vocabulary: Vocabulary, format: str) -> tuple[str, int]:
    """Return the codec of a file by its first bytes, and the length of its byte order mark."""
    root = re.search(vocabulary.root_tag.pattern.encode("ascii"), head)
    declared = _DECLARED.search(head, 0, root.start() if root else len(head))
    for mark, codec in _MARKS:
        if head.startswith(mark):
            if not codec:
                raise FormatError(format, "byte 0", "this is UTF-32 text; save it as UTF-8")
            return codec, 0 if b"<" in mark else len(mark)
    if declared is None:
        return "utf-8", 0
    name = (declared[1] or declared[2] or b"").decode("ascii", "replace")
    codec = ENCODINGS.get(name.strip().lower(), "")
    if not codec or codec.startswith("utf-16"):  # not UTF-16: no mark, and "<" is one byte
        known = (
            "UTF-8, UTF-16 with a byte order mark, and the encodings of browsers except ISO 2022"
        )
        reason = f"declares the encoding {short_repr(name)}; {known} are read; save it as UTF-8"
        raise FormatError(format, f"byte {declared.start()}", reason)
    return codec, 0


def _decode_chunk(
    decoder: codecs.IncrementalDecoder,
    chunk: bytes,
    is_final: bool,
    encoding: str,
    offset: int,
    notes: Notes,
) -> str:
    state = decoder.getstate()
    try:
        return decoder.decode(chunk, is_final)
    except UnicodeDecodeError as error:
        byte = offset - len(state[0]) + error.start
        found = f"0x{error.object[error.start]:02X}"
        notes.add("repaired", f"byte {byte}", encoding, found, "invalid bytes; replaced by U+FFFD")
    lenient = codecs.getincrementaldecoder(encoding)("replace")
    lenient.setstate(state)
    text = lenient.decode(chunk, is_final)
    decoder.setstate(lenient.getstate())
    return text
