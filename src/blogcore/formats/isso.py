"""The database of Isso (SQLite), read and never written: it is the only export that Isso has.

It is opened in memory, from bytes, and read only; what else is in it, such as the key of its
sessions, is never asked for. Of a deleted comment Isso keeps the e-mail: it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, BinaryIO

from attrs import evolve, frozen

from blogcore.errors import FormatError
from blogcore.formats.base import Item, Losses, Notes
from blogcore.formats.json_objects import (
    COUNT,
    ID,
    OPTIONAL_TEXT,
    TEXT,
    TIME,
    MappedField,
    ObjectReader,
    read_fields,
)
from blogcore.models import Author, Body, Comment, CommentStatus, ExtraValue, Post

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = ["ISSO", "Isso"]

_MAGIC = b"SQLite format 3\0"
_PREFIX = "isso:"
_PRIVATE = frozenset({"email", "remote_addr"})

#: What is read of each table, in this order; older databases lack the last.
_THREAD_COLUMNS = ("id", "uri", "title")
_COMMENT_COLUMNS = (
    *("tid", "id", "parent", "created", "modified", "mode", "remote_addr", "text"),
    *("author", "email", "website", "likes", "dislikes", "notification"),
)
_NEEDED = {"threads": {"id", "uri"}, "comments": {"tid", "id", "text"}}

#: Steps of SQLite's machine for each byte of the file: rows take a few dozen for hundreds of bytes.
_STEPS_A_BYTE = 20
_STEPS_AT_LEAST = 1_000_000
#: Bytes of the longest value: none is longer than the file.
_LENGTH_AT_LEAST = 1_000_000

_STATUSES: dict[str, CommentStatus] = {"1": "approved", "2": "held", "4": "deleted"}
_COMMENT = (
    MappedField("published", "created", TIME),
    MappedField("updated", "modified", TIME),
    MappedField("in_reply_to", "parent", ID),
    MappedField("likes", "likes", COUNT),
    MappedField("dislikes", "dislikes", COUNT),
    MappedField("ip", "remote_addr", OPTIONAL_TEXT),
)
_AUTHOR = (
    MappedField("name", "author", TEXT),
    MappedField("email", "email", OPTIONAL_TEXT),
    MappedField("url", "website", OPTIONAL_TEXT),
)


@frozen
class Isso:
    """Isso's database. The file is held in memory whole; its rows come one by one."""

    name: str = "isso"
    title: str = "Isso"
    media_types: tuple[str, ...] = ("application/vnd.sqlite3",)
    suffixes: tuple[str, ...] = (".isso.db", ".isso.sqlite3")
    narrows: tuple[str, ...] = ()
    readable: bool = True
    writable: bool = False

    def sniff(self, head: bytes) -> bool:
        """Whether it is a SQLite database whose schema, in its first pages, is that of Isso."""
        marks = (b"threads", b"comments", b"remote_addr")
        return head.startswith(_MAGIC) and all(mark in head for mark in marks)

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Each thread as a post, then all comments by their number.

        Raises `FormatError` for what is no such database, or a broken one.
        """
        import sqlite3  # not every Python has it

        data = stream.read()
        if not data.startswith(_MAGIC):
            raise FormatError(self.name, "byte 0", "is no SQLite database")
        if len(data) < _size(data):
            reason = f"the database has {_size(data)} bytes; the file is cut off"
            raise FormatError(self.name, f"byte {len(data)}", reason)
        if _has_log(data):
            done = "is kept with a write-ahead log; what a -wal file beside it holds is not here"
            notes.add("info", "byte 18", "database", "", done)
        try:
            with closing(_opened(data)) as database:
                yield from _items(database, notes)
        except (sqlite3.Error, UnicodeDecodeError) as error:  # the words of an error may be broken
            reason = f"the database cannot be read: {error}"
            raise FormatError(self.name, "", reason) from None
        except MemoryError:  # a broken page may say that it is of any size
            reason = "the database cannot be read: it asks for more memory than there is"
            raise FormatError(self.name, "", reason) from None

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Not possible."""
        raise FormatError(self.name, "", "this format can be read but not written")


ISSO = Isso()


def _size(data: bytes) -> int:
    """How large a database says that it is (SQLite's file format, sections 1.3.2 and 1.3.7)."""
    page, pages = int.from_bytes(data[16:18]), int.from_bytes(data[28:32])
    is_known = data[24:28] == data[92:96]  # since SQLite 3.7
    return (65536 if page == 1 else page) * pages if is_known else 0


