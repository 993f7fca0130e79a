"""What a front end does with a discussion, with blogcore and with what a user would use instead.

Each library is a function of the comments, a later version of them, and comments to add; it yields
named jobs, to be run in this order. The others do less than blogcore: none looks for cycles,
duplicates or other posts. What a library cannot do is not listed. The others change their trees in
place, where blogcore returns a new thread.
"""

from __future__ import annotations

import tempfile
from bisect import insort
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import count, islice
from operator import attrgetter
from pathlib import Path
from typing import Any

from benchmarks._tree_builders import anytree as anytree_build
from benchmarks._tree_builders import networkx as networkx_build

from blogcore import Comment, Thread
from blogcore.orders import Order, active, best, controversial, hot, most_replied, newest, top

__all__ = ["LIBRARIES"]

Jobs = Iterator[tuple[str, Callable[[], Any]]]

PAGE = 50
_TIME_AND_ID = attrgetter("published", "id")
_NOW = datetime(2030, 1, 1, tzinfo=UTC)
_ORDERS: tuple[Order, ...] = (newest, top, best, controversial, hot(_NOW), active, most_replied)


def blogcore(comments: list[Comment], later: list[Comment], new: Iterator[Comment]) -> Jobs:
    """Yield the jobs with a `Thread`."""
    thread, other = Thread.from_comments(comments), Thread.from_comments(later)
    middle = comments[len(comments) // 2].id
    yield "build", lambda: Thread.from_comments(comments)
    for order in _ORDERS:
        yield f"sort {order.name}", partial(thread.sorted, order)
    yield "visible", thread.visible
    yield "page 1", lambda: Thread(thread.comments, thread.depths).page(1, PAGE)
    yield "look up (first time)", lambda: middle in Thread(thread.comments, thread.depths)
    yield "page_of", lambda: thread.page_of(middle, PAGE)
    yield "add 1", lambda: thread.add(next(new))
    yield "add 1,000", lambda: thread.add_many(islice(new, 1000))
    yield "add 10 one by one", lambda: _one_by_one(thread, islice(new, 10))
    yield "diff", lambda: thread.diff(other)
    yield "merge", lambda: thread.merge(other)


def _one_by_one(thread: Thread, new: Iterator[Comment]) -> Thread:
    for comment in new:
        thread = thread.add(comment)
    return thread


def hand_written(comments: list[Comment], later: list[Comment], new: Iterator[Comment]) -> Jobs:
    """The usual loops: a dict of lists, siblings sorted, a stack."""
    by_id, children = _linked(comments, _TIME_AND_ID)
    middle = comments[len(comments) // 2]
    yield "build", lambda: _walk(_linked(comments, _TIME_AND_ID)[1])
    yield "sort newest", lambda: _walk(_sorted(children, _TIME_AND_ID, reverse=True))
    yield "sort top", lambda: _walk(_sorted(children, lambda it: it.dislikes - it.likes))
    yield "visible", lambda: _visible(_walk(children))
    yield "page 1", lambda: _walk(children, children[None][:PAGE])
    yield "page_of", lambda: children[None].index(_top(by_id, middle)) // PAGE + 1
    yield "add 1", lambda: _insert(by_id, children, next(new))
    yield "add 1,000", lambda: [_insert(by_id, children, it) for it in islice(new, 1000)]
    yield "diff", lambda: _compared(comments, later)
    yield "merge", lambda: _walk(_linked(_union(comments, later), _TIME_AND_ID)[1])


Children = dict[str | None, list[Comment]]


def _linked(comments: list[Comment], key: Any) -> tuple[dict[str, Comment], Children]:
    by_id = {comment.id: comment for comment in comments}
    children: Children = {}
    for comment in comments:
        parent = comment.in_reply_to if comment.in_reply_to in by_id else None
        children.setdefault(parent, []).append(comment)
    for siblings in children.values():
        siblings.sort(key=key)
    return by_id, children


def _sorted(children: Children, key: Any, reverse: bool = False) -> Children:
    return {id: sorted(them, key=key, reverse=reverse) for id, them in children.items()}


def _walk(children: Children, roots: list[Comment] | None = None) -> list[tuple[Comment, int]]:
    ordered: list[tuple[Comment, int]] = []
    stack = [(comment, 0) for comment in reversed(roots or children.get(None, []))]
    while stack:
        comment, depth = stack.pop()
        ordered.append((comment, depth))
        for reply in reversed(children.get(comment.id, ())):
            stack.append((reply, depth + 1))
    return ordered


def _visible(ordered: list[tuple[Comment, int]]) -> list[tuple[Comment, int]]:
    """Return visible comments, and hidden ones that have visible replies, but no tombstones."""
    kept: list[tuple[Comment, int]] = []
    for comment, depth in reversed(ordered):
        if comment.status == "approved" or (kept and kept[-1][1] > depth):
            kept.append((comment, depth))
    return kept[::-1]


def _top(by_id: dict[str, Comment], comment: Comment) -> Comment:
    while comment.in_reply_to in by_id:
        comment = by_id[comment.in_reply_to]
    return comment


def _insert(by_id: dict[str, Comment], children: Children, comment: Comment) -> Comment:
    by_id[comment.id] = comment
    parent = comment.in_reply_to if comment.in_reply_to in by_id else None
    insort(children.setdefault(parent, []), comment, key=_TIME_AND_ID)
    return comment


def _compared(before: list[Comment], after: list[Comment]) -> Any:
    old, current = ({it.id: it for it in comments} for comments in (before, after))
    changed = [id for id, it in current.items() if id in old and old[id] != it]
    return current.keys() - old.keys(), old.keys() - current.keys(), changed


def _union(one: list[Comment], other: list[Comment]) -> list[Comment]:
    both = {it.id: it for it in one}
    for it in other:
        own = both.get(it.id)
        if own is None or (it.updated and (own.updated is None or own.updated < it.updated)):
            both[it.id] = it
    return list(both.values())


def anytree(comments: list[Comment], later: list[Comment], new: Iterator[Comment]) -> Jobs:
    """One node per comment, changed in place."""
    from anytree import Node, PreOrderIter

    ordered = anytree_build(comments)
    nodes = {}
    for comment in sorted(comments, key=_TIME_AND_ID):
        nodes[comment.id] = Node(comment.id, comment=comment)
    for comment in sorted(comments, key=_TIME_AND_ID):
        if comment.in_reply_to in nodes:
            nodes[comment.id].parent = nodes[comment.in_reply_to]
    roots = [node for node in nodes.values() if node.parent is None]
    middle = nodes[comments[len(comments) // 2].id]
    yield "build", lambda: anytree_build(comments)
    yield "page 1", lambda: [it for root in roots[:PAGE] for it in PreOrderIter(root)]
    yield "page_of", lambda: roots.index(middle.root) // PAGE + 1
    yield "visible", lambda: _visible(ordered)

    def add(comment: Comment) -> Any:
        nodes[comment.id] = Node(comment.id, parent=nodes.get(comment.in_reply_to or ""))
        return nodes[comment.id]

    yield "add 1", lambda: add(next(new))
    yield "add 1,000", lambda: [add(it) for it in islice(new, 1000)]


def networkx(comments: list[Comment], later: list[Comment], new: Iterator[Comment]) -> Jobs:
    """A directed graph below an artificial root, changed in place."""
    import networkx

    def graph_of(items: list[Comment]) -> Any:
        known = {it.id for it in items}
        graph = networkx.DiGraph()
        graph.add_nodes_from((it.id, {"comment": it}) for it in items)
        graph.add_edges_from(
            (it.in_reply_to if it.in_reply_to in known else "root", it.id) for it in items
        )
        return graph

    graph, other = graph_of(comments), graph_of(later)
    yield "build", lambda: networkx_build(comments)

    def add(comment: Comment) -> Any:
        graph.add_node(comment.id, comment=comment)
        graph.add_edge(comment.in_reply_to if comment.in_reply_to in graph else "root", comment.id)
        return graph

    yield "add 1", lambda: add(next(new))
    yield "add 1,000", lambda: [add(it) for it in islice(new, 1000)]
    yield "diff", lambda: (set(graph.edges) ^ set(other.edges), set(graph) ^ set(other))
    yield "merge", lambda: networkx.compose(graph, other)


def django_tree_queries(
    comments: list[Comment], later: list[Comment], new: Iterator[Comment]
) -> Jobs:
    """Rows in SQLite, a recursive query for the tree."""
    with tempfile.TemporaryDirectory() as folder:
        model = _django_model(Path(folder) / "comments.sqlite3")
        keys = {comment.id: number for number, comment in enumerate(comments, 1)}
        numbers = count(len(comments) + 1)

        def row(comment: Comment, key: int) -> Any:
            parent = keys.get(comment.in_reply_to or "")
            visible = comment.status == "approved"
            return model(id=key, parent_id=parent, published=comment.published, visible=visible)

        def insert_all() -> None:
            rows = [row(comment, keys[comment.id]) for comment in comments]
            model.objects.all().delete()
            model.objects.bulk_create(rows, batch_size=200)

        tree = model.objects.with_tree_fields()
        yield "insert all", insert_all
        yield "build", lambda: list(tree.all())
        yield "visible", lambda: list(tree.filter(visible=True))
        yield "page 1", lambda: _django_page(model)
        yield "add 1", lambda: row(next(new), next(numbers)).save(force_insert=True)
        yield (
            "add 1,000",
            lambda: model.objects.bulk_create(
                [row(it, next(numbers)) for it in islice(new, 1000)], batch_size=200
            ),
        )


def _django_page(model: Any) -> Any:
    """Return the first top-level comments and their descendants, level by level."""
    page = list(model.objects.without_tree_fields().filter(parent=None)[:PAGE])
    level = page
    while level:
        level = list(model.objects.without_tree_fields().filter(parent__in=[it.pk for it in level]))
        page = page + level
    return page


def _django_model(path: Path) -> Any:
    import django
    from django.conf import settings

    engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}
    settings.configure(DATABASES={"default": engine}, INSTALLED_APPS=["tree_queries"], USE_TZ=True)
    django.setup()
    from django.db import connection, models
    from tree_queries.models import TreeNode

    class Row(TreeNode):  # type: ignore[misc]
        published = models.DateTimeField(db_index=True)
        visible = models.BooleanField()

        class Meta:
            app_label = "benchmarks"
            ordering = ("published", "id")

    with connection.schema_editor() as editor:
        editor.create_model(Row)
    return Row


LIBRARIES: tuple[Callable[[list[Comment], list[Comment], Iterator[Comment]], Jobs], ...] = (
    blogcore,
    hand_written,
    anytree,
    networkx,
    django_tree_queries,
)
