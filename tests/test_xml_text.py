"""An XML parser reads any escaped text back, and nothing of it is markup."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from blogcore._text.xml import count_non_xml, xml_attribute, xml_text

#: Any text, and texts that end the element or attribute unless they are escaped.
TEXTS = st.text(st.characters() | st.sampled_from("<>&\"'\r\n\t\x00\ud800\ufffe\uffff]"))


@given(TEXTS)
def test_xml_text_is_parsed_back(text: str) -> None:
    written = f"<a b=\"{xml_attribute(text)}\" c='{xml_attribute(text)}'>{xml_text(text)}</a>"
    read = ElementTree.fromstring(written.encode())
    assert not list(read)
    assert read.get("b") == read.get("c") == (read.text or "")
    kept = read.text or ""
    assert len(kept) == len(text)
    lost = [(a, b) for a, b in zip(text, kept, strict=True) if a != b]
    assert len(lost) == count_non_xml(text)
    assert {b for _, b in lost} <= {"\ufffd"}


def test_characters_that_xml_excludes_are_counted_and_replaced() -> None:
    assert xml_text("a\x00b\ud800\uffff") == "a\ufffdb\ufffd\ufffd"
    assert count_non_xml("a\x00b\ud800\uffff") == 3
    assert count_non_xml("tab\tline\n\r\x85\ufffd😀") == 0
