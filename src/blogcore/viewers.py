"""Viewers of a discussion, for `Thread.visible` and `Context`: who sees which comments.

The names ``"public"`` and ``"moderator"`` work as well as the constants::

    thread.visible(to=author("ida"))
    thread.visible(to="moderator")
"""

from __future__ import annotations

from blogcore.threads.viewer import MODERATOR, PUBLIC, Hiding, Viewer, author, find_viewer, guest

__all__ = ["MODERATOR", "PUBLIC", "Hiding", "Viewer", "author", "find_viewer", "guest"]
