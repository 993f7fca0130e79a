"""`Thread`: a discussion, as comments in reading order with their depths."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Self

from attrs import evolve, field, frozen

from ..errors import ThreadError, UnknownIdError
from ..models import Comment
from .anomaly import Anomaly
from .build import build, rearranged
from .depth import clamped
from .node import Enter, Leave, Node
from .order import Order, oldest
from .prune import pruned
from .shape import Shape
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

    #: In reading order.
    comments: tuple[Comment, ...]
    #: How many comments are above each; 0 at top level. To be read, not written.
    depths: Sequence[int] = field()
    #: What was odd and is repaired, the same for every order of input.
    anomalies: tuple[Anomaly, ...] = ()
    order: Order = oldest

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
        kept, depths, anomalies = build(comments, post_id, order, elsewhere)
        if strict and anomalies:
            raise ThreadError(anomalies)
        return cls(kept, depths, anomalies, order)

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

    def _part(self, comments: tuple[Comment, ...], depths: Sequence[int]) -> Self:
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

    def __len__(self) -> int:
        return len(self.comments)

    def __iter__(self) -> Iterator[Node]:
        """Nodes in reading order."""
        return (Node(self, index) for index in range(len(self)))

    def __getitem__(self, id: str) -> Node:
        """The node of the comment with this id. O(log n), after one sort of the ids.

        Raises `UnknownIdError`, which is a KeyError.
        """
        index = self._find(id)
        if index is None:
            raise UnknownIdError("comment", id)
        return Node(self, index)

    def __contains__(self, id: object) -> bool:
        """Whether a comment with this id is there."""
        return isinstance(id, str) and self._find(id) is not None

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

    @cached_property
    def shape(self) -> Shape:
        """The tree as columns, for code that walks by index. Worked out at the first use."""
        return Shape(self.depths)

    @cached_property
    def _by_id(self) -> array[int]:
        """Places in the order of their ids: 4 bytes a comment, where a dict would take 100."""
        comments = self.comments
        return array("I", sorted(range(len(comments)), key=lambda index: comments[index].id))

    def _find(self, id: str) -> int | None:
        comments, places = self.comments, self._by_id
        at = bisect_left(places, id, key=lambda index: comments[index].id)
        found = at < len(places) and comments[places[at]].id == id
        return places[at] if found else None
