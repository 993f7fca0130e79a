"""Find formats, built-in or of plugins: by name, by file name, by content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, cast

from attrs import frozen

from blogcore._plugins import FORMATS, Plugin
from blogcore._registry import BuiltIn, ListedName, Registry
from blogcore._text.plain import short_repr
from blogcore.errors import BlogcoreError, Fault, FormatError
from blogcore.formats.base import Attachment, Featured, Format, Item
from blogcore.formats.files import UTF8_BOM
from blogcore.formats.reports import Losses, Notes
from blogcore.models import Author, Comment, Post, Site

__all__ = [
    "HEAD_BYTES",
    "FormatInfo",
    "contradicting_formats",
    "detect_format",
    "find_format",
    "format_for_path",
    "list_formats",
]

#: Number of bytes at the start of a file by which its format is recognised.
HEAD_BYTES = 8192

#: blogcore's formats, one line each, imported when first used: module, attribute and, where it
#: needs an extra, that extra and the module that the extra installs.
_BUILT_IN = {
    "atom": BuiltIn("blogcore.formats.atom", "ATOM"),
    "blogger": BuiltIn("blogcore.formats.blogger", "BLOGGER"),
    "commento": BuiltIn("blogcore.formats.commento", "COMMENTO"),
    "disqus": BuiltIn("blogcore.formats.disqus", "DISQUS"),
    "isso": BuiltIn("blogcore.formats.isso", "ISSO"),
    "isso-json": BuiltIn("blogcore.formats.isso_json", "ISSO_JSON"),
    "json": BuiltIn("blogcore.formats.native", "JSON"),
    "jsonfeed": BuiltIn("blogcore.formats.jsonfeed", "JSON_FEED"),
    "jsonl": BuiltIn("blogcore.formats.native", "JSONL"),
    "remark42": BuiltIn("blogcore.formats.remark42", "REMARK42"),
    "rss": BuiltIn("blogcore.formats.rss", "RSS"),
    "wild-feed": BuiltIn("blogcore.formats.wild_feed", "WILD_FEED", "feeds", "feedparser"),
    "wp-rest": BuiltIn("blogcore.formats.wordpress.rest", "WP_REST"),
    "wxr": BuiltIn("blogcore.formats.wordpress.wxr", "WXR"),
}
#: Formats for broken files: used only if the caller names them, never recognised by content; each
#: with the formats whose intact files it reads too.
_ONLY_BY_NAME = {"wild-feed@blogcore": ("atom", "rss")}


@frozen
class FormatInfo:
    """Name and abilities of one format."""

    #: Name for ``format=``.
    name: str
    #: Name for people; empty where the format cannot be loaded.
    title: str
    #: The distribution that it comes from.
    distribution: str
    #: The extra that it needs; empty where it needs none.
    extra: str
    #: Whether it can be read.
    readable: bool
    #: Whether it can be written.
    writable: bool
    #: IANA media types, the usual one first.
    media_types: tuple[str, ...]
    #: File name endings that select it for writing.
    suffixes: tuple[str, ...]


def list_formats() -> tuple[FormatInfo, ...]:
    """Return every format, sorted by name.

    A format that cannot be loaded, because its plugin is broken or its extra is not installed, is
    listed as neither readable nor writable; `find_format` raises an error with the reason.

    >>> "json" in {info.name for info in list_formats() if info.writable}
    True
    """
    return tuple(map(_info, _FORMATS.names()))


def find_format(name: str) -> Format:
    """Return the format of a name.

    Args:
        name: A name such as ``wxr``, or ``name@distribution`` where several plugins share a name.

    Raises:
        UnknownNameError: No format has this name; the message suggests the nearest.
        MissingExtraError: The format needs an extra that is not installed.
        PluginError: The plugin is broken, or several have this name.
    """
    found = _FORMATS.find(name)
    return found.value if found.plugin is None else _PluginFormat(found.value, found.plugin)


def format_for_path(path: str) -> Format:
    """Return the format whose suffix a path has; the longest suffix counts.

    Args:
        path: Path of a file to be written.

    Raises:
        FormatError: No format has the suffix, or several have it.
    """
    loaded = _load(_FORMATS.names())
    pairs = [(suffix, format) for _, format in loaded for suffix in format.suffixes]
    matching = [(len(suffix), format) for suffix, format in pairs if path.lower().endswith(suffix)]
    longest = max((length for length, _ in matching), default=0)
    formats = [format for length, format in matching if length == longest]
    if len(formats) == 1:
        return formats[0]
    if formats:
        names = " and ".join(sorted(format.name for format in formats))
        reason = f"{short_repr(path)} may be {names}; choose one with format="
        raise FormatError("", "", reason)
    known = ", ".join(
        suffix for info in list_formats() if info.writable for suffix in info.suffixes
    )
    reason = (
        f"{short_repr(path)} does not say which format: end it in one of {known}, or give format="
    )
    raise FormatError("", "", reason)


def detect_format(head: bytes) -> Format:
    """Return the format of a file by its content; its name does not matter.

    If several formats accept it, a format that narrows another is preferred to that one, and a
    built-in format to that of a plugin.

    Args:
        head: The first `HEAD_BYTES` bytes of the file, or all of them.

    Raises:
        FormatError: No format accepts it, or several do; the message names them.
    """
    tried = _recognisable_formats()
    narrowest = _narrowest_accepting(tried, head)
    built_in = [(each, format) for each, format in narrowest if each.distribution == "blogcore"]
    candidates = built_in or narrowest
    if len(candidates) == 1:
        return candidates[0][1]
    if candidates:
        names = _names([each for each, _ in candidates])
        raise FormatError("", "byte 0", f"this may be {names}; choose one with format=")
    names = _names([each for each, _ in tried])
    reason = f"{_guess(head)}; tried {names}; give format= if you know the format"
    raise FormatError("", "byte 0", reason)


def contradicting_formats(format: Format, head: bytes) -> tuple[Format, ...]:
    """Return the built-in formats that recognise the content, unless ``format`` is among them.

    A Disqus export is also RSS with elements that RSS ignores: read as RSS it would lose its
    comments. So a format contradicts the more general ones that it narrows.

    Args:
        format: The format that the caller named.
        head: As for `detect_format`.
    """
    built_in = [pair for pair in _recognisable_formats() if pair[0].distribution == "blogcore"]
    others = tuple(other for _, other in _narrowest_accepting(built_in, head))
    if isinstance(format, _PluginFormat):
        return () if _accepts(format, head) else others
    own = {format.name, *_ONLY_BY_NAME.get(f"{format.name}@blogcore", ())}
    return () if any(other.name in own for other in others) else others


def _recognisable_formats() -> list[tuple[ListedName, Format]]:
    listed = [each for each in _FORMATS.names() if _full_name(each) not in _ONLY_BY_NAME]
    return [(each, format) for each, format in _load(listed) if format.readable]


def _narrowest_accepting(
    formats: Iterable[tuple[ListedName, Format]], head: bytes
) -> list[tuple[ListedName, Format]]:
    """Return the formats that accept the content, except those that another one narrows."""
    accepting = [(each, format) for each, format in formats if _accepts(format, head)]
    wider = {name for _, format in accepting for name in format.narrows}
    return [(each, format) for each, format in accepting if format.name not in wider]


# --- loading ---------------------------------------------------------------------------------


def _load(listed: Iterable[ListedName]) -> Iterator[tuple[ListedName, Format]]:
    """Yield the formats that can be used; a broken plugin must not stop the others."""
    for each in listed:
        try:
            yield each, find_format(_full_name(each))
        except BlogcoreError:
            continue


def _info(each: ListedName) -> FormatInfo:
    extra = _BUILT_IN[each.name].extra if each.distribution == "blogcore" else ""
    try:
        format = find_format(_full_name(each))
    except BlogcoreError:
        return FormatInfo(each.name, "", each.distribution, extra, False, False, (), ())
    return FormatInfo(
        name=each.name,
        title=format.title,
        distribution=each.distribution,
        extra=extra,
        readable=format.readable,
        writable=format.writable,
        media_types=format.media_types,
        suffixes=format.suffixes,
    )


def _accepts(format: Format, head: bytes) -> bool:
    try:
        return format.sniff(head)
    except BlogcoreError:  # a broken plugin accepts nothing
        return False


def _full_name(each: ListedName) -> str:
    return f"{each.name}@{each.distribution}" if each.distribution else each.name


def _names(listed: Sequence[ListedName]) -> str:
    """Return the names, those of plugins with their distribution."""
    return ", ".join(
        each.name if each.distribution == "blogcore" else _full_name(each) for each in listed
    )


def _guess(head: bytes) -> str:
    start = head.removeprefix(UTF8_BOM).lstrip()
    if not start:
        return "the file is empty"
    if start.startswith((b"{", b"[")):
        return "this is JSON or looks like it, but of no known kind"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "this is text in UTF-16, but not XML of a known kind; save it as UTF-8"
    if start.startswith(b"SQLite format 3\0"):
        return (
            "this is an SQLite database, but not one of Isso's; if it is, its tables may be in "
            "the -wal file beside it: run PRAGMA wal_checkpoint"
        )
    if start[:5].lower() in (b"<!doc", b"<html"):
        return "this is an HTML page; was an error page saved instead of the file?"
    if start.startswith(b"<"):
        return (
            "this is XML or HTML of no known kind; if it is a feed, "
            "format='wild-feed' may read it (pip install 'blogcore[feeds]')"
        )
    beginning = start[:30].decode("ascii", "backslashreplace")
    return f"not a known format: it begins with {short_repr(beginning)}"


# --- plugins ---------------------------------------------------------------------------------

_ITEMS = (Site, Author, Post, Comment, Attachment, Featured)
#: Exceptions of a plugin that are passed on: bad input, failing streams.
_PASSED_ON = (BlogcoreError, OSError)
_METHODS = {"sniff": "head", "read": "stream, notes", "write": "items, stream, losses"}


def _faults(format: object) -> list[Fault]:
    """Return the reasons why an object is not a format."""
    if isinstance(format, type):
        return [Fault("", "wrong_type", "must be a format itself, not its class")]
    faults = [
        Fault(name, "wrong_type", f"must be {kind.__name__}")
        for name, kind in (("name", str), ("title", str), ("readable", bool), ("writable", bool))
        if not isinstance(getattr(format, name, None), kind)
    ]
    faults += [
        Fault(name, "wrong_type", "must be a tuple of strings")
        for name in ("media_types", "suffixes", "narrows")
        if not _is_strings(getattr(format, name, None))
    ]
    faults += [
        Fault(name, "missing", f"must be a method {name}({arguments})")
        for name, arguments in _METHODS.items()
        if not callable(getattr(format, name, None))
    ]
    return faults


def _is_strings(value: object) -> bool:
    members = cast("tuple[object, ...]", value)
    return isinstance(value, tuple) and all(isinstance(member, str) for member in members)


class _PluginFormat:
    """A plugin's format; any error that formats must not raise becomes a `PluginError`."""

    def __init__(self, format: Format, plugin: Plugin) -> None:
        self._format = format
        self._plugin = plugin
        self.name: str = plugin.name
        self.title: str = format.title
        self.media_types: tuple[str, ...] = format.media_types
        self.suffixes: tuple[str, ...] = format.suffixes
        self.narrows: tuple[str, ...] = format.narrows
        self.readable: bool = format.readable
        self.writable: bool = format.writable

    def sniff(self, head: bytes) -> bool:
        with self._plugin.guard(*_PASSED_ON):
            return bool(self._format.sniff(head))

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        with self._plugin.guard(*_PASSED_ON):
            for item in self._format.read(stream, notes):
                if not isinstance(cast("object", item), _ITEMS):
                    raise TypeError(f"yielded a {type(item).__name__} instead of an item")
                yield item

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        with self._plugin.guard(*_PASSED_ON):
            self._format.write(items, stream, losses)


_FORMATS: Registry[Format] = Registry("format", FORMATS, _BUILT_IN, _faults)
