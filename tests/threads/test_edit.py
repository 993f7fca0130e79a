"""Edits: the edited thread equals the one built from the edited comments."""

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
post_scopes = st.sampled_from([(None, ()), ("7", ()), ("7", {"gone", "c1"}), (None, {"c2"})])


VIEWS: tuple[Callable[[Thread], Thread], ...] = (
    lambda thread: thread.clamped(2),
    lambda thread: thread.sorted(newest),
    lambda thread: thread.visible(),
    lambda thread: thread.page(1, 2),
    lambda thread: thread.collapsed(2, 1),
)


def assert_same(changed: Thread, built: Thread) -> None:
    """Check that two threads are equal, with their time offsets, nodes, indexes and views."""
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
        edited_view, built_view = view(changed), view(built)
        assert edited_view == built_view
        assert [node.number for node in edited_view] == [node.number for node in built_view]


class EditedThread(RuleBasedStateMachine):
    """A thread that is edited, and a list of comments that is threaded again each time."""

    @initialize(comments=flawed_comments(), order=orders, post_scope=post_scopes)
    def build_thread(
        self, comments: list[Comment], order: Order, post_scope: tuple[str | None, set[str]]
    ) -> None:
        self.comments = comments
        self.order = order
        self.post_id, self.elsewhere = post_scope
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
    def pickle_and_unpickle(self) -> None:
        self.thread = pickle.loads(pickle.dumps(self.thread))

    @invariant()
    def equals_a_rebuild(self) -> None:
        if hasattr(self, "thread"):
            assert_same(self.thread, self.built())
            assert self.thread.order.name == self.order.name


TestEditedThread = EditedThread.TestCase
TestEditedThread.settings = settings(stateful_step_count=25)


def outline(thread: Thread) -> list[tuple[str, str]]:
    return [(node.number, node.comment.id) for node in thread]


def anomalies_of(thread: Thread) -> list[tuple[str, str]]:
    return [(anomaly.kind, anomaly.comment.id) for anomaly in thread.anomalies]


def test_adding_a_parent_moves_its_orphans_below_it() -> None:
    waiting = Thread.from_comments([make_comment("b", "a", 1), make_comment("c", "b", 2)])
    assert anomalies_of(waiting) == [("orphan", "b")]
    whole = waiting.add(make_comment("a"))
    assert outline(whole) == [("1", "a"), ("1.1", "b"), ("1.1.1", "c")]
    assert anomalies_of(whole) == []


def test_adding_a_parent_moves_and_sorts_all_its_orphans() -> None:
    waiting = [make_comment(f"w{at}", "a", at) for at in range(5)] + [make_comment("other", "z")]
    thread = Thread.from_comments(waiting).add(make_comment("a", None, 9))
    assert_same(thread, Thread.from_comments([*waiting, make_comment("a", None, 9)]))
    assert anomalies_of(thread) == [("orphan", "other")]


def test_adding_a_comment_may_close_a_cycle_which_is_broken() -> None:
    thread = Thread.from_comments([make_comment("b", "a", 1), make_comment("c", "b", 2)])
    cycle = thread.add(make_comment("a", "c", 3))
    assert outline(cycle) == [("1", "b"), ("1.1", "c"), ("1.1.1", "a")]
    assert anomalies_of(cycle) == [("cycle", "b")]
    opened = cycle.replace(make_comment("a", None, 3))
    assert outline(opened) == [("1", "a"), ("1.1", "b"), ("1.1.1", "c")]
    assert anomalies_of(opened) == []


@pytest.mark.parametrize("length", [2, 3, 4])
def test_replacing_comments_may_close_cycles_which_are_broken(length: int) -> None:
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
        assert_same(changed, Thread.from_comments(comments))
        assert_same(
            changed.add(make_comment("w", "x1", 20)),
            Thread.from_comments([*comments, make_comment("w", "x1", 20)]),
        )
        assert_same(
            changed.add(make_comment("w", None, 20)),
            Thread.from_comments([*comments, make_comment("w", None, 20)]),
        )


