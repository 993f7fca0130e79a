"""What content is: sites, authors, posts, pictures, comments, and the blog that holds them.

Every model is frozen, keyword-only and checked when made; see `blogcore.models.fields` for how a
field says what it may hold and `blogcore.models.private` for what must not leave.
"""

from __future__ import annotations

from blogcore.models.author import Author, AuthorKind
from blogcore.models.blog import Blog
from blogcore.models.body import Body, MediaType
from blogcore.models.comment import Comment, CommentKind, CommentStatus, tombstone
from blogcore.models.extra import Extra, ExtraValue
from blogcore.models.image import Image
from blogcore.models.policy import DiscussionPolicy, PageEnd, SiblingOrder
from blogcore.models.post import Post, PostKind, PostStatus
from blogcore.models.private import private_fields, public
from blogcore.models.site import Site

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
