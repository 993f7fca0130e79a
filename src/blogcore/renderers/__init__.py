"""Threads to text: `render` for a discussion, `render_page` for a post with its discussion.

`base` says what a renderer is and `context` what it is told, `text` is the one that ships,
`registry` finds them by name, and `words` is what a page says in its own voice.
"""

from __future__ import annotations

from blogcore.renderers.base import EventRenderer, PageRenderer, Renderer
from blogcore.renderers.context import Context, DateStyle, PagePlace, comment_anchor
from blogcore.renderers.registry import RendererInfo, register_renderer, renderers
from blogcore.renderers.render import paged, render, render_page
from blogcore.renderers.reply_form import ReplyForm
from blogcore.renderers.words import (
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
