"""The lines of a backup, or an answer of the API, as items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from blogcore._text.plain import short_repr
from blogcore.errors import FormatError
from blogcore.formats._json import parse
from blogcore.formats.base import Item, Notes
from blogcore.formats.json_objects import ObjectReader, read_fields, to_extra_value
from blogcore.formats.privacy import reveals_email
from blogcore.formats.remark42.tables import (
    COMMENT,
    HEADER_KEYS,
    PREFIX,
    PRIVATE,
    USER,
    VERSION,
    anonymous_id,
)
from blogcore.models import Author, Body, Comment, CommentStatus, ExtraValue, Post, Site

__all__ = ["Reader", "begins_lines"]


def begins_lines(line: bytes) -> bool:
    """Whether a first line is one of a backup: its header, or a comment."""
    try:
        plain = parse(line, "remark42")
    except FormatError:
        return False
    keys = _object(plain).keys()
    return "comments" not in keys and bool(keys & {*HEADER_KEYS, "locator"})


def _object(plain: object) -> dict[str, object]:
    return cast("dict[str, object]", plain) if isinstance(plain, dict) else {}


class Reader:
    """What has been told of the site, its pages and users while comments come by."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._titles: dict[str, str] = {}
        self._read_only: dict[str, None] = {}
        self._users: dict[str, ObjectReader] = {}
        self._names: dict[str, str] = {}
        self._has_site = False

    def lines(self, lines: Iterable[tuple[int, object]]) -> Iterator[Item]:
        """The items of a backup."""
        for number, plain in lines:
            record = ObjectReader(plain, f"line {number}, $", self._notes, PRIVATE)
            if number == 1 and "locator" not in record:
                self._header(record)
            else:
                yield from self._comment(record, f"line-{number}")
        yield from self._rest()

    def answer(self, plain: object) -> Iterator[Item]:
        """The items of an answer: a list of comments, or a tree of them. A loop, no recursion."""
        listed = _object(plain).get("comments", plain)
        if not isinstance(listed, list):
            raise FormatError(
                self._notes.format, "$", "is no backup of Remark42 and no answer with comments"
            )
        waiting = [_at(index, one) for index, one in enumerate(cast("list[object]", listed))]
        waiting.reverse()
        number = 0
        while waiting:
            where, plain = waiting.pop()
            number += 1
            node = ObjectReader(plain, where, self._notes, PRIVATE)
            record = node.nested("comment") if "comment" in node else node
            yield from self._comment(record, f"item-{number}")
            replies = node.take("replies")
            below = cast("list[object]", replies) if isinstance(replies, list) else []
            inner = [_at(index, one, f"{where}.replies") for index, one in enumerate(below)]
            waiting.extend(reversed(inner))
        yield from self._rest()

    def _header(self, header: ObjectReader) -> None:
        version = header.integer("version")
        if version not in (0, VERSION):
            raise FormatError(
                self._notes.format,
                f"{header.where}.version",
                f"version {short_repr(version)} is not known; {VERSION} is read",
            )
        for post in header.nested_list("posts"):
            url = post.text("url")
            if url and post.flag("read_only"):
                self._read_only[url] = None
        for user in header.nested_list("users"):
            id = user.id("id")
            if id:
                self._users[id] = user

    def _comment(self, record: ObjectReader, fallback: str) -> Iterator[Item]:
        locator, user = record.nested("locator"), record.nested("user")
        site, url = locator.text("site"), locator.text("url")
        if not self._has_site and site:
            self._has_site = True
            yield Site(title=site)
        if not url:
            url = "unknown"
            locator.note("repaired", "url", "", "is missing; the page is called unknown")
        title = record.text("title")
        if url not in self._titles:
            self._titles[url] = title
            yield self._page(url)
        extra = {f"{PREFIX}title": title} if title not in ("", self._titles[url]) else {}
        comment = _to_comment(record, user, url, fallback, extra)
        if comment.author.id in self._users:
            self._names.setdefault(comment.author.id, comment.author.name)
        yield comment

    def _page(self, url: str) -> Post:
        return Post(
            id=url,
            url=url,
            title=self._titles.get(url, ""),
            comments_open=url not in self._read_only,
        )

    def _rest(self) -> Iterator[Item]:
        """Pages without a comment, and the users of whom the header knows something."""
        for url in self._read_only:
            if url not in self._titles:
                yield self._page(url)
        for id, user in self._users.items():
            details = user.nested("details")
            blocked = user.nested("blocked")
            extra: dict[str, ExtraValue] = details.remaining(f"{PREFIX}details.")
            email = details.optional_text("email")
            extra.pop(f"{PREFIX}details.email", None)
            if blocked.flag("status"):
                extra[f"{PREFIX}blocked"] = to_extra_value(dict(blocked.members)) or ""
            yield Author(
                id=id, name=self._names.get(id, ""), email=email, extra=_telling(user) | extra
            )


def _at(index: int, plain: object, above: str = "$.comments") -> tuple[str, object]:
    return f"{above}[{index}]", plain


def _to_comment(
    record: ObjectReader,
    user: ObjectReader,
    url: str,
    fallback: str,
    extra: Mapping[str, ExtraValue],
) -> Comment:
    fields = read_fields(COMMENT, record)
    if fields["id"] is None:
        fields["id"] = fallback
        record.note("repaired", "id", "", f"is missing; named {fallback} after its place")
    likes, dislikes, kept = _votes(record)
    edit = record.nested("edit")
    updated = edit.time("time")
    kept |= edit.remaining(f"{PREFIX}edit.")
    ip = user.optional_text("ip")
    record.take("voted_ips")  # whence others voted is nobody's content
    status: CommentStatus = "approved"
    if user.flag("block"):
        status = "trash"  # hidden with everything that its writer said
        kept[f"{PREFIX}block"] = "true"
    if record.flag("delete"):
        status = "deleted"
    return Comment(
        post_id=url,
        author=_to_author(user),
        body=Body(text=record.text("text"), media_type="text/html"),
        updated=updated,
        status=status,
        likes=likes,
        dislikes=dislikes,
        ip=ip,
        extra=_telling(record) | kept | dict(extra),
        **fields,
    )


def _to_author(user: ObjectReader) -> Author:
    fields = read_fields(USER, user)
    picture = user.optional_text("picture")
    kept: dict[str, ExtraValue] = {}
    if picture and reveals_email(picture):
        kept[f"{PREFIX}picture"], picture = picture, None
    guest = fields["id"] in (None, anonymous_id(fields["name"]))
    fields["id"] = None if guest else fields["id"]
    return Author(
        avatar_url=picture,
        kind="guest" if guest else "person",
        extra=_telling(user) | kept,
        **fields,
    )


def _votes(record: ObjectReader) -> tuple[int, int, dict[str, ExtraValue]]:
    """Likes and dislikes as they were given; by the score alone where it is all that is said."""
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


def _telling(record: ObjectReader) -> dict[str, ExtraValue]:
    """What is left and says something: Go writes false and 0 where nothing is."""
    rest = record.remaining(PREFIX)
    return {key: value for key, value in rest.items() if value not in ("false", "0")}
