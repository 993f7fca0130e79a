"""`Scope`: what a thread knows of comments that are not in it."""

from __future__ import annotations

from collections.abc import Container

from attrs import frozen

__all__ = ["EVERY_POST", "Scope"]


@frozen
class Scope:
    """Which comments belong to a thread, and which are known to exist outside it."""

    #: Its post; the comments of others are left out. None: comments of any post.
    post_id: str | None = None
    #: Ids of comments that exist under other posts.
    elsewhere: Container[str] = ()


EVERY_POST = Scope()
