"""Encodings: byte order mark, declaration, the list of known ones, and invalid bytes."""

from __future__ import annotations

import codecs

import pytest
from tests.formats.wxr.documents import document, item_xml, read

from blogcore import FormatError
from blogcore.formats.xml.decode import ENCODINGS

_TEXT = document(item_xml("<title>Olé, ça</title>"))


def _as(declared: str, codec: str, mark: bytes = b"") -> bytes:
    return mark + _TEXT.replace("UTF-8", declared, 1).encode(codec)


@pytest.mark.parametrize(
    "data",
    [
        _as("UTF-8", "utf-8"),
        _as("utf-8", "utf-8", codecs.BOM_UTF8),
        _as("ISO-8859-1", "iso-8859-1"),
        _as("Windows-1252", "windows-1252"),
        _as("iso-8859-15", "iso-8859-15"),
        _as("UTF-16", "utf-16-le", codecs.BOM_UTF16_LE),
        _as("UTF-16", "utf-16-be", codecs.BOM_UTF16_BE),
        _as("UTF-16", "utf-16-le"),
        _as("UTF-16", "utf-16-be"),
        _TEXT.partition("\n")[2].encode(),
        _as("UTF-8", "utf-8").replace(b'"UTF-8"', b"'UTF-8'", 1),
    ],
)
def test_common_encodings_are_read(data: bytes) -> None:
    loaded = read(data)
    assert loaded.blog.post("1").title == "Olé, ça"
    assert not list(loaded.notes)


@pytest.mark.parametrize(
    "declared",
    ["utf-7", "rot13", "zlib", "hex", "utf_8_sig", "", "UTF-16", "UTF-32", "cp037", "x" * 5000],
)
def test_unknown_declared_encodings_are_refused(declared: str) -> None:
    with pytest.raises(FormatError, match="declares the encoding") as caught:
        read(_as(declared, "utf-8"))
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("codec", ["utf-32", "utf-32-le", "utf-32-be"])
def test_utf_32_is_refused(codec: str) -> None:
    with pytest.raises(FormatError, match="UTF-32"):
        read(_TEXT.encode(codec))


@pytest.mark.parametrize("distance", [0, 300_000, 262_000])
def test_invalid_bytes_become_replacement_characters_and_are_noted(distance: int) -> None:
    text = document(item_xml(f"<wp:x>{'é' * distance}</wp:x><title>Ol@</title>"))
    data = text.encode().replace(b"@", b"\xe9")
    loaded = read(data)
    assert loaded.blog.post("1").title == "Ol�"
    [note] = loaded.notes
    assert note.where == f"byte {data.index(bytes([0xE9]) + b'<')}"
    with pytest.raises(FormatError):
        read(data, strict=True)


def test_a_truncated_character_at_the_end_is_a_format_error() -> None:
    with pytest.raises(FormatError):
        read(_TEXT.encode()[: _TEXT.encode().index("é".encode()) + 1])


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        read(data)


@pytest.mark.parametrize(
    ("declared", "codec", "text"),
    [
        ("koi8-r", "koi8-r", "Поезд"),
        ("windows-1251", "cp1251", "Поезд"),
        ("IBM866", "cp866", "Поезд"),
        ("windows-1250", "cp1250", "Żółw"),
        ("ISO-8859-2", "iso-8859-2", "Żółw"),
        ("ISO-8859-7", "iso-8859-7", "τρένο"),
        ("iso-8859-9", "cp1254", "ğüş"),
        ("windows-1255", "cp1255", "רכבת"),
        ("windows-1256", "cp1256", "قطار"),
        ("windows-1258", "cp1258", "Đ"),
        ("TIS-620", "cp874", "รถไฟ"),
        ("macintosh", "mac-roman", "Olé"),
        ("Shift_JIS", "cp932", "列車ソ表"),
        ("EUC-JP", "euc-jp", "列車"),
        ("GB2312", "gb2312", "火车"),
        ("gbk", "gbk", "火車"),
        ("Big5", "big5", "火車功"),
        ("EUC-KR", "euc-kr", "기차"),
        (" UTF-8 ", "utf-8", "Olé"),
    ],
)
def test_encodings_of_old_blogs_are_read(declared: str, codec: str, text: str) -> None:
    around = document(item_xml(f"<title>{text}</title>")).replace("UTF-8", declared, 1)
    loaded = read(around.encode(codec))
    assert loaded.blog.post("1").title == text
    assert not list(loaded.notes)


def test_latin_1_is_read_as_windows_1252() -> None:
    data = _as("ISO-8859-1", "iso-8859-1").replace(b"Ol\xe9", b"\x93Ol\xe9\x94")
    assert read(data).blog.post("1").title == "“Olé”, ça"


@pytest.mark.parametrize("declared", sorted(ENCODINGS))
def test_every_encoding_decodes_ascii_as_ascii(declared: str) -> None:
    codec = ENCODINGS[declared]
    ascii = bytes(range(0x20, 0x7F))
    if not codec.startswith("utf-16"):
        assert ascii.decode(codec) == ascii.decode("ascii")


@pytest.mark.parametrize(
    "declared", ["iso-2022-jp", "iso-2022-kr", "hz-gb-2312", "utf-7", "cp500", "unicode_escape"]
)
def test_encodings_that_can_hide_markup_are_refused(declared: str) -> None:
    with pytest.raises(FormatError, match="declares the encoding"):
        read(_as(declared, "utf-8"))
