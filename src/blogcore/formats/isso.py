"""The database of Isso (SQLite), read: the only export that Isso has.

The database is opened in memory, from bytes, read-only; other tables, such as the session key, are
never read. Isso keeps the e-mail address of a deleted comment: it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, BinaryIO

from attrs import evolve

from blogcore.errors import FormatError
from blogcore.formats.base import BaseFormat, Item
from blogcore.formats.json_objects import (
    COUNT,
    ID,
    OPTIONAL_TEXT,
    TEXT,
    TIME,
    MappedField,
    ObjectReader,
    choice,
    read_fields,
)
from blogcore.formats.reports import Notes
from blogcore.models import Author, Body, Comment, Post

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = ["GUEST", "ISSO", "PREFIX", "PRIVATE"]

_MAGIC = b"SQLite format 3\0"
#: Prefix of keys in ``extra``, and the members whose values no note may show.
PREFIX = "isso:"
PRIVATE = frozenset({"email", "remote_addr"})

#: Columns that are read of each table, in this order; older databases lack the last.
_THREAD_COLUMNS = ("id", "uri", "title")
_COMMENT_COLUMNS = (
    *("tid", "id", "parent", "created", "modified", "mode", "remote_addr", "text"),
    *("author", "email", "website", "likes", "dislikes", "notification"),
)
#: Columns that the tables of Isso must have.
_REQUIRED = {"threads": {"id", "uri"}, "comments": {"tid", "id", "text"}}

#: Steps of SQLite's virtual machine per byte of the file; a row takes a few dozen steps.
_STEPS_PER_BYTE = 20
_MIN_STEPS = 1_000_000
#: Least limit for one value in bytes; otherwise the limit is the size of the file.
_MIN_LENGTH = 1_000_000

_STATUSES = {"1": "approved", "2": "held", "4": "deleted"}
_COMMENT = (
    MappedField("status", "mode", choice(_STATUSES, "held", "held")),
    MappedField("published", "created", TIME),
    MappedField("updated", "modified", TIME),
    MappedField("in_reply_to", "parent", ID),
    MappedField("likes", "likes", COUNT),
    MappedField("dislikes", "dislikes", COUNT),
    MappedField("ip", "remote_addr", OPTIONAL_TEXT),
)
#: Fields of a commenter, in the database and in generic JSON.
GUEST = (
    MappedField("name", "author", TEXT),
    MappedField("email", "email", OPTIONAL_TEXT),
    MappedField("url", "website", OPTIONAL_TEXT),
)


class Isso(BaseFormat):
    """Isso's database; the file is held in memory, its rows are read one by one."""

    def sniff(self, head: bytes) -> bool:
        """Return whether the file is an SQLite database whose first pages name Isso's tables."""
        marks = (b"threads", b"comments", b"remote_addr")
        return head.startswith(_MAGIC) and all(mark in head for mark in marks)

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Yield each thread as a post, then all comments by number.

        Raises:
            FormatError: It is not a database of Isso, or it is damaged.
        """
        import sqlite3  # some builds of Python lack it

        data = stream.read()
        if not data.startswith(_MAGIC):
            raise FormatError(self.name, "byte 0", "this is not an SQLite database")
        if len(data) < _size(data):
            reason = f"the database has {_size(data)} bytes; the file is cut off"
            raise FormatError(self.name, f"byte {len(data)}", reason)
        if _has_log(data):
            message = "has a write-ahead log; the content of a -wal file beside it is not read"
            notes.add("info", "byte 18", "database", "", message)
        try:
            with closing(_open(data)) as database:
                yield from _read_items(database, notes)
        except (sqlite3.Error, UnicodeDecodeError) as error:  # the message may not be UTF-8
            reason = f"the database cannot be read: {error}"
            raise FormatError(self.name, "", reason) from None
        except MemoryError:  # a damaged page may declare any size
            reason = "the database cannot be read: it needs more memory than there is"
            raise FormatError(self.name, "", reason) from None


ISSO = Isso(
    name="isso",
    title="Isso (database)",
    media_types=("application/vnd.sqlite3",),
    suffixes=(".isso.db", ".isso.sqlite3"),
)


def _size(data: bytes) -> int:
    """Return the size in the header (SQLite's file format, sections 1.3.2 and 1.3.7)."""
    page, pages = int.from_bytes(data[16:18]), int.from_bytes(data[28:32])
    is_known = data[24:28] == data[92:96]  # since SQLite 3.7
    return (65536 if page == 1 else page) * pages if is_known else 0


def _has_log(data: bytes) -> bool:
    """Return whether newer pages may be in a write-ahead log (section 1.3.3)."""
    return b"\x02" in data[18:20]


def _open(data: bytes) -> Connection:
    """Open the database in memory: no file is opened, and the work is limited."""
    import sqlite3

    if _has_log(data):  # SQLite opens no log for a database in memory
        data = data[:18] + b"\x01\x01" + data[20:]
    database = sqlite3.connect(":memory:")
    database.deserialize(data)
    database.execute("PRAGMA query_only = ON")
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(len(data), _MIN_LENGTH))
    database.text_factory = bytes
    steps = max(_MIN_STEPS, len(data) * _STEPS_PER_BYTE)
    database.set_progress_handler(lambda: 1, steps)
    return database


