"""Properties of threads and of stored values: assertions for any test, contracts to subclass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar, cast

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blogcore.models import Comment
from blogcore.models.private import private_fields
from blogcore.orders import Order, oldest
from blogcore.strategies import comment_lists
from blogcore.threads import Thread
from blogcore.threads.sketch import side_by_side, sketch

__all__ = [
    "RoundTripContract",
    "ThreadContract",
    "assert_each_once",
    "assert_nothing_private",
    "assert_reading_order",
    "assert_same_thread",
]

T = TypeVar("T")

#: A class that takes a law over runs the same law, whatever Hypothesis thinks of that.
_checked = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.differing_executors]
)


def assert_each_once(comments: Iterable[Comment], thread: Thread) -> None:
    """Nothing is lost: every id that was given is in the thread, and none twice. Linear."""
    given_ids = {comment.id for comment in comments}
    found = [comment.id for comment in thread.comments]
    lost, more = given_ids - {*found}, {*found} - given_ids
    twice = {id for id, times in Counter(found).items() if times > 1}
    told = (("loses", lost), ("invents", more), ("has twice", twice))
    wrong = [f"{what} {', '.join(map(repr, sorted(ids)))}" for what, ids in told if ids]
    assert not wrong, f"the thread {'; '.join(wrong)}\n{sketch(thread)}"


def assert_reading_order(thread: Thread) -> None:
    """Every comment stands beneath one that comes before it, no level left out. Linear."""
    deepest = 0
    for comment, depth in zip(thread.comments, thread.depths, strict=True):
        assert 0 <= depth <= deepest, (
            f"comment {comment.id!r} is at depth {depth}, where {deepest} is the deepest\n"
            f"{sketch(thread)}"
        )
        deepest = depth + 1


def assert_same_thread(left: Thread, right: Thread) -> None:
    """Two threads are equal; where they are not, both are shown side by side."""
    assert left == right, "\n".join(["threads differ", *side_by_side(left, right)])


def assert_nothing_private(comments: Iterable[Comment], output: str) -> None:
    """No private field of a comment or of its author is in the output.

    Values shorter than four characters are not looked for: they may be in anything.
    """
    for comment in comments:
        models: tuple[attrs.AttrsInstance, ...] = (comment, comment.author)
        for model in models:
            for name in sorted(private_fields(type(model)) - {"extra"}):
                value: object = getattr(model, name)
                if isinstance(value, str) and len(value) > 3:
                    place = f"{type(model).__name__.lower()}.{name} of comment {comment.id!r}"
                    assert value not in output, f"{place} is in the output: {value!r}"


class ThreadContract:
    """The tests of whatever makes threads of comments: an order, a view, a store.

    ::

        class TestByLength(ThreadContract):
            order = Order.by(lambda comment: len(comment.body.text), "length")

        class TestStore(ThreadContract):
            def thread(self, comments):
                return saved_and_loaded(Thread.from_comments(comments))

    pytest then collects one test for each law.
    """

    #: How siblings stand.
    order: ClassVar[Order] = oldest

    def thread(self, comments: Sequence[Comment]) -> Thread:
        """What is under test: the thread of any pile. Override it for another way to make one."""
        return Thread.from_comments(comments, order=self.order)

    @_checked
    @given(comment_lists())
    def test_every_comment_is_there_once(self, comments: list[Comment]) -> None:
        """Whatever ids and links say."""
        assert_each_once(comments, self.thread(comments))

    @_checked
    @given(comment_lists())
    def test_comments_stand_in_reading_order(self, comments: list[Comment]) -> None:
        """Each beneath one that comes before it."""
        assert_reading_order(self.thread(comments))

    @_checked
    @given(comment_lists(), st.data())
    def test_the_order_of_input_does_not_matter(
        self, comments: list[Comment], data: st.DataObject
    ) -> None:
        """The same comments give the same thread."""
        other = data.draw(st.permutations(comments))
        assert_same_thread(self.thread(comments), self.thread(other))

    @_checked
    @given(comment_lists())
    def test_the_comments_given_are_left_as_they_are(self, comments: list[Comment]) -> None:
        """The list too."""
        before = list(comments)
        self.thread(comments)
        assert comments == before, "the list of comments was changed"


class RoundTripContract(Generic[T]):
    """The tests of whatever writes values and reads them back: a column, a cache, a queue.

    ::

        class TestCache(RoundTripContract[Comment]):
            values = comments()

            def dumps(self, value):
                return pickle.dumps(value)

            def loads(self, written):
                return pickle.loads(written)
    """

    #: What is written.
    values: ClassVar[st.SearchStrategy[object]]

    def dumps(self, value: T) -> object:
        """What is written for a value."""
        raise NotImplementedError(f"say in {type(self).__name__}.dumps how a value is written")

    def loads(self, written: object) -> T:
        """The value that was written."""
        raise NotImplementedError(f"say in {type(self).__name__}.loads how a value is read")

    @_checked
    @given(st.data())
    def test_what_is_read_is_what_was_written(self, data: st.DataObject) -> None:
        """Equal, and private fields with it."""
        value = self._value(data)
        read = self.loads(self.dumps(value))
        if isinstance(value, Thread) and isinstance(read, Thread):
            assert_same_thread(read, value)
        assert read == value

    @_checked
    @given(st.data())
    def test_the_same_value_is_written_the_same(self, data: st.DataObject) -> None:
        """Twice: no clock, chance or order of a set is in it."""
        value = self._value(data)
        assert self.dumps(value) == self.dumps(value)

    def _value(self, data: st.DataObject) -> T:
        return cast("T", data.draw(self.values))
