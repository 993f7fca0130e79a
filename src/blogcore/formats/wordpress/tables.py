"""WordPress's words for statuses and kinds, which its export and its API have in common."""

from __future__ import annotations

from collections.abc import Mapping

from blogcore.models import CommentKind, CommentStatus, PostKind, PostStatus

__all__ = [
    "COMMENT_KINDS",
    "COMMENT_STATUSES",
    "POST_KINDS",
    "POST_STATUSES",
    "POST_STATUS_NAMES",
]

#: ``post_status``, except ``inherit``: attachments and revisions have the status of their post.
POST_STATUSES: Mapping[str, PostStatus] = {
    "publish": "published",
    "draft": "draft",
    "auto-draft": "draft",
    "pending": "pending",
    "future": "scheduled",
    "private": "private",
    "trash": "trash",
}
#: The same in the other direction.
POST_STATUS_NAMES: Mapping[PostStatus, str] = {
    "published": "publish",
    "draft": "draft",
    "pending": "pending",
    "scheduled": "future",
    "private": "private",
    "trash": "trash",
}
#: ``post_type``; every other one is of kind "other".
POST_KINDS: Mapping[str, PostKind] = {"post": "post", "page": "page"}

#: ``comment_approved``, as the database holds it.
COMMENT_STATUSES: Mapping[str, CommentStatus] = {
    "1": "approved",
    "0": "held",
    "spam": "spam",
    "trash": "trash",
    "post-trashed": "trash",
}
#: ``comment_type``; it was empty for comments before WordPress 5.5.
COMMENT_KINDS: Mapping[str, CommentKind] = {
    "": "comment",
    "comment": "comment",
    "pingback": "pingback",
    "trackback": "trackback",
    "webmention": "webmention",
}
