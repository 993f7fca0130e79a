"""Paths, bytes and streams: recognised by content, written whole or not at all."""

from __future__ import annotations

import errno
import gzip
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from tests.factory import make_blog, make_comment

from blogcore import (
    Author,
    Blog,
    Body,
    Comment,
    FormatError,
    Post,
    UnknownNameError,
    ValidationError,
    dump,
    iter_load,
    load,
    to_json,
)
from blogcore.formats import Item, Notes, list_formats
from blogcore.formats.files import rewound

BLOG = Blog(
    authors=[Author(name="Ida", id="ida", email="ida@example.org")],
    posts=[Post(id="7", status="draft", authors=[Author(name="Ida", email="ida@example.org")])],
    comments=[
        Comment(
            id="c1",
            post_id="7",
            author=Author(name="Tom"),
            body=Body(text="Hello"),
            ip="192.0.2.7",
            extra={"wp:comment_karma": "3"},
        )
    ],
)
DATA = to_json(BLOG, private=True)


class _Pipe(io.RawIOBase):
    """A stream that cannot seek and returns few bytes at a time."""

    def __init__(self, data: bytes, broken: bool = False) -> None:
        self._rest = data
        self._broken = broken

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if self._broken and not self._rest:
            raise OSError(errno.EIO, "Input/output error")
        piece, self._rest = self._rest[:7], self._rest[7:]
        return piece


def test_paths_bytes_and_streams_give_the_same_blog(tmp_path: Path) -> None:
    path = tmp_path / "no.suffix"
    path.write_bytes(DATA)
    pipe: Any = _Pipe(DATA)
    for source in (path, str(path), DATA, io.BytesIO(DATA), pipe):
        loaded = load(source)
        assert (loaded.blog, loaded.format, loaded.notes.total) == (BLOG, "json", 0)


def test_files_are_recognised_by_content_not_by_name(tmp_path: Path) -> None:
    path = tmp_path / "blog.xml"
    path.write_bytes(DATA)
    assert load(path).format == "json"


_READ_AND_WRITTEN = [info.name for info in list_formats() if info.readable and info.writable]


def _written_as(format: str) -> bytes:
    stream = io.BytesIO()
    dump(make_blog(make_comment()), stream, format=format, private=True)
    return stream.getvalue()


@pytest.mark.parametrize("named", [info.name for info in list_formats() if info.readable])
@pytest.mark.parametrize("written", _READ_AND_WRITTEN)
def test_content_of_another_format_is_refused_with_its_name(written: str, named: str) -> None:
    data = _written_as(written)
    if named == written or (named == "wild-feed" and written in ("atom", "rss")):
        assert load(data, format=named).format == named
        return
    for read in (load, lambda *args, **kwargs: list(iter_load(*args, **kwargs))):
        with pytest.raises(FormatError, match=f"plainly {written} .*force=True") as caught:
            read(data, format=named)
        assert caught.value.format == named


def test_force_reads_content_of_another_format_with_a_note() -> None:
    loaded = load(_written_as("wxr"), format="rss", force=True)
    assert loaded.format == "rss"
    assert [post.title for post in loaded.blog.posts] == ["Title of 7"]
    (note,) = [note for note in loaded.notes if "wxr" in note.message]
    assert note.severity == "info"


def test_a_named_format_is_used() -> None:
    with pytest.raises(FormatError) as caught:
        load(DATA, format="jsonl")
    assert caught.value.format == "jsonl"
    with pytest.raises(UnknownNameError):
        load(DATA, format="yaml")
    with pytest.raises(UnknownNameError):
        iter_load(DATA, format="yaml")


