"""Escape text for XML: content of elements and values of attributes."""

from __future__ import annotations

import re

__all__ = ["count_non_xml", "replace_non_xml", "xml_attribute", "xml_text"]

#: Characters that XML 1.0 forbids (section 2.2), even as character references.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Return text escaped as content of an element, so that parsers read it back. Linear.

    A character that XML forbids becomes U+FFFD; `count_non_xml` counts them.

    >>> xml_text("a < b\\x00")
    'a &lt; b�'
    """
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A literal carriage return would be read as a line feed (XML 1.0, section 2.11).
    return replace_non_xml(escaped.replace("\r", "&#13;"))


def xml_attribute(text: str) -> str:
    """Return text escaped as the value of an attribute, in either kind of quotes.

    >>> xml_attribute('She said "no".')
    'She said &quot;no&quot;.'
    """
    escaped = xml_text(text).replace('"', "&quot;").replace("'", "&#39;")
    # Literal tabs and line ends would be read as spaces (XML 1.0, section 3.3.3).
    return escaped.replace("\t", "&#9;").replace("\n", "&#10;")


def replace_non_xml(text: str) -> str:
    """Return the text with U+FFFD for each character that XML forbids; nothing is escaped."""
    return _FORBIDDEN.sub("\ufffd", text)


def count_non_xml(text: str) -> int:
    """Return how many characters of a text XML forbids.

    >>> count_non_xml("a\\ufffe")
    1
    """
    return len(_FORBIDDEN.findall(text))
