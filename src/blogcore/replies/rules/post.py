"""Rules about the post and the comment that a reply answers.

In the order of WordPress's ``wp_handle_comment_submission``, but all that apply are reported. A
private post is treated as unknown before these rules run, so that nothing is revealed about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from blogcore.models import DiscussionPolicy, Post
from blogcore.replies.context import Finding, ReviewContext

__all__ = ["POST_RULES", "is_closed_by_age"]


def _post_status(context: ReviewContext) -> Iterator[Finding]:
    """Refuse a reply to a post that is in the trash, unpublished or password-protected."""
    post = context.post
    if post.status == "trash":
        yield Finding("refuse", "post_in_trash")
    elif post.status != "published":
        yield Finding("refuse", "post_not_published")
    if post.protected:
        yield Finding("refuse", "post_protected")


def _comments_open(context: ReviewContext) -> Iterator[Finding]:
    """Refuse a reply where comments are closed, by hand or by age."""
    if not context.post.comments_open:
        yield Finding("refuse", "closed")
    elif is_closed_by_age(context.post, context.policy, context.now):
        yield Finding("refuse", "closed_by_age", limit=context.policy.close_after_days)


def _parent(context: ReviewContext) -> Iterator[Finding]:
    """Refuse a reply whose parent is missing, belongs to another post, or is not approved.

    A reply deeper than the site nests is accepted and keeps its parent; a view shows it at the
    deepest level (``Thread.clamped``).
    """
    parent_id = context.reply.in_reply_to
    if parent_id is None:
        return
    parent = context.parent
    if parent is None:
        elsewhere = any(comment.id == parent_id for comment in context.other_comments)
        code = "parent_of_other_post" if elsewhere else "unknown_parent"
        yield Finding("refuse", code, "in_reply_to")
    elif parent.status != "approved":
        yield Finding("refuse", "parent_not_approved", "in_reply_to")
    elif (
        context.policy.max_depth and context.thread[parent_id].depth + 1 >= context.policy.max_depth
    ):
        yield Finding("note", "beyond_depth", "in_reply_to", context.policy.max_depth)


#: In the order in which they are applied.
POST_RULES = (_post_status, _comments_open, _parent)


def is_closed_by_age(post: Post, policy: DiscussionPolicy, now: datetime) -> bool:
    """Return whether a post is too old for new comments.

    Args:
        post: The post; only kind ``post`` with a known date can be too old.
        policy: The site's policy; ``close_after_days`` is the limit.
        now: The current time.

    Source: WordPress ``_close_comments_for_old_post``.
    """
    days, published = policy.close_after_days, post.published
    if days is None or post.kind != "post" or published is None:
        return False
    return now - published > timedelta(days=min(days, timedelta.max.days))
