"""Users, and who signed a post or comment."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape, unescape

from blogcore.formats._avatar import tells_email
from blogcore.formats.objects import (
    NUMBER_OR_TEXT,
    OPTIONAL,
    TEXT,
    Members,
    Row,
    from_table,
    given_back,
    number_or_text,
    to_opaque,
    to_table,
)
from blogcore.models import Author, Comment, ExtraValue

__all__ = ["PRIVATE", "commenter_members", "to_author", "to_commenter", "to_user"]

#: What no note shows the value of.
PRIVATE = frozenset({"author_email", "author_ip", "author_user_agent", "email"})

_USER = (
    Row("id", "id", NUMBER_OR_TEXT),
    Row("name", "name", TEXT),
    Row("url", "url", OPTIONAL),
    Row("bio", "description", TEXT),
    Row("slug", "slug", OPTIONAL),
    Row("email", "email", OPTIONAL),
)
_COMMENTER = (
    Row("url", "author_url", OPTIONAL),
    Row("email", "author_email", OPTIONAL),
)
#: The size of picture that is asked for when there is one address alone.
_SIZE = "96"


def to_author(user: Members) -> Author:
    """The author whom a user's record describes."""
    fields = from_table(_USER, user)
    fields["id"] = _account(fields["id"])
    user.take("_links")
    avatar, kept = _avatar(user, "avatar_urls")
    return Author(avatar_url=avatar, extra=user.rest("wp:") | kept, **fields)


def to_user(author: Author) -> dict[str, object]:
    """The user's record of an author."""
    extra = given_back(author.extra, "wp:")
    user: dict[str, object] = {"id": 0, "name": "", "url": "", "description": "", "link": ""}
    user |= {"slug": ""} | to_table(_USER, author) | _avatars(author, "avatar_urls") | extra
    return user | to_table(_USER, author)


def to_commenter(comment: Members) -> Author:
    """Who signed a comment; one without an account is a guest."""
    fields = from_table(_COMMENTER, comment)
    id = _account(comment.id("author"))
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
    """The members of a comment that say who signed it."""
    author = comment.author
    members: dict[str, object] = {
        "author": number_or_text(author.id) if author.id else 0,
        "author_name": escape(author.name, quote=False),
        "author_url": "",
    }
    return members | to_table(_COMMENTER, author) | _avatars(author, "author_avatar_urls")


def _account(id: str | None) -> str | None:
    """No user has the number 0, which stands for guests."""
    return None if id == "0" else id


# --- avatars ---------------------------------------------------------------------------------


def _avatar(record: Members, key: str) -> tuple[str | None, dict[str, ExtraValue]]:
    """The largest picture, unless its address is that of an e-mail; all sizes go to extra."""
    sizes = record.plain.get(key)
    pictures = record.inner(key)
    if not isinstance(sizes, Mapping) or not pictures.plain:
        return None, {}
    largest = max(pictures.plain, key=lambda size: int(size) if size.isdecimal() else 0)
    url = pictures.optional(largest)
    public = url if url and not tells_email(url) else None
    if public and tuple(pictures.plain) == (_SIZE,):
        return public, {}
    kept = to_opaque(dict(pictures.plain))
    return public, {f"wp:{key}": kept} if kept else {}


def _avatars(author: Author, key: str) -> dict[str, object]:
    kept = given_back(author.extra, "wp:").get(key)
    if isinstance(kept, dict):
        return {key: kept}
    url = author.avatar_url
    return {key: {_SIZE: url}} if url and not tells_email(url) else {}
