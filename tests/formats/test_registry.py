"""Formats are found by name or by content."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore import FormatError, UnknownNameError
from blogcore.formats import list_formats
from blogcore.formats.base import Format
from blogcore.formats.registry import detect_format, find_format, format_for_path


def test_formats_are_listed_with_their_abilities() -> None:
    rows = {info.name: info for info in list_formats()}
    assert list(rows) == sorted(rows)
    assert {"json", "jsonl", "wxr"} <= set(rows)
    assert rows["json"].readable and rows["json"].writable
    assert rows["json"].suffixes == (".json",)
    assert rows["json"].media_types == ("application/json",)
    assert rows["wxr"].readable and rows["wxr"].writable


def test_every_format_implements_the_protocol() -> None:
    for info in list_formats():
        format = find_format(info.name)
        assert isinstance(format, Format)
        assert (format.name, format.suffixes) == (info.name, info.suffixes)


def test_an_unknown_name_is_refused_with_the_known_names() -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_format("yaml")
    assert {"json", "jsonl", "wxr"} <= set(caught.value.known)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'{"blogcore":1,"blog":{}}', "json"),
        (b'\xef\xbb\xbf {\n "blogcore": 1,', "json"),
        (b'{"blog":{},"blogcore":1}', "json"),
        (b'{"blogcore":1}', "jsonl"),
        (b'{"blogcore":1}\n{"site":{}}', "jsonl"),
    ],
)
def test_files_are_recognised_by_content(head: bytes, name: str) -> None:
    assert detect_format(head).name == name


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"", "the file is empty"),
        (b"{}", "JSON"),
        (b"<!DOCTYPE html><p>404", "HTML page"),
        (b"<opml/>", "no known kind"),
        (b"From nobody", "begins with 'From nobody'"),
        (b"Dear all, this is no export of a blog.", "begins with 'Dear all, this is no export of'"),
        ("{}".encode("utf-16"), "UTF-16.*save it as UTF-8"),
        (b"SQLite format 3\0" + bytes(100), "SQLite.*wal_checkpoint"),
    ],
)
def test_unknown_content_is_refused_with_a_guess(head: bytes, reason: str) -> None:
    with pytest.raises(FormatError, match=reason) as caught:
        detect_format(head)
    # Formats that are used only by name were not tried.
    names = ", ".join(i.name for i in list_formats() if i.readable and i.name != "wild-feed")
    assert f"tried {names};" in caught.value.reason


@given(st.binary(max_size=300))
def test_sniffing_raises_only_format_errors(head: bytes) -> None:
    with suppress(FormatError):
        detect_format(head)


@pytest.mark.parametrize(
    ("path", "name"), [("a/b.JSON", "json"), ("b.jsonl", "jsonl"), ("x.ndjson", "jsonl")]
)
def test_the_suffix_chooses_the_format_for_writing(path: str, name: str) -> None:
    assert format_for_path(path).name == name


def test_a_file_without_a_known_suffix_needs_a_format() -> None:
    with pytest.raises(FormatError, match=r"\.json, .*\.jsonl"):
        format_for_path("blog.txt")
