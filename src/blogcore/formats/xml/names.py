"""Names by namespace and not by prefix, and what else an element has from those around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from blogcore.formats.base import Notes
from blogcore.formats.xml.dialect import Dialect
from blogcore.formats.xml.inside import Inside, Token
from blogcore.formats.xml.markup import joined

__all__ = ["Names", "Scope"]

#: Rows of names that are remembered in a scope.
_MOST_ROWS = 64


@frozen
class Scope:
    """What prefixes mean, what is inherited, and the names that have been looked up."""

    prefixes: dict[str, str]
    #: A namespace of the root's own that is not known: its names count as names without one.
    home: str = ""
    base: str = ""
    language: str = ""
    names: dict[str, str] = field(factory=dict[str, str])
    #: The same for the names of leaves in a row, as `Names.keys` gives them.
    rows: dict[tuple[str, ...], tuple[str, ...]] = field(factory=lambda: {(): ()})


class Names:
    """What the names of a document mean, at the place that a parser has come to."""

    def __init__(self, dialect: Dialect, notes: Notes) -> None:
        #: Whether the prefix that only such files have was seen.
        self.signed: bool = dialect.sign is None
        #: Set back by the parser where an element ends.
        self.scope: Scope = Scope({})
        self._dialect = dialect
        self._notes = notes
        self._undeclared: set[str] = set()

    def of(self, qualified: str, line: int) -> str:
        """The usual name of an element; empty where its namespace is not of the dialect."""
        name = self.scope.names.get(qualified)
        if name is None:
            name = self.scope.names[qualified] = self._named(qualified, line)
        return name

    def keys(self, inside: Inside, line: int) -> Sequence[str]:
        """The usual names of the leaves with which an element begins, whose inside is at a line.

        Nothing where one has no name here, or two have the same. All its other names are looked up.
        """
        keys = self.scope.rows.get(inside.names)
        if keys is None or (inside.rest and not self._knows(inside.rest)):
            for blanks, _, name, _, section, plain, _ in inside.tokens:
                line += blanks.count("\n")
                self.of(name, line)
                line += section.count("\n") + plain.count("\n")
            keys = tuple(self.scope.names[name] for name in inside.names)
            keys = keys if "" not in keys and len(set(keys)) == len(keys) else ()
            if len(self.scope.rows) < _MOST_ROWS:
                self.scope.rows[inside.names] = keys
        return keys

    def _knows(self, tokens: Sequence[Token]) -> bool:
        return self.scope.names.keys() >= {token[2] for token in tokens}

    def entered(self, attributes: dict[str, str], is_root: bool, line: int) -> dict[str, str]:
        """Attributes by their usual names; what they declare is in force from here on."""
        special = [name for name in attributes if ":" in name or name == "xmlns"]
        if not special:
            return attributes
        declared = {
            name[6:]: attributes[name]
            for name in special
            if name == "xmlns" or name.startswith("xmlns:")
        }
        if declared or "xml:base" in attributes or "xml:lang" in attributes:
            self.scope = self._within(declared, attributes, is_root)
        settled = {
            self._attribute(name, line): value
            for name, value in attributes.items()
            if name != "xmlns" and not name.startswith("xmlns:")
        }
        settled.pop("", None)
        return settled

    def _within(
        self, declared: dict[str, str], attributes: Mapping[str, str], is_root: bool
    ) -> Scope:
        outside, prefix = self.scope, self._dialect.prefix
        if self._dialect.sign is not None:
            self.signed |= any(prefix(uri) == self._dialect.sign for uri in declared.values())
        home = outside.home
        if is_root and prefix(declared.get("", "")) is None:
            home = declared.get("", "")
        return Scope(
            prefixes=outside.prefixes | declared,
            home=home,
            base=joined(outside.base, attributes.get("xml:base", "")),
            language=attributes.get("xml:lang", outside.language),
        )

    def _attribute(self, qualified: str, line: int) -> str:
        prefix, colon, _ = qualified.partition(":")
        if not colon or prefix == "xml":
            return qualified
        return self._named(qualified, line)

    def _named(self, qualified: str, line: int) -> str:
        """The usual name of a qualified one; empty where its namespace is not of the dialect."""
        prefix, colon, local = qualified.rpartition(":")
        uri = self.scope.prefixes.get(prefix, "")
        if not uri:
            return self._undeclared_name(prefix, local, line) if colon else local
        usual = self._dialect.prefix(uri)
        if usual is None:
            return local if uri == self.scope.home and not colon else ""
        return f"{usual}:{local}" if usual else local

    def _undeclared_name(self, prefix: str, local: str, line: int) -> str:
        known = prefix in self._dialect.prefixes
        if prefix not in self._undeclared:
            self._undeclared.add(prefix)
            done = "taken for what it usually means" if known else "its elements were left out"
            self._notes.add("repaired", f"line {line}", "undeclared prefix", prefix, done)
        self.signed |= prefix == self._dialect.sign
        return f"{prefix}:{local}" if known else ""
