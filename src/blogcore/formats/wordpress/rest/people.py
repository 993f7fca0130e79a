"""Users, and authors of posts and comments: read, and written as records."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape, unescape

from blogcore.formats.json_objects import (
    NUMERIC_ID,
    OPTIONAL_TEXT,
    TEXT,
    MappedField,
    ObjectReader,
    id_as_number,
    read_fields,
    restore_members,
    to_extra_value,
    write_fields,
)
from blogcore.formats.privacy import reveals_email
from blogcore.models import Author, Comment, ExtraValue

__all__ = ["PRIVATE", "commenter_members", "read_commenter", "read_user", "user_record"]

#: Members whose values no note shows.
PRIVATE = frozenset({"author_email", "author_ip", "author_user_agent", "email"})

_USER = (
    MappedField("id", "id", NUMERIC_ID),
    MappedField("name", "name", TEXT),
    MappedField("url", "url", OPTIONAL_TEXT),
    MappedField("bio", "description", TEXT),
    MappedField("slug", "slug", OPTIONAL_TEXT),
    MappedField("email", "email", OPTIONAL_TEXT),
)
_COMMENTER = (
    MappedField("url", "author_url", OPTIONAL_TEXT),
    MappedField("email", "author_email", OPTIONAL_TEXT),
)
#: The size under which a single avatar is written.
_SIZE = "96"


def read_user(user: ObjectReader) -> Author:
    """Return the author of a user record."""
    fields = read_fields(_USER, user)
    fields["id"] = _account_id(fields["id"])
    user.take("_links")
    avatar, kept = _avatar(user, "avatar_urls")
    return Author(avatar_url=avatar, extra=user.remaining("wp:") | kept, **fields)


def user_record(author: Author) -> dict[str, object]:
    """Return the user record of an author."""
    extra = restore_members(author.extra, "wp:")
    user: dict[str, object] = {"id": 0, "name": "", "url": "", "description": "", "link": ""}
    user |= {"slug": ""} | write_fields(_USER, author) | _avatars(author, "avatar_urls") | extra
    return user | write_fields(_USER, author)


def read_commenter(comment: ObjectReader) -> Author:
    """Return the author of a comment; one without an account is a guest."""
    fields = read_fields(_COMMENTER, comment)
    id = _account_id(comment.id("author"))
    avatar, kept = _avatar(comment, "author_avatar_urls")
    return Author(
        # WordPress stores this name escaped for HTML.
        name=unescape(comment.text("author_name")),
        id=id,
        avatar_url=avatar,
        kind="person" if id else "guest",
        extra=kept,
        **fields,
    )


def commenter_members(comment: Comment) -> dict[str, object]:
    """Return the members of a comment that name its author."""
    author = comment.author
    members: dict[str, object] = {
        "author": id_as_number(author.id) if author.id else 0,
        "author_name": escape(author.name, quote=False),
        "author_url": "",
    }
    return members | write_fields(_COMMENTER, author) | _avatars(author, "author_avatar_urls")


def _account_id(id: str | None) -> str | None:
    """Return the id of an account; None for 0, the account of guests."""
    return None if id == "0" else id


# --- avatars ---------------------------------------------------------------------------------


def _avatar(record: ObjectReader, key: str) -> tuple[str | None, dict[str, ExtraValue]]:
    """Return the largest avatar (None if it reveals an e-mail address), and all for ``extra``."""
    sizes = record.members.get(key)
    avatars = record.nested(key)
    if not isinstance(sizes, Mapping) or not avatars.members:
        return None, {}
    largest = max(avatars.members, key=lambda size: int(size) if size.isdecimal() else 0)
    url = avatars.optional_text(largest)
    public = url if url and not reveals_email(url) else None
    if public and tuple(avatars.members) == (_SIZE,):
        return public, {}
    kept = to_extra_value(dict(avatars.members))
    return public, {f"wp:{key}": kept} if kept else {}


def _avatars(author: Author, key: str) -> dict[str, object]:
    kept = restore_members(author.extra, "wp:").get(key)
    if isinstance(kept, dict):
        return {key: kept}
    url = author.avatar_url
    return {key: {_SIZE: url}} if url and not reveals_email(url) else {}
