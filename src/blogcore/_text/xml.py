"""Text as XML writes it: between tags, and between the quotes of an attribute."""

from __future__ import annotations

import re

__all__ = ["count_non_xml", "replace_non_xml", "xml_attribute", "xml_text"]

#: What is no Char of XML 1.0 (section 2.2), not even as a character reference.
_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """The text as content of an element; a parser reads back what was given. Linear.

    A character that XML cannot hold becomes U+FFFD; `count_non_xml` counts them beforehand.

    >>> xml_text("a < b\\x00")
    'a &lt; b�'
    """
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A bare carriage return would be read as a line feed (XML 1.0, section 2.11).
    return replace_non_xml(escaped.replace("\r", "&#13;"))


def xml_attribute(text: str) -> str:
    """The text as an attribute's value, for quotes of either sort. Otherwise as `xml_text`.

    >>> xml_attribute('She said "no".')
    'She said &quot;no&quot;.'
    """
    escaped = xml_text(text).replace('"', "&quot;").replace("'", "&#39;")
    # Bare tabs and line ends would be read as blanks (XML 1.0, section 3.3.3).
    return escaped.replace("\t", "&#9;").replace("\n", "&#10;")


def replace_non_xml(text: str) -> str:
    """The text with U+FFFD for every character that XML cannot hold; nothing is escaped."""
    return _UNHELD.sub("\ufffd", text)


def count_non_xml(text: str) -> int:
    """How many characters of a text XML cannot hold.

    >>> count_non_xml("a\\ufffe")
    1
    """
    return len(_UNHELD.findall(text))
