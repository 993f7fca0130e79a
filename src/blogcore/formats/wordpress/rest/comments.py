"""Comments, listed or embedded in their post: read, and written as records."""

from __future__ import annotations

from collections.abc import Mapping

from blogcore.formats.json_objects import (
    NUMERIC_ID,
    OPTIONAL_TEXT,
    MappedField,
    ObjectReader,
    id_as_number,
    read_fields,
    restore_members,
    write_fields,
)
from blogcore.formats.wordpress.rest.people import commenter_members, read_commenter
from blogcore.formats.wordpress.rest.texts import content_members, take_text, to_body
from blogcore.formats.wordpress.rest.times import SiteClock, time_members
from blogcore.formats.wordpress.tables import COMMENT_KINDS, COMMENT_STATUSES
from blogcore.models import Comment, CommentStatus, ExtraValue

__all__ = ["comment_record", "linked_post_id", "read_comment"]

#: Statuses by the API's names, and by those of the database, which some plugins return.
_STATUSES: Mapping[str, CommentStatus] = {
    **COMMENT_STATUSES,
    "approved": "approved",
    "approve": "approved",
    "hold": "held",
    "unapproved": "held",
}
#: The API's name of each status that is written. A deleted comment is written as trash.
_STATUS_NAMES = {"approved": "approved", "held": "hold", "spam": "spam", "trash": "trash"}
_COMMENT = (
    MappedField("url", "link", OPTIONAL_TEXT),
    MappedField("ip", "author_ip", OPTIONAL_TEXT),
    MappedField("user_agent", "author_user_agent", OPTIONAL_TEXT),
    MappedField("post_id", "post", NUMERIC_ID),
)


def read_comment(
    record: ObjectReader, number: int, clock: SiteClock, post_id: str | None = None
) -> Comment:
    """Return the comment of a record.

    Args:
        record: The record.
        number: Its position; an id is made of it if the record has none.
        clock: Reads the times.
        post_id: Id of the post in which it is embedded.
    """
    extra: dict[str, ExtraValue] = {}
    fields = read_fields(_COMMENT, record)
    fields["post_id"] = fields["post_id"] or post_id or linked_post_id(record)
    id = record.id("id")
    if id is None:
        id = f"item-{number}"
        record.note("repaired", "id", "", f"is missing; {id} was made of its position")
    parent = record.id("parent")
    kind = record.peek("type")
    if kind and kind not in COMMENT_KINDS:
        extra["wp:comment_type"] = kind
        record.note("info", "type", kind, "read as a comment")
    record.take("type")
    author = read_commenter(record)
    published = clock.time(record, "date", extra)
    body = to_body(take_text(record, "content"), extra)
    # Only privileged requests get a status; to others all comments are approved.
    status: CommentStatus = record.choice("status", _STATUSES, "approved", "held")
    for key in ("_links", "_embedded"):
        record.take(key)
    return Comment(
        id=id,
        author=author,
        body=body,
        published=published,
        in_reply_to=None if parent == "0" else parent,
        status=status,
        kind=COMMENT_KINDS.get(kind, "comment"),
        likes=record.count("like_count"),
        extra=record.remaining("wp:") | extra,
        **fields,
    )


def linked_post_id(record: ObjectReader) -> str:
    """Return the id of a comment's post from the link to it, if ``post`` is missing."""
    links = ObjectReader(
        record.members.get("_links") or None, f"{record.where}._links", record.notes
    )
    for link in links.nested_list("up"):
        id = link.text("href").rstrip("/").rpartition("/")[2]
        if id:
            return id
    page = record.peek("link").partition("#")[0]
    message = "is missing; the URL of the page is the id" if page else "is missing; read as 0"
    record.note("repaired", "post", "", message)
    return page or "0"


def comment_record(comment: Comment) -> dict[str, object]:
    """Return the record of a comment."""
    extra = restore_members(comment.extra, "wp:")
    kind = extra.pop("comment_type", comment.kind)
    record: dict[str, object] = {
        "id": id_as_number(comment.id),
        "post": 0,
        "parent": id_as_number(comment.in_reply_to) if comment.in_reply_to else 0,
        **commenter_members(comment),
        **time_members("date", comment.published),
        "content": content_members(comment.body, extra),
        "status": _STATUS_NAMES.get(comment.status, "trash"),
        "type": kind,
    } | write_fields(_COMMENT, comment)
    return record | {key: value for key, value in extra.items() if key not in record}
