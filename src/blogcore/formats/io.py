"""`load`, `iter_load` and `dump`: files, bytes and streams in every format.

Formats themselves know only streams. Errors of the file system stay `OSError`; `FormatError` is
about content, and about which format to use.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import BinaryIO

from attrs import frozen

from blogcore.errors import FormatError
from blogcore.formats.assemble import assemble, items_of
from blogcore.formats.base import Format, Item
from blogcore.formats.files import (
    MAX_BYTES,
    Source,
    Target,
    checked_target,
    open_source,
    read_piece,
    refuse_archive,
    replace_file,
    rewound,
)
from blogcore.formats.privacy import without_private
from blogcore.formats.registry import (
    HEAD_BYTES,
    contradicting_formats,
    detect_format,
    find_format,
    format_for_path,
    list_formats,
)
from blogcore.formats.reports import Losses, Notes
from blogcore.models import Blog

__all__ = ["Loaded", "dump", "iter_load", "load"]


@frozen
class Loaded:
    """A blog that was read, with what the reader noticed."""

    #: The blog.
    blog: Blog
    #: What was repaired or left out.
    notes: Notes
    #: Name of the format of the file.
    format: str


def load(
    source: Source,
    *,
    format: str | None = None,
    strict: bool = False,
    force: bool = False,
    timezone: tzinfo | None = None,
    max_bytes: int = MAX_BYTES,
) -> Loaded:
    """Read a blog from a file, bytes or a binary stream.

    Args:
        source: A path, bytes or a binary stream. Text is always a path.
        format: Name of the format, as `list_formats` has it; None recognises it by content.
        strict: Raise at the first thing that would have to be repaired or left out.
        force: Read with the named format even where the content is plainly of another one.
        timezone: The zone of the site, such as ``ZoneInfo("Europe/Berlin")``: times for which the
            file states neither zone nor offset are in it. None leaves them unknown, with a note.
        max_bytes: How large the file may be; 512 MiB unless stated.

    Raises:
        OSError: The file cannot be opened or read.
        FormatError: The content is not of the format, is plainly of another one, is of no format
            that is known, or is too large; or the source is no file and no usable stream.
        ValidationError: The file has a value that no model accepts.
        UnknownNameError: No format has this name.
        MissingExtraError: The format needs an extra that is not installed.
    """
    with open_source(source) as stream:
        chosen, stream, others = _choose_reader(stream, format, force, max_bytes)
        notes = Notes(chosen.name, strict, timezone)
        _note_force(chosen, others, notes)
        return Loaded(assemble(chosen.read(stream, notes), notes), notes, chosen.name)


def iter_load(
    source: Source,
    *,
    format: str | None = None,
    strict: bool = False,
    force: bool = False,
    timezone: tzinfo | None = None,
    max_bytes: int = MAX_BYTES,
    notes: Notes | None = None,
) -> Iterator[Item]:
    """Yield the items of a file one by one, in constant memory where the format allows it.

    An error is raised when the item at which it happens is asked for. The file is closed when the
    iterator is.

    Args:
        source: As for `load`.
        format: As for `load`.
        strict: As for `load`; ignored where ``notes`` is given.
        force: As for `load`.
        timezone: As for `load`; ignored where ``notes`` is given.
        max_bytes: As for `load`.
        notes: Gets what was repaired or left out; holds the options ``strict`` and ``timezone``.

    Raises:
        UnknownNameError: No format has this name; raised at once. Other errors as for `load`.
    """
    if format is not None:
        find_format(format)  # an unknown name is reported now, not at the first item
    return _iter_items(source, format, force, max_bytes, notes, (strict, timezone))


def _iter_items(
    source: Source,
    format: str | None,
    force: bool,
    max_bytes: int,
    notes: Notes | None,
    reading: tuple[bool, tzinfo | None],
) -> Iterator[Item]:
    with open_source(source) as stream:
        chosen, stream, others = _choose_reader(stream, format, force, max_bytes)
        notes = Notes(chosen.name, *reading) if notes is None else notes
        _note_force(chosen, others, notes)
        yield from chosen.read(stream, notes)


def dump(
    blog: Blog | Iterable[Item],
    target: Target,
    *,
    format: str | None = None,
    private: bool = False,
    strict: bool = False,
) -> Losses:
    """Write a blog to a file or a binary stream, and return what is not in the file.

    A path is written atomically: afterwards either the whole new file is there or the old one.

    Args:
        blog: A blog, or items as `iter_load` yields them.
        target: A path or a binary stream.
        format: Name of the format; None chooses it by the suffix of the path.
        private: Write private fields too; otherwise each one is a loss.
        strict: Raise at the first loss other than a private field.

    Raises:
        OSError: The file cannot be written.
        FormatError: No format has the suffix, several have it, or the format is only read; the
            target is no usable stream; with ``strict`` also where the format cannot hold something.
        UnknownNameError: No format has this name.
        MissingExtraError: The format needs an extra that is not installed.
    """
    chosen = _choose_writer(target, format)
    private_losses = Losses()
    losses = _StrictLosses(chosen.name) if strict else private_losses
    items = items_of(blog) if isinstance(blog, Blog) else iter(blog)
    if not private:
        items = without_private(items, private_losses)
    if isinstance(target, (str, os.PathLike)):
        with replace_file(target) as stream:
            chosen.write(items, stream, losses)
    else:
        chosen.write(items, checked_target(target), losses)
    return private_losses


def _choose_reader(
    stream: BinaryIO, format: str | None, force: bool, max_bytes: int
) -> tuple[Format, BinaryIO, tuple[Format, ...]]:
    """Return the format, the stream from its start, and the formats that contradict the choice."""
    head = b""
    while len(head) < HEAD_BYTES:
        piece = read_piece(stream, HEAD_BYTES - len(head))
        if not piece:
            break
        head += piece
    refuse_archive(head, format or "")
    chosen = detect_format(head) if format is None else find_format(format)
    if not chosen.readable:
        raise FormatError(chosen.name, "", "this format can be written but not read")
    others = () if format is None else contradicting_formats(chosen, head)
    if others and not force:
        names = " or ".join(f"{other.name} ({other.title})" for other in others)
        reason = f"the content is plainly {names}, not {chosen.name}; force=True reads it anyway"
        raise FormatError(chosen.name, "byte 0", reason)
    return chosen, rewound(head, stream, max_bytes), others


def _note_force(chosen: Format, others: tuple[Format, ...], notes: Notes) -> None:
    if others:
        names = " or ".join(other.name for other in others)
        message = f"the content is plainly {names}; read as {chosen.name} because of force=True"
        notes.add("info", "byte 0", "", "", message)


def _choose_writer(target: Target, name: str | None) -> Format:
    if name is not None:
        chosen = find_format(name)
    elif isinstance(target, (str, os.PathLike)):
        chosen = format_for_path(os.fsdecode(target))
    else:
        raise FormatError("", "", "a stream has no suffix to choose the format by; give format=")
    if not chosen.writable:
        known = ", ".join(info.name for info in list_formats() if info.writable)
        raise FormatError(chosen.name, "", f"can be read but not written; write one of {known}")
    return chosen


class _StrictLosses(Losses):
    """Raise at the first loss."""

    __slots__ = ("_format",)

    def __init__(self, format: str) -> None:
        super().__init__()
        self._format = format

    def add(self, where: str, field: str, reason: str) -> None:
        subject = f"{field}: " if field else ""
        message = f"{subject}{reason}; strict writing does not allow it"
        raise FormatError(self._format, where, message)
