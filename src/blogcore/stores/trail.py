"""What moderators did, written beside what it changed, and never changed itself."""

from __future__ import annotations

from collections.abc import Iterable

from blogcore.replies import Moderated, Record
from blogcore.stores.database import Session
from blogcore.stores.rows import RECORD, record_of, record_row

__all__ = ["records", "write"]

_SELECT = f"SELECT {', '.join(RECORD)} FROM blogcore_records WHERE comment_id = :id ORDER BY number"
#: Numbers count what was done to one comment; writers come one at a time.
_INSERT = f"""
    INSERT INTO blogcore_records (number, {", ".join(RECORD)})
    SELECT count(*) + 1, {", ".join(f":{name}" for name in RECORD)}
    FROM blogcore_records WHERE comment_id = :comment_id
"""


def records(session: Session, comment_id: str) -> tuple[Record, ...]:
    """What was done to a comment, oldest first."""
    return tuple(map(record_of, session.rows(_SELECT, {"id": comment_id})))


def write(session: Session, done: Iterable[Moderated]) -> None:
    """Keep the status that each act gave, and its record; nothing where nothing changed."""
    acts = [each.record for each in done if each.record is not None]
    session.run(
        "UPDATE blogcore_comments SET status = :status WHERE id = :id",
        [{"id": act.comment_id, "status": act.after} for act in acts],
    )
    session.run(_INSERT, map(record_row, acts))
