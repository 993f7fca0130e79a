"""Text to elements: expat, without anything in XML that reads files or multiplies text.

A DOCTYPE, in which alone entities are declared, is refused when the parser meets it, as WordPress
refuses it (``WXR_Parser_SimpleXML``). Names come out with the prefix that is usual for their
namespace, whatever the file calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from attrs import field, frozen, mutable

from blogcore._text import shorten
from blogcore.errors import FormatError

from ..base import Notes

__all__ = ["DEEPEST", "LARGEST_RECORD", "LARGEST_TOKEN", "Element", "elements"]

#: Levels of elements; WXR has six.
DEEPEST = 256
#: Characters of one item or comment with all that it holds; elements count 100 each.
LARGEST_RECORD = 64 * 1024 * 1024
#: Bytes of one tag, comment or processing instruction.
LARGEST_TOKEN = 8 * 1024 * 1024

_WORDPRESS = re.compile(r"https?://(?:www\.)?wordpress\.org/export/(?:[\d.]+/?)?(excerpt/?)?")
_NAMESPACES = {
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/rss/1.0/modules/content": "content",
}
_USUAL = frozenset({"wp", "dc", "content", "excerpt"})

#: Where the records of a file lie, by root element: items and their like are one level below
#: this. The others than rss are cut out of exports by hand.
_ROOTS = {"rss": 2, "channel": 1, "item": 0}
#: Parts of an item that are handed out as soon as they end, so that a post with any number of
#: comments fits into memory.
_EARLY = frozenset({"wp:post_id", "wp:comment"})


@frozen
class Element:
    """An element that has ended."""

    #: ``wp:post_id``, ``dc:creator``, ``title``; empty in a namespace that is not of WXR.
    name: str
    #: The line at which it begins.
    line: int
    attributes: dict[str, str]
    #: All text that is directly in it, CDATA or not, as it is.
    text: str
    children: list[Element]
    #: Whether it lies in an item that has not ended yet.
    early: bool = False


def elements(text: Iterable[str], notes: Notes) -> Iterator[Element]:
    """The records of a channel as each ends: items, authors, terms and channel fields.

    Of an item, ``wp:post_id`` and ``wp:comment`` come before it and are not in it. Raises
    `FormatError` with line and column for what is no XML, is cut off, is too large or too deep,
    or is another kind of file. Linear; holds one record.
    """
    handler = _Handler(notes)
    for piece in text:
        try:
            handler.feed(piece.encode("utf-8"))
        except FormatError:
            yield from handler.taken()  # what ended before that place
            raise
        yield from handler.taken()
    handler.feed(b"", final=True)
    yield from handler.taken()
    if not handler.is_wordpress:
        raise FormatError(notes.format, "", _NOT_WORDPRESS)
    if not handler.has_channel:
        raise FormatError(notes.format, "", "there is no channel, and no item, in this RSS")


_NOT_WORDPRESS = (
    "this is RSS, but no WordPress export: it has no namespace under wordpress.org/export/"
)


@mutable
class _Open:
    """An element that has begun."""

    name: str
    line: int
    attributes: dict[str, str]
    scope: _Scope
    held: int
    parts: list[str] = field(factory=list[str])
    children: list[Element] = field(factory=list[Element])


@frozen
class _Scope:
    """What prefixes mean, and the names that have been looked up."""

    prefixes: dict[str, str]
    names: dict[str, str] = field(factory=dict[str, str])


class _Handler:
    def __init__(self, notes: Notes) -> None:
        self.is_wordpress = False
        self.has_channel = False
        self._notes = notes
        self._done: list[Element] = []
        self._open: list[_Open] = []
        self._scope = _Scope({})
        self._undeclared: set[str] = set()
        self._record_level = 0
        self._held = 0
        self._fed = 0
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def feed(self, data: bytes, final: bool = False) -> None:
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            raise self._error(_reason(error, final), error.lineno, error.offset) from None
        if self._held > LARGEST_RECORD:
            raise self._error(f"one item is larger than {LARGEST_RECORD} characters")
        self._fed += len(data)
        if self._fed - max(self._parser.CurrentByteIndex, 0) > LARGEST_TOKEN and not final:
            raise self._error(f"one tag or comment is longer than {LARGEST_TOKEN} bytes")

    def taken(self) -> Iterator[Element]:
        """The records that have ended since the last time."""
        done, self._done = self._done, []
        done.reverse()
        while done:
            element = done.pop()
            if not self.is_wordpress and element.name == "item":
                raise FormatError(self._notes.format, f"line {element.line}", _NOT_WORDPRESS)
            yield element

    def _error(
        self, reason: str, line: int | None = None, column: int | None = None
    ) -> FormatError:
        line = self._parser.CurrentLineNumber if line is None else line
        column = self._parser.CurrentColumnNumber if column is None else column
        return FormatError(self._notes.format, f"line {line}, column {column + 1}", reason)

    # --- what expat calls ---

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        scope = self._scope
        declared = {
            name[6:]: uri
            for name, uri in attributes.items()
            if name == "xmlns" or name.startswith("xmlns:")
        }
        if declared:
            self._scope = _Scope(scope.prefixes | declared)
            self.is_wordpress |= any(_usual(uri) == "wp" for uri in declared.values())
        name = self._scope.names.get(qualified)
        if name is None:
            name = self._scope.names[qualified] = self._named(qualified)
        if not self._open:
            self._begin(name, qualified)
        elif len(self._open) == 1 and self._open[0].name == "rss":
            self._place(name)
        elif len(self._open) >= DEEPEST:
            raise self._error(f"elements are nested deeper than {DEEPEST} levels")
        line = self._parser.CurrentLineNumber
        self._open.append(_Open(name, line, attributes, scope, self._held))
        self._held += 100

    def _text(self, data: str) -> None:
        if self._open:
            self._open[-1].parts.append(data)
            self._held += len(data)

    def _end(self, qualified: str) -> None:
        ended = self._open.pop()
        self._scope = ended.scope
        level = len(self._open) - self._record_level
        early = level == 1 and ended.name in _EARLY and self._open[-1].name == "item"
        element = Element(
            ended.name, ended.line, ended.attributes, "".join(ended.parts), ended.children, early
        )
        if level == 0 or early:
            self._held = ended.held
            self._done.append(element)
        elif level > 0:
            self._open[-1].children.append(element)

    def _doctype(self, name: str, *_: object) -> None:
        if name.lower() == "html":
            raise self._error(_HTML)
        raise self._error("a DOCTYPE is refused: no export has one, and it can read files")

    # --- names, sizes and kinds ---

    def _begin(self, name: str, qualified: str) -> None:
        """Judge the root element."""
        if name not in _ROOTS:
            shown = shorten(qualified)
            kinds = {"html": _HTML, "feed": "this is an Atom feed, no WordPress export"}
            reason = f"this is XML of another kind, no WordPress export: it begins with {shown}"
            raise self._error(kinds.get(qualified.lower(), reason))
        self._record_level = _ROOTS[name]
        if name != "rss":
            self.has_channel = True
            line = f"line {self._parser.CurrentLineNumber}"
            self._notes.add("repaired", line, name, "", "a part of an export, read as a whole one")

    def _place(self, name: str) -> None:
        """Judge a child of rss: records lie in its channel, or beside it."""
        self._record_level = 2 if name == "channel" else 1
        self.has_channel |= name in _ROOTS
        if name == "item":
            line = f"line {self._parser.CurrentLineNumber}"
            self._notes.add("repaired", line, name, "", "lies outside of the channel; read anyhow")

    def _named(self, qualified: str) -> str:
        prefix, colon, local = qualified.rpartition(":")
        uri = self._scope.prefixes.get(prefix)
        if uri is None and colon:
            return self._undeclared_name(prefix, local)
        usual = _usual(uri) if uri else ""
        if usual:
            return f"{usual}:{local}"
        return "" if colon else local

    def _undeclared_name(self, prefix: str, local: str) -> str:
        known = prefix in _USUAL
        if prefix not in self._undeclared:
            self._undeclared.add(prefix)
            done = "taken for what it usually means" if known else "its elements were left out"
            line = f"line {self._parser.CurrentLineNumber}"
            self._notes.add("repaired", line, "undeclared prefix", prefix, done)
        self.is_wordpress |= prefix == "wp"
        return f"{prefix}:{local}" if known else ""


_HTML = "this is an HTML page; was a login or error page saved instead of the export?"


def _usual(uri: str) -> str:
    """The usual prefix of a namespace of WXR, whatever its version; empty for others."""
    wordpress = _WORDPRESS.fullmatch(uri)
    if wordpress:
        return "excerpt" if wordpress[1] else "wp"
    return _NAMESPACES.get(uri.partition("://")[2].rstrip("/"), "")


_CUT_OFF = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
}


def _reason(error: expat.ExpatError, final: bool) -> str:
    if final and error.code in _CUT_OFF:
        return "the file ends in the middle of the export; it is cut off"
    return f"this is not well-formed XML: {expat.ErrorString(error.code)}"
