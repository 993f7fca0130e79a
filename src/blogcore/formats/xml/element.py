"""`Element`, an element of a document, and `ElementReader`, access to its children by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from attrs import define

from blogcore.formats.reports import Notes
from blogcore.formats.xml.markup import resolve_url

__all__ = ["Element", "ElementReader"]

_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


@define
class Element:
    """An element whose end was read."""

    #: Name with the prefix of the vocabulary: ``wp:post_id``, ``dc:creator``, ``title``. Empty if
    #: the namespace is not in the vocabulary.
    name: str
    #: Line of the start tag.
    line: int
    #: Values by name; names have the vocabulary's prefixes. Those of other namespaces are left out.
    attributes: Mapping[str, str] = _NO_ATTRIBUTES
    #: The text directly in it, CDATA or not, unchanged.
    text: str = ""
    #: The elements directly in it.
    children: Sequence[Element] = ()
    #: Whether its parent is a record that has not ended yet (`Vocabulary.streamed_children`).
    parent_is_open: bool = False
    #: The content as HTML, if it has elements and is one of `Vocabulary.html_elements`.
    markup: str = ""
    #: The ``xml:base`` and ``xml:lang`` that apply, its own or inherited; empty if there is none.
    base: str = ""
    language: str = ""

    def resolve_url(self, url: str) -> str:
        """Return a URL found in this element, made absolute if a base is known (RFC 3986, 5)."""
        return resolve_url(self.base, url)


class ElementReader:
    """Reads the children of an element as fields, and knows which ones were not read.

    Args:
        element: The element.
        notes: Receives a note for every child that occurs again; the first one counts.
        repeated: Names of children that may occur any number of times.

    >>> post = Element("item", 3, {}, "", [Element("title", 4, {}, " Two days ")])
    >>> reader = ElementReader(post, Notes("rss"))
    >>> reader.where, reader.take("title"), reader.take("link")
    ('line 3', 'Two days', '')
    """

    __slots__ = ("_children", "_line", "_repeated", "_taken", "notes")

    def __init__(self, element: Element, notes: Notes, repeated: Collection[str] = ()) -> None:
        self.notes: Notes = notes
        self._line = element.line
        self._taken: set[str] = set()
        self._children: dict[str, Element] = {}
        self._repeated: dict[str, list[Element]] = {}
        for child in element.children:
            name = child.name
            if not name or name in repeated:
                self._repeated.setdefault(name, []).append(child)
            elif _says_more(child, self._children.setdefault(name, child)):
                message = "occurs again; the first one was kept"
                notes.add("lost", f"line {child.line}", name, "", message)

    @property
    def where(self) -> str:
        """The position of the element, for notes."""
        return f"line {self._line}"

    def take(self, name: str) -> str:
        """Return the text of a child without surrounding white space; empty if there is none."""
        self._taken.add(name)
        child = self._children.get(name)
        return child.text.strip() if child is not None else ""

    def take_exact(self, name: str) -> str:
        """Return the text of a child unchanged; empty if there is none."""
        self._taken.add(name)
        child = self._children.get(name)
        return child.text if child is not None else ""

    def element(self, name: str) -> Element | None:
        """Return a child itself; None if there is none."""
        self._taken.add(name)
        return self._children.get(name)

    def attribute(self, name: str, attribute: str) -> str | None:
        """Return an attribute of a child; None if there is none. The child counts as read."""
        child = self.element(name)
        return child.attributes.get(attribute) if child is not None else None

    def peek(self, name: str) -> str:
        """Return the same as `take`, but do not count the child as read."""
        child = self._children.get(name)
        return child.text.strip() if child is not None else ""

    def has(self, name: str) -> bool:
        """Return whether there is such a child, empty or not."""
        return name in self._children

    def repeated(self, name: str) -> Sequence[Element]:
        """Return the children of a name that may occur several times."""
        return self._repeated.get(name, ())

    def note_repaired(self, field: str, value: object, message: str) -> None:
        """Note a repaired value; pass "…" as ``value`` if it is private."""
        self.notes.add("repaired", self.where, field, value, message)

    def remaining(self) -> dict[str, str]:
        """Return the texts that are not empty of all children that were not read, by name."""
        if self._children.keys() <= self._taken:
            return {}
        texts = (
            (name, child.text.strip())
            for name, child in self._children.items()
            if name not in self._taken
        )
        return {name: text for name, text in texts if text}


def _says_more(child: Element, first: Element) -> bool:
    """Return whether a child that occurs again is not a copy of the first one."""
    if child is first:
        return False
    return bool(
        child.children
        or child.text.strip() != first.text.strip()
        or child.attributes != first.attributes
    )
