"""Write elements that are unescaped in XML as HTML, and resolve their URLs."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urljoin

__all__ = ["MarkupWriter", "resolve_url"]

#: Elements without an end tag (HTML, section 13.1.2). An end tag would be read as another element.
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
_URL_ATTRIBUTES = frozenset({"cite", "href", "poster", "src"})


class MarkupWriter:
    """Writes the content of an element as HTML while it is parsed. Names lose their prefixes.

    HTML has no ``xml:base``, so links are made absolute where one applies.
    """

    def __init__(self, base: str) -> None:
        self._parts: list[str] = []
        #: Name and base of each open element.
        self._open: list[tuple[str, str]] = []
        self._base = base

    @property
    def depth(self) -> int:
        """The number of open elements."""
        return len(self._open)

    @property
    def html(self) -> str:
        """The HTML written so far."""
        return "".join(self._parts)

    def start(self, qualified: str, attributes: Mapping[str, str]) -> None:
        """Write a start tag."""
        name = qualified.rpartition(":")[2]
        base = self._open[-1][1] if self._open else self._base
        base = resolve_url(base, attributes.get("xml:base", ""))
        self._open.append((name, base))
        written = (_attribute(key, value, base) for key, value in attributes.items())
        self._parts.append(f"<{name}{''.join(written)}>")

    def text(self, text: str) -> None:
        """Write text."""
        self._parts.append(escape(text, quote=False))

    def end(self) -> None:
        """Write the end tag of the last open element."""
        name, _ = self._open.pop()
        if name not in _VOID:
            self._parts.append(f"</{name}>")


def resolve_url(base: str, url: str) -> str:
    """Return a URL made absolute (RFC 3986, section 5); unchanged if either is no URL."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def _attribute(qualified: str, value: str, base: str) -> str:
    """Return an attribute with a blank before it; empty for one that HTML does not know."""
    prefix, _, local = qualified.rpartition(":")
    if (prefix and qualified not in ("xml:lang", "xlink:href")) or qualified == "xmlns":
        return ""
    if base and local in _URL_ATTRIBUTES:
        value = resolve_url(base, value)
    return f' {local}="{escape(value)}"'
