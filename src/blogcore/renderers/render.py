"""`render` and `render_page`: the entry points; `prepare_page`: their paging, for templates."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from blogcore.i18n import Words, get_words
from blogcore.models import Author, Blog, DiscussionPolicy, PageEnd, Post, Site, public
from blogcore.orders import find_order
from blogcore.renderers.context import DEFAULT_WORDS, Context, PageInfo, no_avatar
from blogcore.renderers.markup import mark_html
from blogcore.renderers.registry import find_page_renderer, find_renderer, is_builtin, media_type_of
from blogcore.threads import Page, Thread
from blogcore.viewers import Viewer

__all__ = ["prepare_page", "render", "render_page"]


def render(thread: Thread, name: str = "text", context: Context | None = None) -> str:
    """Return a thread as text, by the renderer of this name.

    It shows only what ``context.viewer`` may see, by default what everybody may: approved
    comments, and tombstones for hidden ones that have approved replies. HTML has ``__html__``, so
    that template engines do not escape it again. Linear for the renderers of this package.

    Args:
        thread: The discussion. If it is a `Page` of one, the output says which.
        name: Name of the renderer, or ``name@distribution`` for one of two plugins.
        context: Texts, URLs and options.

    Raises:
        UnknownNameError: No renderer has this name; the error suggests the nearest.
        MissingExtraError: The renderer needs an extra that is not installed.
        PluginError: The renderer is a plugin, and failed.

    >>> render(Thread.from_comments([]))
    ''
    """
    context = context or Context()
    if context.page is None and isinstance(thread, Page):
        page = PageInfo(number=thread.number, total=max(thread.total, 1))
        context = evolve(context, page=page)
    renderer = find_renderer(name)
    context, viewer = _for_renderer(name, context)
    return mark_html("".join(renderer(thread.visible(viewer), context)), media_type_of(name))


def render_page(
    blog: Blog,
    post: Post | str,
    name: str = "text",
    *,
    page: int | PageEnd | None = None,
    bylines: bool = True,
    context: Context | None = None,
) -> str:
    """Return the page of a post: site, post, discussion, and the reply form of the context.

    Of the discussion it shows what ``context.viewer`` may see, and nothing private. The post is
    shown in any status; pass ``blog.public()`` to leave out drafts. Order, paging and nesting
    follow the site's `DiscussionPolicy`: if it is ``paged``, its ``default_page`` is shown, else
    the whole discussion; JSON nests only where the context says so. Texts are in the language of
    the post or the site, if it ships, and else in English. Linear in the post and its comments.

    Args:
        blog: The blog.
        post: The post, its id, or its slug.
        name: Name of a renderer of whole pages.
        page: Which page of the discussion to show; see `Thread.page`.
        bylines: Whether to show names and dates.
        context: Texts, URLs and options. Its site and post are replaced by those of the blog; its
            own texts and nesting are kept.

    Raises:
        UnknownIdError: The blog has no such post.
        PageError: The discussion has no such page.
        UnknownNameError: No renderer of whole pages has this name; the error suggests the nearest.
        MissingExtraError: The renderer needs an extra that is not installed.
        PluginError: The renderer is a plugin, and failed.
    """
    post = post if isinstance(post, Post) else blog.post(post)
    context = context or Context()
    context = evolve(
        context,
        site=public(blog.site),
        post=public(post),
        bylines=bylines and context.bylines,
        words=_words(context, post, blog.site),
        nesting=_nesting(context, blog.site.discussion, name),
    )
    renderer = find_page_renderer(name)
    context, viewer = _for_renderer(name, context)
    thread, context = _select_page(blog.thread(post.id), context, viewer, page)
    return mark_html("".join(renderer(thread, context)), media_type_of(name))


def _words(context: Context, post: Post, site: Site) -> Words:
    """Return the context's texts; without any, those of the post's or the site's language."""
    if context.words is not DEFAULT_WORDS:
        return context.words
    return get_words(post.language, site.language, "en")


def _nesting(context: Context, policy: DiscussionPolicy, name: str) -> int | None:
    """Return the levels of replies that the context or else the policy allows."""
    if context.nesting is not None or policy.max_depth is None:
        return context.nesting
    if media_type_of(name) == "application/json":  # every comment has its depth
        return None
    return max(policy.max_depth - 1, 0)


def prepare_page(
    thread: Thread,
    context: Context,
    page: int | PageEnd | None = None,
    *,
    comment_id: str | None = None,
) -> tuple[Thread, Context]:
    """Return the part of a discussion that one page shows, and the context for it.

    Does what `render_page` does, for templates: what ``context.viewer`` may see, in the order and
    the pages of the policy of ``context.site``. A page size of 0 puts everything on the first page.
    Linear.

    Args:
        thread: The whole discussion.
        context: Its site has the policy.
        page: Which page to show; see `Thread.page`.
        comment_id: Without ``page``, show the page of this comment, if the viewer sees it.

    Raises:
        PageError: The discussion has no such page.

    >>> thread, context = prepare_page(Thread.from_comments([]), Context(), page=1)
    >>> context.page
    PageInfo(number=1, total=1)
    """
    return _select_page(thread, context, context.viewer, page, comment_id)


def _select_page(
    thread: Thread,
    context: Context,
    viewer: Viewer,
    page: int | PageEnd | None,
    comment_id: str | None = None,
) -> tuple[Thread, Context]:
    policy = context.site.discussion
    order = find_order(policy.order)
    thread = (thread if thread.order is order else thread.sorted(order)).visible(viewer)
    size = policy.page_size
    if page is None and policy.paged and size:
        page = policy.default_page
        if comment_id is not None and comment_id in thread:
            page = thread.page_of(comment_id, size)
    if page is None:
        return thread, context
    part = thread.page(page, size or max(len(thread), 1))  # 0: all on one page (WordPress)
    info = PageInfo(number=part.number, total=max(part.total, 1))
    return part, evolve(context, page=info, total=context.count(thread))


def _for_renderer(name: str, context: Context) -> tuple[Context, Viewer]:
    """Return the context for a renderer, and the viewer with which its thread is filtered.

    Renderers of this package read no private field, so their threads keep these fields: removing
    them from a comment takes longer than rendering it. The caller's ``avatar`` function gets
    authors without private fields.
    """
    viewer = context.viewer
    if viewer.trusted or not is_builtin(name):
        return context, viewer
    if context.avatar is not no_avatar:
        context = evolve(context, avatar=_on_public(context.avatar))
    return context, evolve(viewer, trusted=True)


def _on_public(avatar: Callable[[Author], str | None]) -> Callable[[Author], str | None]:
    return lambda author: avatar(public(author))
