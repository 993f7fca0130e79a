"""Which renderers there are: ours, those registered here, and those of installed plugins.

A plugin is a distribution with an entry point in the group ``blogcore.renderers`` that names a
renderer or a class of one. It is loaded when its name is first asked for; a broken one harms
nobody else. ``BLOGCORE_NO_PLUGINS=1`` leaves all of them out.
"""

from __future__ import annotations

import os
from importlib import import_module
from importlib.metadata import EntryPoint, distributions
from typing import cast

from attrs import frozen

from .._text import shorten
from ..errors import PluginError, UnknownNameError
from .base import PageRenderer, Renderer

__all__ = ["RendererInfo", "find_renderer", "register_renderer", "renderers"]

GROUP = "blogcore.renderers"

#: Name, module and class of our own.
_OURS = {"text": (".text", "TextRenderer")}
_registered: dict[str, Renderer] = {}


@frozen
class RendererInfo:
    """What one renderer is called, what it makes, and where it comes from."""

    name: str
    media_type: str
    #: Whether `render_page` can use it.
    pages: bool
    #: "blogcore", "registered", or the name of a plugin's distribution.
    origin: str


def register_renderer(renderer: Renderer) -> None:
    """Make a renderer known by its name, in this process. The latest of one name counts.

    Raises TypeError for what is no renderer.
    """
    if not isinstance(cast("object", renderer), Renderer):
        raise TypeError(f"not a renderer (name, media_type, render): {shorten(renderer)}")
    _registered[renderer.name] = renderer


def renderers() -> tuple[RendererInfo, ...]:
    """Every renderer that works, by name. Loads them all; broken plugins are left out.

    >>> [info.name for info in renderers() if info.origin == "blogcore"]
    ['text']
    """
    found: list[RendererInfo] = []
    for name, origin in sorted(_origins().items()):
        try:
            renderer = find_renderer(name)
        except PluginError:
            continue
        pages = isinstance(renderer, PageRenderer)
        found.append(RendererInfo(name, renderer.media_type, pages, origin))
    return tuple(found)


def find_renderer(name: str) -> Renderer:
    """The renderer of this name: a registered one, else ours, else a plugin's.

    Raises `UnknownNameError` listing the known names, and `PluginError`.
    """
    if name in _registered:
        return _registered[name]
    if name in _OURS:
        module, attribute = _OURS[name]
        made: Renderer = getattr(import_module(module, __package__), attribute)()
        return made
    plugins = _plugins()
    if name in plugins:
        return _loaded(*plugins[name])
    raise UnknownNameError("renderer", name, sorted(_origins()))


def _origins() -> dict[str, str]:
    plugins = {name: distribution for name, (distribution, _) in _plugins().items()}
    return plugins | dict.fromkeys(_OURS, "blogcore") | dict.fromkeys(_registered, "registered")


def _plugins() -> dict[str, tuple[str, EntryPoint]]:
    """Entry points by name with their distribution; one that cannot be read is passed over."""
    if os.environ.get("BLOGCORE_NO_PLUGINS") == "1":
        return {}
    found: dict[str, tuple[str, EntryPoint]] = {}
    for distribution in distributions():
        try:
            points = distribution.entry_points.select(group=GROUP)
            for point in points:
                found.setdefault(point.name, (distribution.name, point))
        except Exception:  # noqa: BLE001 - another distribution's metadata may be anything
            continue
    return found


def _loaded(distribution: str, point: EntryPoint) -> Renderer:
    try:
        made: object = point.load()
        made = made() if isinstance(made, type) else made
    except Exception as error:
        raise PluginError(distribution, point.name, f"cannot be loaded: {error!r}") from error
    if not isinstance(made, Renderer):
        raise PluginError(distribution, point.name, "is no renderer (name, media_type, render)")
    return made
