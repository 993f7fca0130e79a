"""Rules about where a reply would stand: the post and the comment that it answers.

In the order of ``wp_handle_comment_submission``; all that apply are told, but for a private post,
of which nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from .case import Case
from .finding import Finding

__all__ = ["PLACES"]


def _post(case: Case) -> Iterator[Finding]:
    post = case.post
    if post.status == "trash":
        yield Finding("refuse", "post_in_trash")
    elif post.status != "published":
        yield Finding("refuse", "post_not_published")
    if post.protected:
        yield Finding("refuse", "post_protected")


def _open(case: Case) -> Iterator[Finding]:
    """Closed by hand, or by age: only what is of kind post and dated.

    As ``_close_comments_for_old_post``.
    """
    post, days = case.post, case.policy.close_after_days
    if not post.comments_open:
        yield Finding("refuse", "closed")
    elif days is not None and post.kind == "post" and post.published is not None:
        age = case.now - post.published
        if age > timedelta(days=min(days, timedelta.max.days)):
            yield Finding("refuse", "closed_by_age", limit=days)


def _parent(case: Case) -> Iterator[Finding]:
    """The comment that is answered must be there, of this post, and approved.

    A reply deeper than the site shows is taken: it answers what it answers, and a view puts it at
    the deepest level (``Thread.clamped``).
    """
    id = case.reply.in_reply_to
    if id is None:
        return
    parent = case.parent
    if parent is None:
        elsewhere = any(comment.id == id for comment in case.past)
        code = "parent_of_other_post" if elsewhere else "unknown_parent"
        yield Finding("refuse", code, "in_reply_to")
    elif parent.status != "approved":
        yield Finding("refuse", "parent_not_approved", "in_reply_to")
    elif case.policy.max_depth and case.thread[id].depth + 1 >= case.policy.max_depth:
        yield Finding("note", "beyond_depth", "in_reply_to", case.policy.max_depth)


PLACES = (_post, _open, _parent)
