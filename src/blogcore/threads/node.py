"""`Node`: one comment in its place; `Enter` and `Leave`: a walk without recursion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from blogcore.models import Comment

if TYPE_CHECKING:
    from blogcore.threads.thread import Thread

__all__ = ["Enter", "Leave", "Node"]


@frozen(eq=False, repr=False)
class Node:
    """A view of one comment in a thread, made when it is asked for; the thread stores none."""

    thread: Thread
    #: Its place in reading order, from 0.
    index: int

    @property
    def comment(self) -> Comment:
        """The comment itself."""
        return self.thread.rows[self.index]

    @property
    def depth(self) -> int:
        """How many comments are above it; 0 at top level."""
        return self.thread.depths[self.index]

    @property
    def parent(self) -> Node | None:
        """The node that it answers, after repairs; None at top level."""
        above = self.thread.shape.parent(self.index)
        return None if above is None else Node(self.thread, above)

    @property
    def children(self) -> tuple[Node, ...]:
        """Its direct replies, in order. Linear in their number."""
        shape = self.thread.shape
        replies = shape.siblings_from(self.index + 1, shape.end(self.index))
        return tuple(Node(self.thread, index) for index in replies)

    @property
    def ancestors(self) -> tuple[Node, ...]:
        """What is above it, nearest first. Linear in its depth."""
        found: list[Node] = []
        above = self.parent
        while above is not None:
            found.append(above)
            above = above.parent
        return tuple(found)

    @property
    def descendants(self) -> tuple[Node, ...]:
        """All that is beneath it, in reading order. Linear in their number."""
        return tuple(
            Node(self.thread, index)
            for index in range(self.index + 1, self.thread.shape.end(self.index))
        )

    @property
    def folded(self) -> int:
        """How many comments beneath it are left out by `Thread.collapsed`: "5 more replies".

        0 where nothing is. What is beneath it and shown is not counted.
        """
        return self.thread.folded.get(self.comment.id, 0)

    @property
    def position(self) -> int:
        """Which of its siblings it is, from 1."""
        return self.thread.shape.rank(self.index) + 1

    @property
    def number(self) -> str:
        """Its place as text: "2.1.3" is the third reply to the first reply to the second comment.

        Linear in its depth.
        """
        path = [self, *self.ancestors]
        return ".".join(str(node.position) for node in reversed(path))

    def __eq__(self, other: object) -> bool:
        """The same place in the same thread, or in an equal one."""
        if not isinstance(other, Node):
            return NotImplemented
        return self.index == other.index and self.thread == other.thread

    def __hash__(self) -> int:
        return hash((self.index, self.comment.id))

    def __repr__(self) -> str:
        return f"<Node {self.index} at depth {self.depth}: comment {self.comment.id!r}>"


@frozen
class Enter:
    """The walk comes to a node; its replies follow."""

    node: Node


@frozen
class Leave:
    """The walk has passed a node and all beneath it."""

    node: Node
