"""Which formats there are, ours and those of plugins: by name, by file name, and by content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from attrs import frozen

from blogcore._plugins import FORMATS
from blogcore._registry import Offer, Ours, Registry
from blogcore._text.plain import short_repr
from blogcore.errors import BlogcoreError, Fault, FormatError
from blogcore.formats._bytes import UTF8_BOM
from blogcore.formats._guarded import GuardedFormat
from blogcore.formats.base import Format

__all__ = ["HEAD_BYTES", "FormatInfo", "find_format", "format_for_path", "formats", "sniff"]

#: How much of a file is looked at to recognise it.
HEAD_BYTES = 8192

#: Each format of ours, imported when it is first needed. One row a format; the extra that it
#: needs, if any, and the module that the extra brings stand behind.
_OURS = {
    "atom": Ours("blogcore.formats.atom", "ATOM"),
    "blogger": Ours("blogcore.formats.blogger", "BLOGGER"),
    "commento": Ours("blogcore.formats.commento", "COMMENTO"),
    "disqus": Ours("blogcore.formats.disqus", "DISQUS"),
    "isso": Ours("blogcore.formats.isso", "ISSO"),
    "isso-json": Ours("blogcore.formats.isso_json", "ISSO_JSON"),
    "json": Ours("blogcore.formats.native", "JSON"),
    "jsonfeed": Ours("blogcore.formats.jsonfeed", "JSON_FEED"),
    "jsonl": Ours("blogcore.formats.native_lines", "JSONL"),
    "remark42": Ours("blogcore.formats.remark42", "REMARK42"),
    "rss": Ours("blogcore.formats.rss", "RSS"),
    "wild-feed": Ours("blogcore.formats.wild_feed", "WILD_FEED", "feeds", "feedparser"),
    "wp-rest": Ours("blogcore.formats.wp_rest", "WP_REST"),
    "wxr": Ours("blogcore.formats.wxr", "WXR"),
}
#: What no content says it is: it reads what is broken, where it is asked to.
_ONLY_BY_NAME = ("wild-feed@blogcore",)


@frozen
class FormatInfo:
    """What one format is called and can do."""

    name: str
    #: The distribution that brings it.
    distribution: str
    #: The extra without which it raises `MissingExtraError`; empty where it needs none.
    extra: str
    readable: bool
    writable: bool
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]


def formats() -> tuple[FormatInfo, ...]:
    """Every format, by name in alphabetical order.

    One that cannot be loaded, because its plugin is broken or its extra is not installed, is
    listed too: neither readable nor writable. `find_format` says what is wrong with it.

    >>> "json" in {info.name for info in formats() if info.writable}
    True
    """
    return tuple(map(_info, _FORMATS.offers()))


def find_format(name: str) -> Format:
    """The format of this name, or as ``name@distribution``.

    Raises `UnknownNameError`, which lists those that exist; `MissingExtraError` for one whose
    extra is not installed; `PluginError` for a broken plugin, or a name that two of them bring.
    """
    found = _FORMATS.find(name)
    return found.value if found.plugin is None else GuardedFormat(found.value, found.plugin)


def format_for_path(path: str) -> Format:
    """The format whose suffix a file to be written has, the longest suffix first.

    Raises `FormatError` where none has it, or several.
    """
    loaded = _loaded(_FORMATS.offers())
    pairs = [(suffix, format) for _, format in loaded for suffix in format.suffixes]
    fitting = [(len(suffix), format) for suffix, format in pairs if path.lower().endswith(suffix)]
    longest = max((length for length, _ in fitting), default=0)
    found = [format for length, format in fitting if length == longest]
    if len(found) == 1:
        return found[0]
    if found:
        names = " and ".join(sorted(format.name for format in found))
        raise FormatError("", "", f"{short_repr(path)} may be {names}; say which with format=")
    known = ", ".join(suffix for info in formats() if info.writable for suffix in info.suffixes)
    raise FormatError(
        "",
        "",
        f"{short_repr(path)} does not say which format: end it in one of {known}, or give format=",
    )


def sniff(head: bytes) -> Format:
    """The format of a file that begins so, judged by its content and never by its name.

    Where several formats know it, one that is a narrower kind of another is chosen, and one of
    ours before a plugin's. Raises `FormatError` that lists what was tried, or which formats it
    may be.
    """
    asked = [offer for offer in _FORMATS.offers() if _asked(offer) not in _ONLY_BY_NAME]
    tried = [(offer, format) for offer, format in _loaded(asked) if format.readable]
    fitting = [(offer, format) for offer, format in tried if _knows(format, head)]
    wider = {name for _, format in fitting for name in format.narrows}
    narrowest = [(offer, format) for offer, format in fitting if format.name not in wider]
    ours = [(offer, format) for offer, format in narrowest if offer.distribution == "blogcore"]
    candidates = ours or narrowest
    if len(candidates) == 1:
        return candidates[0][1]
    if candidates:
        names = _listed([offer for offer, _ in candidates])
        raise FormatError("", "byte 0", f"this may be {names}; say which with format=")
    names = _listed([offer for offer, _ in tried])
    raise FormatError(
        "", "byte 0", f"{_guess(head)}; tried {names}; give format= if you know better"
    )


# --- each format, and whether it can be used --------------------------------------------------


def _loaded(offers: Iterable[Offer]) -> Iterator[tuple[Offer, Format]]:
    """Those formats that can be used: what a stranger's plugin lacks must not stop the others."""
    for offer in offers:
        try:
            yield offer, find_format(_asked(offer))
        except BlogcoreError:
            continue


