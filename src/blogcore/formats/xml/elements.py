"""Text to elements: expat, without anything in XML that reads files or multiplies text.

A DOCTYPE, in which alone entities are declared, is refused when the parser meets it, as WordPress
refuses it (``WXR_Parser_SimpleXML``). Names come out with the prefix that the vocabulary has for
their namespace, whatever the file calls it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from attrs import define, field

from blogcore.errors import FormatError
from blogcore.formats.base import Notes
from blogcore.formats.xml.element import Element
from blogcore.formats.xml.markup import Markup
from blogcore.formats.xml.names import Names, Scope
from blogcore.formats.xml.refusals import HTML_PAGE, another_kind, not_well_formed
from blogcore.formats.xml.vocabulary import Vocabulary

__all__ = ["DEEPEST", "LARGEST_RECORD", "LARGEST_TOKEN", "parsed"]

#: Levels of elements; WXR has six.
DEEPEST = 256
#: Characters of one record or early part with all that it holds; elements count 100 each.
LARGEST_RECORD = 64 * 1024 * 1024
#: Bytes of one tag, comment or processing instruction.
LARGEST_TOKEN = 8 * 1024 * 1024


def parsed(text: Iterable[str], vocabulary: Vocabulary, notes: Notes) -> Iterator[Element]:
    """The records of a document as each ends, in the order of the file.

    What the vocabulary calls early comes before its record and is not in it. Raises `FormatError`
    with line and column for what is no XML, is cut off, is too large or too deep, or is another
    kind of file. Linear; holds one record.
    """
    handler = _Handler(vocabulary, notes)
    for piece in text:
        try:
            handler.feed(piece.encode("utf-8"))
        except FormatError:
            yield from handler.taken()  # what ended before that place
            raise
        yield from handler.taken()
    handler.feed(b"", final=True)
    yield from handler.taken()
    if not handler.names.signed:
        raise FormatError(notes.format, "", vocabulary.required_prefix_missing)
    if not handler.placed and not vocabulary.may_be_empty:
        missing = " and no ".join(vocabulary.fragments)
        raise FormatError(notes.format, "", f"there is no {missing} in this {vocabulary.label}")


@define
class _Open:
    """An element that has begun."""

    name: str
    line: int
    attributes: dict[str, str]
    outside: Scope
    held: int
    parts: list[str] = field(factory=list[str])
    children: list[Element] = field(factory=list[Element])


class _Handler:
    def __init__(self, vocabulary: Vocabulary, notes: Notes) -> None:
        self.names = Names(vocabulary, notes)
        #: Whether there is anything in which records may lie.
        self.placed = False
        self._vocabulary = vocabulary
        self._notes = notes
        self._done: list[Element] = []
        self._open: list[_Open] = []
        #: What is kept as markup of the element that was opened last.
        self._kept: Markup | None = None
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
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def feed(self, data: bytes, final: bool = False) -> None:
        if self._trailing:
            self._refuse_document(data)
            return
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            refusal = self._error(not_well_formed(error, final), error.lineno, error.offset)
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
            if not self.names.signed and element.name in self._vocabulary.streamed_children:
                place = f"line {element.line}"
                raise FormatError(
                    self._notes.format, place, self._vocabulary.required_prefix_missing
                )
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
        if self._open and (self._kept or self._open[-1].name in self._vocabulary.html_elements):
            self._keep().start(qualified, attributes)
            self._held += 100
            return
        outside, line = self.names.scope, self._parser.CurrentLineNumber
        if attributes:
            attributes = self.names.entered(attributes, not self._open, line)
        name = self.names.of(qualified, line)
        if not self._open:
            self._begin(name, qualified)
        elif len(self._open) == 1:
            self._judge_child(name)
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
        ended, scope = self._open.pop(), self.names.scope
        self.names.scope = ended.outside
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
        if level > 1 or (
            level == 1 and ended.name not in self._vocabulary.streamed_children.get(around, ())
        ):
            self._open[-1].children.append(element)
        elif level >= 0:
            self._hand_out(element, level)
            self._held = ended.held

    def _hand_out(self, element: Element, level: int) -> None:
        """Give out what no record holds: a record that has ended, or an early part of one."""
        element.parent_is_open = level == 1
        self._done.append(element)

    def _doctype(self, name: str, *_: object) -> None:
        if name.lower() == "html":
            raise self._error(HTML_PAGE)
        raise self._error("a DOCTYPE is refused: no export has one, and it can read files")

    # --- names, sizes and kinds ---

    def _begin(self, name: str, qualified: str) -> None:
        """Judge the root element."""
        self._begun = True
        level = self._vocabulary.roots.get(name, self._vocabulary.fragments.get(name))
        if level is None:
            raise self._error(another_kind(qualified, self._vocabulary.label))
        self._record_level = level
        self.placed = level < 2
        if name not in self._vocabulary.roots:
            line = f"line {self._parser.CurrentLineNumber}"
            self._notes.add("repaired", line, name, "", "a part of a file, read as a whole one")

    def _judge_child(self, name: str) -> None:
        """Judge a child of the root: records lie in their usual part, or beside it."""
        if self._open[0].name not in self._vocabulary.roots:
            return
        level = self._vocabulary.fragments.get(name)
        if level is None:
            self._record_level = self._vocabulary.roots[self._open[0].name]
            return
        self.placed = True
        self._record_level = level + 1
        if self._record_level < self._vocabulary.roots[self._open[0].name]:
            line = f"line {self._parser.CurrentLineNumber}"
            self._notes.add("repaired", line, name, "", "lies outside of its part; read anyhow")

    def _keep(self) -> Markup:
        """What keeps the inside of the element that was opened last."""
        if self._kept is None:
            self._kept = Markup(self.names.scope.base)
            self._kept.text("".join(self._open[-1].parts))
        return self._kept
