"""Remark42: its backups, one comment a line behind a header, and the answers of its API.

A page is known by its address alone, so that address is the id of a post. What is read-only is
closed for comments. Markdown that was typed (``orig``) is kept in `extra` and never rendered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha1
from typing import BinaryIO, cast

from attrs import frozen

from blogcore._text import shorten
from blogcore.errors import FormatError
from blogcore.models import Author, Blog, Body, Comment, CommentStatus, ExtraValue, Post, Site

from ._avatar import tells_email
from ._json import encode, parse
from ._markup import as_html
from ._published import as_shown
from ._returned import report_losses
from .assemble import assemble
from .base import Item, Losses, Notes, named
from .files import rewound
from .objects import (
    ID,
    LONGEST_LINE,
    TEXT,
    TIME,
    Members,
    Row,
    from_table,
    given_back,
    outline,
    parsed_lines,
    to_opaque,
    to_table,
)

__all__ = ["REMARK42", "Remark42"]

_VERSION = 1
#: How Go writes no time.
_NEVER = "0001-01-01T00:00:00Z"
_PREFIX = "remark42:"
_PRIVATE = frozenset({"ip", "email", "voted_ips"})
_HEADER_KEYS = {"version", "users", "posts"}

_COMMENT = (Row("id", "id", ID), Row("in_reply_to", "pid", ID), Row("published", "time", TIME))
_USER = (Row("id", "id", ID), Row("name", "name", TEXT))


@frozen
class Remark42:
    """A backup of Remark42, read a line at a time; or an answer of its API, read in one piece."""

    name: str = "remark42"
    media_types: tuple[str, ...] = ("application/jsonl", "application/json")
    suffixes: tuple[str, ...] = (".remark42", ".remark42.jsonl")
    narrows: tuple[str, ...] = ()
    readable: bool = True
    writable: bool = True

    def sniff(self, head: bytes) -> bool:
        """Whether it begins with the header of a backup, or with comments that have locators."""
        seen = outline(head)
        if seen is None:
            return False
        if seen.has("pid", "locator"):
            return True
        if seen.in_list:
            return False
        if seen.has("comments"):
            return b'"locator"' in head and b'"pid"' in head
        return seen.has("version", "users") and seen.members.keys() <= _HEADER_KEYS

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """The site, then each page before the first of its comments; at last the known users.

        Raises `FormatError` with the line for what is no JSON and for a version not known.
        """
        first = stream.readline(LONGEST_LINE + 1)
        whole = rewound(first, stream)
        reader = _Reader(notes)
        if _begins_lines(first):
            yield from reader.lines(parsed_lines(whole, self.name))
        else:
            yield from reader.answer(parse(whole.read(), self.name))

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write a backup. Only what is public is in it: what is restored is shown at once."""
        notes = Notes(self.name)
        blog = assemble(items, notes)
        for note in notes:
            if note.severity == "lost":
                losses.add(note.where, note.field, note.done)
        lines = [_header(blog), *_comment_lines(blog)]
        hidden = {named(comment): "is not public" for comment in blog.comments}
        again = _Reader(Notes(self.name)).lines(enumerate(lines, 1))
        report_losses(blog, again, losses, hidden)
        stream.writelines(encode(line) + b"\n" for line in lines)


REMARK42 = Remark42()


# --- reading ---------------------------------------------------------------------------------


def _begins_lines(line: bytes) -> bool:
    try:
        plain = parse(line, "remark42")
    except FormatError:
        return False
    keys = _object(plain).keys()
    return "comments" not in keys and bool(keys & {*_HEADER_KEYS, "locator"})


def _object(plain: object) -> dict[str, object]:
    return cast("dict[str, object]", plain) if isinstance(plain, dict) else {}


