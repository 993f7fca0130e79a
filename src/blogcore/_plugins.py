"""What other distributions bring, found when it is asked for and never before.

One entry point group for each sort of thing: `RENDERERS`, `FORMATS`.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.metadata import Distribution, EntryPoint, distributions

from attrs import frozen

from blogcore.errors import PluginError

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
    brought = [
        (distribution, points)
        for distribution in distributions()
        if (points := _points(distribution, group)) is not None
    ]
    # Names are asked for only where there are plugins: to read one takes ten times as long.
    if not any(points for _, points in brought):
        return ()
    found: list[Plugin] = []
    seen: set[str] = set()
    for distribution, points in brought:
        name = _name(distribution)
        if name is not None and name not in seen:  # an earlier one on the path hides a later
            seen.add(name)
            found += [Plugin(name, point) for point in dict.fromkeys(points)]
    return tuple(found)


def _points(distribution: Distribution, group: str) -> list[EntryPoint] | None:
    """The entry points of a group; None where they cannot be read."""
    try:
        return [point for point in distribution.entry_points if point.group == group]
    except Exception:  # noqa: BLE001 - broken metadata of a stranger raise anything
        return None


def _name(distribution: Distribution) -> str | None:
    try:
        return distribution.name
    except Exception:  # noqa: BLE001 - as above
        return None
