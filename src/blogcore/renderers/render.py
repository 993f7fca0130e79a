"""`render` and `render_page`: the two ways in, and what they keep in."""

from __future__ import annotations

from attrs import evolve

from ..models import Blog, Post
from ..threads import Thread
from .base import Context
from .registry import find_pages, find_renderer

__all__ = ["render", "render_page"]


def render(thread: Thread, name: str = "text", context: Context | None = None) -> str:
    """A thread as text of some kind, by the renderer of this name.

    Only what the world may see: approved comments, and the places of others that have approved
    replies. Linear for ours. Raises `UnknownNameError` where no renderer has the name, and
    `PluginError` where one from elsewhere is broken.

    >>> render(Thread.from_comments([]))
    ''
    """
    return "".join(find_renderer(name)(thread.visible(), context or Context()))


def render_page(
    blog: Blog,
    post: Post | str,
    name: str = "text",
    *,
    bylines: bool = True,
    context: Context | None = None,
) -> str:
    """The page of a post (or of its id or slug): site, post, discussion, "Leave a Reply".

    Whatever the blog holds, the page shows what the world may see of the discussion, and nothing
    private. The post itself is shown whatever its status, since it was asked for: give
    ``blog.public()`` to have drafts unknown. ``context`` gives the words; its site and post are
    those of the blog.

    Linear in the post and its comments. Raises `UnknownIdError` for a post that is not there,
    and what `render` raises.
    """
    asked = post if isinstance(post, Post) else blog.post(post)
    shown = Blog(
        site=blog.site,
        posts=(evolve(asked, status="published", protected=False),),
        comments=blog.comments_of(asked.id),
    ).public()
    context = context or Context()
    context = evolve(
        context,
        site=shown.site,
        post=evolve(shown.posts[0], status=asked.status, protected=asked.protected),
        bylines=bylines and context.bylines,
    )
    return "".join(find_pages(name)(shown.thread(asked.id), context))
