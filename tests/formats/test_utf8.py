"""Compressed files and text that is not UTF-8 are refused by name."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore import FormatError, from_json, load
from blogcore.formats.files import decode_utf8, refuse_archive


def _zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("blog.json", "{}")
    return stream.getvalue()


def _tarred() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("blog.json"))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (gzip.compress(b"{}"), "gzip"),
        (bz2.compress(b"{}"), "bzip2"),
        (lzma.compress(b"{}"), "xz"),
        (_zipped(), "zip"),
        (_tarred(), "tar"),
    ],
    ids=["gzip", "bzip2", "xz", "zip", "tar"],
)
def test_an_archive_is_refused_with_instructions(data: bytes, kind: str) -> None:
    for read in (load, from_json, refuse_archive):
        with pytest.raises(FormatError, match=f"{kind}.*unpack it first"):
            read(data)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf8_is_decoded_unchanged(text: str) -> None:
    assert decode_utf8(b"\xef\xbb\xbf" + text.encode(), "json") == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_errors_name_utf_16_and_utf_32(encoding: str) -> None:
    with pytest.raises(FormatError, match=encoding[:6].upper()):
        from_json('{"blogcore":1}'.encode(encoding))


def test_the_first_byte_that_is_not_utf8_is_named() -> None:
    with pytest.raises(FormatError) as caught:
        decode_utf8(b"\xef\xbb\xbfcaf\xe9", "json")
    assert caught.value.place == "byte 6"


@given(st.binary())
def test_any_bytes_are_text_or_a_format_error(data: bytes) -> None:
    try:
        decode_utf8(data, "json")
    except FormatError as error:
        assert error.place.startswith("byte ")
