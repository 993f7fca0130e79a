"""`Element`: one that has ended. A `Row` is many that are made only when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import overload

from attrs import define

from blogcore.formats.xml.inside import Inside, Token
from blogcore.formats.xml.markup import joined
from blogcore.formats.xml.names import Scope

__all__ = ["NO_ATTRIBUTES", "Element", "Row", "attributes_of"]

NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
_ATTRIBUTE = re.compile(r' ([^=]+)="([^"]*)"')


@define
class Element:
    """An element that has ended."""

    #: ``wp:post_id``, ``dc:creator``, ``title``; empty in a namespace that is not of the dialect.
    name: str
    #: The line at which it begins.
    line: int
    #: By name, as elements are named; those of other namespaces are left out.
    attributes: Mapping[str, str]
    #: All text that is directly in it, CDATA or not, as it is.
    text: str
    children: Sequence[Element]
    #: Whether it lies in a record that has not ended yet.
    early: bool = False
    #: What lies in it as markup, where the dialect keeps that and there is any.
    markup: str = ""
    #: ``xml:base`` and ``xml:lang`` that hold for it, its own or inherited; empty where none does.
    base: str = ""
    language: str = ""

    def resolved(self, address: str) -> str:
        """An address in this element, made absolute where a base is known (RFC 3986, section 5)."""
        return joined(self.base, address)


class Row(Sequence[Element]):
    """Plain elements, whose names are known in the scope; made only when they are asked for.

    Most never are, for `parts` says as much about them.
    """

    __slots__ = ("_inside", "_keys", "_line", "_made", "_scope")

    def __init__(self, inside: Inside, keys: Sequence[str], line: int, scope: Scope) -> None:
        self._inside = inside
        #: The names of the leaves with which it begins, where they tell them apart.
        self._keys = keys
        #: At which the row begins.
        self._line = line
        self._scope = scope
        self._made: list[Element] | None = None

    def parts(self) -> tuple[dict[str, str], list[Element]]:
        """Leaves with which it begins as texts by name, and all that is behind them."""
        if not self._keys:
            return {}, self._all()
        inside = self._inside
        line = self._line + inside.text.count("\n", 0, inside.begin)
        fields = dict(zip(self._keys, inside.texts, strict=True))
        return fields, self._elements(inside.rest, line) if inside.rest else []

    def _all(self) -> list[Element]:
        if self._made is None:
            self._made = self._elements(self._inside.tokens, self._line)
        return self._made

    def _elements(self, tokens: Sequence[Token], line: int) -> list[Element]:
        names, base, language = self._scope.names, self._scope.base, self._scope.language
        all: list[Element] = []
        around = all
        for blanks, slash, name, attributes, section, plain, leaf in tokens:
            line += blanks.count("\n")
            if slash:
                around = all
                continue
            text, inside = section or plain, list[Element]()
            given = attributes_of(attributes) if attributes else NO_ATTRIBUTES
            around.append(
                Element(names[name], line, given, text, inside, False, "", base, language)
            )
            line += text.count("\n")
            if not leaf:
                around = inside
        return all

    @overload
    def __getitem__(self, index: int) -> Element: ...
    @overload
    def __getitem__(self, index: slice) -> list[Element]: ...
    def __getitem__(self, index: int | slice) -> Element | list[Element]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Element]:
        return iter(self._all())


def attributes_of(text: str) -> Mapping[str, str]:
    """The attributes that are written so in a plain element."""
    return dict(_ATTRIBUTE.findall(text))
