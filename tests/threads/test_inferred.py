"""Inferred links are added to a thread without changing known ones, and can be removed."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_chain, make_comment

from blogcore import Comment, Thread, ValidationError
from blogcore.inference import infer_replies
from blogcore.strategies import comment_lists


@frozen
class Link:
    comment_id: str
    parent_id: str | None
    probability: float = 0.9


A, B, C, D = (make_comment(id, minute=minute) for minute, id in enumerate("abcd"))
THREAD = Thread.from_comments([A, B, C, D])


def parents(thread: Thread) -> dict[str, str | None]:
    return {comment.id: comment.in_reply_to for comment in thread.comments}


def _with_links(draw: st.DrawFn) -> tuple[Thread, list[Link]]:
    """Return a thread, and links that each answer an earlier comment of it."""
    comments = draw(comment_lists())
    thread = Thread.from_comments(comments).without_inferred()
    ids = sorted(comment.id for comment in thread.comments)
    links = []
    for id in ids:
        comment = thread[id].comment
        possible = [
            other.id
            for other in thread.comments
            if other.id != id
            and other.post_id == comment.post_id
            and not (other.published and comment.published and other.published > comment.published)
        ]
        if possible:
            probability = draw(st.sampled_from([0.5, 0.8, 0.9]))
            links.append(Link(id, draw(st.sampled_from(possible)), probability))
    return thread, links


threads_with_links = st.composite(_with_links)()


def test_likely_links_are_applied_and_marked_as_inferred() -> None:
    linked = THREAD.with_inferred([Link("b", "a"), Link("c", "b", 0.79), Link("d", None, 1.0)])
    assert parents(linked) == {"a": None, "b": "a", "c": None, "d": None}
    assert [comment.id for comment in linked.comments if comment.inferred] == ["b"]
    assert linked["b"].depth == 1


def test_a_lower_bound_applies_more_links() -> None:
    links = [Link("b", "a", 0.3), Link("c", "b", 0.2)]
    assert parents(THREAD.with_inferred(links, at_least=0.3))["b"] == "a"
    assert THREAD.with_inferred(links) is THREAD


def test_a_known_link_is_never_changed() -> None:
    thread = Thread.from_comments([A, B, make_comment("c", "a", 2), make_comment("d", "missing")])
    assert thread.with_inferred([Link("c", "b"), Link("d", "a")]) is thread


def test_a_link_of_another_record_of_the_same_comment_is_not_changed() -> None:
    records = [A, B, C, make_comment("c", "a", 2, body="An older text.")]
    thread = Thread.from_comments(records)
    assert thread.with_inferred([Link("c", "b")]) is thread


def test_an_inferred_link_is_changed_only_after_it_was_removed() -> None:
    linked = THREAD.with_inferred([Link("c", "a")])
    assert linked.with_inferred([Link("c", "b")]) == linked
    assert parents(linked.without_inferred().with_inferred([Link("c", "b")]))["c"] == "b"


def test_of_several_links_of_a_comment_the_likeliest_is_applied() -> None:
    links = [Link("c", "a", 0.85), Link("c", "b", 0.95)]
    assert parents(THREAD.with_inferred(links))["c"] == "b"
    assert THREAD.with_inferred(links) == THREAD.with_inferred(reversed(links))


@pytest.mark.parametrize(
    ("link", "path", "code"),
    [
        (Link("b", "x"), "[0].parent_id", "unknown_id"),
        (Link("x", "a"), "[0].comment_id", "unknown_id"),
        (Link("a", "b"), "[0].parent_id", "later_parent"),
        (Link("a", "a"), "[0].parent_id", "self_parent"),
        (Link("e", "a"), "[0].parent_id", "other_post"),
    ],
)
def test_an_impossible_link_is_refused(link: Link, path: str, code: str) -> None:
    thread = THREAD.add(make_comment("e", minute=9, post_id="8"))
    with pytest.raises(ValidationError) as caught:
        thread.with_inferred([link])
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [(path, code)]


def test_every_impossible_link_is_named_and_unlikely_ones_are_not_checked() -> None:
    with pytest.raises(ValidationError) as caught:
        THREAD.with_inferred([Link("b", "x"), Link("y", "z"), Link("c", "w", 0.1)])
    assert [fault.path for fault in caught.value.faults] == [
        "[0].parent_id",
        "[1].comment_id",
        "[1].parent_id",
    ]


def test_the_least_likely_link_of_a_cycle_is_left_out() -> None:
    untimed = [make_comment(id, minute=None) for id in "abc"]
    links = [Link("a", "b", 0.9), Link("b", "c", 0.8), Link("c", "a", 0.95)]
    linked = Thread.from_comments(untimed).with_inferred(links)
    assert parents(linked) == {"a": "b", "b": None, "c": "a"}
    assert not linked.anomalies


def test_a_known_link_to_a_later_comment_leads_to_no_cycle() -> None:
    """The first comment answers the third, as if the clock had been wrong."""
    comments = [make_comment("a", "c", 1), make_comment("b", minute=2), make_comment("c", minute=3)]
    linked = Thread.from_comments(comments).with_inferred([Link("c", "b"), Link("b", "a")])
    assert not linked.anomalies
    assert linked["a"].comment == comments[0]


@given(threads_with_links)
def test_removing_inferred_links_gives_an_equal_thread(case: tuple[Thread, list[Link]]) -> None:
    thread, links = case
    assert thread.with_inferred(links).without_inferred() == thread


@given(threads_with_links)
def test_known_links_and_other_fields_are_kept(case: tuple[Thread, list[Link]]) -> None:
    thread, links = case
    for comment in thread.with_inferred(links).comments:
        before = thread[comment.id].comment
        assert comment == before or (before.in_reply_to is None and comment.inferred)
        assert comment.body == before.body


@given(threads_with_links)
def test_inferred_links_cause_no_anomaly(case: tuple[Thread, list[Link]]) -> None:
    thread, links = case
    kinds = [(found.kind, found.comment.id) for found in thread.with_inferred(links).anomalies]
    assert kinds == [(found.kind, found.comment.id) for found in thread.anomalies]


@given(threads_with_links, st.randoms(use_true_random=False))
def test_the_order_of_links_does_not_matter(
    case: tuple[Thread, list[Link]], random: Random
) -> None:
    thread, links = case
    shuffled = list(links)
    random.shuffle(shuffled)
    assert thread.with_inferred(shuffled) == thread.with_inferred(links)


@given(comment_lists())
def test_the_links_that_inference_finds_are_accepted(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments, post_id=comments[0].post_id if comments else None)
    thread = thread.without_inferred()
    linked = thread.with_inferred(infer_replies(thread.comments), at_least=0)
    assert linked.without_inferred() == thread


def test_a_long_chain_of_links_causes_no_recursion_error() -> None:
    comments = [make_comment(comment.id, minute=n) for n, comment in enumerate(make_chain(5000))]
    links = [Link(later.id, earlier.id) for earlier, later in pairwise(comments)]
    linked = Thread.from_comments(comments).with_inferred(links)
    assert linked.depths[-1] == 4999
