"""`render` and `render_page`: a thread or a page through a renderer that is known by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TypeVar, cast

from attrs import evolve, frozen

from ..errors import Fault, UnknownNameError, ValidationError
from ..models import Blog, Post
from ..threads import Thread
from .base import Context, Renderer
from .plugins import Plugin, plugins
from .visible import visible

__all__ = ["RendererInfo", "register_renderer", "render", "render_page", "renderers"]

R = TypeVar("R", bound=type[Renderer])

#: Module and class of each renderer of ours, imported when it is first used.
_OURS = {"text": (".text", "TextRenderer")}
_registered: dict[str, type[Renderer]] = {}


def render(thread: Thread, name: str = "text", context: Context | None = None) -> str:
    """The thread as text of some kind, by the renderer of this name.

    Only what the world may see: approved comments, and the places of others that have approved
    replies. Raises `UnknownNameError` where no renderer has the name, and `PluginError` where one
    from elsewhere is broken.

    >>> render(Thread.from_comments([]))
    ''
    """
    pieces = _renderer(name)(visible(thread), context or Context())
    return "".join(pieces)


def render_page(
    blog: Blog,
    post: Post | str,
    name: str = "text",
    *,
    bylines: bool = True,
    context: Context | None = None,
) -> str:
    """The page of a post (or of its id or slug): site, post, discussion, "Leave a Reply".

    Whatever the blog holds, the page shows what the world may see of the discussion, and nothing
    private. The post itself is shown whatever its status, since it was asked for: give
    ``blog.public()`` to have drafts unknown. ``context`` gives words; site and post are the blog's.

    Linear in the post and its comments. Raises `UnknownIdError` for a post that is not there, and
    what `render` raises.
    """
    asked = post if isinstance(post, Post) else blog.post(post)
    shown = Blog(
        site=blog.site,
        posts=(evolve(asked, status="published", protected=False),),
        comments=blog.comments_of(asked.id),
    ).public()
    context = context or Context()
    context = evolve(
        context,
        site=shown.site,
        post=evolve(shown.posts[0], status=asked.status, protected=asked.protected),
        bylines=bylines and context.bylines,
        page=True,
    )
    return render(shown.thread(asked.id), name, context)


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
    found += [RendererInfo(plugin.name, plugin.distribution) for plugin in plugins()]
    return tuple(sorted(found, key=lambda info: (info.name, info.distribution)))


def register_renderer(renderer: R) -> R:
    """Make a renderer known in this process, under its ``name``; also as a class decorator.

    Registering the same class again changes nothing. Raises `ValidationError` for what is no
    renderer, and for a name that another one has.
    """
    faults = _faults(renderer)
    if faults:
        raise ValidationError(faults)
    name = cast("str", renderer.name)
    if name in _OURS or _registered.get(name, renderer) is not renderer:
        raise ValidationError([Fault("name", "taken", f"{name!r} is another renderer's name")])
    _registered[name] = renderer
    return renderer


# --- from a name to a renderer at work -------------------------------------------------------

_Work = Callable[[Thread, Context], Iterator[str]]


def _renderer(name: str) -> _Work:
    """Our own first, then what this program registered, then plugins: so no plugin is looked for
    unless it is needed."""
    if name in _OURS:
        module, attribute = _OURS[name]
        return cast(
            "type[Renderer]", getattr(import_module(module, __package__), attribute)
        )().render
    if name in _registered:
        return _registered[name]().render
    offers = [plugin for plugin in plugins() if plugin.name == name]
    if not offers:
        known = sorted({info.name for info in renderers()})
        raise UnknownNameError("renderer", name, known)
    if len(offers) > 1:
        others = ", ".join(plugin.distribution for plugin in offers[1:])
        raise offers[0].fault(f"{others} brings a renderer of this name too; uninstall one")
    return _guarded(offers[0])


def _guarded(plugin: Plugin) -> _Work:
    """The renderer of a plugin, whose every failure names the plugin."""
    renderer = plugin.load()
    faults = _faults(renderer)
    if faults:
        raise plugin.fault("; ".join(map(str, faults)))

    def work(thread: Thread, context: Context) -> Iterator[str]:
        try:
            for piece in cast("type[Renderer]", renderer)().render(thread, context):
                if not isinstance(cast("object", piece), str):
                    raise TypeError(f"gave a {type(piece).__name__} where text is due")
                yield piece
        except Exception as error:  # noqa: BLE001 - a stranger's renderer may raise anything
            raise plugin.fault(f"failed: {type(error).__name__}: {error}") from error

    return work


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
