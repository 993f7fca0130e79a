"""``wp:comment``: read as a `Comment`, and written."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from blogcore._text.html import unescape_html
from blogcore.formats.html import escape_name
from blogcore.formats.reports import Notes
from blogcore.formats.wordpress.tables import COMMENT_KINDS, COMMENT_STATUSES
from blogcore.formats.wordpress.wxr.elements import (
    NumericIds,
    extra_elements,
    is_placeholder_field,
    leaf,
    meta_element,
    placeholder,
    reader_of,
    remaining,
    take_id,
    take_meta,
    take_reference,
    take_time,
    time_elements,
)
from blogcore.formats.wordpress.wxr.site import Channel
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import Author, Body, Comment, CommentKind, CommentStatus, ExtraValue

__all__ = ["comment_element", "read_comment", "stored_html"]


#: Meta key that marks an inferred parent. WordPress keeps keys with an underscore but hides them.
_INFERRED = "_blogcore_inferred"
_INFERRED_KEY = f"wp:commentmeta:{_INFERRED}"


def read_comment(
    element: Element, post_id: str, number: int, channel: Channel, notes: Notes
) -> Comment:
    """Return the comment of an element. Data that no field holds are in ``extra``.

    Args:
        element: The ``wp:comment``.
        post_id: Id of its post.
        number: Position among the comments of the post; the id is made of it if there is none.
        channel: The accounts of the file.
        notes: Receives a note for every repair.
    """
    reader = reader_of(element, notes)
    id = take_id(reader, "wp:comment_id")
    if not id:
        id = f"{post_id}-comment-{number}"
        reader.note_repaired("wp:comment_id", "", "is missing; an id was made of its position")
    for inner in reader.repeated("wp:comment"):
        notes.add("lost", f"line {inner.line}", "wp:comment", "", "is inside another one; left out")
    extra = take_meta(reader, "wp:commentmeta")
    inferred = extra.get(_INFERRED_KEY) == "1"
    if inferred:
        del extra[_INFERRED_KEY]
    return Comment(
        id=id,
        post_id=post_id,
        author=_read_author(reader, channel, extra),
        body=Body(text=reader.take_exact("wp:comment_content"), media_type="text/html"),
        published=take_time(reader, "wp:comment_date", extra, channel.offsets),
        in_reply_to=take_reference(reader, "wp:comment_parent"),
        inferred=inferred,
        status=_read_status(reader, extra),
        kind=_read_kind(reader, extra),
        ip=reader.take("wp:comment_author_IP") or None,
        user_agent=reader.take("wp:comment_agent") or None,
        extra=extra | remaining(reader),
    )


def _read_author(reader: ElementReader, channel: Channel, extra: dict[str, ExtraValue]) -> Author:
    """Return the author of the comment. An account that the file lists has its login as id."""
    number = reader.take("wp:comment_user_id")
    has_account = number not in ("", "0")
    if has_account and not is_placeholder_field(reader, "wp:comment_user_id"):
        extra["wp:comment_user_id"] = number
    return channel.commenter(
        unescape_html(reader.take("wp:comment_author")),
        channel.id_of(number) if has_account else None,
        reader.take("wp:comment_author_email") or None,
        reader.take("wp:comment_author_url") or None,
        "person" if has_account else "guest",
    )


def _read_status(reader: ElementReader, extra: dict[str, ExtraValue]) -> CommentStatus:
    approved = reader.take("wp:comment_approved")
    status = COMMENT_STATUSES.get(approved)
    if approved and (status is None or approved == "post-trashed"):
        extra["wp:comment_approved"] = approved
    if status is None:
        # A comment that was not approved is not shown.
        reader.note_repaired("wp:comment_approved", approved, "is unknown; read as held")
        return "held"
    return status


def _read_kind(reader: ElementReader, extra: dict[str, ExtraValue]) -> CommentKind:
    comment_type = reader.take("wp:comment_type")
    kind = COMMENT_KINDS.get(comment_type.lower())
    if kind is None:
        extra["wp:comment_type"] = comment_type
        reader.notes.add("info", reader.where, "wp:comment_type", comment_type, "read as a comment")
    return kind or "comment"


# --- writing -----------------------------------------------------------------------------------

_STATUS_NAMES: Mapping[CommentStatus, str] = {
    "approved": "1",
    "held": "0",
    "spam": "spam",
    "trash": "trash",
    "deleted": "trash",
}


def comment_element(comment: Comment, ids: NumericIds, users: Mapping[str, str]) -> Element:
    """Return a comment as WordPress's exporter writes it.

    Args:
        comment: The comment.
        ids: Numbers of the comments.
        users: The number of each login.
    """
    author = comment.author
    extra = {key: value for key, value in comment.extra.items() if key != _INFERRED_KEY}
    children = [
        ids.element("wp:comment_id", comment.id),
        leaf("wp:comment_author", escape_name(author.name)),
        leaf("wp:comment_author_email", author.email or ""),
        leaf("wp:comment_author_url", author.url or ""),
        leaf("wp:comment_author_IP", comment.ip or ""),
        *time_elements("wp:comment_date", comment.published, extra),
        leaf("wp:comment_content", stored_html(comment.body)),
        leaf("wp:comment_approved", _status_name(comment)),
        leaf("wp:comment_type", _type_name(comment)),
        ids.element("wp:comment_parent", comment.in_reply_to),
        _user_element(comment, users),
    ]
    if comment.user_agent is not None:
        children.append(leaf("wp:comment_agent", comment.user_agent))
    if comment.inferred:
        children.append(meta_element("wp:commentmeta", _INFERRED, leaf("wp:meta_value", "1")))
    written = {child.name for child in children}
    children += extra_elements(extra, "wp:commentmeta", written)
    return Element("wp:comment", 0, {}, "", children)


def stored_html(body: Body) -> str:
    """Return a body as the HTML that WordPress stores; other text is shown as it was typed."""
    return body.text if body.media_type == "text/html" else escape(body.text, quote=False)


def _status_name(comment: Comment) -> str:
    kept = comment.extra.get("wp:comment_approved")
    if isinstance(kept, str) and COMMENT_STATUSES.get(kept, "held") == comment.status:
        return kept
    return _STATUS_NAMES[comment.status]


def _type_name(comment: Comment) -> str:
    kept = comment.extra.get("wp:comment_type")
    is_other = isinstance(kept, str) and kept.lower() not in COMMENT_KINDS
    return str(kept) if is_other and comment.kind == "comment" else comment.kind


def _user_element(comment: Comment, users: Mapping[str, str]) -> Element:
    """Return the number of the account that wrote it; 0 for a guest."""
    kept = comment.extra.get("wp:comment_user_id")
    number = users.get(comment.author.id or "")
    if number is None and isinstance(kept, str) and kept not in users.values():
        number = kept
    if number is None:
        return leaf("wp:comment_user_id", "0")
    element = leaf("wp:comment_user_id", number)
    return element if number == kept else placeholder(element)