@pytest.mark.parametrize("name", ["absent.json", "absent/blog.json", ".", "x" * 5000])
def test_errors_of_the_file_system_stay_os_errors_that_name_the_path(
    tmp_path: Path, name: str
) -> None:
    path = os.path.join(tmp_path, name)
    with pytest.raises(OSError) as caught:
        load(path)
    assert caught.value.filename == path
    with pytest.raises(OSError) as caught:
        next(iter_load(path))
    assert caught.value.filename == path
    if name != "absent.json":
        with pytest.raises(OSError) as caught:
            dump(BLOG, path, format="json")
        assert os.path.realpath(caught.value.filename) == os.path.realpath(path)


def test_a_fault_within_a_file_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "blog.json"
    path.write_bytes(b'{"blogcore":1,')
    with pytest.raises(FormatError) as caught:
        load(path)
    assert "blog.json" in caught.value.__notes__[0]


def test_a_source_that_is_no_binary_stream_is_a_format_error() -> None:
    text: Any = io.StringIO(DATA.decode())
    with pytest.raises(FormatError, match="rb"):
        load(text)
    number: Any = 3
    with pytest.raises(FormatError, match="cannot read from int"):
        load(number)


@pytest.mark.parametrize("format", [None, "json", "jsonl", "wxr", "rss", "isso"])
def test_an_os_error_of_a_stream_is_passed_on(format: str | None) -> None:
    broken: Any = _Pipe(DATA, broken=True)
    with pytest.raises(OSError, match="Input/output error"):
        load(broken, format=format)


@pytest.mark.parametrize("format", [None, "json", "jsonl", "wxr"])
def test_an_archive_is_refused_whatever_format_is_named(format: str | None) -> None:
    with pytest.raises(FormatError, match="unpack it first"):
        load(gzip.compress(DATA), format=format)


def test_items_come_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "blog.jsonl"
    dump(BLOG, path, private=True)
    assert list(iter_load(path)) == [BLOG.site, *BLOG.authors, *BLOG.posts, *BLOG.comments]


def test_items_before_an_invalid_line_are_yielded() -> None:
    notes = Notes("jsonl")
    items = iter_load(b'{"blogcore":1}\n{"site":{}}\n{"site":{"x":1}}\n', notes=notes)
    next(items)
    with pytest.raises(ValidationError):
        next(items)


def test_each_private_field_that_is_left_out_is_a_loss(tmp_path: Path) -> None:
    path = tmp_path / "blog.json"
    losses = dump(BLOG, path)
    assert [(loss.where, loss.field) for loss in losses] == [
        ("author ida", "email"),
        ("post 7", "authors[0].email"),
        ("comment c1", "ip"),
        ("comment c1", "extra"),
    ]
    written = path.read_bytes()
    assert b"example.org" not in written and b"192.0.2.7" not in written
    assert b"karma" not in written
    assert load(path).blog.posts[0].status == "draft"


