"""The stylesheet that ships."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["stylesheet"]


@cache
def stylesheet() -> str:
    """The CSS of the page: light and dark, narrow and wide, print, both directions of writing.

    For a site that puts a rendered discussion into a page of its own. Every rule of it that is
    for comments asks for the class of the discussion, ``blogcore``.

    >>> "prefers-color-scheme: dark" in stylesheet()
    True
    """
    return (files("blogcore.renderers.html") / "style.css").read_text(encoding="utf-8")
