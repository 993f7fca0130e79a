"""Hostile files, with the readers of JSON and tables: read or refused."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from blogcore import FormatError, dump, load

_READERS = ["commento", "isso", "isso-json", "jsonfeed", "remark42", "wp-rest"]
_WRITERS = ["jsonfeed", "remark42", "wp-rest"]
_LARGEST = 200_000


def _files(hostile: Path) -> list[Path]:
    folders = ("json", "threads", "privacy", "text", "feeds", "archives")
    files = [file for folder in folders for file in sorted((hostile / folder).rglob("*"))]
    small = [file for file in files if file.is_file() and file.stat().st_size < _LARGEST]
    assert len(small) > 300
    return small


@pytest.mark.parametrize("reader", _READERS)
def test_every_file_is_refused_with_a_typed_error_or_read(reader: str, hostile: Path) -> None:
    for file in _files(hostile):
        try:
            blog = load(file, format=reader, force=True).blog
        except FormatError as error:
            assert error.reason, file.name
            continue
        for writer in _WRITERS:
            dump(blog, io.BytesIO(), format=writer, private=True)


def test_a_line_that_is_not_json_is_refused_with_its_number(hostile: Path) -> None:
    with pytest.raises(FormatError, match="line 4") as caught:
        load(hostile / "json" / "own" / "remark42_hostile.jsonl")
    assert caught.value.format == "remark42"


def test_addresses_of_voters_are_not_written(hostile: Path) -> None:
    data = (hostile / "json" / "own" / "remark42_hostile.jsonl").read_bytes()
    lines = [line for line in data.splitlines() if line != b"not json"][:4]
    stream = io.BytesIO()
    dump(load(b"\n".join(lines)).blog, stream, format="remark42")
    assert b"CANARY" not in stream.getvalue()
    assert b"voter" not in stream.getvalue()


@pytest.mark.parametrize("writer", ["jsonfeed", "remark42"])
def test_nothing_private_or_hidden_of_a_rest_response_is_published(
    writer: str, hostile: Path
) -> None:
    secrets = json.loads((hostile / "privacy" / "FORBIDDEN.json").read_text(encoding="utf-8"))
    loaded = load(hostile / "privacy" / "wp_rest_canary.json")
    assert len(loaded.blog.comments) == 2
    stream = io.BytesIO()
    losses = dump(loaded.blog, stream, format=writer)
    shown = stream.getvalue().decode() + repr(loaded) + str(loaded.notes) + str(losses)
    assert "visible-7f3a" in shown.lower()
    words = [word for word in secrets.values() if "visible" not in word.lower()]
    assert [word for word in words if word.lower() in shown.lower()] == []
