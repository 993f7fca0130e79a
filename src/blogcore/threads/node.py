"""`Node`: one comment at its position in a thread; `Enter`, `Leave`: steps of a walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from blogcore.models import Comment

if TYPE_CHECKING:
    from blogcore.threads.thread import Thread

__all__ = ["Enter", "Leave", "Node"]


@frozen(eq=False, repr=False)
class Node:
    """A view of one comment in a thread. Nodes are made on demand; the thread stores none."""

    #: The thread.
    thread: Thread
    #: The position in the thread (pre-order), from 0.
    index: int

    @property
    def comment(self) -> Comment:
        """The comment itself."""
        return self.thread.comments[self.index]

    @property
    def depth(self) -> int:
        """The number of ancestors; 0 at top level."""
        return self.thread.depths[self.index]

    @property
    def parent(self) -> Node | None:
        """The node of the comment that this one answers, after repairs; None at top level."""
        parent = self.thread.tree.parent(self.index)
        return None if parent is None else Node(self.thread, parent)

    @property
    def children(self) -> tuple[Node, ...]:
        """The direct replies, in order. Linear in their number."""
        tree = self.thread.tree
        replies = tree.siblings(self.index + 1, tree.end(self.index))
        return tuple(Node(self.thread, index) for index in replies)

    @property
    def ancestors(self) -> tuple[Node, ...]:
        """The parent, its parent, and so on, nearest first. Linear in the depth."""
        ancestors: list[Node] = []
        parent = self.parent
        while parent is not None:
            ancestors.append(parent)
            parent = parent.parent
        return tuple(ancestors)

    @property
    def descendants(self) -> tuple[Node, ...]:
        """All direct and indirect replies, in pre-order. Linear in their number."""
        end = self.thread.tree.end(self.index)
        return tuple(Node(self.thread, index) for index in range(self.index + 1, end))

    @property
    def folded(self) -> int:
        """How many descendants `Thread.collapsed` left out, as in "5 more replies"; else 0."""
        return self.thread.folded.get(self.comment.id, 0)

    @property
    def position(self) -> int:
        """The position among the siblings, from 1."""
        return self.thread.tree.rank(self.index) + 1

    @property
    def number(self) -> str:
        """The positions from top level down, as in "2.1.3". Linear in the depth.

        That is the third reply to the first reply to the second comment at top level.
        """
        path = [self, *self.ancestors]
        return ".".join(str(node.position) for node in reversed(path))

    def __eq__(self, other: object) -> bool:
        """Whether both are at the same position in the same thread, or in equal threads."""
        if not isinstance(other, Node):
            return NotImplemented
        return self.index == other.index and self.thread == other.thread

    def __hash__(self) -> int:
        return hash((self.index, self.comment.id))

    def __repr__(self) -> str:
        return f"<Node {self.index} at depth {self.depth}: comment {self.comment.id!r}>"


@frozen
class Enter:
    """A step of `Thread.events`: a node begins; its replies follow."""

    #: The node.
    node: Node


@frozen
class Leave:
    """A step of `Thread.events`: a node ends, after all its descendants."""

    #: The node.
    node: Node
