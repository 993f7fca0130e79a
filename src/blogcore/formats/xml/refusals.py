"""What is said of a file that is not read: another kind of file, or no XML."""

from __future__ import annotations

from xml.parsers import expat

from blogcore._text.plain import short_repr

__all__ = ["HTML_PAGE", "another_kind", "not_well_formed"]

HTML_PAGE = "this is an HTML page; was a login or error page saved instead of the file?"

#: By the root element.
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


def another_kind(qualified: str, wanted: str) -> str:
    """What a file is whose root has this name, and that it is not what was wanted."""
    local = qualified.rpartition(":")[2].lower()
    if local == "html":
        return HTML_PAGE
    if local in _KINDS:
        return f"this is {_KINDS[local]}, no {wanted}"
    return f"this is XML of another kind, no {wanted}: it begins with {short_repr(qualified)}"


def not_well_formed(error: expat.ExpatError, final: bool) -> str:
    """What the parser has met, or that the document ends too early."""
    if final and error.code in _CUT_OFF:
        return "the file ends in the middle of the document; it is cut off"
    return f"this is not well-formed XML: {expat.ErrorString(error.code)}"
