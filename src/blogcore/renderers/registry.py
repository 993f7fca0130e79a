"""Which renderers there are: ours, those registered in this process, those of plugins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TypeVar, cast

from attrs import frozen

from .._plugins import RENDERERS, Plugin, plugins
from ..errors import BlogcoreError, Fault, UnknownNameError, ValidationError
from ..threads import Thread
from .base import PageRenderer, Renderer
from .context import Context

__all__ = [
    "Pieces",
    "RendererInfo",
    "find_pages",
    "find_renderer",
    "register_renderer",
    "renderers",
]

R = TypeVar("R", bound=type[Renderer])

#: What makes the pieces of an output.
Pieces = Callable[[Thread, Context], Iterator[str]]

#: Module and class of each renderer of ours, imported when it is first used.
_OURS = {"text": (".text", "TextRenderer")}
_registered: dict[str, type[Renderer]] = {}


@frozen
class RendererInfo:
    """What a renderer is called, and where it comes from."""

    name: str
    #: The distribution that brings it; empty for one that this program registered.
    distribution: str


def renderers() -> tuple[RendererInfo, ...]:
    """Every renderer by name, in alphabetical order. None is imported for it.

    >>> [info.name for info in renderers() if info.distribution == "blogcore"]
    ['text']
    """
    found = [RendererInfo(name, "blogcore") for name in _OURS]
    found += [RendererInfo(name, "") for name in _registered]
    found += [RendererInfo(plugin.name, plugin.distribution) for plugin in plugins(RENDERERS)]
    return tuple(sorted(found, key=lambda info: (info.name, info.distribution)))


def register_renderer(renderer: R) -> R:
    """Make a class of renderers known in this process, under its ``name``; also as a decorator.

    Registering the same class again changes nothing. Raises `ValidationError` for what is no
    renderer, and for a name that another one has.
    """
    faults = _faults(renderer)
    if faults:
        raise ValidationError(faults)
    name = cast("str", getattr(renderer, "name"))  # noqa: B009 - a class has it, its type cannot say
    if name in _OURS or _registered.get(name, renderer) is not renderer:
        raise ValidationError([Fault("name", "taken", f"{name!r} is another renderer's name")])
    _registered[name] = renderer
    return renderer


def find_renderer(name: str) -> Pieces:
    """What renders a thread under this name.

    Ours first, then what this process registered, then plugins: so no plugin is looked for unless
    it is needed. Raises `UnknownNameError` and `PluginError`.
    """
    renderer, plugin = _found(name)
    return renderer().render if plugin is None else _guarded(renderer, "render", plugin)


def find_pages(name: str) -> Pieces:
    """What renders whole pages under this name; errors as `find_renderer`."""
    renderer, plugin = _found(name)
    if not callable(getattr(renderer, "page", None)):
        able = sorted({info.name for info in renderers() if _makes_pages(info.name)})
        raise UnknownNameError("renderer of whole pages", name, able)
    if plugin is None:
        return cast("type[PageRenderer]", renderer)().page
    return _guarded(renderer, "page", plugin)


# --- from a name to a class ------------------------------------------------------------------


def _found(name: str) -> tuple[type[Renderer], Plugin | None]:
    if name in _OURS:
        module, attribute = _OURS[name]
        return cast("type[Renderer]", getattr(import_module(module, __package__), attribute)), None
    if name in _registered:
        return _registered[name], None
    offers = [plugin for plugin in plugins(RENDERERS) if plugin.name == name]
    if not offers:
        raise UnknownNameError("renderer", name, sorted({info.name for info in renderers()}))
    plugin = offers[0]
    if len(offers) > 1:
        others = ", ".join(other.distribution for other in offers[1:])
        raise plugin.fault(f"{others} brings a renderer of this name too; uninstall one")
    loaded = plugin.load()
    faults = _faults(loaded)
    if faults:
        raise plugin.fault("; ".join(map(str, faults)))
    return cast("type[Renderer]", loaded), plugin


def _makes_pages(name: str) -> bool:
    try:
        return callable(getattr(_found(name)[0], "page", None))
    except BlogcoreError:  # a broken plugin makes nothing
        return False


def _guarded(renderer: type[Renderer], method: str, plugin: Plugin) -> Pieces:
    """A plugin at work: its every failure says whose plugin it is."""

    def pieces(thread: Thread, context: Context) -> Iterator[str]:
        try:
            for piece in cast("Pieces", getattr(renderer(), method))(thread, context):
                if not isinstance(cast("object", piece), str):
                    raise TypeError(f"gave a {type(piece).__name__} where text is due")
                yield piece
        except Exception as error:  # a stranger's renderer may raise anything
            raise plugin.fault(f"failed: {type(error).__name__}: {error}") from error

    return pieces


def _faults(renderer: object) -> list[Fault]:
    """What keeps an object from being a class of renderers."""
    if not isinstance(renderer, type):
        return [Fault("", "wrong_type", f"must be a class, not a {type(renderer).__name__}")]
    faults = [
        Fault(attribute, "wrong_type", "must be text, given in the class itself")
        for attribute in ("name", "media_type")
        if not isinstance(getattr(renderer, attribute, None), str)
    ]
    if not callable(getattr(renderer, "render", None)):
        faults.append(Fault("render", "missing", "must be a method render(thread, context)"))
    return faults
