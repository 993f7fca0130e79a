"""Notes and losses say what happened and where, in bounded memory."""

from __future__ import annotations

import pytest

from blogcore import FormatError, Image, ValidationError
from blogcore.formats import Attachment, Featured, Loss, Losses, Note, Notes
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
