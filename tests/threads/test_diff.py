"""`Thread.diff` and `Thread.apply`."""

from __future__ import annotations

import pickle

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.threads.strategies import at, flawed_comments

from blogcore import Author, Comment, Thread, ValidationError
from blogcore.orders import newest, oldest
from blogcore.strategies import comments

orders = st.sampled_from([oldest, newest])
any_comments = flawed_comments() | st.lists(comments(), max_size=6)


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    """Threads of any comments, in two orders, some of one post."""
    return Thread.from_comments(
        draw(any_comments),
        order=draw(orders),
        post_id=draw(st.sampled_from([None, "7"])),
        elsewhere=draw(st.sampled_from([(), frozenset({"gone", "c1"})])),
    )


@given(threads(), threads())
def test_applying_a_diff_gives_the_later_thread(a: Thread, b: Thread) -> None:
    after = a.apply(a.diff(b))
    assert after == b
    assert repr(after.comments) == repr(b.comments)
    assert repr(after.anomalies) == repr(b.anomalies)
    assert (after.order, after.post_id, after.elsewhere) == (b.order, b.post_id, b.elsewhere)


@given(threads(), threads())
def test_a_diff_is_false_exactly_if_the_records_are_the_same(a: Thread, b: Thread) -> None:
    assert not a.diff(a)
    assert str(a.diff(a)) == ""
    rebuilt = Thread.from_comments(b.comments, order=a.order)
    if not a.diff(b) and not b.anomalies:
        assert repr(a.comments) == repr(rebuilt.comments)
    if repr(a.comments) != repr(rebuilt.comments):
        assert a.diff(b)


@given(threads(), threads())
def test_a_diff_lists_added_removed_changed_and_moved_comments(a: Thread, b: Thread) -> None:
    diff = a.diff(b)
    ours, theirs = ({it.id: it for it in thread.comments} for thread in (a, b))
    assert [it.id for it in diff.added] == sorted(theirs.keys() - ours.keys())
    assert [it.id for it in diff.removed] == sorted(ours.keys() - theirs.keys())
    both = sorted(ours.keys() & theirs.keys())
    assert [it.after.id for it in diff.changed] == [
        id for id in both if not unchanged(ours[id], theirs[id])
    ]
    assert [(it.comment.id, it.before, it.after) for it in diff.moved] == [
        (id, parent_id(a, id), parent_id(b, id))
        for id in both
        if parent_id(a, id) != parent_id(b, id)
    ]


def unchanged(one: Comment, other: Comment) -> bool:
    private = [
        (it.ip, it.user_agent, it.extra, it.author.email, it.author.extra) for it in (one, other)
    ]
    return repr(one) == repr(other) and private[0] == private[1]


def parent_id(thread: Thread, id: str) -> str | None:
    parent = thread[id].parent
    return None if parent is None else parent.comment.id


@given(threads(), threads())
def test_diffs_compare_and_pickle(a: Thread, b: Thread) -> None:
    diff = a.diff(b)
    assert pickle.loads(pickle.dumps(diff)) == diff
    assert hash(a.diff(b)) == hash(diff)


def test_a_diff_prints_one_line_per_difference() -> None:
    a = Thread.from_comments(
        [make_comment("a"), make_comment("b", "x", 1), make_comment("c", "a", 2)]
    )
    b = (
        a.add(make_comment("x", None, 3))
        .remove("c")
        .replace(make_comment("a", likes=2, body="New."))
    )
    diff = a.diff(b)
    assert str(diff).splitlines() == [
        "+ comment 'x'",
        "- comment 'c'",
        "~ comment 'a': body, likes",
        "> comment 'b': from top level to 'x'",
    ]
    assert repr(diff) == "<Diff: 1 added, 1 removed, 1 changed, 1 moved>"
    assert repr(a.diff(a)) == "<Diff: nothing>"
    assert diff.changed[0].fields == ("body", "likes")


def test_a_printed_diff_has_no_text_and_no_private_field() -> None:
    author = Author(name="canary", email="canary@example.org")
    secret = evolve(make_comment("a", body="canary"), author=author, ip="canary", url="canary")
    doubled = Thread.from_comments([secret, secret])
    diff = Thread.from_comments([make_comment("a")]).diff(doubled)
    assert "canary" not in str(diff) + repr(diff)
    assert "hidden record of comment 'a'" in str(diff)


def test_a_diff_lists_added_and_removed_duplicates() -> None:
    once = Thread.from_comments([make_comment("a"), make_comment("b")])
    twice = once.add_many([make_comment("a"), make_comment("b"), make_comment("b")])
    forth, back = once.diff(twice), twice.diff(once)
    assert forth and back
    assert (repr(forth), repr(back)) == ("<Diff: 3 aside>", "<Diff: 3 aside>")
    ids = ["a", "b", "b"]
    assert str(forth).splitlines() == [f"+ hidden record of comment {id!r}" for id in ids]
    assert str(back).splitlines() == [f"- hidden record of comment {id!r}" for id in ids]
    both = twice.replace(make_comment("a")).diff(once.add(make_comment("a")))
    assert repr(both) == "<Diff: 3 aside>"


def test_a_diff_is_sorted_by_id() -> None:
    comments = [make_comment(id, minute=9 - minute) for minute, id in enumerate("dbacfe")]
    a = Thread.from_comments(comments)
    b = Thread.from_comments([evolve(it, likes=1) for it in comments])
    assert [it.after.id for it in a.diff(b).changed] == list("abcdef")
    assert [it.after.id for it in b.diff(a.sorted(newest)).changed] == list("abcdef")


def test_a_diff_is_refused_if_records_are_missing() -> None:
    a = Thread.from_comments([make_comment("a"), make_comment("b", updated=at(1))])
    diff = a.diff(Thread.from_comments([]))
    with pytest.raises(ValidationError) as refusal:
        Thread.from_comments([make_comment("b", updated=at(2))]).apply(diff)
    assert [(it.path, it.code) for it in refusal.value.faults] == [
        ("comment 'a'", "not_there"),
        ("comment 'b'", "not_there"),
    ]
    assert {it.message for it in refusal.value.faults} == {
        "the thread has no such record to remove"
    }


def test_a_diff_applies_to_a_thread_with_other_edits() -> None:
    base = Thread.from_comments([make_comment("a"), make_comment("b", "a", 1)])
    ours = base.add(make_comment("c", "b", 2))
    theirs = base.add(make_comment("d", "a", 3)).remove("b")
    assert ours.apply(base.diff(theirs)) == Thread.from_comments(
        [make_comment("a"), make_comment("d", "a", 3), make_comment("c", "b", 2)]
    )
