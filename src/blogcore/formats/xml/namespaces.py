"""Names by namespace, not by prefix, and what an element inherits: declarations, base, language."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from blogcore.formats.reports import Notes
from blogcore.formats.xml.markup import resolve_url
from blogcore.formats.xml.vocabulary import Vocabulary

__all__ = ["NameResolver", "Scope"]


@frozen
class Scope:
    """The namespaces, ``xml:base`` and ``xml:lang`` that apply inside an element."""

    #: Namespaces by declared prefix.
    namespaces: Mapping[str, str]
    #: The default namespace of the root, if unknown: its names count as names without namespace.
    root_namespace: str = ""
    base: str = ""
    language: str = ""
    #: Element names that were looked up, by the name in the file.
    names: dict[str, str] = field(factory=dict[str, str])


class NameResolver:
    """Gives elements and attributes the names that the vocabulary has for them."""

    def __init__(self, vocabulary: Vocabulary, notes: Notes) -> None:
        #: Whether `Vocabulary.required_prefix` was declared, or none is required.
        self.has_required_prefix: bool = vocabulary.required_prefix is None
        self._vocabulary = vocabulary
        self._notes = notes
        self._undeclared: set[str] = set()

    def element_name(self, qualified: str, scope: Scope, line: int) -> str:
        """Return the vocabulary's name of an element; empty if its namespace is not in it."""
        name = scope.names.get(qualified)
        if name is None:
            name = scope.names[qualified] = self._name(qualified, scope, line)
        return name

    def attributes(self, attributes: Mapping[str, str], scope: Scope, line: int) -> dict[str, str]:
        """Return attributes by the vocabulary's names, without those of other namespaces."""
        renamed: dict[str, str] = {}
        for qualified, value in attributes.items():
            prefix, colon, _ = qualified.partition(":")
            if prefix == "xmlns":
                continue
            is_own = not colon or prefix == "xml"
            name = qualified if is_own else self._name(qualified, scope, line)
            if name:
                renamed[name] = value
        return renamed

    def enter(self, attributes: Mapping[str, str], scope: Scope, is_root: bool) -> Scope:
        """Return the scope inside an element with these attributes."""
        declared = {
            name[6:]: value
            for name, value in attributes.items()
            if name == "xmlns" or name.startswith("xmlns:")
        }
        if not declared and "xml:base" not in attributes and "xml:lang" not in attributes:
            return scope
        prefix = self._vocabulary.prefix
        required = self._vocabulary.required_prefix
        if required is not None and any(prefix(uri) == required for uri in declared.values()):
            self.has_required_prefix = True
        root_namespace = scope.root_namespace
        if is_root and prefix(declared.get("", "")) is None:
            root_namespace = declared.get("", "")
        return Scope(
            namespaces={**scope.namespaces, **declared},
            root_namespace=root_namespace,
            base=resolve_url(scope.base, attributes.get("xml:base", "")),
            language=attributes.get("xml:lang", scope.language),
        )

    def _name(self, qualified: str, scope: Scope, line: int) -> str:
        prefix, colon, local = qualified.rpartition(":")
        namespace = scope.namespaces.get(prefix, "")
        if not namespace:
            return self._undeclared_name(prefix, local, line) if colon else local
        known_prefix = self._vocabulary.prefix(namespace)
        if known_prefix is None:
            return local if namespace == scope.root_namespace and not colon else ""
        return f"{known_prefix}:{local}" if known_prefix else local

    def _undeclared_name(self, prefix: str, local: str, line: int) -> str:
        """Return the name for a prefix that the file forgot to declare."""
        is_known = prefix in self._vocabulary.prefixes
        if prefix not in self._undeclared:
            self._undeclared.add(prefix)
            message = "read with its usual meaning" if is_known else "its elements were left out"
            self._notes.add("repaired", f"line {line}", "undeclared prefix", prefix, message)
        if prefix == self._vocabulary.required_prefix:
            self.has_required_prefix = True
        return f"{prefix}:{local}" if is_known else ""
