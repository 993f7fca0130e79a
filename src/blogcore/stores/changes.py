"""The statements that change a store. Each function runs in an open transaction.

The column ``root_id`` names the top-level ancestor of each comment, which makes a page readable
without the rest of the discussion. It is kept up to date here. A `Thread` resolves the links, so
where more than the new comment may have moved, all links of the post are resolved again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import cast

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, ValidationError
from blogcore.models import Author, Body, Comment
from blogcore.moderation import Moderated
from blogcore.stores.database import Session, SqlParameters, SqlRow, select_in
from blogcore.stores.queries import select_comment
from blogcore.stores.rows import (
    AUDIT_COLUMNS,
    COMMENT_COLUMNS,
    LOOKUP_COLUMNS,
    audit_to_row,
    comment_to_row,
    from_microseconds,
)
from blogcore.threads import Thread
from blogcore.threads.build import require_comments

__all__ = ["insert_comments", "save_moderated", "update_comment"]

_COLUMNS = (*COMMENT_COLUMNS, *LOOKUP_COLUMNS)
_INSERT = (
    f"INSERT INTO blogcore_comments ({', '.join(_COLUMNS)})"
    f" VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
)
_UPDATED_COLUMNS = [name for name in _COLUMNS if name not in ("id", "root_id")]
_UPDATE = (
    f"UPDATE blogcore_comments SET {', '.join(f'{name} = :{name}' for name in _UPDATED_COLUMNS)}"
    " WHERE id = :id"
)
#: Records are numbered per comment. Counting is safe: one transaction writes at a time.
_INSERT_AUDIT = f"""
    INSERT INTO blogcore_audit (number, {", ".join(AUDIT_COLUMNS)})
    SELECT count(*) + 1, {", ".join(f":{name}" for name in AUDIT_COLUMNS)}
    FROM blogcore_audit WHERE comment_id = :comment_id
"""


def insert_comments(session: Session, comments: Sequence[Comment]) -> None:
    """Add new comments.

    Raises:
        ValidationError: A value is no comment, an id is already known, or a text is too long for
            the database's index.
    """
    _check_key_lengths(session, require_comments(comments))
    _check_new_ids(session, comments)
    root_id = _root_of_new(session, comments[0]) if len(comments) == 1 else None
    session.execute(
        _INSERT,
        [{**comment_to_row(comment), "root_id": root_id or comment.id} for comment in comments],
    )
    if root_id is None:
        _update_roots(session, dict.fromkeys(comment.post_id for comment in comments))


def update_comment(session: Session, comment: Comment) -> None:
    """Replace the comment that has the same id.

    Raises:
        UnknownIdError: No comment has this id.
        ValidationError: The value is no comment, or a text is too long for the database's index.
    """
    _check_key_lengths(session, require_comments([comment]))
    before = select_comment(session, comment.id)
    session.execute(_UPDATE, [comment_to_row(comment)])
    if _position_fields(comment) != _position_fields(before):
        _update_roots(session, {before.post_id, comment.post_id})


#: The fields that decide where a comment and its descendants are in a thread.
_position_fields = attrgetter("post_id", "in_reply_to", "published")


def save_moderated(session: Session, results: Iterable[Moderated]) -> None:
    """Store the new status and the audit record of each comment that changed."""
    records = [result.record for result in results if result.record is not None]
    session.execute(
        "UPDATE blogcore_comments SET status = :status WHERE id = :id",
        [{"id": record.comment_id, "status": record.after} for record in records],
    )
    session.execute(_INSERT_AUDIT, map(audit_to_row, records))


# --- checks --------------------------------------------------------------------------------------

#: The indexed fields.
_KEY_FIELDS = ("id", "post_id", "in_reply_to", "author.email", "ip")
_key_values = attrgetter(*_KEY_FIELDS)


def _check_key_lengths(session: Session, comments: Sequence[Comment]) -> None:
    """Refuse texts that are too long for an index of this database."""
    limit = session.max_key_bytes
    if limit is None:
        return
    message = f"must be at most {limit} bytes of UTF-8, the longest that this database can index"
    faults = [
        Fault(_path(comments, index, name), "too_long", message)
        for index, comment in enumerate(comments)
        for name, text in zip(_KEY_FIELDS, _key_values(comment), strict=True)
        if text is not None and len(text.encode()) > limit
    ]
    if faults:
        raise ValidationError(faults)


def _check_new_ids(session: Session, comments: Sequence[Comment]) -> None:
    """Refuse ids that are in the store already or twice among the new comments."""
    sql = "SELECT id FROM blogcore_comments WHERE id IN ({values})"
    stored = {row[0] for row in select_in(session, sql, [comment.id for comment in comments])}
    faults: list[Fault] = []
    seen: set[str] = set()
    for index, comment in enumerate(comments):
        path = _path(comments, index, "id")
        if comment.id in seen:
            message = f"is used by an earlier comment of the same call: {short_repr(comment.id)}"
            faults.append(Fault(path, "duplicate_id", message))
        elif comment.id in stored:
            message = f"is in the store already, use replace to change it: {short_repr(comment.id)}"
            faults.append(Fault(path, "known_id", message))
        seen.add(comment.id)
    if faults:
        raise ValidationError(faults)


def _path(comments: Sequence[Comment], index: int, name: str) -> str:
    return f"[{index}].{name}" if len(comments) > 1 else name


# --- roots ---------------------------------------------------------------------------------------

_EMPTY_AUTHOR = Author(name="")
_EMPTY_BODY = Body()


def _root_of_new(session: Session, comment: Comment) -> str | None:
    """Return the root of a new comment; None if adding it may change the roots of others.

    No other root changes if no comment names the new one as parent: then it has the root of its
    parent, or is itself a root.
    """
    replies = session.select(
        "SELECT 1 FROM blogcore_comments WHERE post_id = :post_id AND in_reply_to = :id LIMIT 1",
        {"post_id": comment.post_id, "id": comment.id},
    )
    if replies:
        return None
    parent = session.select(
        "SELECT root_id FROM blogcore_comments WHERE post_id = :post_id AND id = :id",
        {"post_id": comment.post_id, "id": comment.in_reply_to},
    )
    return cast("str", parent[0][0]) if parent else comment.id


def _update_roots(session: Session, post_ids: Iterable[str]) -> None:
    """Compute the roots of all comments of these posts again. O(n log n) in their comments."""
    for post_id in post_ids:
        rows = session.select(
            "SELECT id, root_id, in_reply_to, published FROM blogcore_comments"
            " WHERE post_id = :post_id",
            {"post_id": post_id},
        )
        thread = Thread.from_comments(_comment_with_links(post_id, row) for row in rows)
        stored_roots = {row[0]: row[1] for row in rows}
        root_id = ""
        moved: list[SqlParameters] = []
        for node in thread:
            root_id = node.comment.id if node.depth == 0 else root_id
            if stored_roots[node.comment.id] != root_id:
                moved.append({"id": node.comment.id, "root_id": root_id})
        session.execute("UPDATE blogcore_comments SET root_id = :root_id WHERE id = :id", moved)


def _comment_with_links(post_id: str, row: SqlRow) -> Comment:
    """Return a comment with only the fields that decide about its position."""
    id, _, in_reply_to, published = cast("tuple[str, str, str | None, int | None]", row)
    return Comment(
        id=id,
        post_id=post_id,
        author=_EMPTY_AUTHOR,
        body=_EMPTY_BODY,
        in_reply_to=in_reply_to,
        published=from_microseconds(published),
    )
