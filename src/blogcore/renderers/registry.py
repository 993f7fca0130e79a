"""Which renderers there are: ours, those registered in this process, those of plugins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar, cast

from attrs import frozen

from blogcore._plugins import RENDERERS, Plugin
from blogcore._registry import Ours, Registry
from blogcore.errors import BlogcoreError, Fault, UnknownNameError, ValidationError
from blogcore.renderers.base import PageRenderer, Renderer
from blogcore.renderers.context import Context
from blogcore.threads import Thread

__all__ = [
    "Pieces",
    "RendererInfo",
    "find_pages",
    "find_renderer",
    "media_type_of",
    "register_renderer",
    "renderers",
]

R = TypeVar("R", bound=type[Renderer])

#: What makes the pieces of an output.
Pieces = Callable[[Thread, Context], Iterator[str]]

#: Each renderer of ours, imported when it is first used.
_OURS = {
    "dot": Ours("blogcore.renderers.dot", "DotRenderer"),
    "html": Ours("blogcore.renderers.html", "HtmlRenderer"),
    "json": Ours("blogcore.renderers.json", "JsonRenderer"),
    "markdown": Ours("blogcore.renderers.markdown", "MarkdownRenderer"),
    "mermaid": Ours("blogcore.renderers.mermaid", "MermaidRenderer"),
    "svg": Ours("blogcore.renderers.svg", "SvgRenderer"),
    "terminal": Ours("blogcore.renderers.terminal", "TerminalRenderer", "terminal", "rich"),
    "text": Ours("blogcore.renderers.text", "TextRenderer"),
}


@frozen
class RendererInfo:
    """What a renderer is called, and where it comes from."""

    name: str
    #: The distribution that brings it; empty for one that this program registered.
    distribution: str


def renderers() -> tuple[RendererInfo, ...]:
    """Every renderer by name, in alphabetical order. None is imported for it.

    >>> "text" in {info.name for info in renderers() if info.distribution == "blogcore"}
    True
    """
    return tuple(RendererInfo(offer.name, offer.distribution) for offer in _RENDERERS.offers())


def register_renderer(renderer: R) -> R:
    """Make a class of renderers known in this process, under its ``name``; also as a decorator.

    Registering the same class again changes nothing. Raises `ValidationError` for what is no
    renderer, and for a name that another one has.
    """
    faults = _faults(renderer)
    if faults:
        raise ValidationError(faults)
    name = cast("str", getattr(renderer, "name"))  # noqa: B009 - a class has it, its type cannot say
    _RENDERERS.register(name, renderer)
    return renderer


def find_renderer(name: str) -> Pieces:
    """What renders a thread under this name, or as ``name@distribution``.

    Ours first, then what this process registered, then plugins: so no plugin is looked for unless
    it is needed. Raises `UnknownNameError`, `MissingExtraError` and `PluginError`.
    """
    found = _RENDERERS.find(name)
    if found.plugin is None:
        return found.value().render
    return _guarded(found.value, "render", found.plugin)


def find_pages(name: str) -> Pieces:
    """What renders whole pages under this name; errors as `find_renderer`."""
    found = _RENDERERS.find(name)
    if not callable(getattr(found.value, "page", None)):
        able = sorted({info.name for info in renderers() if _makes_pages(info.name)})
        raise UnknownNameError("renderer of whole pages", name, able)
    if found.plugin is None:
        return cast("type[PageRenderer]", found.value)().page
    return _guarded(found.value, "page", found.plugin)


def media_type_of(name: str) -> str:
    """The IANA media type of what this renderer gives; errors as `find_renderer`.

    >>> media_type_of("text")
    'text/plain'
    """
    return cast("str", getattr(_RENDERERS.find(name).value, "media_type"))  # noqa: B009 - as above


def _makes_pages(name: str) -> bool:
    try:
        return callable(getattr(_RENDERERS.find(name).value, "page", None))
    except BlogcoreError:  # a broken plugin makes nothing, nor does one whose extra is missing
        return False


def _guarded(renderer: type[Renderer], method: str, plugin: Plugin) -> Pieces:
    """A plugin at work: its every failure says whose plugin it is."""

    def pieces(thread: Thread, context: Context) -> Iterator[str]:
        try:
            for piece in cast("Pieces", getattr(renderer(), method))(thread, context):
                if not isinstance(cast("object", piece), str):
                    raise TypeError(f"gave a {type(piece).__name__} where text is due")
                yield piece
        except (Exception, SystemExit) as error:  # a stranger's renderer may raise anything
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


_RENDERERS: Registry[type[Renderer]] = Registry("renderer", RENDERERS, _OURS, _faults)
