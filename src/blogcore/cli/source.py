"""Read the file that a command names, with errors that name command-line options."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import tzinfo
from functools import wraps
from typing import Any, BinaryIO, Protocol, TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from attrs import frozen

from blogcore._time.parse import parse_time
from blogcore.errors import FormatError
from blogcore.formats import Item, Loaded, iter_load, load
from blogcore.formats.files import MAX_BYTES, Source, open_source

__all__ = [
    "ReadOptions",
    "format_option_in_errors",
    "iter_file",
    "load_file",
    "read_options",
    "with_options_named",
]

R = TypeVar("R")

#: Smaller files are read too fast for a progress bar.
_LARGE_FILE = 4 << 20
#: A format argument in a message of the library: ``format=`` or ``format='atom'``.
_FORMAT_ARGUMENT = re.compile(r"format=(?:'([^']*)')?")
#: Other arguments in such messages, and the options for these.
_OPTIONS = {"timezone=": "--timezone", "force=True": "--force", "max_bytes=": "--max-bytes"}
#: A remedy in such messages that only a Python program can follow.
_PYTHON_REMEDY = re.compile(r"; read it with \w+\(\)$")


@frozen
class ReadOptions:
    """The options of every command that reads a file."""

    #: Name of the format; None recognises it by content.
    format: str | None = None
    #: Whether to read content that is plainly of another format.
    force: bool = False
    #: The zone of times for which the file states none.
    timezone: tzinfo | None = None
    #: How large the file may be.
    max_bytes: int = MAX_BYTES


def read_options(command: Callable[..., R]) -> Callable[..., R]:
    """Decorate a command with the options for reading its file, as one argument ``reading``.

    Args:
        command: The function of the command.
    """

    @click.option(
        "--from",
        "source_format",
        metavar="FORMAT",
        help="Format of the input; by default its content decides.",
    )
    @click.option("--force", is_flag=True, help="Believe --from even against the content.")
    @click.option(
        "--timezone",
        metavar="ZONE",
        callback=_zone,
        help="Zone of times for which the file states none, such as Europe/Berlin or +02:00.",
    )
    @click.option(
        "--max-bytes",
        type=click.IntRange(min=1),
        default=MAX_BYTES,
        show_default=True,
        help="How large the input may be.",
    )
    @wraps(command)
    def with_options(
        *args: Any,
        source_format: str | None,
        force: bool,
        timezone: tzinfo | None,
        max_bytes: int,
        **others: Any,
    ) -> R:
        reading = ReadOptions(source_format, force, timezone, max_bytes)
        return command(*args, reading=reading, **others)

    return with_options


def _zone(context: click.Context, option: click.Parameter, name: str | None) -> tzinfo | None:
    """Return the zone of a name or offset."""
    if name is None:
        return None
    offset = parse_time(f"2000-01-01T00:00:00{name}").value if name[:1] in ("+", "-") else None
    try:
        return offset.tzinfo if offset else ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        message = f"{name} is no zone; give one such as Europe/Berlin, UTC or +02:00"
        raise click.BadParameter(message, context, option) from None


def load_file(path: str, reading: ReadOptions) -> Loaded:
    """Read a file.

    Args:
        path: Path of the file; "-" for standard input.
        reading: How to read it.

    Raises:
        click.FileError: The file cannot be opened or read.
        FormatError: The content cannot be read.
        UnknownNameError: There is no such format.
    """
    with format_option_in_errors("--from"), _open(path) as source:
        return load(
            source,
            format=reading.format,
            force=reading.force,
            timezone=reading.timezone,
            max_bytes=reading.max_bytes,
        )


def iter_file(path: str, reading: ReadOptions) -> Generator[Item]:
    """Yield the items of a file one by one; errors are those of `load_file`.

    Args:
        path: Path of the file; "-" for standard input.
        reading: How to read it.
    """
    with format_option_in_errors("--from"), _open(path) as source:
        yield from iter_load(
            source,
            format=reading.format,
            force=reading.force,
            timezone=reading.timezone,
            max_bytes=reading.max_bytes,
        )


@contextmanager
def _open(path: str) -> Generator[Source]:
    if path == "-":
        if cast("object", sys.stdin) is None:
            raise FormatError("", "", "standard input is closed")
        yield sys.stdin.buffer
        return
    try:
        if not _is_on_terminal() or not _is_large(path):
            yield path
            return
        size = os.path.getsize(path)
        with (
            open_source(path) as stream,
            click.progressbar(length=size, label="reading", file=sys.stderr) as bar,
        ):
            yield cast("BinaryIO", _StreamWithProgress(stream, bar))
    except OSError as error:
        raise click.FileError(path, (error.strerror or str(error)).lower()) from error


def with_options_named(message: str) -> str:
    """Return a note of a reader with the names of options instead of arguments.

    Args:
        message: The note.
    """
    for argument, option in _OPTIONS.items():
        message = message.replace(argument, option)
    return message


@contextmanager
def format_option_in_errors(option: str) -> Generator[None]:
    """Name a command-line option where an error names ``format=``; drop remedies in Python.

    Args:
        option: The option that sets this argument: ``--from`` or ``--to``.
    """
    try:
        yield
    except FormatError as error:
        reason = _FORMAT_ARGUMENT.sub(
            lambda match: f"{option} {match[1]}" if match[1] else option,
            with_options_named(_PYTHON_REMEDY.sub("", error.reason)),
        )
        if reason == error.reason:
            raise
        renamed = FormatError(error.format, error.place, reason)
        for note in getattr(error, "__notes__", ()):
            renamed.add_note(note)
        raise renamed from error


class _ProgressBar(Protocol):
    def update(self, n_steps: int) -> None: ...


class _StreamWithProgress:
    """A stream that moves a progress bar as it is read."""

    def __init__(self, stream: BinaryIO, bar: _ProgressBar) -> None:
        self._stream = stream
        self._bar = bar

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        self._bar.update(len(chunk))
        return chunk


def _is_on_terminal() -> bool:
    return cast("object", sys.stderr) is not None and sys.stderr.isatty()


def _is_large(path: str) -> bool:
    return os.path.isfile(path) and os.path.getsize(path) >= _LARGE_FILE
