"""The first look at bytes: compressed files are refused, and text is UTF-8 or refused."""

from __future__ import annotations

from blogcore.errors import FormatError

__all__ = ["UTF8_BOM", "decode_utf8", "refuse_archive"]

UTF8_BOM = b"\xef\xbb\xbf"

#: How a file begins, what it then is, and what its owner should run.
_ARCHIVES = (
    (b"\x1f\x8b", "gzip", "gunzip"),
    (b"PK\x03\x04", "zip", "unzip"),
    (b"PK\x05\x06", "zip", "unzip"),
    (b"PK\x07\x08", "zip", "unzip"),
    (b"BZh", "bzip2", "bunzip2"),
    (b"\xfd7zXZ\x00", "xz", "unxz"),
    (b"\x28\xb5\x2f\xfd", "Zstandard", "unzstd"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip", "7z x"),
)
_TAR_MAGIC = (257, b"ustar")


def refuse_archive(head: bytes, format: str = "") -> None:
    """Raise `FormatError` for bytes that begin like a compressed file or an archive.

    They are never opened: what comes out may be a thousand times as large, or several files, and
    which of them is meant is for the owner to say.
    """
    for magic, kind, command in _ARCHIVES:
        if head.startswith(magic):
            raise FormatError(
                format,
                "byte 0",
                f"this is a {kind} file; unpack it first ({command}) and load that",
            )
    at, magic = _TAR_MAGIC
    if head[at : at + len(magic)] == magic:
        raise FormatError(
            format, "byte 0", "this is a tar archive; unpack it first (tar -x) and load one file"
        )


def decode_utf8(data: bytes, format: str) -> str:
    """The text of bytes that are UTF-8, with or without a byte order mark.

    Raises `FormatError` with the byte where it is not. UTF-16 and UTF-32 are refused by name:
    RFC 8259 section 8.1 allows only UTF-8 between systems.
    """
    wide = _wide_encoding(data[:4])
    if wide:
        raise FormatError(format, "byte 0", f"this is {wide} text; save it as UTF-8")
    try:
        return data.removeprefix(UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        place = error.start + (len(UTF8_BOM) if data.startswith(UTF8_BOM) else 0)
        value = data[place]
        raise FormatError(
            format, f"byte {place}", f"byte 0x{value:02X} is not UTF-8 here; save the file as UTF-8"
        ) from None


def _wide_encoding(start: bytes) -> str:
    """ "UTF-16", "UTF-32" or nothing, judged by the mark or by where the zero bytes lie."""
    if start in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        return "UTF-32"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    zeros = [index for index, byte in enumerate(start) if byte == 0]
    if zeros in ([0, 1, 2], [1, 2, 3]):
        return "UTF-32"
    return "UTF-16" if zeros in ([0, 2], [1, 3]) else ""
