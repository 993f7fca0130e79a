"""Isso's database: only its content is read."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogcore import Blog, FormatError, load, to_json
from blogcore.formats.registry import HEAD_BYTES, find_format

_SCHEMA = """
CREATE TABLE preferences (key VARCHAR PRIMARY KEY, value VARCHAR);
CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
CREATE TABLE comments (
    tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL,
    modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR, email VARCHAR,
    website VARCHAR, likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL,
    notification INTEGER NOT NULL DEFAULT 0);
INSERT INTO preferences VALUES ('session-key', 'canary-key');
INSERT INTO threads VALUES (1, '/night-trains/', 'Night trains');
"""
_ROWS = """
INSERT INTO comments VALUES (1, 1, NULL, 1714566600.25, 1714566660, 1, '192.0.2.0', 'Which *line*?',
    'Ida', 'ida@example.org', 'https://ida.example.org', 3, 1, x'00', 1);
INSERT INTO comments VALUES (1, 2, 1, 1714566700, NULL, 4, '192.0.2.0', '', NULL,
    'canary@example.org', NULL, 0, 0, x'00', 0);
INSERT INTO comments VALUES (1, 3, 2, 1714566800, NULL, 2, '192.0.2.0', 'Mine.', 'Tom', NULL, NULL,
    0, 0, x'00', 0);
"""


def _database(*scripts: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        for script in scripts:
            database.executescript(script)
        return database.serialize()


@pytest.fixture(scope="module")
def data() -> bytes:
    return _database(_SCHEMA, _ROWS)


def test_threads_are_posts_and_rows_are_comments(data: bytes) -> None:
    loaded = load(data)
    (post,) = loaded.blog.posts
    assert loaded.format == "isso"
    assert (post.id, post.url, post.title) == ("/night-trains/", "/night-trains/", "Night trains")
    first, deleted, held = loaded.blog.comments
    assert (first.id, first.post_id, first.in_reply_to) == ("1", "/night-trains/", None)
    assert first.published == datetime(2024, 5, 1, 12, 30, 0, 250_000, tzinfo=UTC)
    assert first.updated == datetime(2024, 5, 1, 12, 31, tzinfo=UTC)
    assert (first.body.text, first.body.media_type) == ("Which *line*?", "text/markdown")
    assert (first.likes, first.dislikes, first.ip) == (3, 1, "192.0.2.0")
    assert (first.author.name, first.author.email) == ("Ida", "ida@example.org")
    assert (deleted.status, deleted.in_reply_to) == ("deleted", "1")
    assert (held.status, held.in_reply_to) == ("held", "2")


def test_a_path_a_stream_and_bytes_give_the_same_blog(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "comments.db"
    path.write_bytes(data)
    before = path.stat().st_mtime_ns
    assert load(path).blog == load(io.BytesIO(data)).blog == load(data).blog
    assert path.stat().st_mtime_ns == before
    assert list(tmp_path.iterdir()) == [path]  # SQLite wrote no journal file


def test_secrets_and_e_mails_of_deleted_comments_are_not_read(data: bytes) -> None:
    loaded = load(data)
    shown = to_json(loaded.blog, private=True).decode() + repr(loaded.blog) + str(loaded.notes)
    assert "canary" not in shown
    assert "ida@example.org" not in repr(loaded.blog) + str(loaded.notes)


def test_a_database_with_a_write_ahead_log_is_read_without_it(data: bytes) -> None:
    assert load(data[:18] + b"\x02\x02" + data[20:]).blog == load(data).blog


def test_a_database_without_the_newer_columns_is_read() -> None:
    schema = _SCHEMA.replace(",\n    notification INTEGER NOT NULL DEFAULT 0)", ")")
    row = "INSERT INTO comments (tid, id, created, mode, text, voters) VALUES (1, 7, 9, 1, 'x', '')"
    (comment,) = load(_database(schema, row)).blog.comments
    assert comment.body.text == "x"


def test_any_value_is_accepted_in_any_column() -> None:
    row = """INSERT INTO comments VALUES ('?', 1, 'x', 'soon', x'ff', 9, 5, CAST(x'61ff' AS TEXT),
        6, 7.5, '', 'many', -1, x'00', 'y')"""
    loaded = load(_database(_SCHEMA, row))
    (comment,) = loaded.blog.comments
    assert (comment.post_id, comment.status, comment.published) == ("thread-?", "held", None)
    assert (comment.body.text, comment.likes, comment.dislikes) == ("a\ufffd", 0, 0)
    assert loaded.notes.total >= 6


def _accepted_truncations(data: bytes) -> Iterator[Blog]:
    for size in range(0, len(data), 997):
        try:
            yield load(data[:size], format="isso").blog
        except FormatError:
            continue


def test_a_truncated_database_is_refused_or_read_completely(data: bytes) -> None:
    whole = load(data).blog
    assert all(blog == whole for blog in _accepted_truncations(data))


def test_a_broken_page_is_refused(data: bytes) -> None:
    broken = bytearray(data)
    broken[4096 * 3 : 4096 * 6] = b"\xff" * (4096 * 3)
    with pytest.raises(FormatError, match="cannot be read"):
        load(bytes(broken))


def test_a_broken_schema_whose_error_message_is_not_utf_8_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match="cannot be read"):
        load(
            data.replace(b"CREATE TABLE preferences", b"CREATE T\xff\xfeLE preferences"),
            format="isso",
        )


@pytest.mark.parametrize(
    "script",
    [
        "CREATE VIEW comments AS SELECT 1 AS tid, 2 AS id, 'x' AS text",
        """CREATE VIEW comments AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)
           SELECT 1 AS tid, id, 'x' AS text FROM n""",
        "CREATE TABLE comments (tid, id)",
        "CREATE VIRTUAL TABLE comments USING fts5(tid, id, text)",
        "",
    ],
)
def test_tables_of_another_kind_or_shape_are_refused(script: str) -> None:
    schema = "CREATE TABLE threads (id INTEGER PRIMARY KEY, uri, title);"
    with pytest.raises(FormatError, match="no table comments"):
        load(_database(schema, script), format="isso")


def test_other_databases_and_files_are_not_recognised() -> None:
    isso = find_format("isso")
    assert not isso.sniff(_database("CREATE TABLE comments (id, text)")[:HEAD_BYTES])
    assert not isso.sniff(b"CREATE TABLE threads comments remote_addr")
    with pytest.raises(FormatError, match="is not an SQLite database"):
        load(b"{}", format="isso")


def test_a_damaged_database_that_needs_too_much_memory_is_refused(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("blogcore.formats.isso._read_items", exhausted)
    with pytest.raises(FormatError, match="memory"):
        load(data)


def test_a_write_ahead_log_is_noted(
    data: bytes,
) -> None:
    with_log = data[:18] + b"\x02\x02" + data[20:]
    loaded = load(with_log, strict=True)
    assert loaded.blog == load(data).blog
    assert "-wal" in str(loaded.notes)
    assert "-wal" not in str(load(data).notes)
