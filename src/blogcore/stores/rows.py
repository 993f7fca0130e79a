"""Convert comments and audit records to table rows and back, without loss."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import blake2b
from operator import attrgetter
from typing import Any, cast

from blogcore._text.plain import short_repr
from blogcore.errors import StoreError
from blogcore.models import Author, Body, Comment, Extra
from blogcore.moderation import AuditRecord
from blogcore.replies.rules.abuse import fold_email
from blogcore.stores.database import SqlRow, SqlValue

__all__ = [
    "AUDIT_COLUMNS",
    "COMMENT_COLUMNS",
    "LOOKUP_COLUMNS",
    "audit_from_row",
    "audit_to_row",
    "comment_from_row",
    "comment_to_row",
    "duplicate_key",
    "from_microseconds",
    "to_microseconds",
]

#: Fields of a comment that are stored as they are, in a column of the same name.
_COMMENT_FIELDS = (
    *("id", "post_id", "in_reply_to", "status", "kind"),
    *("likes", "dislikes", "url", "ip", "user_agent"),
)
#: Fields of an author that are stored as they are, in a column ``author_…``.
_AUTHOR_FIELDS = ("name", "id", "email", "url", "avatar_url", "bio", "slug", "kind")
_AUTHOR_COLUMNS = tuple(f"author_{name}" for name in _AUTHOR_FIELDS)
#: Columns whose values are converted.
_CONVERTED = (
    *("author_extra", "body", "media_type", "published", "published_offset"),
    *("updated", "updated_offset", "extra", "inferred"),
)
_comment_values = attrgetter(*_COMMENT_FIELDS)
_author_values = attrgetter(*_AUTHOR_FIELDS)

#: The columns that a comment is read from, in the order of `comment_from_row`.
COMMENT_COLUMNS = (*_COMMENT_FIELDS, *_AUTHOR_COLUMNS, *_CONVERTED)
#: Computed columns, used only in queries. ``root_id`` is the top-level ancestor.
LOOKUP_COLUMNS = ("email_key", "duplicate_key", "root_id")
#: The columns of an audit record, in the order of `audit_from_row`.
AUDIT_COLUMNS = (
    *("comment_id", "action", "before", "after"),
    *("done_by", "done_at", "done_offset", "reason"),
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MINUTE = timedelta(minutes=1)


def comment_to_row(comment: Comment) -> dict[str, SqlValue]:
    """Return a comment as values by column, without ``root_id``, which depends on the thread."""
    author, body = comment.author, comment.body
    return {
        **dict(zip(_COMMENT_FIELDS, _comment_values(comment), strict=True)),
        **dict(zip(_AUTHOR_COLUMNS, _author_values(author), strict=True)),
        "author_extra": _extra_to_json(author.extra),
        "body": body.text,
        "media_type": body.media_type,
        "published": to_microseconds(comment.published),
        "published_offset": _offset_minutes(comment.published),
        "updated": to_microseconds(comment.updated),
        "updated_offset": _offset_minutes(comment.updated),
        "extra": _extra_to_json(comment.extra),
        "inferred": int(comment.inferred),
        "email_key": fold_email(author.email) if author.email else None,
        "duplicate_key": duplicate_key(
            comment.post_id, comment.in_reply_to, author.name, body.text
        ),
    }


def comment_from_row(row: SqlRow) -> Comment:
    """Return the comment in a row of `COMMENT_COLUMNS`.

    Raises:
        StoreError: No comment can have these values; another program changed the row.
    """
    try:
        return _comment(row)
    except (ValueError, TypeError, OverflowError) as error:
        location = f"the row of the comment {short_repr(row[0])} in blogcore_comments"
        remedy = "repair it, or restore it from a backup"
        raise StoreError(location, f"is damaged: {error}", remedy) from error


def _comment(row: SqlRow) -> Comment:
    # The models check each value again.
    values = cast("tuple[Any, ...]", row)
    comment_values = dict(zip(_COMMENT_FIELDS, values, strict=False))
    author_values = dict(zip(_AUTHOR_FIELDS, values[len(_COMMENT_FIELDS) :], strict=False))
    author_extra, text, media_type, *times, extra, inferred = values[-len(_CONVERTED) :]
    published, published_offset, updated, updated_offset = times
    return Comment(
        **comment_values,
        author=Author(**author_values, extra=_extra_from_json(author_extra)),
        body=Body(text=text, media_type=media_type),
        published=from_microseconds(published, published_offset),
        updated=from_microseconds(updated, updated_offset),
        extra=_extra_from_json(extra),
        # Neither 0 nor 1: left to the model, which refuses it.
        inferred=bool(inferred) if inferred in (0, 1) else inferred,
    )


def audit_to_row(record: AuditRecord) -> dict[str, SqlValue]:
    """Return an audit record as values by column, without its number."""
    return {
        "comment_id": record.comment_id,
        "action": record.action,
        "before": record.before,
        "after": record.after,
        "done_by": record.by,
        "done_at": to_microseconds(record.at),
        "done_offset": _offset_minutes(record.at),
        "reason": record.reason,
    }


def audit_from_row(row: SqlRow) -> AuditRecord:
    """Return the audit record in a row of `AUDIT_COLUMNS`."""
    comment_id, action, before, after, by, at, offset, reason = cast("tuple[Any, ...]", row)
    return AuditRecord(
        comment_id=comment_id,
        action=action,
        before=before,
        after=after,
        by=by,
        at=from_microseconds(at, offset) or _EPOCH,
        reason=reason,
    )


def duplicate_key(post_id: str, parent_id: str | None, name: str, text: str) -> str:
    """Return a hash of post, parent, name and text, the same for duplicate comments."""
    parts = "\0".join((post_id, parent_id or "", name, text.strip()))
    return blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


# --- times: two columns, an instant that sorts and the original offset ---------------------------


def to_microseconds(time: datetime | None) -> int | None:
    """Return a time as microseconds since 1970; None for an unknown time."""
    return None if time is None else (time - _EPOCH) // _MICROSECOND


def from_microseconds(microseconds: int | None, offset: int | None = 0) -> datetime | None:
    """Return the time of an instant; the offset is in minutes east of UTC."""
    if microseconds is None:
        return None
    zone = timezone(timedelta(minutes=offset)) if offset else UTC
    return (_EPOCH + timedelta(microseconds=microseconds)).astimezone(zone)


def _offset_minutes(time: datetime | None) -> int | None:
    """Return the minutes east of UTC; the models only hold offsets of whole minutes."""
    return None if time is None else (time.utcoffset() or timedelta()) // _MINUTE


# --- extra ---------------------------------------------------------------------------------------


def _extra_to_json(extra: Extra) -> str | None:
    return json.dumps(dict(extra), ensure_ascii=False) if extra else None


def _extra_from_json(text: str | None) -> Extra:
    return Extra(json.loads(text)) if text else Extra()
