"""Comments and records as rows of their tables, and back: equal, offsets and extras included."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import blake2b
from operator import attrgetter
from typing import Any, cast

from blogcore._text.plain import short_repr
from blogcore.errors import StoreError
from blogcore.models import Author, Body, Comment, Extra
from blogcore.replies import Record
from blogcore.replies.conduct import folded
from blogcore.stores.database import Row, Value

__all__ = [
    "COMMENT",
    "KEYS",
    "RECORD",
    "comment_of",
    "comment_row",
    "instant",
    "record_of",
    "record_row",
    "said",
    "time_of",
]

#: Fields that are columns as they are, of the same name; of an author with a prefix.
_PLAIN = (
    *("id", "post_id", "in_reply_to", "status", "kind"),
    *("likes", "dislikes", "url", "ip", "user_agent"),
)
_AUTHOR = ("name", "id", "email", "url", "avatar_url", "bio", "slug", "kind")
_AUTHOR_COLUMNS = tuple(f"author_{name}" for name in _AUTHOR)
_MADE = (
    *("author_extra", "body", "media_type", "published", "published_offset"),
    *("updated", "updated_offset", "extra"),
)
_plain = attrgetter(*_PLAIN)
_author = attrgetter(*_AUTHOR)

#: The columns that a comment is read from, in this order.
COMMENT = (*_PLAIN, *_AUTHOR_COLUMNS, *_MADE)
#: The columns that it is found by besides: made of the others, and of the whole discussion.
KEYS = ("email_key", "said_key", "root_id")
#: The columns of a record.
RECORD = ("comment_id", "act", "before", "after", "done_by", "done_at", "done_offset", "reason")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MINUTE = timedelta(minutes=1)


def comment_row(comment: Comment) -> dict[str, Value]:
    """A comment as values by column, but for ``root_id``, which hangs on the discussion."""
    author, body = comment.author, comment.body
    return {
        **dict(zip(_PLAIN, _plain(comment), strict=True)),
        **dict(zip(_AUTHOR_COLUMNS, _author(author), strict=True)),
        "author_extra": _text(author.extra),
        "body": body.text,
        "media_type": body.media_type,
        "published": instant(comment.published),
        "published_offset": _offset(comment.published),
        "updated": instant(comment.updated),
        "updated_offset": _offset(comment.updated),
        "extra": _text(comment.extra),
        "email_key": folded(author.email) if author.email else None,
        "said_key": said(comment.post_id, comment.in_reply_to, author.name, body.text),
    }


def comment_of(row: Row) -> Comment:
    """The comment of a row of `COMMENT`. Raises `StoreError` for what none can be."""
    try:
        return _comment(row)
    except (ValueError, TypeError, OverflowError) as error:
        place = f"the row of the comment {short_repr(row[0])} in blogcore_comments"
        raise StoreError(place, f"is damaged: {error}", "mend it, or take it of a copy") from error


def _comment(row: Row) -> Comment:
    # Columns have the types of the fields, and the models check each value again.
    values = cast("tuple[Any, ...]", row)
    plain = dict(zip(_PLAIN, values, strict=False))
    author = dict(zip(_AUTHOR, values[len(_PLAIN) :], strict=False))
    author_extra, text, media_type, *times, extra = values[-len(_MADE) :]
    published, published_offset, updated, updated_offset = times
    return Comment(
        **plain,
        author=Author(**author, extra=_extra(author_extra)),
        body=Body(text=text, media_type=media_type),
        published=time_of(published, published_offset),
        updated=time_of(updated, updated_offset),
        extra=_extra(extra),
    )


def record_row(record: Record) -> dict[str, Value]:
    """A record as values by column, but for its number."""
    return {
        "comment_id": record.comment_id,
        "act": record.act,
        "before": record.before,
        "after": record.after,
        "done_by": record.by,
        "done_at": instant(record.at),
        "done_offset": _offset(record.at),
        "reason": record.reason,
    }


def record_of(row: Row) -> Record:
    """The record of a row of `RECORD`."""
    comment_id, act, before, after, by, at, offset, reason = cast("tuple[Any, ...]", row)
    return Record(
        comment_id=comment_id,
        act=act,
        before=before,
        after=after,
        by=by,
        at=time_of(at, offset) or _EPOCH,
        reason=reason,
    )


def said(post_id: str, in_reply_to: str | None, name: str, text: str) -> str:
    """What comments share that say the same, by the same name, in the same place."""
    parts = "\0".join((post_id, in_reply_to or "", name, text.strip()))
    return blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


# --- times: an instant that sorts, and the offset at which it was written ------------------------


def instant(time: datetime | None) -> int | None:
    """Microseconds since 1970; None for an unknown time."""
    return None if time is None else (time - _EPOCH) // _MICROSECOND


def _offset(time: datetime | None) -> int | None:
    """Minutes east of UTC: models hold times at offsets of whole minutes."""
    return None if time is None else (time.utcoffset() or timedelta()) // _MINUTE


def time_of(microseconds: int | None, offset: int | None = 0) -> datetime | None:
    """The time of an instant, at an offset of so many minutes."""
    if microseconds is None:
        return None
    zone = timezone(timedelta(minutes=offset)) if offset else UTC
    return (_EPOCH + timedelta(microseconds=microseconds)).astimezone(zone)


# --- extras --------------------------------------------------------------------------------------


def _text(extra: Extra) -> str | None:
    return json.dumps(dict(extra), ensure_ascii=False) if extra else None


def _extra(text: str | None) -> Extra:
    return Extra(json.loads(text)) if text else Extra()
