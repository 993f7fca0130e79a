"""What other distributions bring, found when it is asked for and never before.

One entry point group for each sort of thing: `RENDERERS`, `FORMATS`.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.metadata import Distribution, EntryPoint, distributions

from attrs import frozen

from .errors import PluginError

__all__ = ["FORMATS", "RENDERERS", "Plugin", "plugins"]

RENDERERS = "blogcore.renderers"
FORMATS = "blogcore.formats"


@frozen
class Plugin:
    """One entry point, and the distribution that it comes from."""

    distribution: str
    entry_point: EntryPoint

    @property
    def name(self) -> str:
        """What the renderer or format is called: the name of its entry point."""
        return self.entry_point.name

    def load(self) -> object:
        """What the entry point names. Raises `PluginError`, whatever goes wrong in there."""
        try:
            loaded: object = self.entry_point.load()
        except (Exception, SystemExit) as error:  # a stranger's module may raise anything
            raise self.fault(f"cannot be loaded: {type(error).__name__}: {error}") from error
        return loaded

    def fault(self, reason: str) -> PluginError:
        """The error that says whose plugin is broken, and how."""
        return PluginError(self.distribution, self.name, reason)


def plugins(group: str) -> tuple[Plugin, ...]:
    """Every plugin of a group that is installed; none with ``BLOGCORE_NO_PLUGINS=1`` set.

    Nothing is imported. Distributions are looked through once a process.
    """
    return () if os.environ.get("BLOGCORE_NO_PLUGINS") == "1" else _installed(group)


@cache
def _installed(group: str) -> tuple[Plugin, ...]:
    # Not ``entry_points()``: one distribution with broken metadata makes it raise for everybody.
    installed = tuple(distributions())
    return tuple(
        plugin for place in range(len(installed)) for plugin in _of(installed, place, group)
    )


def _of(installed: tuple[Distribution, ...], place: int, group: str) -> list[Plugin]:
    """The plugins of a distribution, unless another of its name comes before it on the path.

    Names are asked for only where there are plugins: to read one takes ten times as long.
    """
    try:
        points = [point for point in installed[place].entry_points if point.group == group]
        name = installed[place].name if points else ""
    except Exception:  # noqa: BLE001 - broken metadata of a stranger raise anything
        return []
    if not points or any(_name(other) == name for other in installed[:place]):
        return []
    return [Plugin(name, point) for point in dict.fromkeys(points)]


def _name(distribution: Distribution) -> str | None:
    try:
        return distribution.name
    except Exception:  # noqa: BLE001 - as above
        return None
