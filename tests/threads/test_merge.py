"""`Thread.merge`, without and with a common earlier version."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.threads.strategies import at, flawed_comments

from blogcore import Comment, Thread
from blogcore.orders import newest, oldest
from blogcore.strategies import comments

orders = st.sampled_from([oldest, newest])
any_comments = flawed_comments() | st.lists(comments(), max_size=6)


def exact(thread: Thread) -> tuple[str, str]:
    return repr(thread.comments), repr(thread.anomalies)


def threads(order: object = oldest) -> st.SearchStrategy[Thread]:
    return any_comments.map(Thread.from_comments)


@given(threads(), threads())
def test_merging_is_commutative(a: Thread, b: Thread) -> None:
    assert a.merge(b) == b.merge(a)
    assert exact(a.merge(b)) == exact(b.merge(a))


@given(threads(), threads(), threads())
def test_merging_is_associative(a: Thread, b: Thread, c: Thread) -> None:
    assert exact(a.merge(b).merge(c)) == exact(a.merge(b.merge(c)))


@given(threads(), threads())
def test_merging_is_idempotent(a: Thread, b: Thread) -> None:
    assert exact(a.merge(a)) == exact(a)
    assert exact(a.merge(b).merge(b)) == exact(a.merge(b))


@given(threads(), threads())
def test_a_merge_neither_loses_nor_repeats_comments(a: Thread, b: Thread) -> None:
    both = a.merge(b)
    assert sorted(node.comment.id for node in both) == sorted(
        {node.comment.id for node in (*a, *b)}
    )
    for node in both:
        sides = [it[node.comment.id].comment for it in (a, b) if node.comment.id in it]
        assert repr(node.comment) in map(repr, sides)
        times = [it.updated for it in sides if it.updated]
        assert node.comment.updated == max(times, default=None)


@given(any_comments, any_comments)
def test_merging_a_merge_with_its_input_changes_nothing(
    comments: list[Comment], more: list[Comment]
) -> None:
    """A later export that holds all of an earlier one, as it was, is the merge of both."""
    earlier = Thread.from_comments({it.id: it for it in comments}.values())
    later = earlier.add_many(
        it for it in {it.id: it for it in more}.values() if it.id not in earlier
    )
    assert exact(earlier.merge(later)) == exact(later)


@given(threads(), threads())
def test_a_three_way_merge_makes_the_edits_of_one_side(base: Thread, other: Thread) -> None:
    assert exact(base.merge(other, base=base).thread) == exact(other)
    assert exact(other.merge(base, base=base).thread) == exact(other)
    assert exact(other.merge(other, base=base).thread) == exact(other)
    assert base.merge(other, base=base).conflicts == ()


@given(threads(), threads(), threads())
def test_a_three_way_merge_is_the_same_from_both_sides(base: Thread, a: Thread, b: Thread) -> None:
    one, other = a.merge(b, base=base), b.merge(a, base=base)
    assert exact(one.thread) == exact(other.thread)
    assert [(it.base, it.ours, it.theirs, it.kept, it.fields) for it in one.conflicts] == [
        (it.base, it.theirs, it.ours, it.kept, it.fields) for it in other.conflicts
    ]


def test_two_exports_a_year_apart_merge_without_loss_or_duplicates() -> None:
    last_year = Thread.from_comments(
        [
            make_comment("1", body="First."),
            make_comment("2", "1", 1, body="Typo.", updated=at(2)),
            make_comment("3", "gone", 3),
            make_comment("4", None, 4, body="Removed from the site since."),
        ]
    )
    this_year = Thread.from_comments(
        [
            make_comment("1", body="First."),
            make_comment("2", "1", 1, body="Corrected.", updated=at(90)),
            make_comment("3", "gone", 3),
            make_comment("5", "2", 100),
        ]
    )
    both = last_year.merge(this_year)
    assert [node.comment.id for node in both] == ["1", "2", "5", "3", "4"]
    assert both["2"].comment.body.text == "Corrected."
    assert [anomaly.kind for anomaly in both.anomalies] == ["orphan"]


def test_removed_text_does_not_reappear() -> None:
    before = Thread.from_comments(
        [make_comment("a", body="Secret.", updated=at(1)), make_comment("b", "a")]
    )
    after = before.remove("a")
    assert "Secret." not in repr(before.merge(after).comments)
    assert exact(before.merge(after)) == exact(after.merge(before)) == exact(after)


_BASE = Thread.from_comments([make_comment("a"), make_comment("b", "a", 1)])


def test_edits_of_different_fields_merge_without_conflict() -> None:
    ours = _BASE.replace(make_comment("b", "a", 1, likes=3))
    theirs = _BASE.replace(make_comment("b", "a", 1, body="New.", updated=at(9)))
    both = ours.merge(theirs, base=_BASE)
    assert both.thread["b"].comment == make_comment(
        "b", "a", 1, likes=3, body="New.", updated=at(9)
    )
    assert both.conflicts == ()


def test_edits_of_one_field_conflict_and_the_latest_update_is_kept() -> None:
    ours = _BASE.replace(make_comment("b", "a", 1, body="Ours.", updated=at(5), likes=1))
    theirs = _BASE.replace(make_comment("b", "a", 1, body="Theirs.", updated=at(6)))
    [conflict] = ours.merge(theirs, base=_BASE).conflicts
    assert conflict.fields == ("body",)
    assert conflict.base == _BASE["b"].comment
    assert conflict.kept == make_comment("b", "a", 1, body="Theirs.", updated=at(6), likes=1)
    assert str(conflict) == "comment 'b': both changed body"


def test_a_comment_removed_here_and_changed_there_stays_removed_with_a_conflict() -> None:
    changed = _BASE.replace(make_comment("b", "a", 1, body="Changed."))
    for ours, theirs in ((_BASE.remove("b"), changed), (changed, _BASE.remove("b"))):
        both = ours.merge(theirs, base=_BASE)
        assert "b" not in both.thread
        [conflict] = both.conflicts
        assert "Changed." in repr((conflict.ours, conflict.theirs))
        assert str(conflict) == "comment 'b': removed on one side, changed on the other"


def test_a_tombstone_wins_over_a_change() -> None:
    replied = _BASE.add(make_comment("c", "b", 2))
    changed = replied.replace(make_comment("b", "a", 1, body="Changed.", updated=at(9)))
    removed = replied.remove("b")
    for ours, theirs in ((changed, removed), (removed, changed)):
        both = ours.merge(theirs, base=replied)
        assert both.thread["b"].comment == removed["b"].comment
        assert [conflict.fields for conflict in both.conflicts] == [()]


def test_two_different_comments_with_one_id_conflict_in_each_differing_field() -> None:
    ours = _BASE.add(make_comment("n", "a", 2, body="Ours."))
    theirs = _BASE.add(evolve(make_comment("n", "b", 3, body="Theirs."), updated=at(8)))
    [conflict] = ours.merge(theirs, base=_BASE).conflicts
    assert set(conflict.fields) == {"body", "published", "in_reply_to"}
    assert str(conflict) == "comment 'n': both changed body, published, in_reply_to"
    assert conflict.kept == theirs["n"].comment
    assert conflict.base is None
