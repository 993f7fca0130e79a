"""What a renderer is, and `EventRenderer`, from which most are made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from attrs import frozen

from ..models import Post, Site
from ..threads import Enter, Node, Thread
from .words import ENGLISH, Words

__all__ = ["Context", "EventRenderer", "PageRenderer", "Renderer"]


@frozen(kw_only=True)
class Context:
    """What a renderer may know besides the thread; it knows nothing else, not even the clock."""

    site: Site | None = None
    post: Post | None = None
    words: Words = ENGLISH
    #: Whether each comment is headed by its author's name and its date.
    bylines: bool = True


@runtime_checkable
class Renderer(Protocol):
    """Turns a thread into text. One object serves all threads, so it holds no state."""

    @property
    def name(self) -> str:
        """What `render` calls it, such as ``text``."""
        ...

    @property
    def media_type(self) -> str:
        """IANA media type of what comes out."""
        ...

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """The pieces of the output, in order. Nothing in it may recurse."""
        ...


@runtime_checkable
class PageRenderer(Renderer, Protocol):
    """A renderer that can make the whole page of a post, too."""

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        """The pieces of the page of ``context.post`` with its thread."""
        ...


class EventRenderer:
    """A renderer that says what comes where a comment begins and where all beneath it ends.

    >>> class Outline(EventRenderer):
    ...     name = "outline"
    ...     media_type = "text/plain"
    ...
    ...     def enter(self, node, context):
    ...         return "  " * min(node.depth, 9) + node.comment.author.name + "\\n"
    """

    name: str
    media_type: str

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """Every piece in reading order, in one walk without recursion."""
        yield self.begin(thread, context)
        for event in thread.events():
            if isinstance(event, Enter):
                yield self.enter(event.node, context)
            else:
                yield self.leave(event.node, context)
        yield self.end(thread, context)

    def begin(self, thread: Thread, context: Context) -> str:
        """What comes before all comments."""
        return ""

    def enter(self, node: Node, context: Context) -> str:
        """What a comment comes to; its replies follow."""
        return ""

    def leave(self, node: Node, context: Context) -> str:
        """What comes after all replies of a comment."""
        return ""

    def end(self, thread: Thread, context: Context) -> str:
        """What comes after all comments."""
        return ""
