"""What a renderer is, and the base for those that open and close elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from typing import Protocol, runtime_checkable

from blogcore.renderers.context import Context
from blogcore.threads import Enter, Node, Thread

__all__ = ["EventRenderer", "PageRenderer", "Renderer"]


@runtime_checkable
class Renderer(Protocol):
    """A class that turns a thread into text; the library makes an instance for each rendering.

    What it is given is what the world may see: `render` and `render_page` leave hidden comments
    out, and give one that has visible replies as a `tombstone` (status "deleted", no words).
    """

    @property
    def name(self) -> str:
        """What ``render(thread, name)`` calls it."""
        ...

    @property
    def media_type(self) -> str:
        """IANA media type of what comes out, such as ``text/plain``."""
        ...

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """The pieces of the output, in order; the caller joins them."""
        ...


@runtime_checkable
class PageRenderer(Renderer, Protocol):
    """A renderer that can make the whole page of a post as well."""

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        """The pieces of a page: site, ``context.post``, headline, thread, "Leave a Reply"."""
        ...


class EventRenderer:
    """The base of a renderer that nests: elements open and close without any recursion.

    A subclass has ``name`` and ``media_type``, writes `enter`, and whichever of the others it
    needs. Each gives a piece of output, or several; `context` says what is wanted.

    >>> class Brackets(EventRenderer):
    ...     name, media_type = "brackets", "text/plain"
    ...     def enter(self, node):
    ...         return f"({node.comment.id}"
    ...     def leave(self, node):
    ...         return ")"
    >>> "".join(Brackets().render(Thread.from_comments([]), Context()))
    ''
    """

    name: str
    media_type: str
    context: Context

    def begin(self, thread: Thread) -> Iterable[str]:
        """What comes before all comments."""
        return ()

    def enter(self, node: Node) -> Iterable[str]:
        """What comes before the replies of a comment: usually the comment itself."""
        raise NotImplementedError(f"{type(self).__name__} does not say what a comment looks like")

    def leave(self, node: Node) -> Iterable[str]:
        """What comes after the replies of a comment."""
        return ()

    def end(self, thread: Thread) -> Iterable[str]:
        """What comes after all comments."""
        return ()

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """The whole, piece by piece. Linear in the thread, if the methods are in a comment."""
        walk = copy(self)  # so that one renderer can be at work twice at a time
        walk.context = context
        yield from _pieces(walk.begin(thread))
        for event in thread.events():
            step = walk.enter if isinstance(event, Enter) else walk.leave
            yield from _pieces(step(event.node))
        yield from _pieces(walk.end(thread))


def _pieces(given: Iterable[str]) -> Iterable[str]:
    return (given,) if isinstance(given, str) else given
