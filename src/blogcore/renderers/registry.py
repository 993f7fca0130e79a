"""Renderers by name: those of this package, those registered in this process, those of plugins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar, cast

from attrs import frozen

from blogcore._plugins import RENDERERS, Plugin
from blogcore._registry import BuiltIn, Registry
from blogcore.errors import BlogcoreError, Fault, UnknownNameError, ValidationError
from blogcore.renderers.base import PageRenderer, Renderer
from blogcore.renderers.context import Context
from blogcore.threads import Thread

__all__ = [
    "RendererInfo",
    "Writer",
    "find_page_renderer",
    "find_renderer",
    "is_builtin",
    "media_type_of",
    "register_renderer",
    "renderers",
]

R = TypeVar("R", bound=type[Renderer])

#: Yields an output in pieces.
Writer = Callable[[Thread, Context], Iterator[str]]

#: The renderers of this package; each is imported when it is first used.
_BUILTIN = {
    "dot": BuiltIn("blogcore.renderers.graphs", "DotRenderer"),
    "html": BuiltIn("blogcore.renderers.html", "HtmlRenderer"),
    "json": BuiltIn("blogcore.renderers.json", "JsonRenderer"),
    "markdown": BuiltIn("blogcore.renderers.markdown", "MarkdownRenderer"),
    "mermaid": BuiltIn("blogcore.renderers.graphs", "MermaidRenderer"),
    "svg": BuiltIn("blogcore.renderers.svg", "SvgRenderer"),
    "terminal": BuiltIn("blogcore.renderers.terminal", "TerminalRenderer", "terminal", "rich"),
    "text": BuiltIn("blogcore.renderers.text", "TextRenderer"),
}


@frozen
class RendererInfo:
    """The name of a renderer, and the distribution that provides it."""

    #: The name by which `render` finds it.
    name: str
    #: Name of the distribution; empty for a renderer that this process registered.
    distribution: str


def renderers() -> tuple[RendererInfo, ...]:
    """Return all renderers in alphabetical order, without importing any.

    >>> "text" in {info.name for info in renderers() if info.distribution == "blogcore"}
    True
    """
    return tuple(RendererInfo(each.name, each.distribution) for each in _RENDERERS.names())


def register_renderer(renderer: R) -> R:
    """Register a renderer class in this process, under its ``name``; also works as a decorator.

    Args:
        renderer: A class with ``name``, ``media_type`` and ``render``. Registering it again
            changes nothing.

    Raises:
        ValidationError: It is no such class, or another renderer has the name.
    """
    faults = _faults(renderer)
    if faults:
        raise ValidationError(faults)
    name = cast("str", getattr(renderer, "name"))  # noqa: B009 - typed on instances only
    _RENDERERS.register(name, renderer)
    return renderer


def find_renderer(name: str) -> Writer:
    """Return the method that renders a thread, of the renderer of this name.

    Renderers of this package come first, then registered ones, then plugins, so plugins are looked
    up only if they are needed.

    Args:
        name: Name of the renderer, or ``name@distribution``.

    Raises:
        UnknownNameError: No renderer has this name.
        MissingExtraError: It needs an extra that is not installed.
        PluginError: It is a broken plugin.
    """
    found = _RENDERERS.find(name)
    if found.plugin is None:
        return found.value().render
    return _plugin_writer(found.value, "render", found.plugin)


def find_page_renderer(name: str) -> Writer:
    """Return the method that renders a whole page, of the renderer of this name.

    Args:
        name: Name of the renderer, or ``name@distribution``.

    Raises:
        UnknownNameError: No renderer of whole pages has this name.
        MissingExtraError: It needs an extra that is not installed.
        PluginError: It is a broken plugin.
    """
    found = _RENDERERS.find(name)
    if not callable(getattr(found.value, "page", None)):
        page_renderers = sorted({info.name for info in renderers() if _has_page(info.name)})
        raise UnknownNameError("renderer of whole pages", name, page_renderers)
    if found.plugin is None:
        return cast("type[PageRenderer]", found.value)().page
    return _plugin_writer(found.value, "page", found.plugin)


def is_builtin(name: str) -> bool:
    """Return whether a name is that of a renderer of this package."""
    found = _RENDERERS.find(name)
    return found.plugin is None and name.partition("@")[0] in _BUILTIN


def media_type_of(name: str) -> str:
    """Return the IANA media type of a renderer's output.

    Args:
        name: Name of the renderer, or ``name@distribution``.

    Raises:
        UnknownNameError: No renderer has this name.
        MissingExtraError: It needs an extra that is not installed.
        PluginError: It is a broken plugin.

    >>> media_type_of("text")
    'text/plain'
    """
    return cast("str", getattr(_RENDERERS.find(name).value, "media_type"))  # noqa: B009 - as above


def _has_page(name: str) -> bool:
    try:
        return callable(getattr(_RENDERERS.find(name).value, "page", None))
    except BlogcoreError:  # a broken plugin, or a missing extra
        return False


def _plugin_writer(renderer: type[Renderer], method: str, plugin: Plugin) -> Writer:
    """Return a method of a plugin; every failure in it is a `PluginError` that names the plugin."""

    def write(thread: Thread, context: Context) -> Iterator[str]:
        with plugin.guard():
            for piece in cast("Writer", getattr(renderer(), method))(thread, context):
                if not isinstance(cast("object", piece), str):
                    raise TypeError(f"yielded a {type(piece).__name__} instead of a str")
                yield piece

    return write


def _faults(renderer: object) -> list[Fault]:
    """Return why an object is not a renderer class."""
    if not isinstance(renderer, type):
        return [Fault("", "wrong_type", f"must be a class, not a {type(renderer).__name__}")]
    faults = [
        Fault(attribute, "wrong_type", "must be a class attribute of type str")
        for attribute in ("name", "media_type")
        if not isinstance(getattr(renderer, attribute, None), str)
    ]
    if not callable(getattr(renderer, "render", None)):
        faults.append(Fault("render", "missing", "must be a method render(thread, context)"))
    return faults


_RENDERERS: Registry[type[Renderer]] = Registry("renderer", RENDERERS, _BUILTIN, _faults)
