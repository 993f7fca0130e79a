"""`render` and `render_page`: the two ways in, and what they keep in."""

from __future__ import annotations

from attrs import evolve

from ..models import Blog, PageEnd, Post, public
from ..threads import Thread
from .context import Context, PagePlace
from .markup import marked
from .registry import find_pages, find_renderer, media_type_of

__all__ = ["render", "render_page"]


def render(thread: Thread, name: str = "text", context: Context | None = None) -> str:
    """A thread as text of some kind, by the renderer of this name.

    Only what ``context.viewer`` may see, who is everybody unless it says otherwise: approved
    comments, and the places of others that have approved replies. HTML comes as text that template
    engines do not escape again (it has ``__html__``). Linear for ours. Raises `UnknownNameError`
    where no renderer has the name, and `PluginError` where one from elsewhere is broken.

    >>> render(Thread.from_comments([]))
    ''
    """
    context = context or Context()
    pieces = find_renderer(name)(thread.visible(context.viewer), context)
    return marked("".join(pieces), media_type_of(name))


def render_page(
    blog: Blog,
    post: Post | str,
    name: str = "text",
    *,
    page: int | PageEnd | None = None,
    bylines: bool = True,
    context: Context | None = None,
) -> str:
    """The page of a post (or of its id or slug): site, post, discussion, "Leave a Reply".

    Whatever the blog holds, the page shows what ``context.viewer`` may see of the discussion, who
    is everybody unless it says otherwise, and nothing private. The post itself is shown whatever
    its status, since it was asked for: give ``blog.public()`` to have drafts unknown.
    ``context`` gives the words; its site and post are those of the blog. With ``page`` (see
    `Thread.page`) only that page of the discussion, as long as ``site.discussion.page_size`` says.

    Linear in the post and its comments. Raises `UnknownIdError` for a post that is not there,
    `ValidationError` for a page that is not there, and what `render` raises.
    """
    asked = post if isinstance(post, Post) else blog.post(post)
    context = context or Context()
    context = evolve(
        context,
        site=public(blog.site),
        post=public(asked),
        bylines=bylines and context.bylines,
    )
    thread = blog.thread(asked.id).visible(context.viewer)
    if page is not None:
        part = thread.page(page, blog.site.discussion.page_size)
        place = PagePlace(number=part.number, total=max(part.total, 1))
        thread, context = part, evolve(context, page=place, total=context.count(thread))
    pieces = find_pages(name)(thread, context)
    return marked("".join(pieces), media_type_of(name))
