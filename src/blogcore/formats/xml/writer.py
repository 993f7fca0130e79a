"""Write an XML document, well-formed for any text."""

from __future__ import annotations

from collections.abc import Container, Mapping
from types import MappingProxyType
from typing import BinaryIO

from attrs import mutable

from blogcore._text.xml import count_non_xml, xml_attribute, xml_text
from blogcore.formats.reports import Losses
from blogcore.formats.xml.element import Element

__all__ = ["XmlWriter"]

_NONE: Mapping[str, str] = MappingProxyType({})
#: Characters that are written to the stream at once.
_BUFFER_SIZE = 1 << 16


class XmlWriter:
    """Writes one document in UTF-8: `start`, `text` or `cdata`, `end`; `leaf` does all three.

    Any text parses back equal, also CR, ``]]>`` and white space in attributes. A character that
    XML 1.0 excludes (section 2.2) becomes U+FFFD and is a loss of the item that `where` names.
    Elements without text are indented. Names are not checked. Linear; holds 64 Ki characters.

    Args:
        stream: Where to write the document. It stays open.
        losses: Receives the losses.

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
        #: Name of the item that is being written, for the losses.
        self.where: str = ""
        self._stream = stream
        self._losses = losses
        self._open: list[_OpenElement] = []
        self._parts = ['<?xml version="1.0" encoding="UTF-8"?>']
        self._size = 0

    def start(self, name: str, attributes: Mapping[str, str] = _NONE) -> None:
        """Write a start tag.

        Args:
            name: Name of the element.
            attributes: Its attributes.
        """
        self._indent(len(self._open))
        if self._open:
            self._open[-1].contains_elements = True
        self._open.append(_OpenElement(name))
        written = (
            f' {key}="{xml_attribute(self._replace_excluded(value, key))}"'
            for key, value in attributes.items()
        )
        self._write(f"<{name}{''.join(written)}>")

    def text(self, text: str, field: str = "") -> None:
        """Write text.

        Args:
            text: The text.
            field: Name of the model's field, for the losses.
        """
        self._mark_text()
        self._write(xml_text(self._replace_excluded(text, field)))

    def cdata(self, text: str, field: str = "") -> None:
        """Write text in a CDATA section, like WordPress's ``wxr_cdata``.

        Args:
            text: The text.
            field: Name of the model's field, for the losses.
        """
        self._mark_text()
        held = self._replace_excluded(text, field).replace("]]>", "]]]]><![CDATA[>")
        self._write(f"<![CDATA[{held.replace(chr(13), ']]>&#13;<![CDATA[')}]]>")

    def end(self) -> None:
        """Write the end tag of the last open element."""
        ended = self._open.pop()
        if ended.contains_elements and not ended.contains_text:
            self._indent(len(self._open))
        self._write(f"</{ended.name}>")

    def leaf(
        self, name: str, text: str, attributes: Mapping[str, str] = _NONE, *, field: str = ""
    ) -> None:
        """Write an element that contains only text.

        Args:
            name: Name of the element.
            text: Its text.
            attributes: Its attributes.
            field: Name of the model's field, for the losses; by default that of the element.
        """
        self.start(name, attributes)
        if text:
            self.text(text, field or name)
        self.end()

    def leaf_cdata(
        self, name: str, text: str, attributes: Mapping[str, str] = _NONE, *, field: str = ""
    ) -> None:
        """Write an element that contains only a CDATA section.

        Args:
            name: Name of the element.
            text: Its text.
            attributes: Its attributes.
            field: Name of the model's field, for the losses; by default that of the element.
        """
        self.start(name, attributes)
        self.cdata(text, field or name)
        self.end()

    def element(self, element: Element, cdata: Container[str] = ()) -> None:
        """Write an element with all that it contains.

        Args:
            element: The element.
            cdata: Names of elements whose text is written in CDATA.
        """
        self.start(element.name, element.attributes)
        for child in element.children:
            self.element(child, cdata)
        if element.name in cdata:
            self.cdata(element.text)
        elif element.text:
            self.text(element.text)
        self.end()

    def close(self) -> None:
        """Finish the document."""
        self._write("\n")
        self._flush()

    def _replace_excluded(self, text: str, field: str) -> str:
        """Return the text with U+FFFD for characters that XML excludes, which are a loss."""
        count = count_non_xml(text)
        if not count:
            return text
        self._losses.add(self.where, field, "characters that XML excludes became U+FFFD")
        return "".join("\ufffd" if count_non_xml(character) else character for character in text)

    def _mark_text(self) -> None:
        if self._open:
            self._open[-1].contains_text = True

    def _indent(self, depth: int) -> None:
        if not any(parent.contains_text for parent in self._open[-1:]):
            self._write("\n" + "  " * depth)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)
        if self._size >= _BUFFER_SIZE:
            self._flush()

    def _flush(self) -> None:
        self._stream.write("".join(self._parts).encode("utf-8"))
        self._parts.clear()
        self._size = 0


@mutable
class _OpenElement:
    """An element that has begun, and what it contains so far."""

    name: str
    contains_text: bool = False
    contains_elements: bool = False
