"""`render` and `render_page`: the two ways in, and what they keep in; `paged` for templates."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from blogcore.models import Blog, DiscussionPolicy, PageEnd, Post, SiblingOrder, public
from blogcore.orders import Order, newest, oldest
from blogcore.renderers.context import Context, PagePlace
from blogcore.renderers.markup import marked
from blogcore.renderers.registry import find_pages, find_renderer, media_type_of
from blogcore.threads import Thread

__all__ = ["order_of", "paged", "render", "render_page"]


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
    ``context`` gives the words; its site and post are those of the blog.

    The site's `DiscussionPolicy` says in which ``order`` comments stand, and whether the discussion
    is ``paged``: then it is the ``default_page`` that is shown unless another ``page`` is asked
    for (see `Thread.page`). Without ``paged`` that is all of it, or the ``page`` asked for.

    Linear in the post and its comments. Raises `UnknownIdError` for a post that is not there,
    `PageError` for a page that is not there, and what `render` raises.
    """
    asked = post if isinstance(post, Post) else blog.post(post)
    context = context or Context()
    context = evolve(
        context,
        site=public(blog.site),
        post=public(asked),
        bylines=bylines and context.bylines,
    )
    thread, context = paged(blog.thread(asked.id), context, page)
    pieces = find_pages(name)(thread, context)
    return marked("".join(pieces), media_type_of(name))


def paged(
    thread: Thread,
    context: Context,
    page: int | PageEnd | None = None,
    *,
    holding: str | None = None,
) -> tuple[Thread, Context]:
    """What a page of a discussion shows, and the context that says which page it is.

    As `render_page` does it, for templates of one's own: what ``context.viewer`` may see, in the
    order and the pages that the policy of ``context.site`` asks for. That is the ``page`` asked
    for, or else the page that is ``holding`` the comment with this id, if it is seen. Where pages
    are of no size, the first holds all. Linear. Raises `PageError` for a page that is not
    there.

    >>> thread, context = paged(Thread.from_comments([]), Context(), page=1)
    >>> context.page
    PagePlace(number=1, total=1)
    """
    policy = context.site.discussion
    order = order_of(policy)
    thread = (thread if thread.order is order else thread.sorted(order)).visible(context.viewer)
    size = policy.page_size
    if page is None and policy.paged and size:
        page = policy.default_page
        if holding is not None and holding in thread:
            page = thread.page_of(holding, size)
    if page is None:
        return thread, context
    part = thread.page(page, size or max(len(thread), 1))  # of no size: all, as in WordPress
    place = PagePlace(number=part.number, total=max(part.total, 1))
    return part, evolve(context, page=place, total=context.count(thread))


def order_of(policy: DiscussionPolicy) -> Order:
    """The order in which a site shows comments."""
    return _ORDERS[policy.order]


_ORDERS: Mapping[SiblingOrder, Order] = {"oldest": oldest, "newest": newest}
