"""The content models: sites, authors, posts, images, comments, and the blog that holds them.

Every model is frozen, keyword-only and validated when it is made. `fields` declares what each field
may hold, `private` which fields are written only if the caller asks for private data.
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