def test_added_comments_are_sorted_by_the_order_of_their_level() -> None:
    comments = [make_comment("a"), make_comment("b", "a", 1)]
    new = [
        make_comment(f"{above}{at}", above, 5 + at)
        for above in (None, "a", "b", "None5")
        for at in range(3)
    ]
    order = newest.with_replies(oldest)
    changed = Thread.from_comments(comments, order=order).add_many(new)
    assert_same(changed, Thread.from_comments([*comments, *new], order=order))


def test_several_cycles_closed_at_once_are_all_broken() -> None:
    waiting = [make_comment(f"{name}1", f"{name}0", 1) for name in "xyz"]
    closing = [make_comment(f"{name}0", f"{name}1", 2) for name in "xyz"]
    changed = Thread.from_comments(waiting).add_many(closing)
    assert_same(changed, Thread.from_comments([*waiting, *closing]))
    assert anomalies_of(changed) == [("cycle", "x1"), ("cycle", "y1"), ("cycle", "z1")]


def test_a_removed_comment_leaves_a_tombstone_only_if_it_has_replies() -> None:
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


def test_removing_and_replacing_affect_all_records_of_an_id() -> None:
    twice = Thread.from_comments([make_comment("a", body="One."), make_comment("a", body="Two.")])
    assert anomalies_of(twice) == [("duplicate_conflict", "a")]
    assert twice.remove("a") == Thread.from_comments([])
    assert twice.replace(make_comment("a")) == Thread.from_comments([make_comment("a")])


def test_unknown_ids_cannot_be_replaced_or_removed() -> None:
    thread = Thread.from_comments([make_comment("a")])
    with pytest.raises(UnknownIdError, match="no comment has the id 'b'"):
        thread.replace(make_comment("b"))
    with pytest.raises(UnknownIdError, match="no comment has the id 'b'"):
        thread.remove("b")


@given(flawed_comments(max_size=3), st.integers(28, 40))
def test_adding_many_equals_building_from_all(comments: list[Comment], many: int) -> None:
    new = [*make_tree(many, lambda index: index // 2 - 1 if index % 5 else None), *comments]
    thread = Thread.from_comments(comments)
    assert_same(thread.add_many(new), Thread.from_comments([*comments, *new]))


def test_edits_leave_the_original_thread_as_it_was() -> None:
    thread = Thread.from_comments([make_comment("a"), make_comment("b", "a")])
    before = (thread.comments, list(thread.depths), thread.anomalies)
    later = thread.add(make_comment("c", "b"))
    later.add(make_comment("d")).remove("a")
    assert (thread.comments, list(thread.depths), thread.anomalies) == before
    assert outline(later) == [("1", "a"), ("1.1", "b"), ("1.1.1", "c")]


def test_values_that_are_no_comments_are_refused() -> None:
    thread = Thread.from_comments([])
    with pytest.raises(ValidationError):
        thread.add("a")  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        thread.replace("a")  # type: ignore[arg-type]


@given(flawed_comments(), flawed_comments())
def test_edits_keep_post_id_and_elsewhere(comments: list[Comment], more: list[Comment]) -> None:
    thread = Thread.from_comments(comments, post_id="7", elsewhere={"gone"})
    built = Thread.from_comments([*comments, *more], post_id="7", elsewhere={"gone"})
    assert_same(thread.add_many(more), built)


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
def test_a_replaced_comment_moves_to_its_position_in_the_order(
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
            assert_same(
                thread.replace(new), Thread.from_comments([*kept, new, *others], order=order)
            )


@pytest.mark.parametrize("order", [active, most_replied], ids=repr)
def test_a_reply_moves_its_ancestors_if_the_order_depends_on_replies(order: Order) -> None:
    comments = [make_comment("a"), make_comment("b", None, 1), make_comment("c", "b", 2)]
    thread = Thread.from_comments(comments, order=order)
    more = [make_comment("d", "a", 3), make_comment("e", "d", 4)]
    changed = thread.add(more[0]).add(more[1])
    assert changed.roots[0].comment.id == "a"
    assert_same(changed, Thread.from_comments([*comments, *more], order=order))
