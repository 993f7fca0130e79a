"""`HtmlRenderer`: the renderer of the name "html"."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.renderers.context import Context
from blogcore.renderers.html.page import page
from blogcore.renderers.html.thread import discussion
from blogcore.threads import Thread

__all__ = ["HtmlRenderer"]


class HtmlRenderer:
    """HTML to read with any browser, any stylesheet or none, by eye, ear or machine.

    Comments are articles in lists, replies in lists beneath what they answer, down to
    ``context.nesting`` levels (8 where it says nothing): deeper ones continue flat, each with a
    link to what it answers. Nothing needs a script. Microformats (``h-entry`` with ``h-cite``)
    and, on a page, schema.org's JSON-LD say the same to machines. Linear in the thread.
    """

    name = "html"
    media_type = "text/html"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """The discussion alone, for a page of one's own; nothing where there is none."""
        return discussion(thread, context)

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        """A whole document, with the stylesheet in it."""
        return page(thread, context)
