"""Text to elements: expat, without anything in XML that reads files or multiplies text.

A DOCTYPE, in which alone entities are declared, is refused when the parser meets it, as WordPress
refuses it (``WXR_Parser_SimpleXML``). Names come out with the prefix that the dialect has for
their namespace, whatever the file calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from xml.parsers import expat

from attrs import define, field, frozen

from blogcore._text import shorten
from blogcore.errors import FormatError

from ..base import Notes
from .dialect import Dialect
from .markup import Markup, joined
from .runs import Runs

__all__ = ["DEEPEST", "LARGEST_RECORD", "LARGEST_TOKEN", "Element", "parsed"]

#: Levels of elements; WXR has six.
DEEPEST = 256
#: Characters of one record or early part with all that it holds; elements count 100 each.
LARGEST_RECORD = 64 * 1024 * 1024
#: Bytes of one tag, comment or processing instruction.
LARGEST_TOKEN = 8 * 1024 * 1024


@define
class Element:
    """An element that has ended."""

    #: ``wp:post_id``, ``dc:creator``, ``title``; empty in a namespace that is not of the dialect.
    name: str
    #: The line at which it begins.
    line: int
    #: By name, as elements are named; those of other namespaces are left out.
    attributes: Mapping[str, str]
    #: All text that is directly in it, CDATA or not, as it is.
    text: str
    children: Sequence[Element]
    #: Whether it lies in a record that has not ended yet.
    early: bool = False
    #: What lies in it as markup, where the dialect keeps that and there is any.
    markup: str = ""
    #: ``xml:base`` and ``xml:lang`` that hold for it, its own or inherited; empty where none does.
    base: str = ""
    language: str = ""

    def resolved(self, address: str) -> str:
        """An address in this element, made absolute where a base is known (RFC 3986, section 5)."""
        return joined(self.base, address)


def parsed(
    text: Iterable[str], dialect: Dialect, notes: Notes, runs: Runs | None = None
) -> Iterator[Element]:
    """The records of a document as each ends, in the order of the file.

    What the dialect calls early comes before its record and is not in it. Raises `FormatError`
    with line and column for what is no XML, is cut off, is too large or too deep, or is another
    kind of file. Linear; holds one record.
    """
    handler = _Handler(dialect, notes, runs)
    for piece in text:
        try:
            handler.feed(piece.encode("utf-8"))
        except FormatError:
            yield from handler.taken()  # what ended before that place
            raise
        yield from handler.taken()
    handler.feed(b"", final=True)
    yield from handler.taken()
    if not handler.signed:
        raise FormatError(notes.format, "", dialect.unsigned)
    if not handler.placed:
        missing = " and no ".join(dialect.parts)
        raise FormatError(notes.format, "", f"there is no {missing} in this {dialect.kind}")


@define
class _Open:
    """An element that has begun."""

    name: str
    line: int
    attributes: dict[str, str]
    outside: _Scope
    held: int
    parts: list[str] = field(factory=list[str])
    children: list[Element] = field(factory=list[Element])


@frozen
class _Scope:
    """What prefixes mean, what is inherited, and the names that have been looked up."""

    prefixes: dict[str, str]
    #: A namespace of the root's own that is not known: its names count as names without one.
    home: str = ""
    base: str = ""
    language: str = ""
    names: dict[str, str] = field(factory=dict[str, str])


class _Handler:
    def __init__(self, dialect: Dialect, notes: Notes, runs: Runs | None) -> None:
        self.signed = dialect.sign is None
        #: Whether there is anything in which records may lie.
        self.placed = False
        self._dialect = dialect
        self._notes = notes
        self._done: list[Element] = []
        self._open: list[_Open] = []
        #: What is kept as markup of the element that was opened last.
        self._kept: Markup | None = None
        self._scope = _Scope({})
        self._undeclared: set[str] = set()
        self._record_level = 0
        self._held = 0
        self._fed = 0
        self._begun = False
        self._trailing = False
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        if runs is not None:
            self._runs = runs
            parser.ProcessingInstructionHandler = self._instruction
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def feed(self, data: bytes, final: bool = False) -> None:
        if self._trailing:
            self._refuse_document(data)
            return
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            refusal = self._error(_reason(error, final), error.lineno, error.offset)
            if self._open or not self._begun:
                raise refusal from None
            self._pass_over(data[max(self._parser.ErrorByteIndex - self._fed, 0) :], refusal)
            return
        if self._held > LARGEST_RECORD:
            raise self._error(f"one record is larger than {LARGEST_RECORD} characters")
        self._fed += len(data)
        if self._fed - max(self._parser.CurrentByteIndex, 0) > LARGEST_TOKEN and not final:
            raise self._error(f"one tag or comment is longer than {LARGEST_TOKEN} bytes")

    def taken(self) -> Iterator[Element]:
        """The records that have ended since the last time."""
        done, self._done = self._done, []
        done.reverse()
        while done:
            element = done.pop()
            if not self.signed and element.name in self._dialect.records:
                place = f"line {element.line}"
                raise FormatError(self._notes.format, place, self._dialect.unsigned)
            yield element

    def _error(
        self, reason: str, line: int | None = None, column: int | None = None
    ) -> FormatError:
        line = self._parser.CurrentLineNumber if line is None else line
        column = self._parser.CurrentColumnNumber if column is None else column
        return FormatError(self._notes.format, f"line {line}, column {column + 1}", reason)

    # --- behind the root ---

    def _pass_over(self, rest: bytes, refusal: FormatError) -> None:
        """Text behind the document is left out; a tag or anything like it is not."""
        if b"<" in rest:
            raise refusal
        self._trailing = True
        place = refusal.place.partition(",")[0]
        self._notes.add("repaired", place, "", "…", "text behind the document; left out")

    def _refuse_document(self, data: bytes) -> None:
        if b"<" in data:
            raise self._error("there is more markup behind the end of the document")

    # --- what expat calls ---

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        if len(self._open) + (self._kept.depth if self._kept else 0) >= DEEPEST:
            raise self._error(f"elements are nested deeper than {DEEPEST} levels")
        if self._open and (self._kept or self._open[-1].name in self._dialect.markup):
            self._keep().start(qualified, attributes)
            self._held += 100
            return
        outside = self._scope
        if attributes:
            attributes = self._settled(attributes)
        name = self._scope.names.get(qualified)
        if name is None:
            name = self._scope.names[qualified] = self._named(
                qualified, self._parser.CurrentLineNumber
            )
        if not self._open:
            self._begin(name, qualified)
        elif len(self._open) == 1 and self._open[0].name in self._dialect.roots:
            self._judge_child(name)
        line = self._parser.CurrentLineNumber
        self._open.append(_Open(name, line, attributes, outside, self._held))
        self._held += 100

    def _text(self, data: str) -> None:
        if self._open:
            self._open[-1].parts.append(data)
            self._held += len(data)
            if self._kept:
                self._kept.text(data)

    def _end(self, qualified: str) -> None:
        if self._kept and self._kept.depth:
            self._kept.end()
            return
        ended, scope = self._open.pop(), self._scope
        self._scope = ended.outside
        level = len(self._open) - self._record_level
        element = Element(
            ended.name,
            ended.line,
            ended.attributes,
            "".join(ended.parts),
            ended.children,
            False,
            self._kept.written if self._kept else "",
            scope.base,
            scope.language,
        )
        self._kept = None
        around = self._open[-1].name if self._open else ""
        if level >= 0 and not self._place(element, around, level):
            self._held = ended.held

    def _instruction(self, target: str, data: str) -> None:
        """A row of plain elements lies here; see `runs`."""
        run = self._runs.take(data) if target == self._runs.target else None
        if run is None:
            return
        if not self._open:
            raise self._error("there is more markup behind the end of the document")
        if len(self._open) + 1 >= DEEPEST:
            raise self._error(f"elements are nested deeper than {DEEPEST} levels")
        around = self._open[-1]
        scope, names = self._scope, self._scope.names
        base, language = scope.base, scope.language
        level = len(self._open) - self._record_level
        inside = around.children
        branch: Element | None = None
        none = early = frozenset[str]()
        line, held = run.line, 0
        for blanks, leaf, attributes, section, plain, tag in run.tokens():
            if blanks:
                line += blanks.count("\n")
            if leaf:
                name = names.get(leaf)
                if name is None:
                    name = names[leaf] = self._named(leaf, line)
                text = section or plain
                named = _attributes(attributes) if attributes else _NONE
                element = Element(name, line, named, text, (), False, "", base, language)
                held += 100 + len(text)
                line += text.count("\n")
                if branch is not None:
                    if name in early:
                        element.early = True
                        self._done.append(element)
                    else:
                        inside.append(element)
                    continue
            elif branch is None:
                name = names.get(tag)
                if name is None:
                    name = names[tag] = self._named(tag, line)
                inside = []
                branch = Element(name, line, _NONE, "", inside, False, "", base, language)
                early = self._dialect.records.get(name, none) if level == 0 else none
                held += 100
                continue
            else:
                element, branch, inside = branch, None, around.children
            if self._place(element, around.name, level):
                self._held += held
            held = 0

    def _place(self, element: Element, around: str, level: int) -> bool:
        """Put an element that ended where it belongs; whether a record still holds it."""
        if level > 0:
            early = level == 1 and element.name in self._dialect.records.get(around, ())
            if not early:
                self._open[-1].children.append(element)
                return True
            element.early = True
        elif level < 0:
            return False
        self._done.append(element)
        return False

    def _doctype(self, name: str, *_: object) -> None:
        if name.lower() == "html":
            raise self._error(_HTML)
        raise self._error("a DOCTYPE is refused: no export has one, and it can read files")

    # --- names, sizes and kinds ---

    def _begin(self, name: str, qualified: str) -> None:
        """Judge the root element."""
        self._begun = True
        level = self._dialect.roots.get(name, self._dialect.parts.get(name))
        if level is None:
            local = qualified.rpartition(":")[2].lower()
            if local == "html":
                raise self._error(_HTML)
            other = f"XML of another kind, no {self._dialect.kind}: it begins with "
            known = f"{_KINDS.get(local)}, no {self._dialect.kind}"
            raise self._error(f"this is {known if local in _KINDS else other + shorten(qualified)}")
        self._record_level = level
        self.placed = level < 2
        if name not in self._dialect.roots:
            line = f"line {self._parser.CurrentLineNumber}"
            self._notes.add("repaired", line, name, "", "a part of a file, read as a whole one")

    def _judge_child(self, name: str) -> None:
        """Judge a child of the root: records lie in their usual part, or beside it."""
        level = self._dialect.parts.get(name)
        if level is None:
            return
        self.placed = True
        self._record_level = level + 1
        if self._record_level < self._dialect.roots[self._open[0].name]:
            line = f"line {self._parser.CurrentLineNumber}"
            self._notes.add("repaired", line, name, "", "lies outside of its part; read anyhow")

    def _keep(self) -> Markup:
        """What keeps the inside of the element that was opened last."""
        if self._kept is None:
            self._kept = Markup(self._scope.base)
            self._kept.text("".join(self._open[-1].parts))
        return self._kept

    def _settled(self, attributes: dict[str, str]) -> dict[str, str]:
        """Attributes by their usual names; what they declare is in force from here on."""
        special = [name for name in attributes if ":" in name or name == "xmlns"]
        if not special:
            return attributes
        declared = {
            name[6:]: attributes[name]
            for name in special
            if name == "xmlns" or name.startswith("xmlns:")
        }
        if declared or "xml:base" in attributes or "xml:lang" in attributes:
            self._scope = self._entered(declared, attributes)
        settled = {
            self._attribute(name): value
            for name, value in attributes.items()
            if name != "xmlns" and not name.startswith("xmlns:")
        }
        settled.pop("", None)
        return settled

    def _entered(self, declared: dict[str, str], attributes: dict[str, str]) -> _Scope:
        outside, prefix = self._scope, self._dialect.prefix
        if self._dialect.sign is not None:
            self.signed |= any(prefix(uri) == self._dialect.sign for uri in declared.values())
        home = outside.home
        if not self._open and prefix(declared.get("", "")) is None:
            home = declared.get("", "")
        return _Scope(
            prefixes=outside.prefixes | declared,
            home=home,
            base=joined(outside.base, attributes.get("xml:base", "")),
            language=attributes.get("xml:lang", outside.language),
        )

    def _attribute(self, qualified: str) -> str:
        prefix, colon, _ = qualified.partition(":")
        if not colon or prefix == "xml":
            return qualified
        return self._named(qualified, self._parser.CurrentLineNumber)

    def _named(self, qualified: str, line: int) -> str:
        """The usual name of a qualified one; empty where its namespace is not of the dialect."""
        prefix, colon, local = qualified.rpartition(":")
        uri = self._scope.prefixes.get(prefix, "")
        if not uri:
            return self._undeclared_name(prefix, local, line) if colon else local
        usual = self._dialect.prefix(uri)
        if usual is None:
            return local if uri == self._scope.home and not colon else ""
        return f"{usual}:{local}" if usual else local

    def _undeclared_name(self, prefix: str, local: str, line: int) -> str:
        known = prefix in self._dialect.prefixes
        if prefix not in self._undeclared:
            self._undeclared.add(prefix)
            done = "taken for what it usually means" if known else "its elements were left out"
            self._notes.add("repaired", f"line {line}", "undeclared prefix", prefix, done)
        self.signed |= prefix == self._dialect.sign
        return f"{prefix}:{local}" if known else ""


def _attributes(text: str) -> dict[str, str]:
    return dict(_ATTRIBUTE.findall(text))


_NONE: Mapping[str, str] = MappingProxyType({})
_ATTRIBUTE = re.compile(r' ([^=]+)="([^"]*)"')
_HTML = "this is an HTML page; was a login or error page saved instead of the file?"
_KINDS = {
    "disqus": "a Disqus export",
    "feed": "an Atom feed",
    "opml": "an OPML list of feeds",
    "rdf": "an RSS 1.0 feed",
    "rss": "an RSS feed or WordPress export",
}

_CUT_OFF = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
}


def _reason(error: expat.ExpatError, final: bool) -> str:
    if final and error.code in _CUT_OFF:
        return "the file ends in the middle of the document; it is cut off"
    return f"this is not well-formed XML: {expat.ErrorString(error.code)}"
