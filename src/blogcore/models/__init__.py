"""What content is: sites, authors, posts, pictures, comments, and the blog that holds them.

Every model is frozen, keyword-only and checked when made; see `blogcore.models.fields` for how a
field says what it may hold and `blogcore.models.private` for what must not leave.
"""

from __future__ import annotations

from .author import Author, AuthorKind
from .blog import Blog
from .body import Body, MediaType
from .comment import Comment, CommentKind, CommentStatus, tombstone
from .extra import Extra, ExtraValue
from .image import Image
from .policy import DiscussionPolicy, PageEnd, SiblingOrder
from .post import Post, PostKind, PostStatus
from .private import private_fields, public
from .site import Site

__all__ = [
    "Author",
    "AuthorKind",
    "Blog",
    "Body",
    "Comment",
    "CommentKind",
    "CommentStatus",
    "DiscussionPolicy",
    "Extra",
    "ExtraValue",
    "Image",
    "MediaType",
    "PageEnd",
    "Post",
    "PostKind",
    "PostStatus",
    "SiblingOrder",
    "Site",
    "private_fields",
    "public",
    "tombstone",
]
