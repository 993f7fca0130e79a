"""What becomes what, and the words of Remark42."""

from __future__ import annotations

from hashlib import sha1

from blogcore.formats.json_objects import ID, TEXT, TIME, MappedField

__all__ = [
    "COMMENT",
    "HEADER_KEYS",
    "NEVER",
    "PREFIX",
    "PRIVATE",
    "USER",
    "VERSION",
    "anonymous_id",
]

VERSION = 1
#: How Go writes no time.
NEVER = "0001-01-01T00:00:00Z"
PREFIX = "remark42:"
PRIVATE = frozenset({"ip", "email"})
HEADER_KEYS = {"version", "users", "posts"}

COMMENT = (
    MappedField("id", "id", ID),
    MappedField("in_reply_to", "pid", ID),
    MappedField("published", "time", TIME),
)
USER = (MappedField("id", "id", ID), MappedField("name", "name", TEXT))


def anonymous_id(name: str) -> str:
    """The id that Remark42 gives to somebody who only left a name."""
    return f"anonymous_{sha1(name.encode(), usedforsecurity=False).hexdigest()}"
