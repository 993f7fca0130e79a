"""Encodings: a short list, judged by mark and declaration; wrong bytes are marked, not hidden."""

from __future__ import annotations

import codecs

import pytest
from tests.formats.wxr.documents import document, item, read

from blogcore import FormatError

_TEXT = document(item("<title>Olé, ça</title>"))


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
def test_the_usual_encodings_are_read(data: bytes) -> None:
    loaded = read(data)
    assert loaded.blog.post("1").title == "Olé, ça"
    assert not list(loaded.notes)


@pytest.mark.parametrize(
    "declared",
    ["utf-7", "rot13", "zlib", "hex", "utf_8_sig", "", "UTF-16", "UTF-32", "cp037", "x" * 5000],
)
def test_other_encodings_are_refused_by_name(declared: str) -> None:
    with pytest.raises(FormatError, match="declares the encoding") as caught:
        read(_as(declared, "utf-8"))
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("codec", ["utf-32", "utf-32-le", "utf-32-be"])
def test_utf_32_is_refused(codec: str) -> None:
    with pytest.raises(FormatError, match="UTF-32"):
        read(_TEXT.encode(codec))


@pytest.mark.parametrize("distance", [0, 300_000, 262_000])
def test_wrong_bytes_become_marks_and_the_first_is_noted(distance: int) -> None:
    text = document(item(f"<wp:x>{'é' * distance}</wp:x><title>Ol@</title>"))
    data = text.encode().replace(b"@", b"\xe9")
    loaded = read(data)
    assert loaded.blog.post("1").title == "Ol�"
    [note] = loaded.notes
    assert note.where == f"byte {data.index(bytes([0xE9]) + b'<')}"
    with pytest.raises(FormatError):
        read(data, strict=True)


def test_a_character_cut_off_at_the_end_is_no_other_error() -> None:
    with pytest.raises(FormatError):
        read(_TEXT.encode()[: _TEXT.encode().index("é".encode()) + 1])


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        read(data)
