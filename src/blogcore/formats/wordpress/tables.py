"""WordPress's names of statuses and kinds, the same in its export and its API."""

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

#: Statuses by ``post_status``, except ``inherit``: attachments and revisions have the status of
#: their post.
POST_STATUSES: Mapping[str, PostStatus] = {
    "publish": "published",
    "draft": "draft",
    "auto-draft": "draft",
    "pending": "pending",
    "future": "scheduled",
    "private": "private",
    "trash": "trash",
}
#: ``post_status`` of each status that is written.
POST_STATUS_NAMES: Mapping[PostStatus, str] = {
    "published": "publish",
    "draft": "draft",
    "pending": "pending",
    "scheduled": "future",
    "private": "private",
    "trash": "trash",
}
#: Kinds by ``post_type``; every other type is of kind "other".
POST_KINDS: Mapping[str, PostKind] = {"post": "post", "page": "page"}

#: Statuses by ``comment_approved`` in the database.
COMMENT_STATUSES: Mapping[str, CommentStatus] = {
    "1": "approved",
    "0": "held",
    "spam": "spam",
    "trash": "trash",
    "post-trashed": "trash",
}
#: Kinds by ``comment_type``, which was empty for comments before WordPress 5.5.
COMMENT_KINDS: Mapping[str, CommentKind] = {
    "": "comment",
    "comment": "comment",
    "pingback": "pingback",
    "trackback": "trackback",
    "webmention": "webmention",
}
