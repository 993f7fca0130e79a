"""The JSON that Isso imports from anywhere ("generic"): threads with flat comments, read.

Times are on a clock of which nothing is known; they are kept in `extra` and not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast
from urllib.parse import quote_plus, unquote_plus

from attrs import evolve, frozen

from blogcore._text.plain import scrub
from blogcore.errors import FormatError
from blogcore.formats._json import parse
from blogcore.formats.base import Item, Losses, Notes
from blogcore.formats.json_objects import (
    OPTIONAL_TEXT,
    TEXT,
    MappedField,
    ObjectReader,
    preview_object,
    read_fields,
)
from blogcore.models import Author, Body, Comment, ExtraValue, Post

__all__ = ["ISSO_JSON", "IssoJson"]

_PREFIX = "isso:"
_PRIVATE = frozenset({"email", "remote_addr"})
_AUTHOR = (
    MappedField("name", "author", TEXT),
    MappedField("email", "email", OPTIONAL_TEXT),
    MappedField("url", "website", OPTIONAL_TEXT),
)


@frozen
class IssoJson:
    """Isso's generic import file. It is read in one piece and not written."""

    name: str = "isso-json"
    title: str = "Isso"
    media_types: tuple[str, ...] = ("application/json",)
    suffixes: tuple[str, ...] = (".isso.json",)
    narrows: tuple[str, ...] = ()
    readable: bool = True
    writable: bool = False

    def sniff(self, head: bytes) -> bool:
        """Whether it is a list of objects with an id, or a title, and a list of comments."""
        seen = preview_object(head)
        if seen is None or not seen.in_list or seen.members.get("comments") != "[":
            return False
        known = {"id", "title", "comments"}
        own = b'"remote_addr"' in head or b'"website"' in head
        return bool(seen.members.keys() & {"id", "title"}) and (seen.members.keys() <= known or own)

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Each thread as a post, then its comments. Raises `FormatError` for what is no list."""
        plain = parse(stream.read(), self.name)
        if not isinstance(plain, list):
            raise FormatError(self.name, "$", "is no list of threads")
        threads = [
            ObjectReader(thread, f"$[{index}]", notes, _PRIVATE)
            for index, thread in enumerate(cast("list[object]", plain))
        ]
        quoted = _are_quoted([thread.peek("title") for thread in threads])
        ids = _Ids()
        for number, thread in enumerate(threads, 1):
            id = thread.id("id")
            if id is None:
                id = f"item-{number}"
                thread.note("repaired", "id", "", f"is missing; named {id} after its place")
            title = _unquoted(thread) if quoted else thread.text("title")
            yield Post(id=id, url=thread.optional_text("id"), title=title)
            for record in thread.nested_list("comments"):
                yield _to_comment(record, id, ids)

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Not possible."""
        raise FormatError(self.name, "", "this format can be read but not written")


ISSO_JSON = IssoJson()


def _are_quoted(titles: Iterable[str]) -> bool:
    """Whether all titles of a file are quoted as in an address, and one of them shows it."""
    told = list(titles)
    return any("%" in title for title in told) and all(
        quote_plus(unquote_plus(title)).lower() == title.lower() for title in told
    )


def _unquoted(thread: ObjectReader) -> str:
    """The title; what was quoted may be what no text may hold."""
    title, dropped = scrub(unquote_plus(thread.text("title")))
    if dropped:
        done = f"held {dropped} characters that no text may hold; left out"
        thread.note("repaired", "title", "…", done)
    return title


def _to_comment(record: ObjectReader, post_id: str, ids: _Ids) -> Comment:
    comment = Comment(
        id=ids.of(record, post_id),
        post_id=post_id,
        author=Author(kind="guest", **read_fields(_AUTHOR, record)),
        body=Body(text=record.text("text"), media_type="text/markdown"),
        ip=record.optional_text("remote_addr"),
    )
    extra: dict[str, ExtraValue] = {}
    created = record.text("created")
    if created:
        extra[f"{_PREFIX}created"] = created
        record.note("info", "created", created, "has no time zone; the time is unknown")
    return evolve(comment, extra=record.remaining(_PREFIX) | extra)


class _Ids:
    """Ids are unique within their thread at most: the first to have one keeps it."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._named: dict[str, int] = {}

    def of(self, record: ObjectReader, post_id: str) -> str:
        id = record.id("id")
        if id and id not in self._taken:
            self._taken.add(id)
            return id
        self._named[post_id] = self._named.get(post_id, 0) + 1
        name = f"{post_id}#{self._named[post_id]}"
        record.note("info", "id", id or "", f"is no id of its own; named {name}")
        return name
