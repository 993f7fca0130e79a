"""What can be asked for by name: ours, what this process registered, what plugins bring."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Generic, TypeVar, cast

from attrs import field, frozen

from blogcore._plugins import Plugin, plugins
from blogcore.errors import Fault, MissingExtraError, UnknownNameError, ValidationError

__all__ = ["Found", "Offer", "Ours", "Registry"]

T = TypeVar("T")


@frozen
class Registry(Generic[T]):
    """One sort of thing by name.

    A bare name is ours, else what this process registered, else a plugin's: so no plugin is
    looked for unless it is needed, and none takes the place of ours. ``name@distribution`` is the
    one that this distribution brings, whoever else has the name.
    """

    #: What one of them is called, for messages: "renderer".
    what: str
    #: Entry point group of plugins.
    group: str
    ours: Mapping[str, Ours]
    #: What keeps an object from being one; nothing where it is.
    faults: Callable[[object], list[Fault]]
    registered: dict[str, T] = field(init=False, factory=dict[str, T])

    def offers(self) -> tuple[Offer, ...]:
        """Everything that can be asked for, by name and distribution. Nothing is imported."""
        found = [Offer(name, "blogcore") for name in self.ours]
        found += [Offer(name, "") for name in self.registered]
        found += [Offer(plugin.name, plugin.distribution) for plugin in plugins(self.group)]
        return tuple(sorted(found))

    def register(self, name: str, value: T) -> None:
        """Make a thing known in this process; again the same changes nothing.

        Raises `ValidationError` for a name that another one has, and for one that holds "@".
        """
        if "@" in name:
            message = f"{name!r} holds an @, which stands before a distribution"
            raise ValidationError([Fault("name", "invalid", message)])
        if name in self.ours or self.registered.get(name, value) is not value:
            message = f"{name!r} is another {self.what}'s name"
            raise ValidationError([Fault("name", "taken", message)])
        self.registered[name] = value

    def find(self, asked: str) -> Found[T]:
        """What a name, or ``name@distribution``, stands for.

        Raises `UnknownNameError`, which lists the known ones; `MissingExtraError` for one of ours
        whose extra is not installed; `PluginError` for a broken plugin, and where several
        distributions bring the name and none is chosen.
        """
        name, _, chosen = asked.partition("@")
        if name in self.ours and _same(chosen or "blogcore", "blogcore"):
            return Found(cast("T", self.ours[name].load()), None)
        if name in self.registered and not chosen:
            return Found(self.registered[name], None)
        named = [plugin for plugin in plugins(self.group) if plugin.name == name]
        plugin = self._one(asked, [p for p in named if not chosen or _same(chosen, p.distribution)])
        loaded = plugin.load()
        faults = self.faults(loaded)
        if faults:
            raise plugin.fault("; ".join(map(str, faults)))
        return Found(cast("T", loaded), plugin)

    def _one(self, asked: str, named: list[Plugin]) -> Plugin:
        if not named:
            raise UnknownNameError(self.what, asked, self._known())
        first, *others = named
        if others:
            rivals = ", ".join(dict.fromkeys(plugin.distribution for plugin in others))
            choices = " or ".join(f"{p.name}@{p.distribution}" for p in named)
            raise first.fault(f"{rivals} brings a {self.what} of this name too; ask for {choices}")
        return first

    def _known(self) -> list[str]:
        """Every name; with its distribution where several bring it."""
        offers = self.offers()
        times = Counter(offer.name for offer in offers)
        return [
            f"{offer.name}@{offer.distribution}"
            if times[offer.name] > 1 and offer.distribution
            else offer.name
            for offer in offers
        ]


@frozen
class Ours:
    """One thing that ships with blogcore: where it is, and the extra that it takes."""

    module: str
    attribute: str
    #: The extra that brings what the module imports, and the module that it then finds.
    extra: str = ""
    needs: str = ""

    def load(self) -> object:
        """The thing itself. Raises `MissingExtraError` where its extra is not installed."""
        try:
            module = import_module(self.module)
        except ModuleNotFoundError as error:
            if self.extra and (error.name or "").split(".")[0] == self.needs:
                raise MissingExtraError(self.extra, self.needs) from error
            raise
        loaded: object = getattr(module, self.attribute)
        return loaded


@frozen(order=True)
class Offer:
    """A name that can be asked for, and where it comes from."""

    name: str
    #: The distribution that brings it; empty where this program registered it.
    distribution: str


@frozen
class Found(Generic[T]):
    """What a name stands for, and the plugin that brings it; None for ours and registered ones."""

    value: T
    plugin: Plugin | None


def _same(one: str, other: str) -> bool:
    """Whether two distribution names are one name (packaging's "name normalization")."""
    return _normal(one) == _normal(other)


def _normal(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()
