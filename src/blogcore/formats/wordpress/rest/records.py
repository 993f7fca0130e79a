"""Recognise the kind of a record of the API by its members: no member names the kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from blogcore.formats.wordpress.tables import COMMENT_KINDS

__all__ = ["RecordKind", "is_wordpress_record", "record_kind"]

RecordKind = Literal["post", "comment", "user", "media", "term", "site", "type", "error"]

#: Sets of members that no other system's objects have together.
_SIGNATURES = (
    {"date_gmt"},
    {"modified_gmt"},
    {"author_name", "content"},
    {"avatar_urls", "id"},
    {"id", "name", "slug", "link"},
    {"id", "slug", "taxonomy"},
    {"source_url", "media_type"},
    {"id", "slug", "type", "link"},
    {"slug", "rest_base"},
    {"namespaces", "routes"},
    {"name", "namespaces", "home"},
    {"code", "message", "data"},
    {"error", "message"},
)
_SITE_MEMBERS = {"namespaces", "timezone_string", "default_comment_status"}
_POST_MEMBERS = {"title", "content", "type", "date", "date_gmt", "modified_gmt"}


def record_kind(members: Mapping[str, object]) -> RecordKind | None:
    """Return the kind of a record by its members; None if no kind has such members."""
    names, record_type = members.keys(), members.get("type")
    is_comment_type = isinstance(record_type, str) and record_type in COMMENT_KINDS
    has_code = isinstance(members.get("code"), str) or isinstance(members.get("error"), str)
    if has_code and isinstance(members.get("message"), str) and "id" not in names:
        return "error"
    if "author_name" in names or (is_comment_type and record_type):
        return "comment"
    if "taxonomy" in names:
        return "term"
    if "rest_base" in names:
        return "type"
    if record_type == "attachment" or names & {"source_url", "media_type"}:
        return "media"
    if names & _SITE_MEMBERS:
        return "site"
    if names & _POST_MEMBERS:
        return "post"
    if names & {"avatar_urls", "name"}:
        return "user"
    return "post" if names & {"link", "slug"} else None


def is_wordpress_record(members: Mapping[str, str]) -> bool:
    """Return whether the first object of a document can only be a record of the API.

    Args:
        members: The members of the object, as `preview_object` returns them.
    """
    return any(members.keys() >= signature for signature in _SIGNATURES)
