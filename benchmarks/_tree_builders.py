"""Ways to build a tree of comments; each returns the comments in pre-order.

The others do less than blogcore: none looks for cycles, duplicates or other posts, and orphans are
simply put at top level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from blogcore import Comment, Thread

__all__ = ["LIBRARIES", "anytree", "blogcore", "hand_written", "networkx"]

_TIME_AND_ID = attrgetter("published", "id")


def blogcore(comments: list[Comment]) -> Any:
    """Build a `Thread`."""
    return Thread.from_comments(comments)


def hand_written(comments: list[Comment]) -> Any:
    """The usual loop: a dict of lists, siblings sorted, a stack."""
    known = {comment.id for comment in comments}
    children: dict[str | None, list[Comment]] = {}
    for comment in comments:
        parent = comment.in_reply_to if comment.in_reply_to in known else None
        children.setdefault(parent, []).append(comment)
    for siblings in children.values():
        siblings.sort(key=_TIME_AND_ID)
    ordered: list[tuple[Comment, int]] = []
    stack = [(comment, 0) for comment in reversed(children.get(None, []))]
    while stack:
        comment, depth = stack.pop()
        ordered.append((comment, depth))
        for reply in reversed(children.get(comment.id, ())):
            stack.append((reply, depth + 1))
    return ordered


def anytree(comments: list[Comment]) -> Any:
    """One node per comment."""
    from anytree import Node, PreOrderIter

    return _linked(comments, Node, PreOrderIter)


def bigtree(comments: list[Comment]) -> Any:
    """One node per comment."""
    from bigtree import Node, preorder_iter

    return _linked(comments, Node, preorder_iter)


def _linked(comments: list[Comment], make: Any, walk: Any) -> Any:
    """Attach nodes, oldest first; a common root would make it quadratic."""
    ordered = sorted(comments, key=_TIME_AND_ID)
    nodes = {comment.id: make(comment.id, comment=comment) for comment in ordered}
    roots = []
    for comment in ordered:
        if comment.in_reply_to in nodes:
            nodes[comment.id].parent = nodes[comment.in_reply_to]
        else:
            roots.append(nodes[comment.id])
    return [(node.comment, node.depth) for root in roots for node in walk(root)]


def treelib(comments: list[Comment]) -> Any:
    """One tree below an artificial root; a parent must be added before its replies."""
    from treelib.tree import Tree

    tree = Tree()
    tree.create_node("thread", "root")
    known = {comment.id for comment in comments}
    for comment in _parents_first(comments):
        parent = comment.in_reply_to if comment.in_reply_to in known else "root"
        tree.create_node(comment.id, comment.id, parent=parent, data=comment)
    return list(tree.expand_tree("root", sorting=True, key=_treelib_key))


def _treelib_key(node: Any) -> Any:
    return _TIME_AND_ID(node.data)


def networkx(comments: list[Comment]) -> Any:
    """A directed graph below an artificial root, walked depth first, siblings sorted."""
    import networkx

    known = {comment.id for comment in comments}
    graph = networkx.DiGraph()
    graph.add_node("root")
    for comment in comments:
        graph.add_node(comment.id, comment=comment)
    for comment in comments:
        graph.add_edge(comment.in_reply_to if comment.in_reply_to in known else "root", comment.id)

    def by_time(ids: Iterable[Any]) -> list[Any]:
        return sorted(ids, key=lambda id: _TIME_AND_ID(graph.nodes[id]["comment"]))

    return list(networkx.dfs_preorder_nodes(graph, "root", sort_neighbors=by_time))


def _parents_first(comments: list[Comment]) -> list[Comment]:
    known = {comment.id for comment in comments}
    done: set[str] = set()
    ordered: list[Comment] = []
    waiting = sorted(comments, key=_TIME_AND_ID)
    while waiting:
        later: list[Comment] = []
        for comment in waiting:
            parent = comment.in_reply_to
            if parent in known and parent not in done:
                later.append(comment)
            else:
                ordered.append(comment)
                done.add(comment.id)
        waiting = later
    return ordered


LIBRARIES: tuple[Callable[[list[Comment]], Any], ...] = (anytree, bigtree, treelib, networkx)