def _read_items(database: Connection, notes: Notes) -> Iterator[Item]:
    uri_by_thread: dict[str, str] = {}
    for number, record in enumerate(_rows(database, "threads", _THREAD_COLUMNS, notes), 1):
        thread_id, uri = record.id("id") or "", record.text("uri")
        if not uri:
            uri = f"thread-{thread_id or number}"
            record.note("repaired", "uri", "", f"is missing; {uri} is used")
        uri_by_thread[thread_id] = uri
        yield Post(id=uri, url=uri, title=record.text("title"))
    for number, record in enumerate(_rows(database, "comments", _COMMENT_COLUMNS, notes), 1):
        yield _comment(record, number, uri_by_thread)


def _rows(
    database: Connection, table: str, columns: tuple[str, ...], notes: Notes
) -> Iterator[ObjectReader]:
    """Yield the rows of a table by row number; views and virtual tables are not read."""
    query = "SELECT type FROM sqlite_master WHERE name = ? AND rootpage > 0"
    kind = database.execute(query, (table,)).fetchone()
    info: Iterable[tuple[int, bytes]] = database.execute(f"PRAGMA table_info({table})")
    existing = {row[1].decode("utf-8", "replace") for row in info}
    if kind != (b"table",) or not _REQUIRED[table] <= existing:
        reason = f"this is not a database of Isso: it has no table {table}"
        raise FormatError(notes.format, "", reason)
    known = [column for column in columns if column in existing]
    query = f"SELECT {', '.join(known)} FROM {table} ORDER BY rowid"
    for number, row in enumerate(database.execute(query), 1):
        values, broken = _decode(zip(known, row, strict=True))
        record = ObjectReader(values, f"{table} row {number}", notes, PRIVATE)
        for column in broken:
            record.note("repaired", column, "…", "is not UTF-8; invalid bytes became U+FFFD")
        yield record


def _decode(row: Iterable[tuple[str, object]]) -> tuple[dict[str, object], list[str]]:
    """Return the values of a row as JSON values, and the columns that are not UTF-8."""
    values, broken = dict(row), list[str]()
    for column, value in values.items():
        if isinstance(value, bytes):
            try:
                values[column] = value.decode("utf-8")
            except UnicodeDecodeError:
                values[column] = value.decode("utf-8", "replace")
                broken.append(column)
    return values, broken


def _comment(record: ObjectReader, number: int, uri_by_thread: dict[str, str]) -> Comment:
    thread_id = record.id("tid") or ""
    post_id = uri_by_thread.get(thread_id)
    if post_id is None:
        post_id = f"thread-{thread_id or 'unknown'}"
        record.note("repaired", "tid", thread_id, f"is not in threads; {post_id} is used")
    fields = read_fields(_COMMENT, record)
    author = Author(kind="guest", **read_fields(GUEST, record))
    if fields["status"] == "deleted" and author.email:
        author = evolve(author, email=None)
        record.note("info", "email", "…", "belongs to a deleted comment; left out")
    return Comment(
        id=record.id("id") or f"row-{number}",
        post_id=post_id,
        author=author,
        body=Body(text=record.text("text"), media_type="text/markdown"),
        extra=record.remaining(PREFIX, ignore=("0",)),
        **fields,
    )
