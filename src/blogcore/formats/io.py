"""`load` and `dump`: files, bytes and streams in every format.

A file that cannot be opened, read or written is a `FormatError` that names the path. Formats
themselves know only streams.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

import attrs
from attrs import frozen

from blogcore.errors import FormatError
from blogcore.formats._bytes import refuse_archive
from blogcore.formats.assemble import assemble
from blogcore.formats.base import Format, Item, Losses, Notes, named
from blogcore.formats.files import Source, Target, opened, reason, replacing, rewound
from blogcore.formats.registry import HEAD_BYTES, find_format, format_for_path, formats, sniff
from blogcore.models import Blog, private_fields, public

__all__ = ["Loaded", "dump", "items_of", "iter_load", "load", "without_private"]


@frozen
class Loaded:
    """A blog, what was found odd on the way in, and the name of the format that it was in."""

    blog: Blog
    notes: Notes
    format: str


def load(source: Source, *, format: str | None = None, strict: bool = False) -> Loaded:
    """The blog in a file (a path), in bytes, or in a binary stream.

    The format is recognised by content, unless ``format`` names it. With ``strict`` the first
    thing that had to be repaired raises. Raises `FormatError` for what cannot be read and
    `ValidationError` for what cannot be.
    """
    with opened(source) as stream:
        chosen, stream = _chosen(stream, format)
        notes = Notes(chosen.name, strict)
        return Loaded(assemble(_items(chosen, stream, notes), notes), notes, chosen.name)


def iter_load(
    source: Source, *, format: str | None = None, strict: bool = False, notes: Notes | None = None
) -> Iterator[Item]:
    """The items of a file one by one; in constant memory where the format allows it (jsonl, wxr).

    What is odd is added to ``notes``, if given, which then also says whether reading is strict.
    Errors come when the item is asked for at which they happen. The file is closed with the
    iterator.
    """
    if format is not None:
        find_format(format)  # a wrong name is told now, not at the first item
    return _iterated(source, format, strict, notes)


def _iterated(
    source: Source, format: str | None, strict: bool, notes: Notes | None
) -> Iterator[Item]:
    with opened(source) as stream:
        chosen, stream = _chosen(stream, format)
        yield from _items(chosen, stream, Notes(chosen.name, strict) if notes is None else notes)


def dump(
    blog: Blog | Iterable[Item],
    target: Target,
    *,
    format: str | None = None,
    private: bool = False,
    strict: bool = False,
) -> Losses:
    """Write a blog, or items as `iter_load` gives them, and say what is not in the file.

    Private fields are written only with ``private``; otherwise each is named in the losses. With
    ``strict`` anything that the format itself cannot carry raises `FormatError`. A path is
    written atomically: either the whole new file is there or the old one. Raises `FormatError`
    where it cannot be written, or where neither ``format`` nor the suffix says how.
    """
    chosen = _writable(target, format)
    hidden = Losses()
    losses = _StrictLosses(chosen.name) if strict else hidden
    items = items_of(blog) if isinstance(blog, Blog) else iter(blog)
    if not private:
        items = without_private(items, hidden)
    if isinstance(target, (str, os.PathLike)):
        with replacing(os.fsdecode(target)) as stream:
            chosen.write(items, stream, losses)
    else:
        try:
            chosen.write(items, target, losses)
        except OSError as error:
            raise FormatError(chosen.name, "", f"cannot be written: {reason(error)}") from error
    return hidden


# --- reading ---------------------------------------------------------------------------------


def _chosen(stream: BinaryIO, format: str | None) -> tuple[Format, BinaryIO]:
    """The format to read with, and the stream from its beginning."""
    head = b""
    while len(head) < HEAD_BYTES:
        try:
            more = cast("object", stream.read(HEAD_BYTES - len(head)))
        except (OSError, ValueError) as error:
            raise FormatError(format or "", "", f"cannot be read: {reason(error)}") from error
        if not more:
            break
        if not isinstance(more, bytes):
            raise FormatError(format or "", "", "the file was opened as text; open it in mode 'rb'")
        head += more
    refuse_archive(head, format or "")
    chosen = sniff(head) if format is None else find_format(format)
    return chosen, rewound(head, stream)


def _items(format: Format, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
    if not format.readable:
        raise FormatError(format.name, "", "this format can be written but not read")
    try:
        yield from format.read(stream, notes)
    except OSError as error:
        raise FormatError(format.name, "", f"cannot be read: {reason(error)}") from error


# --- writing ---------------------------------------------------------------------------------


def _writable(target: Target, name: str | None) -> Format:
    if name is not None:
        chosen = find_format(name)
    elif isinstance(target, (str, os.PathLike)):
        chosen = format_for_path(os.fsdecode(target))
    else:
        raise FormatError("", "", "a stream has no suffix to tell the format by; give format=")
    if not chosen.writable:
        known = ", ".join(info.name for info in formats() if info.writable)
        raise FormatError(chosen.name, "", f"can be read but not written; write one of {known}")
    return chosen


def items_of(blog: Blog) -> Iterator[Item]:
    """The items of a blog, as a writer gets them."""
    yield blog.site
    yield from blog.authors
    yield from blog.posts
    yield from blog.comments


def without_private(items: Iterable[Item], losses: Losses) -> Iterator[Item]:
    """Items without what is private, each such field being a loss."""
    for item in items:
        for path in _private_paths(item, ""):
            losses.add(named(item), path, "private, and left out")
        yield public(item)


def _private_paths(value: object, path: str) -> Iterator[str]:
    """Where a model holds something private; it is as deep as models nest, which is four."""
    if isinstance(value, tuple):
        for index, member in enumerate(cast("tuple[object, ...]", value)):
            yield from _private_paths(member, f"{path}[{index}]")
    elif attrs.has(model := cast("type[attrs.AttrsInstance]", type(value))):
        private = private_fields(model)
        for field in attrs.fields(model):
            member = getattr(value, field.name)
            below = f"{path}.{field.name}" if path else field.name
            if field.name not in private:
                yield from _private_paths(member, below)
            elif member != field.default:
                yield below


class _StrictLosses(Losses):
    """Raises at what a format cannot carry."""

    __slots__ = ("_format",)

    def __init__(self, format: str) -> None:
        super().__init__()
        self._format = format

    def add(self, where: str, field: str, reason: str) -> None:
        raise FormatError(
            self._format, where, f"{field}: {reason}; strict writing does not allow it"
        )