def _has_log(data: bytes) -> bool:
    """Whether newer pages may lie in a write-ahead log (SQLite's file format, section 1.3.3)."""
    return b"\x02" in data[18:20]


def _opened(data: bytes) -> Connection:
    """The database, in memory: no file is opened, whatever it says. Work on it is bounded."""
    import sqlite3

    if _has_log(data):  # which no database in memory has
        data = data[:18] + b"\x01\x01" + data[20:]
    database = sqlite3.connect(":memory:")
    database.deserialize(data)
    database.execute("PRAGMA query_only = ON")
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(len(data), _LENGTH_AT_LEAST))
    database.text_factory = bytes
    steps = max(_STEPS_AT_LEAST, len(data) * _STEPS_A_BYTE)
    database.set_progress_handler(lambda: 1, steps)
    return database


def _items(database: Connection, notes: Notes) -> Iterator[Item]:
    addresses: dict[str, str] = {}
    for number, record in enumerate(_rows(database, "threads", _THREAD_COLUMNS, notes), 1):
        tid, uri = record.id("id") or "", record.text("uri")
        if not uri:
            uri = f"thread-{tid or number}"
            record.note("repaired", "uri", "", f"is missing; named {uri}")
        addresses[tid] = uri
        yield Post(id=uri, url=uri, title=record.text("title"))
    for number, record in enumerate(_rows(database, "comments", _COMMENT_COLUMNS, notes), 1):
        yield _to_comment(record, number, addresses)


def _rows(
    database: Connection, table: str, columns: tuple[str, ...], notes: Notes
) -> Iterator[ObjectReader]:
    """The rows of a table in the order of their numbers; of a view or the like none is read."""
    query = "SELECT type FROM sqlite_master WHERE name = ? AND rootpage > 0"
    kind = database.execute(query, (table,)).fetchone()
    there = {row[1].decode("utf-8", "replace") for row in _columns(database, table)}
    if kind != (b"table",) or not _NEEDED[table] <= there:
        raise FormatError(notes.format, "", f"is no database of Isso: it has no table {table}")
    known = [column for column in columns if column in there]
    query = f"SELECT {', '.join(known)} FROM {table} ORDER BY rowid"
    for number, row in enumerate(database.execute(query), 1):
        values, broken = _decoded(zip(known, row, strict=True))
        record = ObjectReader(values, f"{table} row {number}", notes, _PRIVATE)
        for column in broken:
            record.note("repaired", column, "…", "is not UTF-8; what is none became U+FFFD")
        yield record


def _columns(database: Connection, table: str) -> Iterator[tuple[int, bytes]]:
    yield from database.execute(f"PRAGMA table_info({table})")


def _decoded(row: Iterable[tuple[str, object]]) -> tuple[dict[str, object], list[str]]:
    """A row as values of JSON, whatever their columns say, and the columns that are broken."""
    values, broken = dict(row), list[str]()
    for column, value in values.items():
        if isinstance(value, bytes):
            try:
                values[column] = value.decode("utf-8")
            except UnicodeDecodeError:
                values[column] = value.decode("utf-8", "replace")
                broken.append(column)
    return values, broken


def _to_comment(record: ObjectReader, number: int, addresses: dict[str, str]) -> Comment:
    id = record.id("id") or f"row-{number}"
    tid = record.id("tid") or ""
    post_id = addresses.get(tid)
    if post_id is None:
        post_id = f"thread-{tid or 'unknown'}"
        record.note("repaired", "tid", tid, f"is no thread that is there; named {post_id}")
    status = _status(record)
    author = Author(kind="guest", **read_fields(_AUTHOR, record))
    if status == "deleted" and author.email:
        author = evolve(author, email=None)
        record.note("info", "email", "…", "of a deleted comment; left out")
    comment = Comment(
        id=id,
        post_id=post_id,
        author=author,
        body=Body(text=record.text("text"), media_type="text/markdown"),
        status=status,
        **read_fields(_COMMENT, record),
    )
    extra: dict[str, ExtraValue] = record.remaining(_PREFIX)
    return evolve(comment, extra={key: value for key, value in extra.items() if value != "0"})


def _status(record: ObjectReader) -> CommentStatus:
    return record.choice("mode", _STATUSES, "held", "held")
