"""The lines of a Remark42 backup, or a response of its API, as items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha1
from typing import cast

from blogcore.errors import FormatError
from blogcore.formats.base import Item
from blogcore.formats.json_codec import parse
from blogcore.formats.json_objects import (
    ID,
    TEXT,
    TIME,
    MappedField,
    ObjectReader,
    id_unless,
    read_fields,
    to_extra_value,
)
from blogcore.formats.reports import Notes
from blogcore.models import Author, Body, Comment, CommentStatus, ExtraValue, Post, Site

__all__ = [
    "COMMENT",
    "HEADER_KEYS",
    "PREFIX",
    "USER",
    "VERSION",
    "Remark42Reader",
    "anonymous_id",
    "is_backup_line",
]

#: The version of backups.
VERSION = 1
#: Prefix in ``extra``.
PREFIX = "remark42:"
#: Keys of the header of a backup.
HEADER_KEYS = {"version", "users", "posts"}
#: Members of a comment and of a user, read and written by these tables.
COMMENT = (
    MappedField("in_reply_to", "pid", id_unless("")),
    MappedField("published", "time", TIME),
)
USER = (MappedField("id", "id", ID), MappedField("name", "name", TEXT))

_PRIVATE = frozenset({"ip", "email"})
#: The id of a user who signed in by e-mail: a hash of the address, which can be found by trying.
_EMAIL_ID = re.compile(r"email_[0-9a-f]{32,64}", re.I)
#: What Go writes for members without a value.
_ZERO_VALUES = ("false", "0")


def anonymous_id(name: str) -> str:
    """Return the id that Remark42 gives to a commenter without an account.

    Args:
        name: The name.
    """
    return f"anonymous_{sha1(name.encode(), usedforsecurity=False).hexdigest()}"


def is_backup_line(line: bytes) -> bool:
    """Return whether the first line of a file is that of a backup: its header, or a comment.

    Args:
        line: The line.
    """
    try:
        keys = _as_object(parse(line, "remark42")).keys()
    except FormatError:
        return False
    return "comments" not in keys and bool(keys & {*HEADER_KEYS, "locator"})


def _as_object(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


class Remark42Reader:
    """Reads comments, and yields their site, pages and users.

    Args:
        notes: Gets what was repaired or left out.
    """

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._has_site = False
        self._title_by_page: dict[str, str] = {}
        #: The pages in the header that are closed for comments, in its order.
        self._closed_pages: dict[str, None] = {}
        #: The users in the header, and their names, which only comments hold.
        self._user_by_id: dict[str, ObjectReader] = {}
        self._name_by_id: dict[str, str] = {}
        #: The public ids of users whose own id is a hash of an e-mail address.
        self._public_ids: dict[str, str] = {}

    def read_backup(self, lines: Iterable[tuple[int, object]]) -> Iterator[Item]:
        """Yield the items of a backup.

        Args:
            lines: The number and value of each line.
        """
        for number, value in lines:
            record = ObjectReader(value, f"line {number}, $", self._notes, _PRIVATE)
            if number == 1 and "locator" not in record:
                self._read_header(record)
            else:
                yield from self._read_comment(record, f"line-{number}")
        yield from self._rest()

    def read_response(self, document: object) -> Iterator[Item]:
        """Yield the items of a response of the API: a list of comments, or a tree of them.

        Args:
            document: The response.

        Raises:
            FormatError: It has no comments.
        """
        comments = _as_object(document).get("comments", document)
        if not isinstance(comments, list):
            reason = "this is neither a backup of Remark42 nor an answer with comments"
            raise FormatError(self._notes.format, "$", reason)
        stack = _numbered("$.comments", cast("list[object]", comments))
        number = 0
        while stack:
            where, value = stack.pop()
            number += 1
            node = ObjectReader(value, where, self._notes, _PRIVATE)
            record = node.nested("comment") if "comment" in node else node
            yield from self._read_comment(record, f"item-{number}")
            replies = node.take("replies")
            if isinstance(replies, list):
                stack += _numbered(f"{where}.replies", cast("list[object]", replies))
        yield from self._rest()

    def _read_header(self, header: ObjectReader) -> None:
        version = header.integer("version")
        if version not in (0, VERSION):
            reason = f"version {version} is not known; {VERSION} is read"
            raise FormatError(self._notes.format, f"{header.where}.version", reason)
        for post in header.nested_list("posts"):
            url = post.text("url")
            if url and post.flag("read_only"):
                self._closed_pages[url] = None
        for user in header.nested_list("users"):
            id, _ = self._user_id(user.id("id"))
            if id:
                self._user_by_id[id] = user

    def _user_id(self, id: str | None) -> tuple[str | None, dict[str, ExtraValue]]:
        """Return the public id of a user, and the id in the file for ``extra`` if it differs."""
        if id is None or not _EMAIL_ID.fullmatch(id):
            return id, {}
        public_id = self._public_ids.setdefault(id, f"email_{len(self._public_ids) + 1}")
        return public_id, {f"{PREFIX}id": id}

    def _read_comment(self, record: ObjectReader, fallback_id: str) -> Iterator[Item]:
        locator, user = record.nested("locator"), record.nested("user")
        site, url = locator.text("site"), locator.text("url")
        if not self._has_site and site:
            self._has_site = True
            yield Site(title=site)
        if not url:
            url = "unknown"
            locator.note("repaired", "url", "", "is missing; the page unknown is used")
        title = record.text("title")
        if url not in self._title_by_page:
            self._title_by_page[url] = title
            yield self._page(url)
        extra = {f"{PREFIX}title": title} if title not in ("", self._title_by_page[url]) else {}
        comment = _comment(record, user, self._author(user), url, fallback_id, extra)
        if comment.author.id in self._user_by_id:
            self._name_by_id.setdefault(comment.author.id, comment.author.name)
        yield comment

    def _author(self, user: ObjectReader) -> Author:
        fields = read_fields(USER, user)
        is_guest = fields["id"] in (None, anonymous_id(fields["name"]))
        id, own_id = self._user_id(None if is_guest else fields["id"])
        avatar, extra = user.avatar("picture", PREFIX)
        if own_id and avatar is not None:  # the file name of the avatar is a hash of the id
            extra, avatar = {f"{PREFIX}picture": avatar}, None
        return Author(
            id=id,
            name=fields["name"],
            avatar_url=avatar,
            kind="guest" if is_guest else "person",
            extra=user.remaining(PREFIX, _ZERO_VALUES) | extra | own_id,
        )

    def _page(self, url: str) -> Post:
        title = self._title_by_page.get(url, "")
        return Post(id=url, url=url, title=title, comments_open=url not in self._closed_pages)

    def _rest(self) -> Iterator[Item]:
        """Yield pages without comments, and the users of the header."""
        for url in self._closed_pages:
            if url not in self._title_by_page:
                yield self._page(url)
        for id, user in self._user_by_id.items():
            details, blocked = user.nested("details"), user.nested("blocked")
            email = details.optional_text("email")
            _, own_id = self._user_id(user.id("id"))
            extra = user.remaining(PREFIX, _ZERO_VALUES) | own_id
            extra |= details.remaining(f"{PREFIX}details.")
            if blocked.flag("status"):
                extra[f"{PREFIX}blocked"] = to_extra_value(dict(blocked.members)) or ""
            yield Author(id=id, name=self._name_by_id.get(id, ""), email=email, extra=extra)


def _numbered(where: str, values: list[object]) -> list[tuple[str, object]]:
    """Return values with their JSON paths, the first one last, for a stack."""
    return [(f"{where}[{index}]", value) for index, value in enumerate(values)][::-1]


def _comment(
    record: ObjectReader,
    user: ObjectReader,
    author: Author,
    url: str,
    fallback_id: str,
    extra: Mapping[str, ExtraValue],
) -> Comment:
    fields = read_fields(COMMENT, record)
    id = record.id_or("id", fallback_id)
    likes, dislikes, kept = _votes(record)
    edit = record.nested("edit")
    updated = edit.time("time")
    kept |= edit.remaining(f"{PREFIX}edit.")
    ip = user.optional_text("ip")
    record.take("voted_ips")  # the addresses of voters are private
    status: CommentStatus = "approved"
    if user.flag("block"):
        status = "trash"  # Remark42 hides all comments of a blocked user
        kept[f"{PREFIX}block"] = "true"
    if record.flag("delete"):
        status = "deleted"
    body = Body(text=record.text("text"), media_type="text/html")
    return Comment(
        id=id,
        post_id=url,
        author=author,
        body=body,
        updated=updated,
        status=status,
        likes=likes,
        dislikes=dislikes,
        ip=ip,
        extra=record.remaining(PREFIX, _ZERO_VALUES) | kept | dict(extra),
        **fields,
    )


def _votes(record: ObjectReader) -> tuple[int, int, dict[str, ExtraValue]]:
    """Return likes and dislikes, from the score where there are no votes, and their extra."""
    votes = record.nested("votes").members
    score = record.integer("score")
    if not votes:
        return max(score, 0), max(-score, 0), {}
    likes = sum(vote is True for vote in votes.values())
    dislikes = sum(vote is False for vote in votes.values())
    kept: dict[str, ExtraValue] = {f"{PREFIX}votes": to_extra_value(dict(votes)) or ""}
    if score != likes - dislikes:
        kept[f"{PREFIX}score"] = str(score)
    return likes, dislikes, kept