def _info(offer: Offer) -> FormatInfo:
    extra = _OURS[offer.name].extra if offer.distribution == "blogcore" else ""
    try:
        format = find_format(_asked(offer))
    except BlogcoreError:
        return FormatInfo(offer.name, offer.distribution, extra, False, False, (), ())
    return FormatInfo(
        name=offer.name,
        distribution=offer.distribution,
        extra=extra,
        readable=format.readable,
        writable=format.writable,
        media_types=format.media_types,
        suffixes=format.suffixes,
    )


def _knows(format: Format, head: bytes) -> bool:
    try:
        return format.sniff(head)
    except BlogcoreError:  # a broken plugin knows nothing
        return False


def _asked(offer: Offer) -> str:
    return f"{offer.name}@{offer.distribution}" if offer.distribution else offer.name


def _listed(offers: Sequence[Offer]) -> str:
    """Names; with their distribution where a plugin brings them."""
    return ", ".join(
        offer.name if offer.distribution == "blogcore" else _asked(offer) for offer in offers
    )


def _faults(format: object) -> list[Fault]:
    """What keeps an object from being a format."""
    if isinstance(format, type):
        return [Fault("", "wrong_type", "must be a format itself, not a class of formats")]
    faults = [
        Fault(name, "wrong_type", f"must be {kind.__name__}")
        for name, kind in (("name", str), ("readable", bool), ("writable", bool))
        if not isinstance(getattr(format, name, None), kind)
    ]
    faults += [
        Fault(name, "wrong_type", "must be a tuple of texts")
        for name in ("media_types", "suffixes", "narrows")
        if not _is_texts(getattr(format, name, None))
    ]
    faults += [
        Fault(name, "missing", f"must be a method {name}({arguments})")
        for name, arguments in _METHODS.items()
        if not callable(getattr(format, name, None))
    ]
    return faults


_METHODS = {"sniff": "head", "read": "stream, notes", "write": "items, stream, losses"}


def _is_texts(value: object) -> bool:
    members = cast("tuple[object, ...]", value)
    return isinstance(value, tuple) and all(isinstance(member, str) for member in members)


def _guess(head: bytes) -> str:
    start = head.removeprefix(UTF8_BOM).lstrip()
    if not start:
        return "there is nothing here"
    if start.startswith((b"{", b"[")):
        return "this is JSON or looks like it, but of no kind that is known"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "this is text in UTF-16, but no XML of a kind that is known; save it as UTF-8"
    if start.startswith(b"SQLite format 3\0"):
        return (
            "this is an SQLite database, but not one of Isso's; if it is, its tables may lie in "
            "the -wal file beside it: run PRAGMA wal_checkpoint"
        )
    if start[:5].lower() in (b"<!doc", b"<html"):
        return "this is an HTML page; was an error page saved instead of the file?"
    if start.startswith(b"<"):
        return (
            "this is XML or HTML of a kind that is not known; if it is a feed, "
            "format='wild-feed' may read it (pip install 'blogcore[feeds]')"
        )
    return f"not a known format: it begins with {short_repr(start[:16])}"


_FORMATS: Registry[Format] = Registry("format", FORMATS, _OURS, _faults)
