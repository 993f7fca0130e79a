"""Comments of many posts: how many each has, the newest first, and those that wait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import cast

from blogcore.models import Comment, CommentStatus
from blogcore.stores.database import Session, Values, rows_among
from blogcore.stores.rows import COMMENT, comment_of, instant

__all__ = ["counted", "newest_first", "waiting"]

#: Rows that are fetched at once.
_AT_ONCE = 500

_NEWEST = """
    SELECT id, post_id FROM blogcore_comments
    WHERE status = 'approved' AND published IS NOT NULL
    ORDER BY published DESC, id LIMIT :size OFFSET :start
"""
_UNDATED = """
    SELECT id, post_id FROM blogcore_comments
    WHERE status = 'approved' AND published IS NULL ORDER BY id LIMIT :size OFFSET :start
"""
_COUNT = """
    SELECT post_id, count(*) FROM blogcore_comments
    WHERE status = 'approved' AND kind = 'comment' AND post_id IN ({among}) GROUP BY post_id
"""
_QUEUE = f"""
    SELECT {", ".join(COMMENT)} FROM blogcore_comments WHERE status = :status AND ({{behind}})
    ORDER BY published IS NULL, published, id LIMIT :size
"""
_BEHIND = "published > :time OR published IS NULL OR (published = :time AND id > :id)"
_BEHIND_UNDATED = "published IS NULL AND id > :id"


def counted(session: Session, post_ids: Sequence[str]) -> Mapping[str, int]:
    """How many approved comments, no pings, each post has."""
    rows = cast("Iterator[tuple[str, int]]", rows_among(session, _COUNT, post_ids))
    return {**dict.fromkeys(post_ids, 0), **dict(rows)}


def newest_first(session: Session) -> Iterator[tuple[str, str]]:
    """Id and post of every approved comment; as many are fetched as are asked for."""
    for sql in (_NEWEST, _UNDATED):
        for start in count(0, _AT_ONCE):
            rows = session.rows(sql, {"size": _AT_ONCE, "start": start})
            yield from cast("list[tuple[str, str]]", rows)
            if len(rows) < _AT_ONCE:
                break


def waiting(
    session: Session, status: CommentStatus, after: Comment | None, size: int
) -> tuple[Comment, ...]:
    """The comments of a status that follow another in time; the first without one."""
    behind, values = _behind(after)
    rows = session.rows(_QUEUE.format(behind=behind), {"status": status, "size": size, **values})
    return tuple(map(comment_of, rows))


def _behind(after: Comment | None) -> tuple[str, Values]:
    if after is None:
        return "1 = 1", {}
    if after.published is None:
        return _BEHIND_UNDATED, {"id": after.id}
    return _BEHIND, {"id": after.id, "time": instant(after.published)}
