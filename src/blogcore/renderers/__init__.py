"""Threads to text: `render` for a discussion, `render_page` for a post with its discussion.

`base` says what a renderer is, `text` is the one that ships, `registry` finds them by name, and
`words` is what a page says in its own voice.
"""

from __future__ import annotations

from .base import Context, EventRenderer, PageRenderer, Renderer
from .registry import RendererInfo, register_renderer, renderers
from .render import render, render_page
from .words import Words

__all__ = [
    "Context",
    "EventRenderer",
    "PageRenderer",
    "Renderer",
    "RendererInfo",
    "Words",
    "register_renderer",
    "render",
    "render_page",
    "renderers",
]
