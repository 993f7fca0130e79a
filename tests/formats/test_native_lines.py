"""JSON Lines: an item a line, a line at a time, and the number of the line in every refusal."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest

from blogcore import Author, Blog, Body, Comment, FormatError, Site, ValidationError
from blogcore.formats import Item, Losses, Notes
from blogcore.formats.json_objects import documents
from blogcore.formats.native import JSONL

LINES = JSONL


def _comment(number: int) -> Comment:
    return Comment(id=f"c{number}", post_id="1", author=Author(name="A"), body=Body(text="x" * 200))


def _read(data: bytes) -> list[Item]:
    return list(LINES.read(io.BytesIO(data), Notes("jsonl")))


def test_the_header_is_followed_by_one_item_per_line() -> None:
    stream = io.BytesIO()
    LINES.write([Site(title="T"), Author(name="A")], stream, Losses())
    assert stream.getvalue() == b'{"blogcore":1}\n{"site":{"title":"T"}}\n{"author":{"name":"A"}}\n'
    assert _read(stream.getvalue()) == [Site(title="T"), Author(name="A")]


@pytest.mark.parametrize(
    "data",
    [
        b'{"blogcore":1}\r\n{"site":{}}\r\n',
        b'{"blogcore":1}\n\n  \n{"site":{}}',
        b'\xef\xbb\xbf{"blogcore":1}\n{"site":{}}\n',
        b'\n{ "blogcore": 1 }\n{ "site" : { } }\n',
    ],
)
def test_other_line_ends_blank_lines_and_byte_order_marks_are_read(data: bytes) -> None:
    assert _read(data) == [Site()]
    assert LINES.sniff(data)


class _Endless(io.RawIOBase):
    """A stream without end that counts the lines that were read."""

    def __init__(self) -> None:
        self.lines = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        self.lines += 1
        return b'{"blogcore":1}\n' if self.lines == 1 else b'{"author":{"name":"A"}}\n'


def test_reading_reads_one_line_per_item() -> None:
    stream: Any = _Endless()
    items = LINES.read(stream, Notes("jsonl"))
    for _ in range(10):
        next(items)
    assert stream.lines == 11


def test_writing_takes_one_item_at_a_time() -> None:
    stream = io.BytesIO()
    lengths = []

    def items() -> Iterator[Item]:
        for number in range(5):
            lengths.append(len(stream.getvalue()))
            yield _comment(number)

    LINES.write(items(), stream, Losses())
    assert lengths == sorted(set(lengths))


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        (b"", "line 1, $", "not of blogcore"),
        (b'{"site":{}}\n', "line 1, $", "not of blogcore"),
        (b'{"blogcore":2}\n', "line 1, $.blogcore", "upgrade"),
        (b'{"blogcore":1,"blog":{}}\n', "line 1", "the header is"),
        (b'{"blogcore":1}\n[]\n', "line 2", "one key of site, author"),
        (b'{"blogcore":1}\n{"blog":{}}\n', "line 2", "one key of site, author"),
        (b'{"blogcore":1}\n{"site":{},"post":{}}\n', "line 2", "one key of site, author"),
        (b'{"blogcore":1}\n\n{"site":}\n', "line 3, column 9", "not JSON"),
        (b'{"blogcore":1}\n{"site":{"ti', "line 2, column 10", "cut off"),
        (b'{"blogcore":1}\n{"site":{"title":"\xff"}}\n', "line 2, byte 18", "not UTF-8"),
        (b'{"blogcore":1}\n' + b"[" * 1000, "line 2, column 65", "nested deeper"),
    ],
)
def test_format_errors_have_the_number_of_the_line(data: bytes, place: str, reason: str) -> None:
    with pytest.raises(FormatError) as caught:
        _read(data)
    assert (caught.value.format, caught.value.place) == ("jsonl", place)
    assert reason in caught.value.reason


def test_faults_of_an_item_have_line_and_path() -> None:
    with pytest.raises(ValidationError) as caught:
        _read(b'{"blogcore":1}\n{"comment":{"id":"","post_id":"1","author":{},"body":{}}}\n')
    assert [fault.path for fault in caught.value.faults] == [
        "line 2, comment.id",
        "line 2, comment.author.name",
    ]


def test_overlong_lines_are_refused_before_they_fill_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(documents, "MAX_LINE_BYTES", 100)
    with pytest.raises(FormatError, match="longer than 100 bytes"):
        _read(b'{"blogcore":1}\n"' + b"x" * 200)


def test_a_blog_is_refused_as_an_item() -> None:
    items: Any = [Blog()]
    with pytest.raises(FormatError, match="cannot write a Blog"):
        LINES.write(items, io.BytesIO(), Losses())


@pytest.mark.parametrize(
    "head", [b'{"blogcore":1,"blog":{}}', b"", b"<rss>", b"\xff\xfe{\0", b'{"blogcore":1']
)
def test_other_files_are_not_recognised_as_lines(head: bytes) -> None:
    assert not LINES.sniff(head)
