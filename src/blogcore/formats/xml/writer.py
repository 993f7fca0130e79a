"""Elements to bytes: a document written as it is told, well-formed whatever the text."""

from __future__ import annotations

from collections.abc import Container, Mapping
from types import MappingProxyType
from typing import BinaryIO

from attrs import mutable

from blogcore._text.xml import count_non_xml, xml_attribute, xml_text
from blogcore.formats.base import Losses
from blogcore.formats.xml.element import Element

__all__ = ["XmlWriter"]

_NONE: Mapping[str, str] = MappingProxyType({})
#: Text is handed to the stream in pieces of about so many characters.
_PIECE = 1 << 16


class XmlWriter:
    """Writes one document in UTF-8: `start`, `text` or `cdata`, `end`; `leaf` does all three.

    What it writes parses back equal, CR and ``]]>`` and blanks in attributes included. A
    character that XML 1.0 cannot hold (section 2.2) becomes U+FFFD and is a loss of the item that
    `where` names. Elements that hold no text are laid out in lines. Names are the format's own
    and not looked at. Linear; holds about 64 Ki characters.

    >>> import io
    >>> stream = io.BytesIO()
    >>> writer = XmlWriter(stream, Losses())
    >>> writer.start("notes", {"lang": "en"})
    >>> writer.leaf("note", "a < b")
    >>> writer.end()
    >>> writer.close()
    >>> print(stream.getvalue().decode(), end="")
    <?xml version="1.0" encoding="UTF-8"?>
    <notes lang="en">
      <note>a &lt; b</note>
    </notes>
    """

    def __init__(self, stream: BinaryIO, losses: Losses) -> None:
        #: The item that is being written, for the losses.
        self.where: str = ""
        self._stream = stream
        self._losses = losses
        self._open: list[_Begun] = []
        self._parts = ['<?xml version="1.0" encoding="UTF-8"?>']
        self._size = 0

    def start(self, name: str, attributes: Mapping[str, str] = _NONE) -> None:
        """An element begins."""
        self._line(len(self._open))
        if self._open:
            self._open[-1].holds_elements = True
        self._open.append(_Begun(name))
        shown = (
            f' {key}="{xml_attribute(self._held(value, key))}"' for key, value in attributes.items()
        )
        self._write(f"<{name}{''.join(shown)}>")

    def text(self, text: str, field: str = "") -> None:
        """Text of the element that began last; ``field`` is the model's, for the losses."""
        self._mark_text()
        self._write(xml_text(self._held(text, field)))

    def cdata(self, text: str, field: str = "") -> None:
        """As `text`, in a CDATA section: WordPress's ``wxr_cdata``."""
        self._mark_text()
        held = self._held(text, field).replace("]]>", "]]]]><![CDATA[>")
        self._write(f"<![CDATA[{held.replace(chr(13), ']]>&#13;<![CDATA[')}]]>")

    def end(self) -> None:
        """The element that began last ends."""
        ended = self._open.pop()
        if ended.holds_elements and not ended.holds_text:
            self._line(len(self._open))
        self._write(f"</{ended.name}>")

    def leaf(
        self, name: str, text: str, attributes: Mapping[str, str] = _NONE, *, field: str = ""
    ) -> None:
        """An element that holds text alone."""
        self.start(name, attributes)
        if text:
            self.text(text, field or name)
        self.end()

    def leaf_cdata(
        self, name: str, text: str, attributes: Mapping[str, str] = _NONE, *, field: str = ""
    ) -> None:
        """An element that holds a CDATA section alone."""
        self.start(name, attributes)
        self.cdata(text, field or name)
        self.end()

    def element(self, element: Element, cdata: Container[str] = ()) -> None:
        """An element with all that it holds; the text of those named in ``cdata`` is in CDATA."""
        self.start(element.name, element.attributes)
        for child in element.children:
            self.element(child, cdata)
        if element.name in cdata:
            self.cdata(element.text)
        elif element.text:
            self.text(element.text)
        self.end()

    def close(self) -> None:
        """The document is whole; the stream stays open."""
        self._write("\n")
        self._flush()

    def _held(self, text: str, field: str) -> str:
        """The text as XML can hold it, and a loss where that is another."""
        count = count_non_xml(text)
        if not count:
            return text
        self._losses.add(self.where, field, "characters that XML cannot hold became U+FFFD")
        return "".join("\ufffd" if count_non_xml(character) else character for character in text)

    def _mark_text(self) -> None:
        if self._open:
            self._open[-1].holds_text = True

    def _line(self, depth: int) -> None:
        if not any(begun.holds_text for begun in self._open[-1:]):
            self._write("\n" + "  " * depth)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)
        if self._size >= _PIECE:
            self._flush()

    def _flush(self) -> None:
        self._stream.write("".join(self._parts).encode("utf-8"))
        self._parts.clear()
        self._size = 0


@mutable
class _Begun:
    """An element that has begun, and what lies in it so far."""

    name: str
    holds_text: bool = False
    holds_elements: bool = False
