"""Any text is written as well-formed XML, which two parsers read back equal."""

from __future__ import annotations

import io
from xml.dom import minidom
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from tests.formats.xml.documents import NOTES, read_one

from blogcore.formats import Loss, Losses
from blogcore.formats.xml.writer import XmlWriter
from blogcore.strategies import texts

_TEXTS = texts(max_size=30) | st.lists(
    st.sampled_from(["]", ">", "]]>", "\r", "\n", "\t", " ", "&", "<", '"', "'", "x", "\uffff"])
).map("".join)


def _held(text: str) -> str:
    return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def _written(text: str, attribute: str = "", *, cdata: bool = False) -> tuple[bytes, list[Loss]]:
    stream, losses = io.BytesIO(), Losses()
    writer = XmlWriter(stream, losses)
    writer.where = "note 1"
    writer.start("notes")
    (writer.leaf_cdata if cdata else writer.leaf)("note", text, {"a": attribute}, field="body")
    writer.end()
    writer.close()
    return stream.getvalue(), list(losses)


@given(_TEXTS, _TEXTS, st.booleans())
def test_any_text_is_read_back_equal(text: str, attribute: str, cdata: bool) -> None:
    data, _ = _written(text, attribute, cdata=cdata)
    note = ElementTree.fromstring(data)[0]
    assert (note.text or "", note.attrib["a"]) == (_held(text), _held(attribute))
    ours = read_one(data.decode(), NOTES)
    assert (ours.text, ours.attributes["a"]) == (_held(text), _held(attribute))
    minidom.parseString(data)


@given(_TEXTS, st.booleans())
def test_only_characters_that_xml_excludes_are_losses(text: str, cdata: bool) -> None:
    _, losses = _written(text, cdata=cdata)
    assert [(loss.where, loss.field) for loss in losses] == (
        [("note 1", "body")] if text != _held(text) else []
    )


def test_elements_are_on_lines_of_their_own_and_text_is_unchanged() -> None:
    stream = io.BytesIO()
    writer = XmlWriter(stream, Losses())
    writer.start("a")
    writer.start("b")
    writer.leaf("c", "1")
    writer.leaf("d", "")
    writer.end()
    writer.start("e")
    writer.text("x ")
    writer.leaf("f", "y")
    writer.end()
    writer.end()
    writer.close()
    lines = stream.getvalue().decode().splitlines()
    assert lines[1:] == [
        "<a>",
        "  <b>",
        "    <c>1</c>",
        "    <d></d>",
        "  </b>",
        "  <e>x <f>y</f></e>",
        "</a>",
    ]


def test_a_long_document_is_written_in_pieces() -> None:
    class Counted(io.BytesIO):
        writes = 0

        def write(self, data: object, /) -> int:
            self.writes += 1
            return super().write(data)  # type: ignore[arg-type]

    stream = Counted()
    writer = XmlWriter(stream, Losses())
    writer.start("notes")
    for _ in range(1_000):
        writer.leaf("note", "x" * 1_000)
    writer.end()
    writer.close()
    assert 10 < stream.writes < 100
