"""Rules about where a reply would stand: the post and the comment that it answers.

In the order of ``wp_handle_comment_submission``; all that apply are told, but for a private post,
of which nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from blogcore.models import DiscussionPolicy, Post
from blogcore.replies.case import Case
from blogcore.replies.finding import Finding

__all__ = ["PLACES", "closed_by_age"]


def _post(case: Case) -> Iterator[Finding]:
    post = case.post
    if post.status == "trash":
        yield Finding("refuse", "post_in_trash")
    elif post.status != "published":
        yield Finding("refuse", "post_not_published")
    if post.protected:
        yield Finding("refuse", "post_protected")


def _open(case: Case) -> Iterator[Finding]:
    if not case.post.comments_open:
        yield Finding("refuse", "closed")
    elif closed_by_age(case.post, case.policy, case.now):
        yield Finding("refuse", "closed_by_age", limit=case.policy.close_after_days)


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


def closed_by_age(post: Post, policy: DiscussionPolicy, now: datetime) -> bool:
    """Whether a post is too old for replies: only what is of kind post, and dated, ever is.

    As ``_close_comments_for_old_post``.
    """
    days, published = policy.close_after_days, post.published
    if days is None or post.kind != "post" or published is None:
        return False
    return now - published > timedelta(days=min(days, timedelta.max.days))
