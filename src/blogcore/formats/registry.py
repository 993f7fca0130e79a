"""Which formats there are: by name, by file name, and by how a file begins."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import cast

from attrs import frozen

from blogcore._text import shorten
from blogcore.errors import FormatError, UnknownNameError

from ._bytes import UTF8_BOM
from .base import Format

__all__ = ["HEAD_BYTES", "FormatInfo", "find_format", "format_for_path", "formats", "sniff"]

#: How much of a file is looked at to recognise it.
HEAD_BYTES = 8192

#: Name, module and class of each format; a module is imported when its format is first needed.
#: Sniffing goes in this order: a JSON Lines header would also pass for a JSON document.
_FORMATS = (
    ("jsonl", ".native_lines", "NativeJsonLines"),
    ("json", ".native", "NativeJson"),
    ("wxr", ".wxr", "WXR"),
)


@frozen
class FormatInfo:
    """What one format is called and can do."""

    name: str
    readable: bool
    writable: bool
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]


def formats() -> tuple[FormatInfo, ...]:
    """Every format, by name in alphabetical order.

    >>> [info.name for info in formats() if info.writable]
    ['json', 'jsonl']
    """
    return tuple(
        FormatInfo(
            name=format.name,
            readable=format.readable,
            writable=format.writable,
            media_types=format.media_types,
            suffixes=format.suffixes,
        )
        for format in map(find_format, sorted(_names()))
    )


@cache
def find_format(name: str) -> Format:
    """The format of this name. Raises `UnknownNameError`, which lists those that exist."""
    for known, module, attribute in _FORMATS:
        if known == name:
            found: object = getattr(import_module(module, __package__), attribute)
            return cast("Format", found() if isinstance(found, type) else found)
    raise UnknownNameError("format", name, sorted(_names()))


def format_for_path(path: str) -> Format:
    """The format whose suffix a file to be written has; `FormatError` where none has it."""
    found = [f for f in map(find_format, _names()) if path.lower().endswith(f.suffixes)]
    if found:
        return found[0]
    known = ", ".join(suffix for info in formats() if info.writable for suffix in info.suffixes)
    raise FormatError(
        "",
        "",
        f"{shorten(path)} does not say which format: end it in one of {known}, or give format=",
    )


def sniff(head: bytes) -> Format:
    """The format of a file that begins so, judged by its content and never by its name.

    Raises `FormatError` that lists what was tried.
    """
    for format in map(find_format, _names()):
        if format.readable and format.sniff(head):
            return format
    tried = ", ".join(sorted(_names()))
    raise FormatError(
        "", "byte 0", f"{_guess(head)}; tried {tried}; give format= if you know better"
    )


def _names() -> list[str]:
    return [name for name, _, _ in _FORMATS]


def _guess(head: bytes) -> str:
    start = head.removeprefix(UTF8_BOM).lstrip()
    if not start:
        return "there is nothing here"
    if start.startswith((b"{", b"[")):
        return 'this looks like JSON, but has no key "blogcore" near its beginning'
    if start[:5].lower() in (b"<!doc", b"<html"):
        return "this is an HTML page; was an error page saved instead of the file?"
    if start.startswith(b"<"):
        return "this is XML or HTML of a kind that is not known"
    return f"not a known format: it begins with {shorten(start[:16])}"
