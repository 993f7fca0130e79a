"""Notes and losses say what happened and where, in bounded memory."""

from __future__ import annotations

import io
import json
import re

import pytest
from tests.factory import POST_ID, make_blog, make_comment, make_post

from blogcore import (
    Fault,
    FormatError,
    Image,
    PluginError,
    StoreError,
    UnknownIdError,
    UnknownNameError,
    ValidationError,
    dump,
    load,
)
from blogcore.formats import Attachment, Featured, Loss, Losses, Note, Notes, list_formats
from blogcore.formats.base import Format
from blogcore.formats.native import JSON, JSONL


def test_notes_come_back_in_order_as_one_line_each() -> None:
    notes = Notes("wxr")
    notes.add("repaired", "line 7", "wp:post_date", "0000-00-00", "time left unknown")
    notes.add("info", "", "generator", "", "not needed")
    assert list(notes) == [
        Note("repaired", "line 7", "wp:post_date", "'0000-00-00'", "time left unknown"),
        Note("info", "", "generator", "", "not needed"),
    ]
    assert str(notes).splitlines() == [
        "line 7: wp:post_date: found '0000-00-00', time left unknown (repaired)",
        "generator: not needed (info)",
    ]


def test_values_are_shortened_to_one_line() -> None:
    notes = Notes("wxr")
    notes.add("repaired", "line 1", "title", "a\n" * 10_000, "shortened")
    assert len(str(notes)) < 200
    assert "\n" not in str(notes)


_TERMINAL = "\x1b]0;PWN\x07\x9b2J\u202e\u2066\r\n"
_ACTS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_JSON_FORMATS = [
    "blogger", "commento", "isso-json", "json", "jsonfeed", "jsonl", "remark42", "wp-rest"
]  # fmt: skip


def _with_hostile_keys(value: object) -> object:
    """Return JSON in which every object has members with hostile keys, of every type."""
    if isinstance(value, list):
        return [_with_hostile_keys(member) for member in value]
    if not isinstance(value, dict):
        return value
    members: dict[str, object] = {key: _with_hostile_keys(value[key]) for key in value}
    for number, odd in enumerate(([[1]], {"a": [None]}, _TERMINAL, 1e999, True)):
        members[f"{_TERMINAL}{number}"] = odd
    return members


@pytest.mark.parametrize("format", _JSON_FORMATS)
def test_no_note_or_error_holds_a_control_or_bidi_character(format: str) -> None:
    blog = make_blog(make_comment(), make_comment("c2", "c1"))
    if format in [info.name for info in list_formats() if info.writable]:
        stream = io.BytesIO()
        dump(blog, stream, format=format)
        lines = stream.getvalue().splitlines() if format == "jsonl" else [stream.getvalue()]
        if format == "remark42":
            lines = stream.getvalue().splitlines()
    else:
        lines = [_ONLY_READ[format]]
    hostile = [json.dumps(_with_hostile_keys(json.loads(line))).encode() for line in lines]
    for strict in (False, True):
        try:
            loaded = load(b"\n".join(hostile), format=format, strict=strict)
        except (FormatError, ValidationError) as error:
            messages = [str(error)]
        else:
            messages = [str(note) for note in loaded.notes]
        assert not _ACTS.search("".join(messages)), messages


_ONLY_READ = {
    "blogger": b'{"kind": "blogger#post", "id": "1", "title": "t", "author": {"displayName": "I"}}',
    "commento": b'{"version": 1, "comments": [{"commentHex": "a", "commenterHex": "b", "markdown":'
    b' "t", "url": "/a", "state": "x\\u202e"}], "commenters": [{"commenterHex": "b"}]}',
    "isso-json": b'[{"id": "/a/", "title": "t", "comments": [{"id": 1, "author": "I"}]}]',
}


@pytest.mark.parametrize("format", [info.name for info in list_formats() if info.writable])
def test_no_loss_holds_a_control_or_bidi_character(format: str) -> None:
    comment = make_comment("c\u202e", extra={"x:\u2066": "1"})
    blog = make_blog(comment, posts=[make_post(POST_ID, extra={"x:\u2066\n": "1"})])
    losses = dump(blog, io.BytesIO(), format=format, private=True)
    assert not _ACTS.search("".join(map(str, losses))), list(losses)


def test_errors_hold_no_control_or_bidi_character() -> None:
    for error in (
        FormatError("json", f"$.{_TERMINAL}", _TERMINAL),
        ValidationError([Fault(_TERMINAL, "empty", _TERMINAL)]),
        StoreError(_TERMINAL, _TERMINAL, _TERMINAL),
        UnknownIdError("post", _TERMINAL, [f"{_TERMINAL}1"]),
        UnknownNameError("format", _TERMINAL, [f"{_TERMINAL}1"]),
        PluginError(_TERMINAL, _TERMINAL, _TERMINAL),
    ):
        assert not _ACTS.search(f"{error}{error!r}"), repr(error)


def test_a_private_value_is_shown_as_an_ellipsis() -> None:
    notes = Notes("wxr")
    notes.add("lost", "line 1", "wp:comment_author_IP", "…", "left out")
    assert next(iter(notes)).value == "…"


def test_a_hundred_entries_of_one_kind_are_listed_and_all_are_counted() -> None:
    notes = Notes("wxr")
    for line in range(1_000):
        notes.add("repaired", f"line {line}", "pubDate", "?", "time left unknown")
    notes.add("lost", "line 7", "title", "?", "left out")
    assert (len(notes), notes.total) == (101, 1_001)
    assert str(notes).endswith("… and 900 more of the same kinds")


def test_different_notes_are_listed_up_to_a_limit() -> None:
    losses = Losses()
    for number in range(30_000):
        losses.add("post 1", f"field {number}", "odd")
    assert len(losses) < losses.total == 30_000


def test_strict_notes_raise_at_the_first_repair_and_not_at_information() -> None:
    notes = Notes("wxr", strict=True)
    notes.add("info", "line 1", "generator", "", "not needed")
    with pytest.raises(FormatError, match="time left unknown") as caught:
        notes.add("repaired", "line 7", "pubDate", "soon", "time left unknown")
    assert (caught.value.format, caught.value.place) == ("wxr", "line 7")
    assert len(notes) == 1


def test_losses_say_where_what_and_why() -> None:
    losses = Losses()
    losses.add("comment c1", "ip", "private")
    assert list(losses) == [Loss("comment c1", "ip", "private")]
    assert str(losses) == "comment c1: ip: private"
    assert not Losses()


def test_items_of_files_are_checked_like_models() -> None:
    with pytest.raises(ValidationError) as caught:
        Attachment(id="", image=Image(url="u"))
    assert [fault.path for fault in caught.value.faults] == ["id"]
    with pytest.raises(ValidationError):
        Featured(post_id="", attachment_id="1")


@pytest.mark.parametrize("format", [JSON, JSONL])
def test_built_in_formats_implement_the_protocol(format: Format) -> None:
    assert isinstance(format, Format)
