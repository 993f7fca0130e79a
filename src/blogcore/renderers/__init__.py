"""Threads to text: `render` for a discussion, `render_page` for a post with its discussion.

`base` says what a renderer is and `context` what it is told, `text` is the one that ships,
`registry` finds them by name, and `words` is what a page says in its own voice.
"""

from __future__ import annotations

from .base import EventRenderer, PageRenderer, Renderer
from .context import Context, DateStyle, PagePlace, comment_anchor
from .registry import RendererInfo, register_renderer, renderers
from .render import paged, render, render_page
from .reply_form import ReplyForm
from .words import (
    Category,
    ErrorWords,
    ModerationWords,
    Plural,
    PluralRule,
    ReasonWords,
    Spans,
    Words,
    words,
)

__all__ = [
    "Category",
    "Context",
    "DateStyle",
    "ErrorWords",
    "EventRenderer",
    "ModerationWords",
    "PagePlace",
    "PageRenderer",
    "Plural",
    "PluralRule",
    "ReasonWords",
    "Renderer",
    "RendererInfo",
    "ReplyForm",
    "Spans",
    "Words",
    "comment_anchor",
    "paged",
    "register_renderer",
    "render",
    "render_page",
    "renderers",
    "words",
]
