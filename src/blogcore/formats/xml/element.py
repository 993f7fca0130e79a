"""`Element`: an element of a document, with all that it contains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define

from blogcore.formats.xml.markup import resolve_url

__all__ = ["Element"]


@define
class Element:
    """An element whose end was read."""

    #: Name with the prefix of the vocabulary: ``wp:post_id``, ``dc:creator``, ``title``. Empty if
    #: the namespace is not in the vocabulary.
    name: str
    #: Line of the start tag.
    line: int
    #: Values by name; names have the vocabulary's prefixes. Those of other namespaces are left out.
    attributes: Mapping[str, str]
    #: The text directly in it, CDATA or not, unchanged.
    text: str
    #: The elements directly in it.
    children: Sequence[Element]
    #: Whether its parent is a record that has not ended yet (`Vocabulary.streamed_children`).
    parent_is_open: bool = False
    #: The content as HTML, if it has elements and is one of `Vocabulary.html_elements`.
    markup: str = ""
    #: The ``xml:base`` and ``xml:lang`` in force, its own or inherited. Empty if there is none.
    base: str = ""
    language: str = ""

    def resolve_url(self, url: str) -> str:
        """Return a URL found in this element, made absolute if a base is known (RFC 3986, 5)."""
        return resolve_url(self.base, url)
