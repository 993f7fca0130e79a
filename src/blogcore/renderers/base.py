"""The protocols of renderers, and the base class of those that open and close elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from typing import Protocol, runtime_checkable

from blogcore.renderers.context import Context
from blogcore.threads import Enter, Node, Thread

__all__ = ["EventRenderer", "PageRenderer", "Renderer"]


@runtime_checkable
class Renderer(Protocol):
    """A class that writes a thread as text; each rendering makes a new instance.

    `render` and `render_page` pass only what the viewer may see: hidden comments are left out, and
    those with visible replies are a `tombstone` (status "deleted", no text). Private fields are
    empty unless the viewer is trusted with them.
    """

    @property
    def name(self) -> str:
        """The name by which `render` finds the renderer."""
        ...

    @property
    def media_type(self) -> str:
        """IANA media type of the output, such as ``text/plain``."""
        ...

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield the output in pieces, which the caller joins.

        Args:
            thread: What the viewer may see.
            context: Texts, URLs and options.
        """
        ...


@runtime_checkable
class PageRenderer(Renderer, Protocol):
    """A renderer that can also write the whole page of a post."""

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield a page in pieces: site, ``context.post``, headline, thread, "Leave a Reply".

        Args:
            thread: What the viewer may see of the discussion.
            context: Site, post, texts, URLs and options.
        """
        ...


class EventRenderer:
    """Base of a renderer with nested elements, which are opened and closed without recursion.

    A subclass has ``name`` and ``media_type``, and implements `enter` and whichever of the other
    methods it needs. Each returns one string, or an iterable of strings.

    >>> class Brackets(EventRenderer):
    ...     name, media_type = "brackets", "text/plain"
    ...     def enter(self, node):
    ...         return f"({node.comment.id}"
    ...     def leave(self, node):
    ...         return ")"
    >>> "".join(Brackets().render(Thread.from_comments([]), Context()))
    ''
    """

    #: The name by which `render` finds the renderer.
    name: str
    #: IANA media type of the output.
    media_type: str
    #: Texts, URLs and options of the current rendering.
    context: Context

    def begin(self, thread: Thread) -> Iterable[str]:
        """Return the text before all comments.

        Args:
            thread: What the viewer may see.
        """
        return ()

    def enter(self, node: Node) -> Iterable[str]:
        """Return the text before the replies to a comment: usually the comment itself.

        Args:
            node: The comment in the thread.
        """
        raise NotImplementedError(f"{type(self).__name__} must implement enter()")

    def leave(self, node: Node) -> Iterable[str]:
        """Return the text after the replies to a comment.

        Args:
            node: The comment in the thread.
        """
        return ()

    def end(self, thread: Thread) -> Iterable[str]:
        """Return the text after all comments.

        Args:
            thread: What the viewer may see.
        """
        return ()

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield the output in pieces. Linear, if each method is linear in its comment.

        Args:
            thread: What the viewer may see.
            context: Texts, URLs and options, kept as ``self.context``.
        """
        renderer = copy(self)  # so that one instance can render several threads at a time
        renderer.context = context
        yield from _strings(renderer.begin(thread))
        for event in thread.events():
            handle = renderer.enter if isinstance(event, Enter) else renderer.leave
            yield from _strings(handle(event.node))
        yield from _strings(renderer.end(thread))


def _strings(text: Iterable[str]) -> Iterable[str]:
    return (text,) if isinstance(text, str) else text
