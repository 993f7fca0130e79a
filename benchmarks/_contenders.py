"""What a user would thread comments with instead. Each gives the comments in reading order.

They are given less to do than blogcore: none looks for rings, duplicates or foreign posts, and
what answers nothing is simply put at top level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from blogcore import Comment, Thread

__all__ = ["CONTENDERS"]

_AGE = attrgetter("published", "id")


def blogcore(comments: list[Comment]) -> Any:
    """Ours."""
    return Thread.from_comments(comments)


def hand_written(comments: list[Comment]) -> Any:
    """The loop that everybody writes: dict of lists, siblings sorted, a stack."""
    known = {comment.id for comment in comments}
    children: dict[str | None, list[Comment]] = {}
    for comment in comments:
        parent = comment.in_reply_to if comment.in_reply_to in known else None
        children.setdefault(parent, []).append(comment)
    for siblings in children.values():
        siblings.sort(key=_AGE)
    ordered: list[tuple[Comment, int]] = []
    stack = [(comment, 0) for comment in reversed(children.get(None, []))]
    while stack:
        comment, depth = stack.pop()
        ordered.append((comment, depth))
        for reply in reversed(children.get(comment.id, ())):
            stack.append((reply, depth + 1))
    return ordered


def anytree(comments: list[Comment]) -> Any:
    """A node for each comment."""
    from anytree import Node, PreOrderIter

    return _linked(comments, Node, PreOrderIter)


def bigtree(comments: list[Comment]) -> Any:
    """As anytree."""
    from bigtree import Node, preorder_iter

    return _linked(comments, Node, preorder_iter)


def _linked(comments: list[Comment], make: Any, walk: Any) -> Any:
    """Nodes attached oldest first, without a common root: that would be quadratic."""
    ordered = sorted(comments, key=_AGE)
    nodes = {comment.id: make(comment.id, comment=comment) for comment in ordered}
    roots = []
    for comment in ordered:
        if comment.in_reply_to in nodes:
            nodes[comment.id].parent = nodes[comment.in_reply_to]
        else:
            roots.append(nodes[comment.id])
    return [(node.comment, node.depth) for root in roots for node in walk(root)]


def treelib(comments: list[Comment]) -> Any:
    """One tree under a made root; parents must be there first, so it follows reading order."""
    from treelib.tree import Tree

    tree = Tree()
    tree.create_node("thread", "root")
    known = {comment.id for comment in comments}
    for comment in _parents_first(comments):
        parent = comment.in_reply_to if comment.in_reply_to in known else "root"
        tree.create_node(comment.id, comment.id, parent=parent, data=comment)
    return list(tree.expand_tree("root", sorting=True, key=_treelib_age))


def _treelib_age(node: Any) -> Any:
    return _AGE(node.data)


def networkx(comments: list[Comment]) -> Any:
    """A directed graph under a made root, walked depth first, siblings sorted."""
    import networkx

    known = {comment.id for comment in comments}
    graph = networkx.DiGraph()
    graph.add_node("root")
    for comment in comments:
        graph.add_node(comment.id, comment=comment)
    for comment in comments:
        graph.add_edge(comment.in_reply_to if comment.in_reply_to in known else "root", comment.id)

    def by_age(ids: Iterable[Any]) -> list[Any]:
        return sorted(ids, key=lambda id: _AGE(graph.nodes[id]["comment"]))

    return list(networkx.dfs_preorder_nodes(graph, "root", sort_neighbors=by_age))


def _parents_first(comments: list[Comment]) -> list[Comment]:
    known = {comment.id for comment in comments}
    placed: set[str] = set()
    ordered: list[Comment] = []
    waiting = sorted(comments, key=_AGE)
    while waiting:
        later: list[Comment] = []
        for comment in waiting:
            parent = comment.in_reply_to
            if parent in known and parent not in placed:
                later.append(comment)
            else:
                ordered.append(comment)
                placed.add(comment.id)
        waiting = later
    return ordered


CONTENDERS: tuple[Callable[[list[Comment]], Any], ...] = (
    blogcore,
    hand_written,
    anytree,
    bigtree,
    treelib,
    networkx,
)
