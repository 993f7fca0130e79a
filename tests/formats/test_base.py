"""The base class of formats."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

import pytest
from attrs.exceptions import FrozenInstanceError

from blogcore import Comment, FormatError, Post
from blogcore.formats import BaseFormat, Format, Losses, Notes
from blogcore.formats.json_objects import JsonFormat, ObjectPreview


class ReadOnly(BaseFormat):
    def sniff(self, head: bytes) -> bool:
        return head.startswith(b"P")

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Post]:
        yield Post(id=stream.read().decode())


READ_ONLY = ReadOnly(name="read-only", title="Read only", media_types=("text/plain",))


class Json(JsonFormat):
    def accepts(self, preview: ObjectPreview, head: bytes) -> bool:
        return preview.has("comments")

    def read_document(self, document: object, notes: Notes) -> Iterator[Comment]:
        raise self.refused("it has no comments")


JSON = Json(name="x", title="X", label="X export", media_types=("application/json",))


def test_a_format_can_do_what_its_class_defines() -> None:
    assert isinstance(READ_ONLY, Format)
    assert (READ_ONLY.readable, READ_ONLY.writable) == (True, False)
    with pytest.raises(FormatError, match="can be read but not written"):
        READ_ONLY.write([], io.BytesIO(), Losses())


def test_a_format_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        READ_ONLY.name = "other"  # type: ignore[misc]


def test_a_json_format_is_recognised_by_its_first_object() -> None:
    assert JSON.sniff(b'{"comments": [')
    assert not JSON.sniff(b'{"posts": [')
    assert not JSON.sniff(b"comments")


def test_a_json_format_refuses_other_documents() -> None:
    with pytest.raises(FormatError, match="not a X export: it has no comments"):
        list(JSON.read(io.BytesIO(b"{}"), Notes("x")))
    with pytest.raises(FormatError, match="line 1"):
        list(JSON.read(io.BytesIO(b"{"), Notes("x")))
