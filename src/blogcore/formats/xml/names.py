"""Names by namespace and not by prefix, and what else an element has from those around it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from blogcore.formats.base import Notes
from blogcore.formats.xml.markup import resolve_url
from blogcore.formats.xml.vocabulary import Vocabulary

__all__ = ["Names", "Scope"]


@frozen
class Scope:
    """What prefixes mean, what is inherited, and the names that have been looked up."""

    prefixes: dict[str, str]
    #: A namespace of the root's own that is not known: its names count as names without one.
    home: str = ""
    base: str = ""
    language: str = ""
    names: dict[str, str] = field(factory=dict[str, str])


class Names:
    """What the names of a document mean, at the place that a parser has come to."""

    def __init__(self, vocabulary: Vocabulary, notes: Notes) -> None:
        #: Whether the prefix that only such files have was seen.
        self.signed: bool = vocabulary.required_prefix is None
        #: Set back by the parser where an element ends.
        self.scope: Scope = Scope({})
        self._vocabulary = vocabulary
        self._notes = notes
        self._undeclared: set[str] = set()

    def of(self, qualified: str, line: int) -> str:
        """The usual name of an element; empty where its namespace is not of the vocabulary."""
        name = self.scope.names.get(qualified)
        if name is None:
            name = self.scope.names[qualified] = self._named(qualified, line)
        return name

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
        outside, prefix = self.scope, self._vocabulary.prefix
        if self._vocabulary.required_prefix is not None:
            self.signed |= any(
                prefix(uri) == self._vocabulary.required_prefix for uri in declared.values()
            )
        home = outside.home
        if is_root and prefix(declared.get("", "")) is None:
            home = declared.get("", "")
        return Scope(
            prefixes=outside.prefixes | declared,
            home=home,
            base=resolve_url(outside.base, attributes.get("xml:base", "")),
            language=attributes.get("xml:lang", outside.language),
        )

    def _attribute(self, qualified: str, line: int) -> str:
        prefix, colon, _ = qualified.partition(":")
        if not colon or prefix == "xml":
            return qualified
        return self._named(qualified, line)

    def _named(self, qualified: str, line: int) -> str:
        """The usual name of a qualified one; empty where its namespace is not of the vocabulary."""
        prefix, colon, local = qualified.rpartition(":")
        uri = self.scope.prefixes.get(prefix, "")
        if not uri:
            return self._undeclared_name(prefix, local, line) if colon else local
        usual = self._vocabulary.prefix(uri)
        if usual is None:
            return local if uri == self.scope.home and not colon else ""
        return f"{usual}:{local}" if usual else local

    def _undeclared_name(self, prefix: str, local: str, line: int) -> str:
        known = prefix in self._vocabulary.prefixes
        if prefix not in self._undeclared:
            self._undeclared.add(prefix)
            done = "taken for what it usually means" if known else "its elements were left out"
            self._notes.add("repaired", f"line {line}", "undeclared prefix", prefix, done)
        self.signed |= prefix == self._vocabulary.required_prefix
        return f"{prefix}:{local}" if known else ""
