"""Thread and round-trip contracts: our own code passes, and each defect fails its check."""

from __future__ import annotations

import json
import pickle
from array import array
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from attrs import evolve

from blogcore import Author, Body, Comment, Thread, from_json, render, to_json
from blogcore.models import Blog
from blogcore.strategies import blogs, comments, threads
from blogcore.testing import (
    RoundTripContract,
    ThreadContract,
    assert_each_once,
    assert_nothing_private,
    assert_reading_order,
    assert_same_thread,
    thread_from_sketch,
)

IDA = Author(name="Ida", email="ida@example.org")
SAID = Comment(id="1", post_id="1", author=IDA, body=Body(text="A"), ip="192.0.2.1")


def failed(contract: Any) -> dict[str, str]:
    """Return the checks that fail, with their messages."""
    messages: dict[str, str] = {}
    for name in dir(contract):
        if name.startswith("test_"):
            try:
                getattr(contract, name)()
            except AssertionError as error:
                messages[name] = str(error)
    return messages


class TestOurThreads(ThreadContract):
    """Threads as `Thread.from_comments` makes them."""


class TestPickledThreads(RoundTripContract[Thread]):
    """Threads survive pickling."""

    values = threads()

    def dumps(self, value: Thread) -> bytes:
        return pickle.dumps(value)

    def loads(self, written: object) -> Thread:
        assert isinstance(written, bytes)
        read: Thread = pickle.loads(written)
        return read


class TestNativeJson(RoundTripContract[Blog]):
    """Blogs survive native JSON."""

    values = blogs()

    def dumps(self, value: Blog) -> bytes:
        return to_json(value, private=True)

    def loads(self, written: object) -> Blog:
        assert isinstance(written, bytes)
        read = from_json(written)
        assert isinstance(read, Blog)
        return read


def lossy(listed: Sequence[Comment]) -> Thread:
    ids = {comment.id for comment in listed}
    return Thread.from_comments(c for c in listed if c.in_reply_to in {None, *ids})


def as_they_come(listed: Sequence[Comment]) -> Thread:
    return Thread.from_comments(evolve(c, published=None, id=c.id) for c in listed[:1])


def greedy(listed: Sequence[Comment]) -> Thread:
    assert isinstance(listed, list)
    thread = Thread.from_comments(listed)
    listed.clear()
    return thread


@pytest.mark.parametrize(
    ("make", "broken", "said"),
    [
        (lossy, "test_every_comment_occurs_once", "the thread loses 'c1'"),
        (as_they_come, "test_the_order_of_input_does_not_matter", "threads differ"),
        (greedy, "test_the_input_is_not_changed", "was changed"),
    ],
)
def test_a_defect_fails_its_check(
    make: Callable[[Sequence[Comment]], Thread], broken: str, said: str
) -> None:
    class Contract(ThreadContract):
        def thread(self, comments: Sequence[Comment]) -> Thread:
            return make(comments)

    messages = failed(Contract())
    assert said in messages[broken]


def test_a_lossy_store_fails_its_check() -> None:
    class Contract(RoundTripContract[Comment]):
        values = comments(post_id="1")

        def dumps(self, value: Comment) -> str:
            return json.dumps([value.id, value.body.text])

        def loads(self, written: object) -> Comment:
            id, text = json.loads(str(written))
            return Comment(id=id, post_id="1", author=Author(name=""), body=Body(text=text))

    assert failed(Contract()).keys() == {"test_values_are_read_back_unchanged"}


def test_a_round_trip_contract_must_define_dumps_and_loads() -> None:
    with pytest.raises(NotImplementedError, match="dumps"):
        RoundTripContract[Comment]().dumps(SAID)
    with pytest.raises(NotImplementedError, match="loads"):
        RoundTripContract[Comment]().loads("")


def test_assertions_can_be_called_with_examples() -> None:
    thread = thread_from_sketch("Ida: A\n  Bo: B")
    assert_each_once(thread.comments, thread)
    assert_reading_order(thread)
    assert_same_thread(thread, thread)
    assert_nothing_private([SAID], render(Thread.from_comments([SAID])))


def test_failed_assertions_name_the_cause() -> None:
    thread = thread_from_sketch("Ida: A\n  Bo: B")
    with pytest.raises(AssertionError, match="loses '9'"):
        assert_each_once([*thread.comments, evolve(SAID, id="9")], thread)
    with pytest.raises(AssertionError, match="invents '2'"):
        assert_each_once(thread.comments[:1], thread)
    doubled = Thread(thread.comments * 2, array("I", [*thread.depths] * 2))
    with pytest.raises(AssertionError, match="has twice '1', '2'"):
        assert_each_once(thread.comments, doubled)
    with pytest.raises(AssertionError, match="comment '2' is at depth 1"):
        assert_reading_order(Thread(thread.comments[1:], thread.depths[1:]))
    with pytest.raises(AssertionError, match=r"author\.email of comment '1' is"):
        assert_nothing_private([SAID], "Ida <ida@example.org>")
    with pytest.raises(AssertionError, match="threads differ"):
        assert_same_thread(thread, thread.remove("2"))