class _Reader:
    """What has been told of the site, its pages and users while comments come by."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._titles: dict[str, str] = {}
        self._read_only: dict[str, None] = {}
        self._users: dict[str, Members] = {}
        self._names: dict[str, str] = {}
        self._has_site = False

    def lines(self, lines: Iterable[tuple[int, object]]) -> Iterator[Item]:
        """The items of a backup."""
        for number, plain in lines:
            record = Members(plain, f"line {number}, $", self._notes, _PRIVATE)
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
            node = Members(plain, where, self._notes, _PRIVATE)
            record = node.inner("comment") if "comment" in node else node
            yield from self._comment(record, f"item-{number}")
            replies = node.take("replies")
            below = cast("list[object]", replies) if isinstance(replies, list) else []
            inner = [_at(index, one, f"{where}.replies") for index, one in enumerate(below)]
            waiting.extend(reversed(inner))
        yield from self._rest()

    def _header(self, header: Members) -> None:
        version = header.number("version")
        if version not in (0, _VERSION):
            raise FormatError(
                self._notes.format,
                f"{header.where}.version",
                f"version {shorten(version)} is not known; {_VERSION} is read",
            )
        for post in header.inners("posts"):
            url = post.text("url")
            if url and post.flag("read_only"):
                self._read_only[url] = None
        for user in header.inners("users"):
            id = user.id("id")
            if id:
                self._users[id] = user

    def _comment(self, record: Members, fallback: str) -> Iterator[Item]:
        locator, user = record.inner("locator"), record.inner("user")
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
        extra = {f"{_PREFIX}title": title} if title not in ("", self._titles[url]) else {}
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
            details = user.inner("details")
            blocked = user.inner("blocked")
            extra: dict[str, ExtraValue] = details.rest(f"{_PREFIX}details.")
            email = details.optional("email")
            extra.pop(f"{_PREFIX}details.email", None)
            if blocked.flag("status"):
                extra[f"{_PREFIX}blocked"] = to_opaque(dict(blocked.plain)) or ""
            yield Author(
                id=id, name=self._names.get(id, ""), email=email, extra=_telling(user) | extra
            )


def _at(index: int, plain: object, above: str = "$.comments") -> tuple[str, object]:
    return f"{above}[{index}]", plain


def _to_comment(
    record: Members, user: Members, url: str, fallback: str, extra: Mapping[str, ExtraValue]
) -> Comment:
    fields = from_table(_COMMENT, record)
    if fields["id"] is None:
        fields["id"] = fallback
        record.note("repaired", "id", "", f"is missing; named {fallback} after its place")
    likes, dislikes, kept = _votes(record)
    edit = record.inner("edit")
    updated = edit.time("time")
    kept |= edit.rest(f"{_PREFIX}edit.")
    ip = user.optional("ip")
    status: CommentStatus = "approved"
    if user.flag("block"):
        status = "trash"  # hidden with everything that its writer said
        kept[f"{_PREFIX}block"] = "true"
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


def _to_author(user: Members) -> Author:
    fields = from_table(_USER, user)
    picture = user.optional("picture")
    kept: dict[str, ExtraValue] = {}
    if picture and tells_email(picture):
        kept[f"{_PREFIX}picture"], picture = picture, None
    guest = fields["id"] in (None, _anonymous_id(fields["name"]))
    fields["id"] = None if guest else fields["id"]
    return Author(
        avatar_url=picture,
        kind="guest" if guest else "person",
        extra=_telling(user) | kept,
        **fields,
    )


def _anonymous_id(name: str) -> str:
    """The id that Remark42 gives to somebody who only left a name."""
    return f"anonymous_{sha1(name.encode(), usedforsecurity=False).hexdigest()}"


def _votes(record: Members) -> tuple[int, int, dict[str, ExtraValue]]:
    """Likes and dislikes as they were given; by the score alone where it is all that is said."""
    votes = record.inner("votes").plain
    score = record.number("score")
    if not votes:
        return max(score, 0), max(-score, 0), {}
    likes = sum(vote is True for vote in votes.values())
    dislikes = sum(vote is False for vote in votes.values())
    kept: dict[str, ExtraValue] = {f"{_PREFIX}votes": to_opaque(dict(votes)) or ""}
    if score != likes - dislikes:
        kept[f"{_PREFIX}score"] = str(score)
    return likes, dislikes, kept


def _telling(record: Members) -> dict[str, ExtraValue]:
    """What is left and says something: Go writes false and 0 where nothing is."""
    rest = record.rest(_PREFIX)
    return {key: value for key, value in rest.items() if value not in ("false", "0")}


# --- writing ---------------------------------------------------------------------------------


def _header(blog: Blog) -> dict[str, object]:
    return {
        "version": _VERSION,
        "users": [_user_meta(author) for author in blog.authors if author.id],
        "posts": [
            {"url": _address(post), "read_only": True}
            for post in blog.posts
            if not post.comments_open and post.is_public
        ],
    }


def _user_meta(author: Author) -> dict[str, object]:
    extra = given_back(author.extra, _PREFIX)
    details = {key: extra.pop(key) for key in [key for key in extra if key.startswith("details.")]}
    meta: dict[str, object] = {
        "id": author.id,
        "blocked": extra.pop("blocked", {"status": False, "until": _NEVER}),
        "verified": extra.pop("verified", False),
    }
    known = {key.removeprefix("details."): value for key, value in details.items()}
    known |= {"email": author.email} if author.email else {}
    return (
        meta
        | ({"details": known} if known else {})
        | {key: value for key, value in extra.items() if key not in meta}
    )


def _comment_lines(blog: Blog) -> Iterator[dict[str, object]]:
    pages = {post.id: post for post in reversed(blog.posts)}
    for comment, shown in as_shown(blog):
        page = pages.get(comment.post_id)
        # What is deleted keeps its place, with replies or without.
        gone = comment.status == "deleted" and (page is None or page.is_public)
        if shown or gone:
            yield _comment_line(comment if gone else shown or comment, page, blog.site)


def _comment_line(comment: Comment, page: Post | None, site: Site) -> dict[str, object]:
    extra = given_back(comment.extra, _PREFIX)
    votes = extra.pop("votes", None)
    edit = {key: extra.pop(key) for key in [key for key in extra if key.startswith("edit.")]}
    line: dict[str, object] = {
        "pid": "",
        "text": as_html(comment.body),
        "user": _user(comment),
        "locator": {"site": site.title, "url": _address(page) if page else comment.post_id},
        "score": extra.pop("score", comment.likes - comment.dislikes),
        "votes": votes or {},
        "time": _NEVER,
    } | to_table(_COMMENT, comment)
    if comment.updated:
        told = to_table((Row("updated", "time", TIME),), comment)
        line["edit"] = told | {key.removeprefix("edit."): value for key, value in edit.items()}
    if comment.status == "deleted":
        line["delete"] = True
    if page and page.title:
        line["title"] = page.title
    extra.pop("block", None)
    return line | {key: value for key, value in extra.items() if key not in line or key == "title"}


def _user(comment: Comment) -> dict[str, object]:
    author = comment.author
    extra = given_back(author.extra, _PREFIX)
    user: dict[str, object] = {
        "id": _anonymous_id(author.name),
        "name": "",
        "picture": author.avatar_url or extra.pop("picture", ""),
        "admin": False,
    } | to_table(_USER, author)
    user |= {"ip": comment.ip} if comment.ip else {}
    return user | {key: value for key, value in extra.items() if key not in user or key == "admin"}


def _address(post: Post) -> str:
    """By what Remark42 knows a page."""
    return post.url or post.id
