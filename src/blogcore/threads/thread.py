"""`Thread`: a discussion, as comments in reading order with their depths."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cached_property
from typing import Self, overload

from attrs import evolve, field, frozen

from ..errors import ThreadError, UnknownIdError
from ..models import Comment
from .anomaly import Anomaly
from .build import build, rearranged
from .change import added, removed, replaced
from .depth import clamped
from .diff import Diff, applied, difference
from .drift import Drift
from .ids import Ids
from .merge import Merged, merged, merged_from
from .node import Enter, Leave, Node
from .order import Order, oldest
from .prune import pruned
from .scope import EVERY_POST, Scope
from .shape import Shape
from .shifted import Shifted
from .visible import PUBLIC, Hiding, Viewer, visible

__all__ = ["Stats", "Thread"]


@frozen
class Stats:
    """How large a thread is."""

    comments: int
    #: How many stand at top level.
    roots: int
    #: Depth of the deepest comment: 0 where nobody answers anybody, and in an empty thread.
    deepest: int


@frozen(eq=False, repr=False)
class Thread:
    """The comments of a discussion in reading order: each is followed by all that is beneath it.

    Made by `from_comments`. It never changes, and nothing about it recurses: a chain of a million
    replies walks, compares, hashes, pickles and copies like a list.

    >>> Thread.from_comments([])
    <Thread of 0 comments>
    """

    #: The comments by their place in reading order: a tuple, or what a change left of one.
    rows: tuple[Comment, ...] | Drift = field(alias="comments")
    #: How many comments are above each; 0 at top level. To be read, not written.
    depths: array[int]
    #: What was odd and is repaired, the same for every order of input.
    anomalies: tuple[Anomaly, ...] = ()
    order: Order = oldest
    scope: Scope = EVERY_POST

    @classmethod
    def from_comments(
        cls,
        comments: Iterable[Comment],
        *,
        post_id: str | None = None,
        order: Order = oldest,
        strict: bool = False,
        elsewhere: Container[str] = (),
    ) -> Thread:
        """The thread of any pile of comments; every one is in it exactly once.

        Links and ids that cannot be are repaired, and each repair is in `anomalies`. With
        ``post_id`` the comments of other posts are left out, and named there too. ``elsewhere``
        holds ids of comments that exist under other posts, so that a link to one is told from a
        link to nothing.

        O(n log n) for the siblings' order, and linear otherwise. Raises `ThreadError` naming
        every repair, if ``strict`` and one was needed, and `ValidationError` for what is no
        comment.
        """
        scope = Scope(post_id, elsewhere)
        kept, depths, anomalies = build(comments, scope, order)
        if strict and anomalies:
            raise ThreadError(anomalies)
        return cls(kept, depths, anomalies, order, scope)

    def sorted(self, order: Order) -> Self:
        """The same tree with its siblings in another order."""
        comments, depths = rearranged(self.comments, self.depths, order)
        return evolve(self, comments=comments, depths=depths, order=order)

    # --- views: what is shown of it. Moderate first, then sort, cut into pages, and limit depth.

    def visible(self, to: Viewer = PUBLIC, *, hidden: Hiding = "tombstone") -> Self:
        """The thread as somebody may see it: everybody, a moderator, or the author of comments.

        What they may not see is gone, if nothing beneath it is to be seen. Else it becomes a
        `tombstone` in its place; or with ``hidden="vanish"`` it is gone with all beneath it, as
        WordPress does it; or with ``"promote"`` it is gone, and its replies move up to answer the
        nearest comment that is seen. Only a `MODERATOR` sees private fields, and siblings stand as
        what is seen of them says.

        Linear, but for the order where that asks for more than times. Raises `UnknownNameError`
        for another way of hiding.
        """
        seen = visible(self.comments, self.depths, self.anomalies, self.order, to, hidden)
        return self._part(*seen)

    def pruned(self, keep: Callable[[Comment], bool]) -> Self:
        """The comments to keep and those above them, each at its depth. Linear."""
        return self._part(*pruned(self.comments, self.depths, keep))

    def clamped(self, levels: int | None) -> Self:
        """The thread in at most so many levels; None: in as many as it has. Linear.

        Deeper replies join the deepest level, after what they answer, as WordPress does from
        ``thread_comments_depth`` on (``Walker_Comment::display_element``). Reading order and every
        ``in_reply_to`` stay. Raises `ValidationError` for less than one level.
        """
        if levels is None:
            return self
        return evolve(self, depths=clamped(self.depths, levels))

    def _part(self, comments: tuple[Comment, ...], depths: array[int]) -> Self:
        """A view that leaves comments out, and with them what was odd about any."""
        return evolve(self, comments=comments, depths=depths, anomalies=())

    # --- walking and looking up ----------------------------------------------------------------

    @property
    def roots(self) -> tuple[Node, ...]:
        """The comments at top level, in order. Linear in their number."""
        return tuple(Node(self, index) for index in self.shape.siblings_from(0, len(self)))

    @property
    def stats(self) -> Stats:
        """How many comments, how many at top level, and how deep. Linear."""
        roots = sum(1 for depth in self.depths if not depth)
        return Stats(len(self), roots, max(self.depths, default=0))

    def events(self) -> Iterator[Enter | Leave]:
        """A walk in reading order that also says where all beneath a comment ends.

        What a renderer needs to open and close its elements without recursion. Linear.
        """
        path: list[Node] = []
        for node, depth in zip(self, self.depths, strict=True):
            while len(path) > depth:
                yield Leave(path.pop())
            path.append(node)
            yield Enter(node)
        while path:
            yield Leave(path.pop())

    # --- changes: each a new thread, as if it were built of the pile that results ---------------

    def add(self, comment: Comment) -> Self:
        """The thread with one more comment, wherever it belongs.

        Comments may be added in any order: what answered it and found it missing moves beneath
        it. A second record of an id is a duplicate, as in `from_comments`. O(depth + √n) steps
        besides what moves, and a copy of `depths`; the first time, ids are sorted too.
        """
        return added(self, [comment])

    def add_many(self, comments: Iterable[Comment]) -> Self:
        """The thread with more comments; as `add` of each, in one pass."""
        return added(self, comments)

    def replace(self, comment: Comment) -> Self:
        """The thread with this record in the place of all records that have its id.

        Costs as `add` does. Raises `UnknownIdError` where there is none.
        """
        return replaced(self, comment)

    def remove(self, id: str) -> Self:
        """The thread without a comment; one that has replies leaves a `tombstone`.

        Every record with this id goes. Costs as `add` does. Raises `UnknownIdError` where there
        is none.
        """
        return removed(self, id)

    def diff(self, other: Thread) -> Diff:
        """What makes this thread the other: ``a.apply(a.diff(b)) == b``. Linear."""
        return difference(self, other)

    def apply(self, diff: Diff) -> Self:
        """The thread after a diff, in the order of the later thread of it.

        Raises `ValidationError` naming every record that the diff takes away and is not there.
        """
        return applied(self, diff)

    @overload
    def merge(self, other: Thread) -> Self: ...
    @overload
    def merge(self, other: Thread, *, base: Thread) -> Merged[Self]: ...
    def merge(self, other: Thread, *, base: Thread | None = None) -> Self | Merged[Self]:
        """What either thread has, each comment once, in this one's order and scope. Linear.

        Of two records of a comment the newest `updated` is kept, as among duplicates. For threads
        in one order it is commutative, associative and idempotent. With ``base``, the version that
        both came from, a change made on one side is made, what was taken away on one side stays
        away, and what both sides changed is in the conflicts of the `Merged` that comes back.
        """
        return merged(self, other) if base is None else merged_from(self, other, base)

    def __len__(self) -> int:
        return len(self.depths)

    def __iter__(self) -> Iterator[Node]:
        """Nodes in reading order."""
        return (Node(self, index) for index in range(len(self)))

    def __getitem__(self, id: str) -> Node:
        """The node of the comment with this id. O(log n), after one sort of the ids.

        Raises `UnknownIdError`, which is a KeyError.
        """
        index = self.ids.find(id)
        if index is None:
            raise UnknownIdError("comment", id)
        return Node(self, index)

    def __contains__(self, id: object) -> bool:
        """Whether a comment with this id is there."""
        return isinstance(id, str) and self.ids.find(id) is not None

    def __eq__(self, other: object) -> bool:
        """The same comments in the same places, after the same repairs."""
        if not isinstance(other, Thread):
            return NotImplemented
        return self is other or (
            self.depths == other.depths
            and self.comments == other.comments
            and self.anomalies == other.anomalies
        )

    def __hash__(self) -> int:
        return hash((self.comments, tuple(self.depths)))

    def __repr__(self) -> str:
        odd = f", {len(self.anomalies)} anomalies" if self.anomalies else ""
        return f"<Thread of {len(self)} comments{odd}>"

    def __copy__(self) -> Thread:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Thread:
        return self

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return (type(self), (self.comments, self.depths, self.anomalies, self.order, self.scope))

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """All of them, in reading order. After a change they are put together at first use."""
        return self.rows if isinstance(self.rows, tuple) else self.rows.together()

    @cached_property
    def shape(self) -> Shape | Shifted:
        """The tree as columns, for code that walks by index. Worked out at the first use."""
        drift = self._drift
        return Shape(self.depths) if drift is None else Shifted(drift)

    @cached_property
    def ids(self) -> Ids | Drift:
        """Where the comment with an id stands. The ids are sorted at the first use."""
        return Ids(self.comments, self.depths) if self._drift is None else self._drift

    @property
    def _drift(self) -> Drift | None:
        """What is left of the thread that this one was changed from, if its depths are those."""
        rows = self.rows
        return rows if isinstance(rows, Drift) and rows.depths is self.depths else None
