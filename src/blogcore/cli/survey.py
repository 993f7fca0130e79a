"""What there is in a blog, and what is wrong with it: the facts behind ``info`` and ``check``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import frozen

from blogcore.models import Blog
from blogcore.threads import Anomaly

__all__ = ["Discussion", "anomalies_of", "discussions", "homeless"]


@frozen
class Discussion:
    """One post's thread in numbers."""

    post_id: str
    comments: int
    #: Levels of replies: 1 where nobody answers anybody.
    levels: int
    anomalies: tuple[Anomaly, ...]


def discussions(blog: Blog) -> Iterator[Discussion]:
    """The discussion of each post that has comments, whether the post is there or not."""
    for post_id in dict.fromkeys(comment.post_id for comment in blog.comments):
        thread = blog.thread(post_id)
        levels = thread.stats.deepest + 1
        yield Discussion(post_id, len(thread), levels, thread.anomalies)


def anomalies_of(blog: Blog) -> Iterator[Anomaly]:
    """Every anomaly of every thread."""
    for discussion in discussions(blog):
        yield from discussion.anomalies


def homeless(blog: Blog) -> Counter[str]:
    """How many comments belong to posts that are not there, by post id."""
    known = {post.id for post in blog.posts}
    return Counter(comment.post_id for comment in blog.comments if comment.post_id not in known)
