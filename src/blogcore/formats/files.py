"""Sources and targets: opened, read again from the start, replaced atomically, decoded as UTF-8.

Errors of the file system stay `OSError`; what a file contains is a matter of `FormatError`.
"""

from __future__ import annotations

import io
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from secrets import token_hex
from stat import S_IFREG, S_ISBLK, S_ISCHR, S_ISFIFO, S_ISREG, S_ISSOCK
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, cast

from blogcore._text.plain import short_repr
from blogcore.errors import FormatError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

__all__ = [
    "MAX_BYTES",
    "UTF8_BOM",
    "Source",
    "Target",
    "checked_target",
    "decode_utf8",
    "open_source",
    "read_piece",
    "refuse_archive",
    "replace_file",
    "rewound",
]

#: A path (text is always a path, never content), bytes, or a binary stream.
Source: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO
#: A path or a binary stream.
Target: TypeAlias = str | os.PathLike[str] | BinaryIO

#: Size in bytes of one read from a stream.
_CHUNK = 1 << 20
#: Bytes of a file that are read unless the caller allows more: an endless stream must end.
MAX_BYTES = 512 * 1024 * 1024


# --- opening ---------------------------------------------------------------------------------


@contextmanager
def open_source(source: Source) -> Generator[BinaryIO, None, None]:
    """Open a path, bytes or a stream as a binary stream; a user's own stream is not closed.

    A `FormatError` that is raised inside gets a note that names the path.

    Args:
        source: What to read.

    Raises:
        OSError: The file cannot be opened.
        FormatError: The source is none of the above.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        yield io.BytesIO(bytes(source))  # a memoryview may have gaps
    elif isinstance(source, (str, os.PathLike)):
        _refuse_device(source)
        with open(source, "rb") as stream:
            try:
                yield stream
            except FormatError as error:
                error.add_note(f"in the file {short_repr(os.fsdecode(source), 200)}")
                raise
    elif hasattr(source, "read"):
        yield source
    else:
        kind = type(source).__name__
        raise FormatError("", "", f"cannot read from {kind}; give a path, bytes or a binary file")


def _refuse_device(path: str | os.PathLike[str]) -> None:
    """Refuse what has no end, or may wait for ever for a writer.

    A pipe without a name, such as ``/dev/stdin`` or a shell's ``<(…)``, has a writer.
    """
    mode = os.stat(path).st_mode
    is_named_pipe = S_ISFIFO(mode) and os.path.lexists(os.path.realpath(path))
    if is_named_pipe or S_ISCHR(mode) or S_ISBLK(mode) or S_ISSOCK(mode):
        kind = "a named pipe" if is_named_pipe else "a device or socket"
        reason = f"{short_repr(os.fsdecode(path), 200)} is {kind}, not a file; pass an open stream"
        raise FormatError("", "", reason)


def read_piece(stream: BinaryIO, size: int) -> bytes:
    """Return the next bytes of a stream, at most ``size``; empty at its end.

    Args:
        stream: A stream that a caller passed.
        size: How many bytes there may be.

    Raises:
        OSError: The stream cannot be read.
        FormatError: It is closed, yields text or more bytes than that, or does not wait for bytes.
    """
    if getattr(stream, "closed", False) is True:
        raise FormatError("", "", "the file is closed; open it again")
    piece = cast("object", stream.read(size))
    if piece is None:
        raise FormatError("", "", "the stream does not wait for its bytes; pass one that does")
    if isinstance(piece, str):
        raise FormatError("", "", "the file was opened as text; open it in mode 'rb'")
    if not isinstance(piece, (bytes, bytearray)):
        raise FormatError("", "", f"the stream yields {type(piece).__name__} instead of bytes")
    if len(piece) > size:
        raise FormatError("", "", "the stream yields more bytes than it was asked for")
    return bytes(piece)


def rewound(head: bytes, rest: BinaryIO, max_bytes: int | None = None) -> BinaryIO:
    """Return a stream of bytes that were read already and of those that follow.

    Args:
        head: What was read from the stream.
        rest: The stream, which need not be seekable.
        max_bytes: A longer stream raises `FormatError` when it is read so far; None has no limit.
    """
    return cast("BinaryIO", io.BufferedReader(_Rewound(head, rest, max_bytes), _CHUNK))


class _Rewound(io.RawIOBase):
    def __init__(self, head: bytes, rest: BinaryIO, max_bytes: int | None) -> None:
        self._head = head
        self._rest = rest
        self._max_bytes = max_bytes
        self._bytes_read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        piece = self._head[: len(view)] or read_piece(self._rest, len(view))
        self._head = self._head[len(piece) :]
        self._bytes_read += len(piece)
        if self._max_bytes is not None and self._bytes_read > self._max_bytes:
            reason = f"the file has more than {self._max_bytes} bytes; max_bytes= raises the limit"
            raise FormatError("", "", reason)
        view[: len(piece)] = piece
        return len(piece)


# --- replacing -------------------------------------------------------------------------------


@contextmanager
def replace_file(path: str | os.PathLike[str]) -> Generator[BinaryIO, None, None]:
    """Open a stream whose content replaces a file when the block ends without an error.

    The file keeps its permissions; a link stays a link; a pipe or terminal is written directly.

    Args:
        path: The file to replace or create.

    Raises:
        OSError: The file cannot be written; the old one is still there.
    """
    partial = ""
    try:
        real = os.path.realpath(os.fsdecode(path))
        name = f".{os.path.basename(real)[:40]}.{token_hex(6)}.partial"
        partial = os.path.join(os.path.dirname(real), name)
        mode = os.stat(real).st_mode if os.path.lexists(real) else S_IFREG | 0o666
        if not S_ISREG(mode):  # writes to a pipe or terminal; raises for a folder
            with open(real, "wb") as stream:
                yield stream
            return
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with open(os.open(partial, flags, mode & 0o777), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if os.path.lexists(real):
            os.chmod(partial, mode & 0o777)
        os.replace(partial, real)
    except OSError as error:
        if error.filename == partial:  # name the file that the caller passed
            error.filename = os.fsdecode(path)
        raise
    finally:
        with suppress(OSError, ValueError):
            os.unlink(partial)


def checked_target(target: BinaryIO) -> BinaryIO:
    """Return a stream that writes all of its bytes to another one, which is not closed.

    Args:
        target: A stream that a caller passed. One without a buffer may write a part at a time.

    Raises:
        FormatError: It is no stream; when it is written to, also if it is closed, takes text, or
            does not wait until it can take bytes.
    """
    if not callable(getattr(target, "write", None)):
        kind = type(target).__name__
        raise FormatError("", "", f"cannot write to {kind}; give a path or a binary file")
    if isinstance(cast("object", target), io.TextIOBase):
        raise FormatError("", "", "the file was opened as text; open it in mode 'wb'")
    return cast("BinaryIO", _CheckedTarget(target))


class _CheckedTarget(io.BufferedIOBase):
    def __init__(self, target: BinaryIO) -> None:
        self._target = target

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        rest = memoryview(data).cast("B")
        size = len(rest)
        while rest:
            if getattr(self._target, "closed", False) is True:
                raise FormatError("", "", "the file is closed; open it again")
            written = cast("object", self._target.write(bytes(rest)))
            if written is None and isinstance(self._target, io.RawIOBase):
                reason = "the stream does not wait until it can take bytes; pass one that does"
                raise FormatError("", "", reason)
            # Many objects with a method write return nothing; they take everything.
            rest = rest[written:] if isinstance(written, int) else rest[:0]
        return size


# --- bytes -----------------------------------------------------------------------------------

#: The byte order mark that some programs write before UTF-8.
UTF8_BOM = b"\xef\xbb\xbf"

#: First bytes of compressed files: their kind, and the command that unpacks them.
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
    """Refuse compressed files and archives by their first bytes.

    They are never opened: the content may be a thousand times as large, or several files of which
    only the owner knows the right one.

    Args:
        head: The first bytes of a file.
        format: Name of the format, for the error.

    Raises:
        FormatError: It is a compressed file or an archive; the message says how to unpack it.
    """
    for magic, kind, command in _ARCHIVES:
        if head.startswith(magic):
            reason = f"this is a {kind} file; unpack it first ({command}) and load that"
            raise FormatError(format, "byte 0", reason)
    offset, magic = _TAR_MAGIC
    if head[offset : offset + len(magic)] == magic:
        reason = "this is a tar archive; unpack it first (tar -x) and load one file"
        raise FormatError(format, "byte 0", reason)


def decode_utf8(data: bytes, format: str) -> str:
    """Decode UTF-8, with or without a byte order mark.

    Args:
        data: A whole file.
        format: Name of the format, for the error.

    Raises:
        FormatError: It is not UTF-8; the message has the byte. UTF-16 and UTF-32 are named.

    Source: RFC 8259, section 8.1, which allows only UTF-8 between systems.
    """
    wide = _wide_encoding(data[:4])
    if wide:
        raise FormatError(format, "byte 0", f"this is {wide} text; save it as UTF-8")
    try:
        return data.removeprefix(UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start + (len(UTF8_BOM) if data.startswith(UTF8_BOM) else 0)
        reason = f"byte 0x{data[offset]:02X} is not UTF-8 here; save the file as UTF-8"
        raise FormatError(format, f"byte {offset}", reason) from None


def _wide_encoding(start: bytes) -> str:
    """Return "UTF-16", "UTF-32" or "", by the byte order mark or the position of zero bytes."""
    if start in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        return "UTF-32"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    zeros = [index for index, byte in enumerate(start) if byte == 0]
    if zeros in ([0, 1, 2], [1, 2, 3]):
        return "UTF-32"
    return "UTF-16" if zeros in ([0, 2], [1, 3]) else ""
