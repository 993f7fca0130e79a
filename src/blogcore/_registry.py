"""Renderers and formats by name: built in, registered by the program, or from plugins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Generic, TypeVar, cast

from attrs import field, frozen

from blogcore._plugins import Plugin, plugins
from blogcore.errors import Fault, MissingExtraError, UnknownNameError, ValidationError

__all__ = ["BuiltIn", "Found", "ListedName", "Registry"]

T = TypeVar("T")


@frozen
class Registry(Generic[T]):
    """Objects of one kind by name.

    A name means the built-in object, else a registered one, else a plugin: so plugins are searched
    only if needed, and none replaces a built-in object. ``name@distribution`` means the object of
    that distribution.
    """

    #: The kind, for messages: "renderer".
    kind: str
    #: Entry point group of plugins.
    group: str
    built_in: Mapping[str, BuiltIn]
    #: Returns the reasons why an object is not of this kind.
    faults: Callable[[object], list[Fault]]
    registered: dict[str, T] = field(init=False, factory=dict[str, T])

    def names(self) -> tuple[ListedName, ...]:
        """Return all names with their distributions. Nothing is imported."""
        found = [ListedName(name, "blogcore") for name in self.built_in]
        found += [ListedName(name, "") for name in self.registered]
        found += [ListedName(plugin.name, plugin.distribution) for plugin in plugins(self.group)]
        return tuple(sorted(found))

    def register(self, name: str, value: T) -> None:
        """Register an object in this process; to register it again changes nothing.

        Raises `ValidationError` if another object has the name, or if it contains "@".
        """
        if "@" in name:
            message = f"{name!r} contains an @, which separates a name from a distribution"
            raise ValidationError([Fault("name", "invalid", message)])
        if name in self.built_in or self.registered.get(name, value) is not value:
            message = f"{name!r} is the name of another {self.kind}"
            raise ValidationError([Fault("name", "taken", message)])
        self.registered[name] = value

    def find(self, qualified_name: str) -> Found[T]:
        """Return the object of a name or ``name@distribution``.

        Raises `UnknownNameError`, which lists the known names; `MissingExtraError` for a built-in
        object whose extra is not installed; `PluginError` for a broken plugin, and if several
        distributions have the name and none is chosen.
        """
        name, _, chosen = qualified_name.partition("@")
        if name in self.built_in and _is_same_distribution(chosen or "blogcore", "blogcore"):
            return Found(cast("T", self.built_in[name].load()), None)
        if name in self.registered and not chosen:
            return Found(self.registered[name], None)
        named = [plugin for plugin in plugins(self.group) if plugin.name == name]
        matching = [p for p in named if not chosen or _is_same_distribution(chosen, p.distribution)]
        plugin = self._only(qualified_name, matching)
        loaded = plugin.load()
        faults = self.faults(loaded)
        if faults:
            raise plugin.fault("; ".join(map(str, faults)))
        return Found(cast("T", loaded), plugin)

    def _only(self, qualified_name: str, matching: list[Plugin]) -> Plugin:
        """Return the only plugin that matches a name; raise an error for none or several."""
        if not matching:
            raise UnknownNameError(self.kind, qualified_name, self._known())
        first, *others = matching
        if others:
            rivals = ", ".join(dict.fromkeys(plugin.distribution for plugin in others))
            choices = " or ".join(f"{p.name}@{p.distribution}" for p in matching)
            raise first.fault(f"{rivals} has a {self.kind} of this name too; choose {choices}")
        return first

    def _known(self) -> list[str]:
        """Return all names, with their distribution if several have the name."""
        listed = self.names()
        times = Counter(each.name for each in listed)
        return [
            f"{each.name}@{each.distribution}"
            if times[each.name] > 1 and each.distribution
            else each.name
            for each in listed
        ]


@frozen
class BuiltIn:
    """An object of blogcore: where it is, and the extra that it needs."""

    module: str
    attribute: str
    #: The extra with the packages that the module imports.
    extra: str = ""
    #: The package of this extra that is missing if the extra is not installed.
    package: str = ""

    def load(self) -> object:
        """Import and return the object; `MissingExtraError` if its extra is not installed."""
        try:
            module = import_module(self.module)
        except ModuleNotFoundError as error:
            if self.extra and (error.name or "").split(".")[0] == self.package:
                raise MissingExtraError(self.extra, self.package) from error
            raise
        loaded: object = getattr(module, self.attribute)
        return loaded


@frozen(order=True)
class ListedName:
    """A name and where its object comes from."""

    name: str
    #: The distribution that has the object; empty if this program registered it.
    distribution: str


@frozen
class Found(Generic[T]):
    """The object of a name, and the plugin that it comes from, if any."""

    value: T
    plugin: Plugin | None


def _is_same_distribution(left: str, right: str) -> bool:
    """Return whether two names are of the same distribution, once normalised (PEP 503)."""
    return _normalise(left) == _normalise(right)


def _normalise(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()
