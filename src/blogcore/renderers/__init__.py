"""Threads as text: `render` writes a discussion, `render_page` a post with its discussion.

Renderers are found by name: "text", "html", "json" and so on, or those of plugins. `Context` is
everything else that a renderer uses.
"""

from __future__ import annotations

from blogcore.renderers.base import EventRenderer, PageRenderer, Renderer
from blogcore.renderers.context import Context, DateStyle, PageInfo, comment_anchor
from blogcore.renderers.registry import RendererInfo, register_renderer, renderers
from blogcore.renderers.render import prepare_page, render, render_page

__all__ = [
    "Context",
    "DateStyle",
    "EventRenderer",
    "PageInfo",
    "PageRenderer",
    "Renderer",
    "RendererInfo",
    "comment_anchor",
    "prepare_page",
    "register_renderer",
    "render",
    "render_page",
    "renderers",
]
