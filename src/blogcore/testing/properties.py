"""Properties of threads and of stored values: assertions for any test, contracts to subclass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar, cast

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcore.models import Comment
from blogcore.models.private import private_fields
from blogcore.orders import Order, oldest
from blogcore.strategies import comment_lists
from blogcore.testing._execution import CHECK_SETTINGS
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

_check = settings(CHECK_SETTINGS, max_examples=100)
#: Shorter values of private fields are not searched for, since they occur in any text.
_SHORTEST_SECRET = 4


def assert_each_once(comments: Iterable[Comment], thread: Thread) -> None:
    """Check that nothing is lost: a thread has the id of each comment exactly once. Linear.

    Args:
        comments: The comments that the thread was made of.
        thread: The thread.
    """
    expected = {comment.id for comment in comments}
    counts = Counter(comment.id for comment in thread.comments)
    problems = {
        "loses": expected - counts.keys(),
        "invents": counts.keys() - expected,
        "has twice": {id for id, count in counts.items() if count > 1},
    }
    wrong = [f"{verb} {', '.join(map(repr, sorted(ids)))}" for verb, ids in problems.items() if ids]
    assert not wrong, f"the thread {'; '.join(wrong)}\n{sketch(thread)}"


def assert_reading_order(thread: Thread) -> None:
    """Check that each comment follows its parent, at one level more than the parent's. Linear.

    Args:
        thread: The thread.
    """
    deepest = 0
    for comment, depth in zip(thread.comments, thread.depths, strict=True):
        assert 0 <= depth <= deepest, (
            f"comment {comment.id!r} is at depth {depth}, where {deepest} is the deepest\n"
            f"{sketch(thread)}"
        )
        deepest = depth + 1


def assert_same_thread(left: Thread, right: Thread) -> None:
    """Check that two threads are equal; the message shows them side by side if they differ.

    Args:
        left: A thread.
        right: The thread to compare it with.
    """
    assert left == right, "\n".join(["threads differ", *side_by_side(left, right)])


def assert_nothing_private(comments: Iterable[Comment], output: str) -> None:
    """Check that no private field of a comment or of its author is in an output.

    Values shorter than four characters are not searched for: they occur in any text.

    Args:
        comments: The comments that were rendered or written.
        output: What was made of them.
    """
    for comment in comments:
        models: tuple[attrs.AttrsInstance, ...] = (comment, comment.author)
        for model in models:
            for name in sorted(private_fields(type(model)) - {"extra"}):
                value: object = getattr(model, name)
                if isinstance(value, str) and len(value) >= _SHORTEST_SECRET:
                    field = f"{type(model).__name__.lower()}.{name} of comment {comment.id!r}"
                    assert value not in output, f"{field} is in the output: {value!r}"


class ThreadContract:
    """Checks of code that makes threads of comments: an order, a view, a store.

    ::

        class TestByLength(ThreadContract):
            order = Order.by(lambda comment: len(comment.body.text), "length")

        class TestStore(ThreadContract):
            def thread(self, comments):
                return saved_and_loaded(Thread.from_comments(comments))

    pytest collects one test for each property.
    """

    #: How siblings are sorted.
    order: ClassVar[Order] = oldest

    def thread(self, comments: Sequence[Comment]) -> Thread:
        """Return the thread to check. Override this for code that makes threads in another way.

        Args:
            comments: The comments of a discussion, in any order and possibly damaged.
        """
        return Thread.from_comments(comments, order=self.order)

    @_check
    @given(comment_lists())
    def test_every_comment_occurs_once(self, comments: list[Comment]) -> None:
        """Every id occurs once in the thread, for any ids and links."""
        assert_each_once(comments, self.thread(comments))

    @_check
    @given(comment_lists())
    def test_parents_come_before_their_answers(self, comments: list[Comment]) -> None:
        """Each comment follows its parent."""
        assert_reading_order(self.thread(comments))

    @_check
    @given(comment_lists(), st.data())
    def test_the_order_of_input_does_not_matter(
        self, comments: list[Comment], data: st.DataObject
    ) -> None:
        """The same comments give the same thread in any order."""
        other = data.draw(st.permutations(comments))
        assert_same_thread(self.thread(comments), self.thread(other))

    @_check
    @given(comment_lists())
    def test_the_input_is_not_changed(self, comments: list[Comment]) -> None:
        """Neither the comments nor the list change."""
        before = list(comments)
        self.thread(comments)
        assert comments == before, "the list of comments was changed"


class RoundTripContract(Generic[T]):
    """Checks of code that writes values and reads them back: a column, a cache, a queue.

    ::

        class TestCache(RoundTripContract[Comment]):
            values = comments()

            def dumps(self, value):
                return pickle.dumps(value)

            def loads(self, written):
                return pickle.loads(written)
    """

    #: A strategy for the values to write.
    values: ClassVar[st.SearchStrategy[object]]

    def dumps(self, value: T) -> object:
        """Return what is written for a value.

        Args:
            value: A value that ``values`` gave.
        """
        raise NotImplementedError(f"define {type(self).__name__}.dumps, which writes a value")

    def loads(self, written: object) -> T:
        """Return the value that was written.

        Args:
            written: What ``dumps`` returned.
        """
        raise NotImplementedError(f"define {type(self).__name__}.loads, which reads a value")

    @_check
    @given(st.data())
    def test_values_are_read_back_unchanged(self, data: st.DataObject) -> None:
        """A value that is read equals the one that was written, in private fields too."""
        value = self._value(data)
        read = self.loads(self.dumps(value))
        if isinstance(value, Thread) and isinstance(read, Thread):
            assert_same_thread(read, value)
        assert read == value

    @_check
    @given(st.data())
    def test_the_same_value_is_written_the_same_way(self, data: st.DataObject) -> None:
        """Writing twice gives the same: no clock, chance or order of a set is involved."""
        value = self._value(data)
        assert self.dumps(value) == self.dumps(value)

    def _value(self, data: st.DataObject) -> T:
        return cast("T", data.draw(self.values))
