"""``wp:comment`` to `Comment`."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from blogcore._text.html import unescape_html
from blogcore.formats.base import Notes
from blogcore.formats.html import escape_name
from blogcore.formats.wxr.numbers import Numbers
from blogcore.formats.wxr.site import Channel
from blogcore.formats.wxr.times import take_time, time_elements
from blogcore.formats.wxr.vocabulary import (
    extra_elements,
    html_body,
    is_made_field,
    leaf,
    made,
    meta,
    own_id,
    record_of,
    reference,
    remaining,
)
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import Author, Body, Comment, CommentKind, CommentStatus, ExtraValue
from blogcore.models.checked import trusting

__all__ = ["comment_element", "html", "to_comment"]

#: All text was mended by now, and the words are from the tables below.
_trusted = trusting(Comment)

#: ``comment_approved``; the exporter leaves spam out, plugins do not.
_STATUSES: dict[str, CommentStatus] = {
    "1": "approved",
    "0": "held",
    "spam": "spam",
    "trash": "trash",
    "post-trashed": "trash",
}
#: ``comment_type``; it was empty for comments before WordPress 5.5.
_KINDS: dict[str, CommentKind] = {
    "": "comment",
    "comment": "comment",
    "pingback": "pingback",
    "trackback": "trackback",
    "webmention": "webmention",
}


def to_comment(
    element: Element, post_id: str, number: int, channel: Channel, notes: Notes
) -> Comment:
    """The comment of a post. What no field holds is in its `extra`, meta values as they were.

    Without an id it is named after its ``number`` among the comments of its item.
    """
    record = record_of(element, notes)
    id = own_id(record, "wp:comment_id")
    if not id:
        id = f"{post_id}-comment-{number}"
        record.note_repaired("wp:comment_id", "", "is missing; named after its place")
    for inner in record.repeated("wp:comment"):
        notes.add("lost", f"line {inner.line}", "wp:comment", "", "lies within another; left out")
    extra = meta(record, "wp:commentmeta")
    published = take_time(record, "wp:comment_date", extra)
    comment_type = record.take("wp:comment_type")
    kind = _KINDS.get(comment_type.lower())
    if kind is None:
        extra["wp:comment_type"] = comment_type
        notes.add("info", record.where, "wp:comment_type", comment_type, "read as a comment")
    return _trusted(
        id=id,
        post_id=post_id,
        author=_author(record, channel, extra),
        body=html_body(record.take_exact("wp:comment_content")),
        published=published,
        in_reply_to=reference(record, "wp:comment_parent"),
        status=_status(record, extra),
        kind=kind or "comment",
        ip=record.take("wp:comment_author_IP") or None,
        user_agent=record.take("wp:comment_agent") or None,
        extra=extra | remaining(record),
    )


def _author(record: ElementReader, channel: Channel, extra: dict[str, ExtraValue]) -> Author:
    """Who signed it. Somebody with an account has the login as id, where the file lists it."""
    number = record.take("wp:comment_user_id")
    member = number not in ("", "0")
    if member and not is_made_field(record, "wp:comment_user_id"):
        extra["wp:comment_user_id"] = number
    return channel.signed(
        unescape_html(record.take("wp:comment_author")),
        channel.id_of(number) if member else None,
        record.take("wp:comment_author_email") or None,
        record.take("wp:comment_author_url") or None,
        "person" if member else "guest",
    )


def _status(record: ElementReader, extra: dict[str, ExtraValue]) -> CommentStatus:
    approved = record.take("wp:comment_approved")
    status = _STATUSES.get(approved)
    if approved and (status is None or approved == "post-trashed"):
        extra["wp:comment_approved"] = approved
    if status is None:
        # What nobody approved is not shown.
        record.note_repaired("wp:comment_approved", approved, "not known; held for a moderator")
        return "held"
    return status


# --- and back ----------------------------------------------------------------------------------

_WORDS: Mapping[CommentStatus, str] = {
    "approved": "1",
    "held": "0",
    "spam": "spam",
    "trash": "trash",
    "deleted": "trash",
}


def comment_element(comment: Comment, ids: Numbers, users: Mapping[str, str]) -> Element:
    """A comment as WordPress's exporter writes it; ``users`` has the number of each login."""
    author, extra = comment.author, comment.extra
    children = [
        ids.leaf("wp:comment_id", comment.id),
        leaf("wp:comment_author", escape_name(author.name)),
        leaf("wp:comment_author_email", author.email or ""),
        leaf("wp:comment_author_url", author.url or ""),
        leaf("wp:comment_author_IP", comment.ip or ""),
        *time_elements("wp:comment_date", comment.published, extra),
        leaf("wp:comment_content", html(comment.body)),
        leaf("wp:comment_approved", _approved(comment)),
        leaf("wp:comment_type", _type(comment)),
        ids.leaf("wp:comment_parent", comment.in_reply_to),
        _user(comment, users),
    ]
    if comment.user_agent is not None:
        children.append(leaf("wp:comment_agent", comment.user_agent))
    written = {child.name for child in children}
    children += extra_elements(extra, "wp:commentmeta", written)
    return Element("wp:comment", 0, {}, "", children)


def html(body: Body) -> str:
    """A body as HTML, which WordPress takes it for; what is not is shown as it was typed."""
    return body.text if body.media_type == "text/html" else escape(body.text, quote=False)


def _approved(comment: Comment) -> str:
    given = comment.extra.get("wp:comment_approved")
    kept = isinstance(given, str) and _STATUSES.get(given, "held") == comment.status
    return str(given) if kept else _WORDS[comment.status]


def _type(comment: Comment) -> str:
    given = comment.extra.get("wp:comment_type")
    kept = isinstance(given, str) and comment.kind == "comment" and given.lower() not in _KINDS
    return str(given) if kept else comment.kind


def _user(comment: Comment, users: Mapping[str, str]) -> Element:
    """The number of the account that wrote it; 0 for a guest."""
    given = comment.extra.get("wp:comment_user_id")
    number = users.get(comment.author.id or "")
    if number is None and isinstance(given, str) and given not in users.values():
        number = given
    if number is None:
        return leaf("wp:comment_user_id", "0")
    user = leaf("wp:comment_user_id", number)
    return user if number == given else made(user)
