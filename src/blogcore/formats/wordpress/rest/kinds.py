"""What an object of the API is: no member says it, but no two sorts have the same members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

__all__ = ["Kind", "is_for_sure", "kind_of"]

Kind = Literal["post", "comment", "user", "media", "term", "site", "type", "error"]

_COMMENT_TYPES = ("comment", "pingback", "trackback", "webmention")

#: Members of which no other system's objects have all.
_SURE = (
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


def kind_of(members: Mapping[str, object]) -> Kind | None:
    """The sort of an object by its members; None for what has nothing of any."""
    named = _is_text(members, "code") or _is_text(members, "error")
    if named and _is_text(members, "message") and "id" not in members:
        return "error"
    if "author_name" in members or members.get("type") in _COMMENT_TYPES:
        return "comment"
    if "taxonomy" in members:
        return "term"
    if "rest_base" in members:
        return "type"
    if members.get("type") == "attachment" or members.keys() & {"source_url", "media_type"}:
        return "media"
    if members.keys() & {"namespaces", "timezone_string", "default_comment_status"}:
        return "site"
    if members.keys() & {"title", "content", "type", "date", "date_gmt", "modified_gmt"}:
        return "post"
    if members.keys() & {"avatar_urls", "name"}:
        return "user"
    return "post" if members.keys() & {"link", "slug"} else None


def is_for_sure(members: Mapping[str, str]) -> bool:
    """Whether the first object of a document, as an `Outline` has it, can only be of the API."""
    return any(members.keys() >= sure for sure in _SURE)


def _is_text(members: Mapping[str, object], key: str) -> bool:
    return isinstance(members.get(key), str)
