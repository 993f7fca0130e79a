"""Plugins: renderers and formats of other distributions, found when first needed.

There is one entry point group per kind: `RENDERERS`, `FORMATS`.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import Distribution, EntryPoint, distributions

from attrs import frozen

from blogcore.errors import PluginError

__all__ = ["FORMATS", "RENDERERS", "Plugin", "plugins"]

RENDERERS = "blogcore.renderers"
FORMATS = "blogcore.formats"


@frozen
class Plugin:
    """An entry point and its distribution."""

    distribution: str
    entry_point: EntryPoint

    @property
    def name(self) -> str:
        """The name of the renderer or format, which is that of its entry point."""
        return self.entry_point.name

    def load(self) -> object:
        """Import and return the object. Raises `PluginError` for any failure."""
        try:
            loaded: object = self.entry_point.load()
        except (Exception, SystemExit) as error:  # a plugin may raise anything
            raise self.fault(f"cannot be loaded: {type(error).__name__}: {error}") from error
        return loaded

    @contextmanager
    def guard(self, *passed: type[Exception]) -> Generator[None, None, None]:
        """Turn every exception in the block into a `PluginError`, except those of some types.

        Args:
            passed: Types of exceptions that are no fault of the plugin.
        """
        try:
            yield
        except passed:
            raise
        except (Exception, SystemExit) as error:  # a plugin may raise anything
            raise self.fault(f"failed: {type(error).__name__}: {error}") from error

    def fault(self, reason: str) -> PluginError:
        """Return the error that names the plugin, its distribution and what is wrong with it."""
        return PluginError(self.distribution, self.name, reason)


def plugins(group: str) -> tuple[Plugin, ...]:
    """Return the installed plugins of a group; none if ``BLOGCORE_NO_PLUGINS=1`` is set.

    Nothing is imported. Distributions are searched once per process.
    """
    return () if os.environ.get("BLOGCORE_NO_PLUGINS") == "1" else _installed(group)


@cache
def _installed(group: str) -> tuple[Plugin, ...]:
    # Not ``entry_points()``: it raises if any distribution has broken metadata.
    candidates = [
        (distribution, points)
        for distribution in distributions()
        if (points := _points(distribution, group)) is not None
    ]
    # Names are read only if there are plugins, because reading one takes ten times as long.
    if not any(points for _, points in candidates):
        return ()
    found: list[Plugin] = []
    seen: set[str] = set()
    for distribution, points in candidates:
        name = _name(distribution)
        if name is not None and name not in seen:  # the first of this name on ``sys.path`` counts
            seen.add(name)
            found += [Plugin(name, point) for point in dict.fromkeys(points)]
    return tuple(found)


def _points(distribution: Distribution, group: str) -> list[EntryPoint] | None:
    """Return the entry points of a group; None if they cannot be read."""
    try:
        return [point for point in distribution.entry_points if point.group == group]
    except Exception:  # noqa: BLE001 - broken metadata may raise anything
        return None


def _name(distribution: Distribution) -> str | None:
    try:
        return distribution.name
    except Exception:  # noqa: BLE001 - as above
        return None
