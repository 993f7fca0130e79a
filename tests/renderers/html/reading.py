"""HTML read by two independent parsers, and the elements that a page may have."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import html5lib
from selectolax.lexbor import LexborHTMLParser

from blogcore.renderers.html import COMMENT, POST, stylesheet

__all__ = ["Element", "assert_harmless", "assert_whole", "by_html5lib", "by_lexbor"]

#: A tag and its attributes.
Element = tuple[str, dict[str, str]]

#: The elements and attributes that a page creates itself.
_OWN = (
    "html head meta title link style script body a header main article section nav h1 h2 p div span"
    " ol ul li time bdi figure figcaption img footer form label input textarea button"
)
_OWN_ATTRIBUTES = (
    "lang dir charset name content rel href type class id datetime aria-label aria-labelledby"
    " aria-current aria-invalid aria-describedby role src alt loading width height action method"
    " accept-charset autocomplete required rows value for tabindex hidden"
)
_TAGS = set(_OWN.split()) | COMMENT.tags | POST.tags
_ATTRIBUTES = set(_OWN_ATTRIBUTES.split()).union(
    *COMMENT.attributes.values(), *POST.attributes.values()
)  # fmt: skip
_ADDRESSES = {"href", "src", "cite", "action"}


def by_html5lib(html: str) -> Iterator[Element]:
    """Yield every element that html5lib reads; parse errors are raised."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), strict=True)
    for element in parser.parse(html).iter():
        if isinstance(element.tag, str):
            tag = element.tag.removeprefix("{http://www.w3.org/1999/xhtml}")
            yield tag, {str(name): value or "" for name, value in element.attrib.items()}


def by_lexbor(html: str) -> Iterator[Element]:
    """Yield every element that Lexbor reads."""
    root = LexborHTMLParser(html).root
    assert root is not None
    for node in root.traverse():
        if node.tag and not node.tag.startswith("-"):
            yield node.tag, {name: value or "" for name, value in node.attributes.items()}


def assert_harmless(elements: Iterable[Element]) -> Counter[str]:
    """Assert that elements and attributes are allowed on a page, and count the elements."""
    counts: Counter[str] = Counter()
    for tag, attributes in elements:
        counts[tag] += 1
        assert tag in _TAGS, tag
        assert set(attributes) <= _ATTRIBUTES, (tag, attributes)
        for name in _ADDRESSES & set(attributes):
            assert _is_safe_url(attributes[name]), (tag, name, attributes[name])
        if tag == "script":
            assert attributes == {"type": "application/ld+json"}
        if tag == "meta":
            assert "http-equiv" not in attributes
    return counts


def _is_safe_url(url: str) -> bool:
    """Return whether a browser reads the URL as http, https, mailto or relative."""
    url = "".join(c for c in url if ord(c) > 32).lower()
    scheme, colon, _ = url.partition(":")
    if colon and re.fullmatch("[a-z][a-z0-9+.-]*", scheme):
        return scheme in {"http", "https", "mailto"}
    return True


def assert_whole(html: str) -> None:
    """Assert that the only style is the stylesheet, and the only scripts are JSON."""
    root = LexborHTMLParser(html)
    assert [node.text().strip() for node in root.css("style")] == [stylesheet().strip()]
    for node in root.css("script"):
        json.loads(node.text())
