"""Under which top-level comment each one stands: the column ``root_id``, kept as comments come.

It is what makes a page of a discussion readable without the rest. A `Thread` judges all links; so
whenever more than the new comment itself may have moved, a thread of the post's links is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from blogcore.models import Author, Body, Comment
from blogcore.stores.database import Row, Session, Values
from blogcore.stores.rows import time_of
from blogcore.threads import Thread

__all__ = ["place", "place_all"]

_NOBODY = Author(name="")
_NOTHING = Body()


def place(session: Session, comment: Comment) -> str | None:
    """The root of a comment that is new to the store; None where others may move as well.

    Nothing moves where nobody waited for it: then it stands beneath its parent, or on top.
    """
    waiting = session.rows(
        "SELECT 1 FROM blogcore_comments WHERE post_id = :post_id AND in_reply_to = :id LIMIT 1",
        {"post_id": comment.post_id, "id": comment.id},
    )
    if waiting:
        return None
    parent = session.rows(
        "SELECT root_id FROM blogcore_comments WHERE post_id = :post_id AND id = :id",
        {"post_id": comment.post_id, "id": comment.in_reply_to},
    )
    return cast("str", parent[0][0]) if parent else comment.id


def place_all(session: Session, post_ids: Iterable[str]) -> None:
    """Set the roots of all comments of these posts anew. O(n log n) in their number."""
    for post_id in post_ids:
        rows = session.rows(
            "SELECT id, root_id, in_reply_to, published FROM blogcore_comments"
            " WHERE post_id = :post_id",
            {"post_id": post_id},
        )
        thread = Thread.from_comments(_bare(post_id, row) for row in rows)
        before = {row[0]: row[1] for row in rows}
        root = ""
        moved: list[Values] = []
        for node in thread:
            root = node.comment.id if node.depth == 0 else root
            if before[node.comment.id] != root:
                moved.append({"id": node.comment.id, "root_id": root})
        session.run("UPDATE blogcore_comments SET root_id = :root_id WHERE id = :id", moved)


def _bare(post_id: str, row: Row) -> Comment:
    """As much of a comment as decides where it stands."""
    id, _, in_reply_to, published = cast("tuple[str, str, str | None, int | None]", row)
    return Comment(
        id=id,
        post_id=post_id,
        author=_NOBODY,
        body=_NOTHING,
        in_reply_to=in_reply_to,
        published=time_of(published),
    )
