"""`render` and `render_page`: the two ways in."""

from __future__ import annotations

from attrs import evolve

from ..errors import UnknownNameError
from ..models import Blog, Post
from ..threads import Thread
from .base import Context, PageRenderer
from .registry import find_renderer, renderers

__all__ = ["render", "render_page"]


def render(thread: Thread, name: str = "text", context: Context | None = None) -> str:
    """A thread as text, by the renderer of this name.

    It shows the thread that it is given, held comments and all; for what the world may see, give
    it ``blog.public().thread(…)``. Linear. Raises `UnknownNameError` for a name that is not known
    and `PluginError` where a plugin is broken.
    """
    return "".join(find_renderer(name).render(thread, context or Context()))


def render_page(
    blog: Blog,
    post: Post | str,
    name: str = "text",
    *,
    bylines: bool = True,
    context: Context | None = None,
) -> str:
    """The whole page of a post (or of the post with this id or slug), "Leave a Reply" included.

    It shows what the world may see of the discussion: approved comments, and a wordless tombstone
    for a hidden one that has approved replies. The post itself is shown even if it is a draft,
    since it was asked for. Where ``context`` names no site or post, they are those of the blog.

    Raises `UnknownIdError` where there is no such post, and else as `render`.
    """
    found = blog.post(post) if isinstance(post, str) else post
    context = context or Context(bylines=bylines)
    context = evolve(context, site=context.site or blog.site, post=context.post or found)
    renderer = find_renderer(name)
    if not isinstance(renderer, PageRenderer):
        able = [info.name for info in renderers() if info.pages]
        raise UnknownNameError("renderer of whole pages", name, able)
    return "".join(renderer.page(_public_thread(blog, found), context))


def _public_thread(blog: Blog, post: Post) -> Thread:
    shown = evolve(post, status="published", protected=False)
    alone = Blog(posts=(shown,), comments=blog.comments_of(post.id))
    return alone.public().thread(post.id)
