"""The file that a command reads: a path or standard input, with a progress bar for a person."""

from __future__ import annotations

import os
import sys
from typing import BinaryIO, Protocol, cast

import click

from blogcore.errors import FormatError
from blogcore.formats import Loaded, load
from blogcore.formats.files import open_source

__all__ = ["load_file"]

#: Files smaller than this are read before anybody wonders.
_LARGE = 4 << 20


def load_file(path: str, format: str | None = None) -> Loaded:
    """Read a file, or standard input for "-"; format and errors as `blogcore.load`.

    A file that cannot be opened or read raises `click.FileError`.
    """
    if path == "-":
        if cast("object", sys.stdin) is None:
            raise FormatError("", "", "standard input is closed")
        return load(sys.stdin.buffer, format=format)
    try:
        if not _is_watched() or not _is_large(path):
            return load(path, format=format)
        with (
            open_source(path) as stream,
            click.progressbar(
                length=os.path.getsize(path), label="reading", file=sys.stderr
            ) as bar,
        ):
            return load(cast("BinaryIO", _Watched(stream, bar)), format=format)
    except OSError as error:
        raise click.FileError(path, (error.strerror or str(error)).lower()) from error


class _Bar(Protocol):
    def update(self, n_steps: int) -> None: ...


class _Watched:
    """A stream that tells a progress bar how far it was read."""

    def __init__(self, stream: BinaryIO, bar: _Bar) -> None:
        self._stream = stream
        self._bar = bar

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._bar.update(len(piece))
        return piece


def _is_watched() -> bool:
    return cast("object", sys.stderr) is not None and sys.stderr.isatty()


def _is_large(path: str) -> bool:
    return os.path.isfile(path) and os.path.getsize(path) >= _LARGE
