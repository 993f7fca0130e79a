"""Members of JSON Feed and of the extension, and the model fields that they hold."""

from __future__ import annotations

import re
from typing import Any, get_args

from blogcore.formats.json_objects import (
    COUNT,
    FLAG,
    ID,
    OPTIONAL_COUNT,
    OPTIONAL_TEXT,
    TEXT,
    TEXT_LIST,
    TIME,
    TRUE_BY_DEFAULT,
    MappedField,
    ValueType,
    choice,
)
from blogcore.models import AuthorKind, CommentKind, PostKind

__all__ = [
    "ANY_FILE",
    "AUTHOR",
    "AUTHOR_EXTENSION",
    "COMMENT",
    "COMMENT_EXTENSION",
    "EXTENSION",
    "FEED",
    "FEED_EXTENSION",
    "IMAGE",
    "IMAGE_EXTENSION",
    "KNOWN_VERSION",
    "POST",
    "POST_EXTENSION",
    "PREFIX",
    "VERSION",
]

VERSION = "https://jsonfeed.org/version/1.1"
#: As in the specifications, and the bare number that some programs write.
KNOWN_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/1(?:\.[01])?/?|1\.[01]")
EXTENSION = "_blogcore"
PREFIX = "jsonfeed:"
#: The media type of a file of unknown kind (RFC 2046 section 4.5.1).
ANY_FILE = "application/octet-stream"


def _one_of(literal: Any, absent: str, unknown: str) -> ValueType:
    """Return the type of a member whose values are those of a Literal type."""
    return choice({value: value for value in get_args(literal)}, absent, unknown)


FEED = (
    MappedField("title", "title", TEXT),
    MappedField("tagline", "description", TEXT),
    MappedField("url", "home_page_url", OPTIONAL_TEXT),
    MappedField("language", "language", OPTIONAL_TEXT),
)
FEED_EXTENSION = (MappedField("timezone", "timezone", OPTIONAL_TEXT),)

AUTHOR = (MappedField("name", "name", TEXT), MappedField("url", "url", OPTIONAL_TEXT))
AUTHOR_EXTENSION = (
    MappedField("id", "id", ID),
    MappedField("slug", "slug", OPTIONAL_TEXT),
    MappedField("bio", "bio", TEXT),
    MappedField("kind", "kind", _one_of(AuthorKind, "person", "person")),
)

POST = (
    MappedField("title", "title", TEXT),
    MappedField("url", "url", OPTIONAL_TEXT),
    MappedField("excerpt", "summary", TEXT),
    MappedField("published", "date_published", TIME),
    MappedField("updated", "date_modified", TIME),
    MappedField("tags", "tags", TEXT_LIST),
    MappedField("language", "language", OPTIONAL_TEXT),
)
POST_EXTENSION = (
    MappedField("slug", "slug", OPTIONAL_TEXT),
    MappedField("kind", "kind", _one_of(PostKind, "post", "other")),
    MappedField("sticky", "sticky", FLAG),
    MappedField("categories", "categories", TEXT_LIST),
    MappedField("comments_open", "comments_open", TRUE_BY_DEFAULT),
)

COMMENT = (
    MappedField("url", "url", OPTIONAL_TEXT),
    MappedField("published", "date_published", TIME),
    MappedField("updated", "date_modified", TIME),
)
COMMENT_EXTENSION = (
    MappedField("id", "id", ID),
    MappedField("post_id", "post_id", ID),
    MappedField("in_reply_to", "in_reply_to", ID),
    MappedField("inferred", "inferred", FLAG),
    MappedField("kind", "kind", _one_of(CommentKind, "comment", "comment")),
    MappedField("likes", "likes", COUNT),
    MappedField("dislikes", "dislikes", COUNT),
    # A feed has only what is public.
    MappedField("status", "status", choice({"deleted": "deleted"}, "approved", "deleted")),
)

IMAGE = (MappedField("url", "url", TEXT), MappedField("media_type", "mime_type", OPTIONAL_TEXT))
IMAGE_EXTENSION = (
    MappedField("alt", "alt", TEXT),
    MappedField("caption", "caption", TEXT),
    MappedField("width", "width", OPTIONAL_COUNT),
    MappedField("height", "height", OPTIONAL_COUNT),
)
