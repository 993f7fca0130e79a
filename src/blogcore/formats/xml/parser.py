"""Parse XML text into elements, with expat.

No document can open a file or expand an entity: a DOCTYPE, the only place where entities are
declared, is refused where it begins, as WordPress refuses it (``WXR_Parser_SimpleXML``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from xml.parsers import expat

from blogcore._text.plain import short_repr
from blogcore.errors import FormatError
from blogcore.formats.characters import repair_encoding
from blogcore.formats.reports import Notes
from blogcore.formats.xml.element import Element
from blogcore.formats.xml.markup import MarkupWriter
from blogcore.formats.xml.namespaces import NameResolver, Scope
from blogcore.formats.xml.vocabulary import Vocabulary

__all__ = ["MAX_DEPTH", "MAX_RECORD", "MAX_TOKEN", "parse"]

#: Levels of elements. WXR has six.
MAX_DEPTH = 256
#: Bytes of one record, or of a child that is streamed; every element counts 100 more.
MAX_RECORD = 64 * 1024 * 1024
#: Bytes of one tag, comment or processing instruction.
MAX_TOKEN = 8 * 1024 * 1024
#: Bytes that are passed to expat at once.
_SLICE = 1 << 15

_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


def parse(text: Iterable[str], vocabulary: Vocabulary, notes: Notes) -> Iterator[Element]:
    """Yield the records of a document in the order in which they end.

    Streamed children come before their record and are not part of it.

    Args:
        text: The document, repaired, in pieces.
        vocabulary: What kind of document it must be.
        notes: Receives a note for every repair.

    Raises:
        FormatError: With line and column, after the records before that position.

    Linear; holds one record.
    """
    parser = _Parser(vocabulary, notes)
    for piece in text:
        data = piece.encode("utf-8")
        for start in range(0, len(data), _SLICE):
            try:
                parser.feed(data[start : start + _SLICE])
            except FormatError:
                yield from parser.take_records()
                raise
            yield from parser.take_records()
    parser.feed(b"", is_final=True)
    yield from parser.take_records()
    parser.check_kind()


class _Parser:
    """Builds elements from expat's events, and sets aside those that are ready to be yielded."""

    def __init__(self, vocabulary: Vocabulary, notes: Notes) -> None:
        self._vocabulary = vocabulary
        self._notes = notes
        self._html_elements = vocabulary.html_elements
        self._names = NameResolver(vocabulary, notes)
        self._scope = Scope({})
        #: Depth of each open element that opened a scope, with the scope around it.
        self._outer_scopes: list[tuple[int, Scope]] = []
        #: Open elements: their end tags are still to come.
        self._open: list[Element] = []
        #: Text since the last tag.
        self._texts: list[str] = []
        #: Earlier text of open elements that have both text and children, by depth.
        self._mixed: dict[int, list[str]] = {}
        #: The content of the last open element, if that is one of the HTML elements.
        self._markup: MarkupWriter | None = None
        self._records: list[Element] = []
        #: Depth of the records.
        self._record_depth = 0
        self._has_root = False
        #: Whether an element in which records may be has begun.
        self._has_records_parent = False
        #: Byte where the present record, or the gap between two, begins; elements since then.
        self._record_start = 0
        self._elements = 0
        #: The same two for the last child of a record.
        self._child_start = (0, 0)
        self._bytes_fed = 0
        self._is_after_root = False
        self._expat = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = _SLICE
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._texts.append
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def feed(self, data: bytes, is_final: bool = False) -> None:
        if self._is_after_root:
            if b"<" in data:
                raise self._error("there is more markup after the end of the document")
            return
        try:
            self._expat.Parse(data, is_final)
        except expat.ExpatError as error:
            refusal = self._error(_explain(error, is_final), error.lineno, error.offset)
            rest = data[max(self._expat.ErrorByteIndex - self._bytes_fed, 0) :]
            if self._open or not self._has_root or b"<" in rest:
                raise refusal from None
            self._is_after_root = True
            message = "text after the document; left out"
            self._notes.add("repaired", refusal.place.partition(",")[0], "", "…", message)
            return
        self._bytes_fed += len(data)
        position = max(self._expat.CurrentByteIndex, 0)
        if position - self._record_start + 100 * self._elements > MAX_RECORD:
            raise self._error(f"one record is larger than {MAX_RECORD} bytes")
        if self._bytes_fed - position > MAX_TOKEN and not is_final:
            raise self._error(f"one tag or comment is longer than {MAX_TOKEN} bytes")

    def take_records(self) -> Iterator[Element]:
        """Yield the records that have ended since the last call."""
        records, self._records = self._records, []
        for element in records:
            is_needed = not self._names.has_required_prefix
            if is_needed and element.name in self._vocabulary.streamed_children:
                self._refuse_kind(f"line {element.line}")
            yield element

    def check_kind(self) -> None:
        """Refuse a document that turned out to be of another kind."""
        if not self._names.has_required_prefix:
            self._refuse_kind("")
        if not self._has_records_parent and not self._vocabulary.may_be_empty:
            missing = " and no ".join(self._vocabulary.fragments)
            reason = f"there is no {missing} in this {self._vocabulary.label}"
            raise FormatError(self._notes.format, "", reason)

    # --- handlers of expat ---

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        depth = len(self._open)
        if self._texts:
            text = "".join(self._texts)
            self._texts.clear()
            if not text.isspace():
                self._mixed.setdefault(depth, []).append(text)
        line = self._expat.CurrentLineNumber
        named = self._enter(attributes, depth, line) if attributes else _NO_ATTRIBUTES
        scope = self._scope
        name = scope.names.get(qualified)
        if name is None:
            name = self._names.element_name(qualified, scope, line)
        element = Element(name, line, named)
        if named and not all(map(str.isascii, named.values())):
            element.attributes = {
                key: self._repaired(value, element) for key, value in named.items()
            }
        if scope.base or scope.language:
            element.base, element.language = scope.base, scope.language
        if depth <= self._record_depth + 1:
            self._start_outer(element, qualified)
        elif depth >= MAX_DEPTH:
            raise self._too_deep()
        self._elements += 1
        self._open.append(element)
        if name in self._html_elements:
            self._expat.StartElementHandler = self._start_markup
            self._expat.EndElementHandler = self._end_markup

    def _end(self, _qualified: str) -> None:
        element = self._open.pop()
        depth = len(self._open)
        if self._texts:
            element.text = "".join(self._texts)
            self._texts.clear()
        if self._mixed and depth + 1 in self._mixed:
            element.text = "".join([*self._mixed.pop(depth + 1), element.text])
        if not element.text.isascii():
            element.text = self._repaired(element.text, element)
        if self._outer_scopes and self._outer_scopes[-1][0] == depth:
            self._scope = self._outer_scopes.pop()[1]
        level = depth - self._record_depth
        if level > 1 or not self._set_aside(element, level):
            children = self._open[-1].children
            if isinstance(children, list):
                children.append(element)
            else:
                self._open[-1].children = [element]

    def _repaired(self, text: str, element: Element) -> str:
        """Return the text of an element, or an attribute, in its right encoding."""
        repaired, noted = repair_encoding(text)
        for severity, message in noted:
            self._notes.add(severity, f"line {element.line}", element.name, "…", message)
        return repaired

    def _refuse_doctype(self, name: str, *_: object) -> None:
        if name.lower() == "html":
            raise self._error(_HTML_PAGE)
        raise self._error("a DOCTYPE is refused: no export has one, and it can read files")

    def _enter(self, attributes: dict[str, str], depth: int, line: int) -> Mapping[str, str]:
        """Open a scope if the attributes require one; return them by the vocabulary's names."""
        scope = self._names.enter(attributes, self._scope, depth == 0)
        if scope is not self._scope:
            self._outer_scopes.append((depth, self._scope))
            self._scope = scope
        return self._names.attributes(attributes, scope, line)

    # --- the root, its children, records and their children ---

    def _start_outer(self, element: Element, qualified: str) -> None:
        """Begin an element at the level of the records, above it or one below it."""
        depth = len(self._open)
        if depth == 0:
            self._start_root(element, qualified)
        elif depth == 1:
            self._start_child_of_root(element)
        level = depth - self._record_depth
        if level == 0:
            self._mixed.clear()  # text between records is not kept
            self._record_start, self._elements = self._expat.CurrentByteIndex, 0
        elif level == 1:
            self._child_start = (self._expat.CurrentByteIndex, self._elements)

    def _start_root(self, root: Element, qualified: str) -> None:
        self._has_root = True
        depth = self._vocabulary.roots.get(root.name, self._vocabulary.fragments.get(root.name))
        if depth is None:
            raise self._error(_other_kind(qualified, self._vocabulary.label))
        self._record_depth = depth
        self._has_records_parent = depth < 2
        if root.name not in self._vocabulary.roots:
            message = "a fragment of a file; read like a whole one"
            self._notes.add("repaired", f"line {root.line}", root.name, "", message)

    def _start_child_of_root(self, child: Element) -> None:
        """Find the depth of the records: they are in their usual parent, or beside it."""
        root_depth = self._vocabulary.roots.get(self._open[0].name)
        if root_depth is None:
            return
        depth = self._vocabulary.fragments.get(child.name)
        if depth is None:
            self._record_depth = root_depth
            return
        self._has_records_parent = True
        self._record_depth = depth + 1
        if self._record_depth < root_depth:
            message = "is outside of its usual parent; read anyway"
            self._notes.add("repaired", f"line {child.line}", child.name, "", message)

    def _set_aside(self, element: Element, level: int) -> bool:
        """Set a record or streamed child aside to be yielded; False for another child."""
        position = self._expat.CurrentByteIndex
        if level == 0:
            self._records.append(element)
            self._record_start, self._elements = position, 0
        elif level == 1:
            if element.name not in self._vocabulary.streamed_children.get(self._open[-1].name, ()):
                return False
            element.parent_is_open = True
            self._records.append(element)
            start, self._elements = self._child_start
            self._record_start += position - start
        return True

    # --- elements whose content is kept as HTML ---

    def _start_markup(self, qualified: str, attributes: dict[str, str]) -> None:
        if self._markup is None:
            self._markup = MarkupWriter(self._scope.base)
        if len(self._open) + self._markup.depth >= MAX_DEPTH:
            raise self._too_deep()
        self._elements += 1
        self._write_markup_text(self._markup)
        self._markup.start(qualified, attributes)

    def _end_markup(self, qualified: str) -> None:
        if self._markup is not None:
            self._write_markup_text(self._markup)
            if self._markup.depth:
                self._markup.end()
                return
            self._open[-1].markup, _ = repair_encoding(self._markup.html)
            self._markup = None
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._end(qualified)

    def _write_markup_text(self, markup: MarkupWriter) -> None:
        """Write the text since the last tag, and keep it as text of the element too."""
        markup.text("".join(self._texts))
        self._mixed.setdefault(len(self._open), []).extend(self._texts)
        self._texts.clear()

    # --- errors ---

    def _too_deep(self) -> FormatError:
        return self._error(f"elements are nested deeper than {MAX_DEPTH} levels")

    def _error(
        self, reason: str, line: int | None = None, column: int | None = None
    ) -> FormatError:
        line = self._expat.CurrentLineNumber if line is None else line
        column = self._expat.CurrentColumnNumber if column is None else column
        return FormatError(self._notes.format, f"line {line}, column {column + 1}", reason)

    def _refuse_kind(self, place: str) -> None:
        raise FormatError(self._notes.format, place, self._vocabulary.required_prefix_missing)


_HTML_PAGE = "this is an HTML page; was a login or error page saved instead of the file?"
#: Kinds of files by the name of the root element.
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


def _other_kind(root: str, expected: str) -> str:
    """Return the error message for a root that is not the expected one."""
    local = root.rpartition(":")[2].lower()
    if local == "html":
        return _HTML_PAGE
    if local in _KINDS:
        return f"this is {_KINDS[local]}, no {expected}"
    return f"this is XML of another kind, no {expected}: it begins with {short_repr(root)}"


def _explain(error: expat.ExpatError, is_final: bool) -> str:
    if is_final and error.code in _CUT_OFF:
        return "the file ends in the middle of the document; it is cut off"
    return f"this is not well-formed XML: {expat.ErrorString(error.code)}"
