"""Sketches: threads as indented text, and back."""

from __future__ import annotations

import pytest
from hypothesis import given

from blogcore import Thread, ValidationError
from blogcore.strategies import threads
from blogcore.threads.sketch import sketch, thread_from_sketch


@given(threads())
def test_a_sketch_is_read_back_as_the_same_thread(thread: Thread) -> None:
    other = thread_from_sketch(sketch(thread))
    assert other.depths == thread.depths
    for read, comment in zip(other.comments, thread.comments, strict=True):
        assert read.id == comment.id
        assert read.author.name == comment.author.name
        assert read.body.text == comment.body.text
        assert (read.status, read.kind) == (comment.status, comment.kind)
    assert sketch(other) == sketch(thread)


@given(threads())
def test_a_sketch_has_one_printable_line_per_comment(thread: Thread) -> None:
    lines = sketch(thread).split("\n") if len(thread) else []
    assert len(lines) == len(thread)
    assert all(line.isprintable() for line in lines)


def test_indentation_of_any_width_gives_the_parent() -> None:
    thread = thread_from_sketch("""
        Ida: Which train?
           Bo (held): The very last.
              #last Cleo
           Dov (spam, pingback): a: b (c)

        Eva: Me \\u0026 you\\nand \\\\n.
    """)
    assert [node.number for node in thread] == ["1", "1.1", "1.1.1", "1.2", "2"]
    assert [comment.id for comment in thread.comments] == ["1", "2", "last", "4", "5"]
    assert thread["4"].comment.body.text == "a: b (c)"
    assert (thread["4"].comment.status, thread["4"].comment.kind) == ("spam", "pingback")
    assert thread["5"].comment.body.text == "Me & you\nand \\n."
    assert thread.anomalies == ()


def test_all_invalid_lines_are_reported() -> None:
    with pytest.raises(ValidationError) as caught:
        thread_from_sketch("Ida (hidden): No.\nBo: Yes.\nCleo (: No.")
    assert [fault.path for fault in caught.value.faults] == ["line 1", "line 3"]


def test_an_empty_sketch_is_an_empty_thread() -> None:
    assert len(thread_from_sketch("\n \n")) == 0
    assert sketch(thread_from_sketch("")) == ""
