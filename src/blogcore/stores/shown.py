"""The public discussion in parts: which top-level comments show anything, and in what order."""

from __future__ import annotations

from typing import cast

from blogcore.stores.database import Row, Session
from blogcore.stores.rows import COMMENT
from blogcore.threads import Order

__all__ = ["discussions", "is_by_time", "place_of", "shown"]

#: A discussion is shown if it, or anything beneath it, is approved.
_SHOWN = """
    SELECT DISTINCT root_id FROM blogcore_comments WHERE post_id = :post_id AND status = 'approved'
"""
_BY_TIME = {
    "oldest": "published IS NULL, published, id",
    "newest": "published IS NULL, published DESC, id",
}


def is_by_time(order: Order) -> bool:
    """Whether the top level stands by what is in its own columns, so that SQL can cut pages."""
    return order.starts_with is not None and not order.needs_tree


def shown(session: Session, post_id: str) -> int:
    """How many discussions of a post show anything."""
    rows = session.rows(f"SELECT count(*) FROM ({_SHOWN}) AS shown", {"post_id": post_id})
    return cast("int", rows[0][0])


def discussions(session: Session, post_id: str, order: Order, places: slice) -> list[Row]:
    """All comments, of any status, of the discussions at these places, in no order."""
    by = _BY_TIME[order.starts_with or "oldest"]
    return session.rows(
        f"""
        SELECT {", ".join(COMMENT)} FROM blogcore_comments WHERE root_id IN (
            SELECT id FROM blogcore_comments WHERE id IN ({_SHOWN})
            ORDER BY {by} LIMIT :size OFFSET :start
        )
        """,
        {"post_id": post_id, "start": places.start, "size": places.stop - places.start},
    )


def place_of(session: Session, post_id: str, root_id: str, order: Order) -> int:
    """How many discussions stand before this one, which is shown."""
    by = _BY_TIME[order.starts_with or "oldest"]
    rows = session.rows(
        f"""
        SELECT place FROM (
            SELECT id, row_number() OVER (ORDER BY {by}) AS place
            FROM blogcore_comments WHERE id IN ({_SHOWN})
        ) AS placed WHERE id = :root_id
        """,
        {"post_id": post_id, "root_id": root_id},
    )
    return cast("int", rows[0][0]) - 1
