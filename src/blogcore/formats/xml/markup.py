"""Markup that lies bare in XML, written down again as HTML."""

from __future__ import annotations

from html import escape
from urllib.parse import urljoin

__all__ = ["Markup", "resolve_url"]

#: Elements without an end (HTML, section 13.1.2): an end tag would make a second one of them.
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
_LINKS = frozenset({"cite", "href", "poster", "src"})


class Markup:
    """What an element holds, gathered as a parser comes to it. Names lose their prefixes.

    ``xml:base`` cannot be said in HTML: where one holds, links are made absolute.
    """

    def __init__(self, base: str) -> None:
        self._parts: list[str] = []
        #: Name and base of each element that has begun.
        self._open: list[tuple[str, str]] = []
        self._base = base

    @property
    def depth(self) -> int:
        """How many elements have begun and not ended."""
        return len(self._open)

    @property
    def written(self) -> str:
        """All of it."""
        return "".join(self._parts)

    def start(self, qualified: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = qualified.rpartition(":")[2]
        base = self._open[-1][1] if self._open else self._base
        base = resolve_url(base, attributes.get("xml:base", ""))
        self._open.append((name, base))
        shown = (_attribute(key, value, base) for key, value in attributes.items())
        self._parts.append(f"<{name}{''.join(shown)}>")

    def text(self, text: str) -> None:
        """Text goes on."""
        self._parts.append(escape(text, quote=False))

    def end(self) -> None:
        """The element that began last ends."""
        name, _ = self._open.pop()
        if name not in _VOID:
            self._parts.append(f"</{name}>")


def resolve_url(base: str, address: str) -> str:
    """An address seen from a base (RFC 3986, section 5); as it is where either is no address."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _attribute(qualified: str, value: str, base: str) -> str:
    """An attribute with the blank before it; nothing for what only XML understands."""
    prefix, _, local = qualified.rpartition(":")
    if (prefix and qualified not in ("xml:lang", "xlink:href")) or qualified == "xmlns":
        return ""
    if base and local in _LINKS:
        value = resolve_url(base, value)
    return f' {local}="{escape(value)}"'
