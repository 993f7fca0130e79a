"""`Thread.from_references`, after RFC 5256."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.threads.strategies import times

from blogcore import Comment, Thread, ValidationError
from blogcore.orders import newest
from blogcore.threads import reference_ids

Message = tuple[Comment, tuple[str, ...]]


def message(id: str, *references: str, minute: int | None = 0) -> Message:
    return make_comment(id, None, minute), references


def outline(thread: Thread) -> list[str]:
    return [f"{node.number} {node.comment.id}" for node in thread]


def anomalies_of(thread: Thread) -> list[tuple[str, str]]:
    return [(anomaly.kind, anomaly.comment.id) for anomaly in thread.anomalies]


@st.composite
def mailboxes(draw: st.DrawFn) -> list[Message]:
    """Messages that refer to each other, to themselves, and to missing ones, some twice."""
    ids = st.sampled_from([f"m{number}" for number in range(6)])
    missing = st.sampled_from(["x", "y", "z"])
    references = st.lists(ids | missing, max_size=4).map(tuple)
    stamped = st.builds(
        lambda id, time: evolve(make_comment(id), published=time, updated=time), ids, times()
    )
    return draw(st.lists(st.tuples(stamped, references), max_size=8))


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([message("a"), message("b", "a", minute=1)], ["1 a", "1.1 b"]),
        ([message("b", "a", minute=1), message("a")], ["1 a", "1.1 b"]),
        ([message("a"), message("c", "a", "b", minute=1)], ["1 a", "1.1 c"]),
        (
            [message("a"), message("b", minute=1), message("c", "a", "b", minute=2)],
            ["1 a", "1.1 b", "1.1.1 c"],
        ),
        ([message("a", "x"), message("b", "x", minute=1)], ["1 x", "1.1 a", "1.2 b"]),
        ([message("a", "x"), message("b", "x", "y", minute=1)], ["1 x", "1.1 a", "1.2 b"]),
        ([message("a", "x")], ["1 a"]),
        ([message("a", "x"), message("b", "a", minute=1)], ["1 a", "1.1 b"]),
        ([message("a", "x", "y"), message("b", "y", minute=1)], ["1 x", "1.1 a", "1.2 b"]),
        ([message("a", "b"), message("c", "b", "a", "b", minute=1)], ["1 b", "1.1 a", "1.2 c"]),
    ],
    ids=[
        "answers the last reference",
        "in any input order",
        "the nearest known ancestor of a missing message",
        "the parent implied by references of others",
        "a missing message with two replies is kept",
        "a missing reply is not",
        "a missing message with one reply is not",
        "nor if that reply has replies",
        "the topmost of several missing messages is kept",
        "a reference to a descendant closes no cycle",
    ],
)
def test_messages_are_placed_by_their_references(
    messages: list[Message], expected: list[str]
) -> None:
    assert outline(Thread.from_references(messages)) == expected
    assert outline(Thread.from_references(messages[::-1])) == expected


def test_a_placeholder_is_a_tombstone_without_content_of_its_replies() -> None:
    thread = Thread.from_references([message("a", "x"), message("b", "x", minute=1)])
    placeholder = thread["x"].comment
    assert (placeholder.status, placeholder.body.text, placeholder.author.name) == (
        "deleted",
        "",
        "",
    )
    assert placeholder.published is None
    assert thread.anomalies == ()


def test_the_only_reply_to_a_missing_message_is_an_orphan() -> None:
    thread = Thread.from_references([message("a", "w", "x")])
    assert anomalies_of(thread) == [("orphan", "a")]
    assert thread["a"].comment.in_reply_to == "x"


def test_a_cycle_of_messages_is_broken_at_the_earliest() -> None:
    cycle = [message("a", "b", minute=2), message("b", "a", minute=1)]
    thread = Thread.from_references(cycle)
    assert outline(thread) == ["1 b", "1.1 a"]
    assert anomalies_of(thread) == [("cycle", "b")]
    assert anomalies_of(Thread.from_references([message("a", "a")])) == [("self_parent", "a")]


def test_references_of_others_cannot_close_a_cycle() -> None:
    honest = [message("root"), message("reply", "root", minute=1)]
    hostile = message("evil", "reply", "root", "reply", minute=2)
    thread = Thread.from_references([*honest, hostile])
    assert outline(thread) == ["1 root", "1.1 reply", "1.1.1 evil"]
    assert thread.anomalies == ()


@given(mailboxes(), st.data())
def test_the_thread_does_not_depend_on_the_order_of_the_messages(
    messages: list[Message], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(messages))
    first, second = Thread.from_references(messages), Thread.from_references(shuffled)
    assert repr(first.comments) == repr(second.comments)
    assert first == second


@given(mailboxes())
def test_every_message_is_present_and_placeholders_have_two_or_more_replies(
    messages: list[Message],
) -> None:
    thread = Thread.from_references(messages)
    given_ids = {comment.id for comment, _ in messages}
    assert given_ids <= {node.comment.id for node in thread}
    for node in thread:
        if node.comment.id not in given_ids:
            assert node.depth == 0
            assert len(node.children) >= 2


@given(mailboxes())
def test_a_message_answers_its_last_reference_if_present(
    messages: list[Message],
) -> None:
    once = {comment.id: (comment, ids) for comment, ids in messages}
    thread = Thread.from_references(once.values())
    repaired = {it.comment.id for it in thread.anomalies}
    for own, (_, ids) in once.items():
        others = [id for id in ids if id != own]
        if others and others[-1] in once and own not in repaired:
            parent = thread[own].parent
            assert parent is not None
            assert parent.comment.id == others[-1]


@pytest.mark.parametrize(
    ("references", "in_reply_to", "ids"),
    [
        ("<a@x> <b@x>", "<c@x>", ("a@x", "b@x")),
        ("<a@x>\r\n\t<b@x>", None, ("a@x", "b@x")),
        (None, "<c@x> (Ida's message of Monday) <d@x>", ("c@x",)),
        ("no id", "<c@x>", ("c@x",)),
        ("a b <unclosed", None, ()),
        ("", "", ()),
        ("<a\x00b> <c@x>", None, ("c@x",)),
    ],
)
def test_reference_ids_are_read_from_the_headers(
    references: str | None, in_reply_to: str | None, ids: tuple[str, ...]
) -> None:
    assert reference_ids(references, in_reply_to) == ids


def test_values_that_are_no_comments_are_refused() -> None:
    with pytest.raises(ValidationError):
        Thread.from_references([("a", ())])  # type: ignore[list-item]


def test_in_a_cycle_of_implied_parents_the_last_is_dropped() -> None:
    thread = Thread.from_references(
        [message("a", "m1", "m2", minute=1), message("b", "m2", "m1", minute=2)]
    )
    assert outline(thread) == ["1 m1", "1.1 a", "1.2 b"]


def test_from_references_takes_an_order() -> None:
    messages = [message("a", minute=1), message("b", minute=2)]
    assert outline(Thread.from_references(messages, order=newest)) == ["1 b", "2 a"]


def test_a_placeholder_is_a_plain_comment_at_top_level() -> None:
    replies = [
        (evolve(make_comment(id, "elsewhere", minute), kind="pingback"), ("m",))
        for minute, id in enumerate("ab")
    ]
    placeholder = Thread.from_references(replies)["m"].comment
    assert placeholder.in_reply_to is None
    assert placeholder.kind == "comment"
