"""What becomes what: a row for each member of a feed, and for each of the extension."""

from __future__ import annotations

import re
from typing import get_args

from blogcore.formats.objects import (
    COUNT,
    FLAG,
    ID,
    MAYBE_COUNT,
    ON,
    OPTIONAL,
    TEXT,
    TEXTS,
    TIME,
    Row,
    words,
)
from blogcore.models import AuthorKind, CommentKind, PostKind

__all__ = [
    "ANY_FILE",
    "AUTHOR",
    "AUTHOR_MORE",
    "COMMENT",
    "COMMENT_MORE",
    "EXTENSION",
    "FEED",
    "FEED_MORE",
    "IMAGE",
    "IMAGE_MORE",
    "KNOWN_VERSION",
    "POST",
    "POST_MORE",
    "PREFIX",
    "VERSION",
]

VERSION = "https://jsonfeed.org/version/1.1"
#: As the specifications have it, and the bare number that some writers put there.
KNOWN_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/1(?:\.[01])?/?|1\.[01]")
EXTENSION = "_blogcore"
PREFIX = "jsonfeed:"
#: The media type of a file of which nothing is known (RFC 2046 section 4.5.1).
ANY_FILE = "application/octet-stream"

FEED = (
    Row("title", "title", TEXT),
    Row("tagline", "description", TEXT),
    Row("url", "home_page_url", OPTIONAL),
    Row("language", "language", OPTIONAL),
)
FEED_MORE = (Row("timezone", "timezone", OPTIONAL),)

AUTHOR = (Row("name", "name", TEXT), Row("url", "url", OPTIONAL))
AUTHOR_MORE = (
    Row("id", "id", ID),
    Row("slug", "slug", OPTIONAL),
    Row("bio", "bio", TEXT),
    Row("kind", "kind", words({kind: kind for kind in get_args(AuthorKind)}, "person", "person")),
)

POST = (
    Row("title", "title", TEXT),
    Row("url", "url", OPTIONAL),
    Row("excerpt", "summary", TEXT),
    Row("published", "date_published", TIME),
    Row("updated", "date_modified", TIME),
    Row("tags", "tags", TEXTS),
    Row("language", "language", OPTIONAL),
)
POST_MORE = (
    Row("slug", "slug", OPTIONAL),
    Row("kind", "kind", words({kind: kind for kind in get_args(PostKind)}, "post", "other")),
    Row("sticky", "sticky", FLAG),
    Row("categories", "categories", TEXTS),
    Row("comments_open", "comments_open", ON),
)

COMMENT = (
    Row("url", "url", OPTIONAL),
    Row("published", "date_published", TIME),
    Row("updated", "date_modified", TIME),
)
COMMENT_MORE = (
    Row("id", "id", ID),
    Row("post_id", "post_id", ID),
    Row("in_reply_to", "in_reply_to", ID),
    Row(
        "kind", "kind", words({kind: kind for kind in get_args(CommentKind)}, "comment", "comment")
    ),
    Row("likes", "likes", COUNT),
    Row("dislikes", "dislikes", COUNT),
    # Nothing but what is public is in a feed.
    Row("status", "status", words({"deleted": "deleted"}, "approved", "deleted")),
)

IMAGE = (Row("url", "url", TEXT), Row("media_type", "mime_type", OPTIONAL))
IMAGE_MORE = (
    Row("alt", "alt", TEXT),
    Row("caption", "caption", TEXT),
    Row("width", "width", MAYBE_COUNT),
    Row("height", "height", MAYBE_COUNT),
)
