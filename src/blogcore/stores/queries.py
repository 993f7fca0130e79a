"""The queries of a store. Each function runs in an open transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import cast

from blogcore._text.plain import find_forbidden
from blogcore.errors import UnknownIdError
from blogcore.models import Comment, CommentStatus
from blogcore.moderation import AuditRecord
from blogcore.orders import Order
from blogcore.replies import Reply
from blogcore.replies.reply import normalise
from blogcore.replies.rules.abuse import fold_email
from blogcore.stores.database import Session, SqlParameters, SqlRow, select_in
from blogcore.stores.rows import (
    AUDIT_COLUMNS,
    COMMENT_COLUMNS,
    audit_from_row,
    comment_from_row,
    duplicate_key,
    to_microseconds,
)

__all__ = [
    "count_approved",
    "count_discussions",
    "discussion_index",
    "is_chronological",
    "iter_newest",
    "select_comment",
    "select_discussion_of",
    "select_discussions",
    "select_for_review",
    "select_history",
    "select_queue",
    "select_thread",
]

#: How many rows `iter_newest` fetches at a time.
_BATCH = 500

_SELECT = f"SELECT {', '.join(COMMENT_COLUMNS)} FROM blogcore_comments"


# --- comments ------------------------------------------------------------------------------------


def select_comment(session: Session, id: str) -> Comment:
    """Return the comment with this id. Raises `UnknownIdError`."""
    rows = session.select(f"{_SELECT} WHERE id = :id", {"id": id})
    if not rows:
        raise UnknownIdError("comment", id)
    return comment_from_row(rows[0])


def select_thread(session: Session, post_id: str) -> list[Comment]:
    """Return all comments of a post, in no order."""
    rows = session.select(f"{_SELECT} WHERE post_id = :post_id", {"post_id": post_id})
    return list(map(comment_from_row, rows))


def select_discussion_of(session: Session, id: str) -> list[Comment]:
    """Return the top-level ancestor of a comment with all its descendants, in no order."""
    root = "SELECT root_id FROM blogcore_comments WHERE id = :id"
    rows = session.select(f"{_SELECT} WHERE root_id = ({root})", {"id": id})
    return list(map(comment_from_row, rows))


# --- pages: a discussion is a top-level comment with its descendants -----------------------------

#: Roots of visible discussions: those with at least one approved comment.
_VISIBLE_ROOTS = """
    SELECT DISTINCT root_id FROM blogcore_comments WHERE post_id = :post_id AND status = 'approved'
"""
_ORDER_BY = {
    "oldest": "published IS NULL, published, id",
    "newest": "published IS NULL, published DESC, id",
}


def is_chronological(order: Order) -> bool:
    """Return whether top-level comments are ordered by time alone, so that SQL can cut pages."""
    return order.time_order is not None and not order.needs_tree


def count_discussions(session: Session, post_id: str) -> int:
    """Return the number of visible discussions of a post."""
    sql = f"SELECT count(*) FROM ({_VISIBLE_ROOTS}) AS roots"
    return cast("int", session.select(sql, {"post_id": post_id})[0][0])


def select_discussions(
    session: Session, post_id: str, order: Order, indexes: slice
) -> list[Comment]:
    """Return all comments, of any status, of the visible discussions at these indexes."""
    order_by = _ORDER_BY[order.time_order or "oldest"]
    rows = session.select(
        f"""
        {_SELECT} WHERE root_id IN (
            SELECT id FROM blogcore_comments WHERE id IN ({_VISIBLE_ROOTS})
            ORDER BY {order_by} LIMIT :size OFFSET :start
        )
        """,
        {"post_id": post_id, "start": indexes.start, "size": indexes.stop - indexes.start},
    )
    return list(map(comment_from_row, rows))


def discussion_index(session: Session, post_id: str, root_id: str, order: Order) -> int:
    """Return the index of a visible discussion among those of its post."""
    order_by = _ORDER_BY[order.time_order or "oldest"]
    rows = session.select(
        f"""
        SELECT position FROM (
            SELECT id, row_number() OVER (ORDER BY {order_by}) AS position
            FROM blogcore_comments WHERE id IN ({_VISIBLE_ROOTS})
        ) AS numbered WHERE id = :root_id
        """,
        {"post_id": post_id, "root_id": root_id},
    )
    return cast("int", rows[0][0]) - 1


# --- lists over many posts -----------------------------------------------------------------------

_COUNT_APPROVED = """
    SELECT post_id, count(*) FROM blogcore_comments
    WHERE status = 'approved' AND kind = 'comment' AND post_id IN ({values}) GROUP BY post_id
"""
_NEWEST_DATED = """
    SELECT id, post_id FROM blogcore_comments
    WHERE status = 'approved' AND published IS NOT NULL
    ORDER BY published DESC, id LIMIT :size OFFSET :start
"""
_NEWEST_UNDATED = """
    SELECT id, post_id FROM blogcore_comments
    WHERE status = 'approved' AND published IS NULL ORDER BY id LIMIT :size OFFSET :start
