"""Files: opened, read again from their beginning, and replaced only by a whole new one.

No `OSError` leaves here for a path: it becomes a `FormatError` that names it.
"""

from __future__ import annotations

import io
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from secrets import token_hex
from stat import S_IFREG, S_ISREG
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, cast

from blogcore._text.plain import short_repr
from blogcore.errors import BlogcoreError, FormatError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["Source", "Target", "opened", "reason", "replacing", "rewound"]

#: Text is always a path, never content.
Source: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO
Target: TypeAlias = str | os.PathLike[str] | BinaryIO

#: How much is asked of a stream at once.
_CHUNK = 1 << 20


@contextmanager
def opened(source: Source) -> Generator[BinaryIO, None, None]:
    """A binary stream of a path, of bytes, or of a stream, which stays open."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        yield io.BytesIO(source)
    elif isinstance(source, (str, os.PathLike)):
        path = os.fsdecode(source)
        try:
            stream = open(path, "rb")  # noqa: SIM115  # the errors of the caller are not ours
        except (OSError, ValueError) as error:
            raise FormatError(
                "", short_repr(path, 200), f"cannot be read: {reason(error)}"
            ) from error
        with stream:
            try:
                yield stream
            except FormatError as error:
                error.add_note(f"in the file {short_repr(path, 200)}")
                raise
    elif hasattr(source, "read"):
        yield source
    else:
        kind = type(source).__name__
        raise FormatError("", "", f"cannot read from {kind}; give a path, bytes or a binary file")


def rewound(head: bytes, rest: BinaryIO) -> BinaryIO:
    """A stream from its beginning after its head has been read; it need not be seekable."""
    return cast("BinaryIO", io.BufferedReader(_Rewound(head, rest), _CHUNK))


class _Rewound(io.RawIOBase):
    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        piece = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(piece) :]
        view[: len(piece)] = piece
        return len(piece)


@contextmanager
def replacing(path: str) -> Generator[BinaryIO, None, None]:
    """A file that takes the place of ``path`` once it is whole, with the old one's permissions."""
    partial = ""
    try:
        real = os.path.realpath(path)  # a link stays a link
        name = f".{os.path.basename(real)[:40]}.{token_hex(6)}.partial"
        partial = os.path.join(os.path.dirname(real), name)
        mode = os.stat(real).st_mode if os.path.lexists(real) else S_IFREG | 0o666
        if not S_ISREG(mode):  # a pipe or a terminal is written to; a folder raises
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
    except (OSError, ValueError) as error:
        if isinstance(error, BlogcoreError):
            raise
        raise FormatError(
            "", short_repr(path, 200), f"cannot be written: {reason(error)}"
        ) from error
    finally:
        with suppress(OSError, ValueError):
            os.unlink(partial)


def reason(error: OSError | ValueError) -> str:
    """The reason in words, without the path, which stands before it."""
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return words[:1].lower() + words[1:]