def test_items_from_one_file_are_written_to_another(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.json"
    dump(BLOG, first, private=True)
    dump(iter_load(first), second, private=True)
    assert second.read_bytes() == DATA


def test_a_file_is_replaced_whole_or_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "blog.jsonl"
    path.write_bytes(b"before")

    def items() -> Iterator[Item]:
        yield BLOG.site
        raise ValidationError([])

    with pytest.raises(ValidationError):
        dump(items(), path)
    assert path.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["blog.jsonl"]
    dump(BLOG, path)
    assert os.listdir(tmp_path) == ["blog.jsonl"]


@pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")
def test_permissions_and_links_are_preserved(tmp_path: Path) -> None:
    path, link = tmp_path / "blog.json", tmp_path / "link.json"
    path.write_bytes(b"before")
    path.chmod(0o640)
    link.symlink_to(path)
    dump(BLOG, link)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert load(path).blog.posts == load(link).blog.posts


@pytest.mark.skipif(os.name != "posix", reason="devices of POSIX")
def test_a_device_is_written_and_not_replaced() -> None:
    before = os.stat(os.devnull).st_mode
    dump(BLOG, os.devnull, format="json")
    assert os.stat(os.devnull).st_mode == before


def test_a_format_that_cannot_be_written_is_refused_with_alternatives(
    tmp_path: Path,
) -> None:
    with pytest.raises(FormatError, match=r"can be read but not written; write one of .*json, "):
        dump(BLOG, tmp_path / "blog.commento.json")
    with pytest.raises(FormatError, match="give format="):
        dump(BLOG, io.BytesIO())
    with pytest.raises(UnknownNameError):
        dump(BLOG, tmp_path / "blog.json", format="yaml")
    assert os.listdir(tmp_path) == []


def test_strict_writing_allows_private_fields_to_be_left_out(tmp_path: Path) -> None:
    assert dump(BLOG, tmp_path / "blog.json", strict=True).total == 4


class _Endless(io.RawIOBase):
    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        buffer[:] = b" " * len(buffer)
        return len(buffer)


@pytest.mark.parametrize("format", [info.name for info in list_formats() if info.readable])
def test_an_endless_stream_is_refused_at_the_limit(format: str) -> None:
    beginning = _written_as(format) if format in _READ_AND_WRITTEN else b" "
    endless: Any = rewound(beginning, cast("Any", _Endless()))
    with pytest.raises(FormatError):
        load(endless, format=format, max_bytes=1 << 20)


def test_the_limit_of_the_size_can_be_raised() -> None:
    assert load(DATA, max_bytes=len(DATA)).blog == BLOG
    for read in (load, lambda *args, **kwargs: list(iter_load(*args, **kwargs))):
        with pytest.raises(FormatError, match="more than 20 bytes; max_bytes= raises"):
            read(DATA, max_bytes=20)


@pytest.mark.skipif(os.name != "posix", reason="needs named pipes and devices")
def test_named_pipes_and_devices_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, kind in ((pipe, "named pipe"), (Path("/dev/zero"), "device")):
        with pytest.raises(FormatError, match=kind):
            load(path, format="json")


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="needs /dev/fd")
def test_a_pipe_without_a_name_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, DATA)
    os.close(writing)
    try:
        assert load(f"/dev/fd/{reading}").blog == BLOG
    finally:
        os.close(reading)


class _Unusual:
    def __init__(self, *pieces: object) -> None:
        self._pieces = iter(pieces)

    def read(self, size: int) -> object:
        return next(self._pieces, b"")


def _closed() -> io.BytesIO:
    stream = io.BytesIO(DATA)
    stream.close()
    return stream


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (None, "cannot read from NoneType"),
        (_closed(), "closed"),
        (io.StringIO("{}"), "opened as text"),
        (io.StringIO(""), "opened as text"),
        (_Unusual(None), "does not wait"),
        (_Unusual(DATA, None), "does not wait"),
        (_Unusual(7), "int instead of bytes"),
        (_Unusual(b"x" * 10_000_000), "more bytes"),
    ],
)
def test_an_unusable_source_is_refused(source: Any, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        load(source)


def test_a_view_with_gaps_is_read() -> None:
    with_gaps = b"".join(bytes([byte, 0]) for byte in DATA)
    assert load(cast("Any", memoryview(with_gaps)[::2])).blog == BLOG


class _Short(io.RawIOBase):
    """Writes at most seven bytes at a time."""

    def __init__(self) -> None:
        self.written = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self.written += bytes(data[:7])
        return min(len(data), 7)


@pytest.mark.parametrize("format", _READ_AND_WRITTEN)
def test_short_writes_are_continued(format: str) -> None:
    target = _Short()
    dump(make_blog(make_comment()), cast("Any", target), format=format, private=True)
    assert target.written == _written_as(format)


class _Full(_Short):
    def write(self, data: Any, /) -> Any:
        return None


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (None, "cannot write to NoneType"),
        (_closed(), "closed"),
        (io.StringIO(), "opened as text"),
        (_Full(), "does not wait"),
    ],
)
def test_an_unusable_target_is_refused(target: Any, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        dump(BLOG, target, format="json")
