"""What a feed may show: everybody reads it, so nothing that is not public is in it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from blogcore.models import Blog, Comment, Post, tombstone

from .base import Losses

__all__ = ["Shown", "published"]


@frozen
class Shown:
    """The public posts and comments of a blog, in its order."""

    posts: tuple[Post, ...]
    #: Each comment with what is shown of it: itself, or its tombstone where it has replies.
    comments: tuple[tuple[Comment, Comment], ...]


def published(blog: Blog, losses: Losses) -> Shown:
    """What of a blog is public; what is left out is added to the losses. Linear.

    A comment whose post is not in the blog is judged by itself: feeds of comments have no posts.
    """
    posts = tuple(post for post in blog.posts if post.is_public)
    for post in blog.posts:
        if not post.is_public:
            losses.add(f"post {post.id}", "", "is not public; left out of the feed")
    return Shown(posts, tuple(_shown_comments(blog, losses)))


def _shown_comments(blog: Blog, losses: Losses) -> Iterator[tuple[Comment, Comment]]:
    ids = {post.id for post in blog.posts}
    unknown = dict.fromkeys(c.post_id for c in blog.comments if c.post_id not in ids)
    stubs = (Post(id=id) for id in unknown)
    public = Blog(posts=(*blog.posts, *stubs), comments=blog.comments).public()
    statuses = {(comment.post_id, comment.id): comment.status for comment in public.comments}
    for comment in blog.comments:
        status = statuses.get((comment.post_id, comment.id))
        if status == "approved":
            yield comment, comment
        elif status == "deleted":
            # Once: of several records of one id none is shown.
            del statuses[comment.post_id, comment.id]
            yield comment, tombstone(comment)
        else:
            losses.add(f"comment {comment.id}", "", "is not public; left out of the feed")
