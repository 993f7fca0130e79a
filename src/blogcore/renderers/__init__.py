"""Threads to text: `render` for a discussion, `render_page` for the whole page of a post.

`text` is the text page; `base` is what a renderer of your own is made from; `registry` finds
renderers by name; `words` holds every word that is not a stranger's.
"""

from __future__ import annotations

from .base import Context, EventRenderer, PageRenderer, Renderer
from .registry import RendererInfo, register_renderer, renderers
from .render import render, render_page
from .words import ENGLISH, Words

__all__ = [
    "ENGLISH",
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