"""
_QUEUE = f"""
    {_SELECT} WHERE status = :status AND ({{condition}})
    ORDER BY published IS NULL, published, id LIMIT :size
"""
_AFTER_DATED = "published > :time OR published IS NULL OR (published = :time AND id > :id)"
_AFTER_UNDATED = "published IS NULL AND id > :id"


def count_approved(session: Session, post_ids: Sequence[str]) -> Mapping[str, int]:
    """Return the number of approved comments of each post, without pings."""
    rows = cast("Iterator[tuple[str, int]]", select_in(session, _COUNT_APPROVED, post_ids))
    return {**dict.fromkeys(post_ids, 0), **dict(rows)}


def iter_newest(session: Session) -> Iterator[tuple[str, str]]:
    """Yield id and post id of every approved comment, newest first, fetched in batches."""
    for sql in (_NEWEST_DATED, _NEWEST_UNDATED):
        for start in count(0, _BATCH):
            rows = session.select(sql, {"size": _BATCH, "start": start})
            yield from cast("list[tuple[str, str]]", rows)
            if len(rows) < _BATCH:
                break


def select_queue(
    session: Session, status: CommentStatus, after: Comment | None, size: int
) -> tuple[Comment, ...]:
    """Return the oldest comments of a status; with ``after``, those that follow that comment."""
    condition = "1 = 1"
    parameters: dict[str, str | int | None] = {"status": status, "size": size}
    if after is not None:
        condition = _AFTER_UNDATED if after.published is None else _AFTER_DATED
        parameters |= {"id": after.id}
        if after.published is not None:
            parameters |= {"time": to_microseconds(after.published)}
    rows = session.select(_QUEUE.format(condition=condition), parameters)
    return tuple(map(comment_from_row, rows))


def select_history(session: Session, comment_id: str) -> tuple[AuditRecord, ...]:
    """Return the audit records of a comment, oldest first."""
    columns = ", ".join(AUDIT_COLUMNS)
    sql = f"SELECT {columns} FROM blogcore_audit WHERE comment_id = :id ORDER BY number"
    return tuple(map(audit_from_row, session.select(sql, {"id": comment_id})))


# --- review: the few comments that the rules of `blogcore.replies` need --------------------------

#: The parent of the reply and its ancestors of the same post, from which the depth of the reply
#: follows. UNION drops rows that were already found, so a cycle ends.
_ANCESTORS = f"""
    WITH RECURSIVE ancestors (id, in_reply_to, post_id) AS (
        SELECT id, in_reply_to, post_id FROM blogcore_comments WHERE id = :parent_id
        UNION
        SELECT parent.id, parent.in_reply_to, parent.post_id FROM ancestors
        JOIN blogcore_comments AS parent
        ON parent.id = ancestors.in_reply_to AND parent.post_id = ancestors.post_id
    )
    {_SELECT} WHERE id IN (SELECT id FROM ancestors)
"""
_DUPLICATES = f"{_SELECT} WHERE duplicate_key = :duplicate_key"
#: The flood rule needs only the last comment of an IP or e-mail address.
_LAST_OF_IP = f"{_SELECT} WHERE ip = :ip AND published IS NOT NULL ORDER BY published DESC LIMIT 1"
_LAST_OF_EMAIL = (
    f"{_SELECT} WHERE email_key = :email AND published IS NOT NULL ORDER BY published DESC LIMIT 1"
)
#: The first-time rule needs only one approved comment.
_APPROVED_BEFORE = f"""
    {_SELECT} WHERE email_key = :email AND author_name = :name AND author_email = :exact_email
    AND status = 'approved' AND kind = 'comment' LIMIT 1
"""


def select_for_review(session: Session, reply: Reply, post_id: str) -> tuple[Comment, ...]:
    """Return the comments, of any post, that the rules need to review a reply.

    Each query serves one rule of `blogcore.replies` and returns every comment that can change its
    result; a test compares reviews of these comments with reviews of all comments.
    """
    rows: dict[object, SqlRow] = {}
    for sql, parameters in _review_queries(normalise(reply), post_id):
        for row in session.select(sql, parameters):
            rows[row[0]] = row
    return tuple(map(comment_from_row, rows.values()))


def _review_queries(reply: Reply, post_id: str) -> Iterator[tuple[str, SqlParameters]]:
    """Yield the queries for a normalised reply.

    An id, e-mail address or name with characters that comments may not contain is not queried.
    """
    if reply.in_reply_to and find_forbidden(reply.in_reply_to) is None:
        yield _ANCESTORS, {"parent_id": reply.in_reply_to}
    key = duplicate_key(post_id, reply.in_reply_to, reply.name, reply.body)
    yield _DUPLICATES, {"duplicate_key": key}
    if reply.ip is not None:
        yield _LAST_OF_IP, {"ip": reply.ip}
    if reply.email and find_forbidden(reply.email) is None:
        email = fold_email(reply.email)
        yield _LAST_OF_EMAIL, {"email": email}
        if find_forbidden(reply.name) is None:
            yield (
                _APPROVED_BEFORE,
                {"email": email, "exact_email": reply.email, "name": reply.name},
            )
