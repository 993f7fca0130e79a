"""What a feed may show: everybody reads it, so nothing that is not public is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from blogcore.formats.base import named
from blogcore.models import Blog, Comment, Post, tombstone

__all__ = ["Shown", "as_shown", "published"]


@frozen
class Shown:
    """What everybody may read of a blog, in its order, and why the rest is not there."""

    posts: tuple[Post, ...]
    #: A hidden comment that has visible replies is its tombstone.
    comments: tuple[Comment, ...]
    #: By the name of an item.
    hidden: Mapping[str, str]


def published(blog: Blog) -> Shown:
    """The public posts and comments of a blog. Linear.

    A comment whose post is not in the blog is judged by itself: feeds of comments have no posts.
    """
    posts = tuple(post for post in blog.posts if post.is_public)
    comments = tuple(shown for _, shown in as_shown(blog) if shown)
    hidden: tuple[Post | Comment, ...] = (*blog.posts, *blog.comments)
    return Shown(posts, comments, {named(item): "is not public" for item in hidden})


def as_shown(blog: Blog) -> Iterator[tuple[Comment, Comment | None]]:
    """Each comment with what everybody sees of it: itself, its tombstone, or nothing."""
    ids = {post.id for post in blog.posts}
    unknown = dict.fromkeys(c.post_id for c in blog.comments if c.post_id not in ids)
    stubs = (Post(id=id) for id in unknown)
    public = Blog(posts=(*blog.posts, *stubs), comments=blog.comments).public()
    statuses = {(comment.post_id, comment.id): comment.status for comment in public.comments}
    for comment in blog.comments:
        match statuses.get((comment.post_id, comment.id)):
            case "approved":
                yield comment, comment
            case "deleted":
                # Once: of several records of one id none is shown.
                del statuses[comment.post_id, comment.id]
                yield comment, tombstone(comment)
            case _:
                yield comment, None
