"""Comments in their table: found by id, post or discussion; added; changed."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, UnknownIdError, ValidationError
from blogcore.models import Comment
from blogcore.stores.database import Session, rows_among
from blogcore.stores.place import place, place_all
from blogcore.stores.rows import COMMENT, KEYS, comment_of, comment_row
from blogcore.threads.build import checked

__all__ = ["add", "all_of", "change", "comment_with", "discussion_of"]

_SELECT = f"SELECT {', '.join(COMMENT)} FROM blogcore_comments"
_THERE = "SELECT id FROM blogcore_comments WHERE id IN ({among})"
_COLUMNS = (*COMMENT, *KEYS)
_INSERT = (
    f"INSERT INTO blogcore_comments ({', '.join(_COLUMNS)})"
    f" VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
)
_CHANGED = [name for name in _COLUMNS if name not in ("id", "root_id")]
_UPDATE = (
    f"UPDATE blogcore_comments SET {', '.join(f'{name} = :{name}' for name in _CHANGED)}"
    " WHERE id = :id"
)


def comment_with(session: Session, id: str) -> Comment:
    """The comment with this id. Raises `UnknownIdError`."""
    rows = session.rows(f"{_SELECT} WHERE id = :id", {"id": id})
    if not rows:
        raise UnknownIdError("comment", id)
    return comment_of(rows[0])


def all_of(session: Session, post_id: str) -> list[Comment]:
    """All comments of a post, in no order."""
    rows = session.rows(f"{_SELECT} WHERE post_id = :post_id", {"post_id": post_id})
    return list(map(comment_of, rows))


def discussion_of(session: Session, id: str) -> list[Comment]:
    """All comments of the discussion that a comment stands in, in no order."""
    root = "SELECT root_id FROM blogcore_comments WHERE id = :id"
    rows = session.rows(f"{_SELECT} WHERE root_id = ({root})", {"id": id})
    return list(map(comment_of, rows))


def add(session: Session, comments: Sequence[Comment]) -> None:
    """Add comments. Raises `ValidationError` for what is none, or too long, or there already."""
    _refuse_long(session, checked(comments))
    _refuse_known(session, comments)
    root = place(session, comments[0]) if len(comments) == 1 else None
    session.run(
        _INSERT, [{**comment_row(comment), "root_id": root or comment.id} for comment in comments]
    )
    if root is None:
        place_all(session, dict.fromkeys(comment.post_id for comment in comments))


def change(session: Session, comment: Comment) -> None:
    """Put a comment in the place of that with its id. Raises as `add`, and `UnknownIdError`."""
    _refuse_long(session, checked([comment]))
    before = comment_with(session, comment.id)
    session.run(_UPDATE, [comment_row(comment)])
    if _link(comment) != _link(before):
        place_all(session, {before.post_id, comment.post_id})


#: What an index is over: by these rows are found.
_FOUND_BY = ("id", "post_id", "in_reply_to", "author.email", "ip")
_found_by = attrgetter(*_FOUND_BY)


def _refuse_long(session: Session, comments: Sequence[Comment]) -> None:
    """What no index of this database holds, of every comment by its name."""
    longest = session.longest
    if longest is None:
        return
    message = f"must be at most {longest} bytes of UTF-8 to be found in this database"
    faults = [
        Fault(_path(comments, index, name), "too_long", message)
        for index, comment in enumerate(comments)
        for name, text in zip(_FOUND_BY, _found_by(comment), strict=True)
        if text is not None and len(text.encode()) > longest
    ]
    if faults:
        raise ValidationError(faults)


def _path(comments: Sequence[Comment], index: int, name: str) -> str:
    return f"[{index}].{name}" if len(comments) > 1 else name


def _link(comment: Comment) -> tuple[object, ...]:
    """What decides where it stands, and what stands beneath it."""
    return comment.post_id, comment.in_reply_to, comment.published


def _refuse_known(session: Session, comments: Sequence[Comment]) -> None:
    faults: list[Fault] = []
    there = {row[0] for row in rows_among(session, _THERE, [comment.id for comment in comments])}
    given: set[str] = set()
    for index, comment in enumerate(comments):
        where = _path(comments, index, "id")
        if comment.id in given:
            message = f"is that of another comment that is added too: {short_repr(comment.id)}"
            faults.append(Fault(where, "duplicate_id", message))
        elif comment.id in there:
            message = f"is in the store already, use replace to change it: {short_repr(comment.id)}"
            faults.append(Fault(where, "known_id", message))
        given.add(comment.id)
    if faults:
        raise ValidationError(faults)
