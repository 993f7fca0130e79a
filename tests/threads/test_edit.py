"""A changed thread is the one that is built of the comments that results."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.factory import make_comment
from tests.threads.strategies import at, flawed_comment, flawed_comments, make_tree

from blogcore import Comment, Thread, UnknownIdError, ValidationError
from blogcore.orders import Order, active, most_replied, newest, oldest
from blogcore.threads import tombstone


def likes(liked: Comment) -> int:
    return -liked.likes


orders = st.sampled_from(
    [
        oldest,
        newest,
        Order.by(likes, "most liked"),
        newest.with_replies(oldest),
        active,
        most_replied,
    ]
)
scopes = st.sampled_from([(None, ()), ("7", ()), ("7", {"gone", "c1"}), (None, {"c2"})])


VIEWS: tuple[Callable[[Thread], Thread], ...] = (
    lambda thread: thread.clamped(2),
    lambda thread: thread.sorted(newest),
    lambda thread: thread.visible(),
    lambda thread: thread.page(1, 2),
    lambda thread: thread.collapsed(2, 1),
)


def same(changed: Thread, built: Thread) -> None:
    """Equal, to the last offset of a time, and in every way to look at it."""
    assert changed == built
    assert hash(changed) == hash(built)
    assert repr(changed.comments) == repr(built.comments)
    assert repr(changed.anomalies) == repr(built.anomalies)
    for node, other in zip(changed, built, strict=True):
        assert node.comment is changed[node.comment.id].comment
        assert (node.number, node.depth) == (other.number, other.depth)
        assert [child.index for child in node.children] == [it.index for it in other.children]
        assert changed.tree.end(node.index) == built.tree.end(node.index)
        assert changed[node.comment.id].index == node.index
    for unknown in ("gone", "zzz"):
        assert unknown not in changed
    for view in VIEWS:
        seen, due = view(changed), view(built)
        assert seen == due
        assert [node.number for node in seen] == [node.number for node in due]


class Changes(RuleBasedStateMachine):
    """A thread that is changed, beside a list that is threaded anew each time."""

    @initialize(comments=flawed_comments(), order=orders, scope=scopes)
    def begin(
        self, comments: list[Comment], order: Order, scope: tuple[str | None, set[str]]
    ) -> None:
        self.comments = comments
        self.order = order
        self.post_id, self.elsewhere = scope
        self.thread = self.built()

    def built(self) -> Thread:
        return Thread.from_comments(
            self.comments, post_id=self.post_id, order=self.order, elsewhere=self.elsewhere
        )

    @rule(new=flawed_comment())
    def add(self, new: Comment) -> None:
        self.comments = [*self.comments, new]
        self.thread = self.thread.add(new)

    @rule(new=flawed_comments(max_size=5))
    def add_many(self, new: list[Comment]) -> None:
        self.comments = [*new, *self.comments]
        self.thread = self.thread.add_many(new)

    @rule(new=flawed_comment())
    def replace(self, new: Comment) -> None:
        if new.id not in self.thread:
            with pytest.raises(UnknownIdError):
                self.thread.replace(new)
            return
        self.comments = [*(it for it in self.comments if it.id != new.id), new]
        self.thread = self.thread.replace(new)

    @rule(number=st.integers(0, 7), likes=st.integers(0, 2))
    def vote(self, number: int, likes: int) -> None:
        id = f"c{number}"
        if id in self.thread:
            self.replace(evolve(self.thread[id].comment, likes=likes))

    @rule(number=st.integers(0, 7))
    def remove(self, number: int) -> None:
        id = f"c{number}"
        if id not in self.thread:
            with pytest.raises(UnknownIdError):
                self.thread.remove(id)
            return
        node = self.built()[id]
        self.comments = [it for it in self.comments if it.id != id]
        if node.children:
            stone = evolve(tombstone(node.comment), updated=node.comment.updated)
            self.comments.append(stone)
        self.thread = self.thread.remove(id)

    @rule()
    def store_and_fetch(self) -> None:
        self.thread = pickle.loads(pickle.dumps(self.thread))

    @invariant()
    def as_built_at_once(self) -> None:
        if hasattr(self, "thread"):
            same(self.thread, self.built())
            assert self.thread.order.name == self.order.name


TestChanges = Changes.TestCase
TestChanges.settings = settings(stateful_step_count=25)


def outline(thread: Thread) -> list[tuple[str, str]]:
    return [(node.number, node.comment.id) for node in thread]


def told(thread: Thread) -> list[tuple[str, str]]:
    return [(anomaly.kind, anomaly.comment.id) for anomaly in thread.anomalies]


def test_a_parent_that_comes_late_adopts_what_waited_for_it() -> None:
    waiting = Thread.from_comments([make_comment("b", "a", 1), make_comment("c", "b", 2)])
    assert told(waiting) == [("orphan", "b")]
    whole = waiting.add(make_comment("a"))
    assert outline(whole) == [("1", "a"), ("1.1", "b"), ("1.1.1", "c")]
    assert told(whole) == []


def test_a_parent_adopts_all_that_wait_and_each_finds_its_place() -> None:
    waiting = [make_comment(f"w{at}", "a", at) for at in range(5)] + [make_comment("other", "z")]
    thread = Thread.from_comments(waiting).add(make_comment("a", None, 9))
    same(thread, Thread.from_comments([*waiting, make_comment("a", None, 9)]))
    assert told(thread) == [("orphan", "other")]


def test_a_comment_that_closes_a_ring_is_added_and_the_ring_is_cut() -> None:
    thread = Thread.from_comments([make_comment("b", "a", 1), make_comment("c", "b", 2)])
    ring = thread.add(make_comment("a", "c", 3))
    assert outline(ring) == [("1", "b"), ("1.1", "c"), ("1.1.1", "a")]
    assert told(ring) == [("cycle", "b")]
    opened = ring.replace(make_comment("a", None, 3))
    assert outline(opened) == [("1", "a"), ("1.1", "b"), ("1.1.1", "c")]
    assert told(opened) == []


@pytest.mark.parametrize("length", [2, 3, 4])
def test_a_record_that_closes_a_ring_is_put_in_and_each_ring_is_cut(length: int) -> None:
    chains = [
        make_comment(f"{name}{at}", f"{name}{at - 1}" if at else None, at)
        for name in "xyz"
        for at in range(length)
    ]
    thread = Thread.from_comments(chains)
    last = length - 1
    closing = [make_comment(f"{name}0", f"{name}{last}", 9) for name in "xyz"]
    assert outline(thread.replace(closing[0]))[:2] == [("1", "y0"), ("1.1", "y1")]
    for new in ([closing[0]], closing):
        comments = [*(it for it in chains if it.id not in {it.id for it in new}), *new]
        changed = thread
        for record in new:
            changed = changed.replace(record)
        same(changed, Thread.from_comments(comments))
        same(
            changed.add(make_comment("w", "x1", 20)),
            Thread.from_comments([*comments, make_comment("w", "x1", 20)]),
        )
        same(
            changed.add(make_comment("w", None, 20)),
            Thread.from_comments([*comments, make_comment("w", None, 20)]),
        )


def test_comments_that_come_at_once_stand_as_their_level_does() -> None:
    comments = [make_comment("a"), make_comment("b", "a", 1)]
    new = [
        make_comment(f"{above}{at}", above, 5 + at)
        for above in (None, "a", "b", "None5")
        for at in range(3)
    ]
    order = newest.with_replies(oldest)
    changed = Thread.from_comments(comments, order=order).add_many(new)
    same(changed, Thread.from_comments([*comments, *new], order=order))


def test_rings_that_close_at_once_are_cut_each() -> None:
    waiting = [make_comment(f"{name}1", f"{name}0", 1) for name in "xyz"]
    closing = [make_comment(f"{name}0", f"{name}1", 2) for name in "xyz"]
    changed = Thread.from_comments(waiting).add_many(closing)
    same(changed, Thread.from_comments([*waiting, *closing]))
    assert told(changed) == [("cycle", "x1"), ("cycle", "y1"), ("cycle", "z1")]


def test_what_has_replies_leaves_a_tombstone_and_what_has_none_leaves_nothing() -> None:
    thread = Thread.from_comments(
        [
            make_comment("a", body="Secret."),
            make_comment("b", "a", 1, updated=at(5)),
            make_comment("c", "b", 2),
        ]
    )
    assert "c" not in thread.remove("c")
    gone = thread.remove("b")["b"].comment
    assert gone.status == "deleted"
    assert (gone.body.text, gone.author.name, gone.updated) == ("", "", at(5))
    assert "Secret." not in repr(thread.remove("a").comments)


def test_every_record_of_an_id_goes_when_it_is_removed_or_replaced() -> None:
    twice = Thread.from_comments([make_comment("a", body="One."), make_comment("a", body="Two.")])
    assert told(twice) == [("duplicate_conflict", "a")]
    assert twice.remove("a") == Thread.from_comments([])
    assert twice.replace(make_comment("a")) == Thread.from_comments([make_comment("a")])


def test_what_is_not_there_cannot_be_replaced_or_removed() -> None:
    thread = Thread.from_comments([make_comment("a")])
    with pytest.raises(UnknownIdError, match="no comment has the id 'b'"):
        thread.replace(make_comment("b"))
    with pytest.raises(UnknownIdError, match="no comment has the id 'b'"):
        thread.remove("b")


@given(flawed_comments(max_size=3), st.integers(28, 40))
def test_many_comments_at_once_are_as_many_one_by_one(comments: list[Comment], many: int) -> None:
    new = [*make_tree(many, lambda index: index // 2 - 1 if index % 5 else None), *comments]
    thread = Thread.from_comments(comments)
    same(thread.add_many(new), Thread.from_comments([*comments, *new]))


def test_a_thread_that_is_changed_stays_as_it_was() -> None:
    thread = Thread.from_comments([make_comment("a"), make_comment("b", "a")])
    before = (thread.comments, list(thread.depths), thread.anomalies)
    later = thread.add(make_comment("c", "b"))
    later.add(make_comment("d")).remove("a")
    assert (thread.comments, list(thread.depths), thread.anomalies) == before
    assert outline(later) == [("1", "a"), ("1.1", "b"), ("1.1.1", "c")]


def test_what_is_no_comment_is_refused() -> None:
    thread = Thread.from_comments([])
    with pytest.raises(ValidationError):
        thread.add("a")  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        thread.replace("a")  # type: ignore[arg-type]


@given(flawed_comments(), flawed_comments())
def test_a_thread_keeps_to_its_post_and_to_what_is_elsewhere(
    comments: list[Comment], more: list[Comment]
) -> None:
    thread = Thread.from_comments(comments, post_id="7", elsewhere={"gone"})
    built = Thread.from_comments([*comments, *more], post_id="7", elsewhere={"gone"})
    same(thread.add_many(more), built)


@pytest.mark.parametrize("size", [1_000, 100_000])
def test_adding_one_comment_compares_few_siblings(size: int) -> None:
    compared: list[int] = []

    def sort(siblings: list[Comment]) -> None:
        compared.append(len(siblings))
        oldest.sort(siblings)

    comments = make_tree(size, lambda number: number // 2 if number % 2 else None)
    thread = Thread.from_comments(comments, order=Order("counted", sort))
    compared.clear()
    thread.add(make_comment("n1", "c1", 1)).add(make_comment("n2", None, 2))
    assert sum(compared) <= 4 * size.bit_length()


@pytest.mark.parametrize("order", [oldest, newest, newest.with_replies(oldest)], ids=repr)
@pytest.mark.parametrize("above", [None, "top"])
def test_a_record_that_does_not_fit_among_its_siblings_moves(
    above: str | None, order: Order
) -> None:
    siblings = [make_comment(f"s{at}", above, 2 * at) for at in range(4)]
    others = [
        make_comment("top", None, 3),
        make_comment("deep", "s1", 0),
        make_comment("next", None, 4),
    ]
    thread = Thread.from_comments([*siblings, *others], order=order)
    for old in siblings:
        kept = [it for it in siblings if it is not old]
        for minute in (*range(-1, 9), None):
            new = make_comment(old.id, above, minute)
            same(thread.replace(new), Thread.from_comments([*kept, new, *others], order=order))


@pytest.mark.parametrize("order", [active, most_replied], ids=repr)
def test_a_reply_moves_what_is_above_it_where_the_order_asks_what_is_beneath(order: Order) -> None:
    comments = [make_comment("a"), make_comment("b", None, 1), make_comment("c", "b", 2)]
    thread = Thread.from_comments(comments, order=order)
    more = [make_comment("d", "a", 3), make_comment("e", "d", 4)]
    changed = thread.add(more[0]).add(more[1])
    assert changed.roots[0].comment.id == "a"
    same(changed, Thread.from_comments([*comments, *more], order=order))
