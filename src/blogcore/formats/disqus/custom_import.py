"""The WXR that Disqus imports, with ``dsq:thread_identifier`` and ``dsq:remote``, both ways.

Source: https://help.disqus.com/en/articles/1717222-custom-xml-import-format
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

from blogcore._text.xml import count_non_xml
from blogcore._time.parse import parse_time
from blogcore.formats.base import Item
from blogcore.formats.html import body_html
from blogcore.formats.privacy import reveals_email
from blogcore.formats.reports import Losses, Notes
from blogcore.formats.xml import Element, ElementReader, XmlWriter
from blogcore.models import Author, Blog, Body, Comment, CommentKind, CommentStatus, Post, Site

__all__ = ["ImportReader", "to_bytes"]

#: ``wp:comment_approved``, which is read and written by this table.
_STATUSES: dict[str, CommentStatus] = {
    "1": "approved",
    "0": "held",
    "spam": "spam",
    "trash": "trash",
}
#: ``wp:comment_type``.
_KINDS: dict[str, CommentKind] = {
    "": "comment",
    "pingback": "pingback",
    "trackback": "trackback",
    "webmention": "webmention",
}
_DATABASE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", re.ASCII)


# --- reading ---------------------------------------------------------------------------------


class ImportReader:
    """Reads the elements of a channel.

    Args:
        notes: Gets what was repaired or left out.
    """

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._channel: dict[str, str] = {}

    def add(self, element: Element) -> Iterator[Item]:
        """Read an element of the channel; yield the comments and the page of an item.

        Args:
            element: The element.
        """
        if element.name == "item":
            yield from self._read_item(element)
        elif element.name in ("title", "link", "description"):
            self._channel.setdefault(element.name, element.text)

    def rest(self) -> Iterator[Item]:
        """Yield the site, where the channel describes it."""
        channel = self._channel
        if any(channel.values()):
            yield Site(
                title=channel.get("title", ""),
                tagline=channel.get("description", ""),
                url=channel.get("link") or None,
            )

    def _read_item(self, element: Element) -> Iterator[Item]:
        record = ElementReader(element, self._notes, ("wp:comment", "category"))
        id = _text_of(record, "thread_identifier") or record.take("link")
        if not id:
            id = f"line-{element.line}"
            message = f"is missing; {id} is used, from its position"
            record.note_repaired("dsq:thread_identifier", "", message)
        for comment in record.repeated("wp:comment"):
            yield _read_comment(comment, id, self._notes)
        yield Post(
            id=id,
            title=record.take_exact("title"),
            body=Body(text=record.take_exact("content:encoded"), media_type="text/html"),
            url=record.take_exact("link") or None,
            published=_read_time(record, "wp:post_date_gmt"),
            comments_open=record.take("wp:comment_status").lower() != "closed",
        )


def _read_comment(element: Element, post_id: str, notes: Notes) -> Comment:
    record = ElementReader(element, notes)
    id = record.take_exact("wp:comment_id")
    if not id.strip():
        id = f"{post_id}-line-{element.line}"
        message = f"is missing; {id} is used, from its position"
        record.note_repaired("wp:comment_id", "", message)
    parent = record.take_exact("wp:comment_parent")
    approved = record.take("wp:comment_approved")
    status = _STATUSES.get(approved or "1")
    if status is None:
        message = "is not a known value; held for moderation"
        record.note_repaired("wp:comment_approved", approved, message)
    return Comment(
        id=id,
        post_id=post_id,
        author=_read_author(record),
        body=Body(text=record.take_exact("wp:comment_content"), media_type="text/html"),
        published=_read_time(record, "wp:comment_date_gmt"),
        in_reply_to=None if parent.strip() in ("", "0") else parent,
        status=status or "held",
        kind=_KINDS.get(record.take("wp:comment_type"), "comment"),
        ip=record.take_exact("wp:comment_author_IP") or None,
    )


def _read_author(record: ElementReader) -> Author:
    """Return the author; ``dsq:remote`` is the account on the site, for single sign-on."""
    element = _disqus_element(record, "remote")
    remote = ElementReader(element, record.notes) if element else None
    id = _text_of(remote, "id") if remote else ""
    avatar = _text_of(remote, "avatar") if remote else ""
    is_private = reveals_email(avatar)
    return Author(
        name=record.take_exact("wp:comment_author"),
        id=id or None,
        email=record.take_exact("wp:comment_author_email") or None,
        url=record.take_exact("wp:comment_author_url") or None,
        avatar_url=None if is_private else avatar or None,
        kind="person" if id else "guest",
        extra={"dsq:avatar": avatar} if is_private else {},
    )


def _disqus_element(record: ElementReader, name: str) -> Element | None:
    """Return an element of Disqus, with its prefix where the file does not declare it."""
    return record.element(name) or record.element(f"dsq:{name}")


def _text_of(record: ElementReader, name: str) -> str:
    element = _disqus_element(record, name)
    return element.text if element else ""


def _read_time(record: ElementReader, name: str) -> datetime | None:
    """Return a time as databases write it, in UTC; zeros mean that there is none."""
    text = record.take(name)
    parsed = parse_time(f"{text}+00:00" if _DATABASE.fullmatch(text) else text)
    if parsed.value is None and text and not text.startswith("0000-00-00"):
        message = f"{parsed.problem}; the time is unknown"
        record.notes.add("lost", record.where, name, text, message)
    return parsed.value


# --- writing ---------------------------------------------------------------------------------

_NAMESPACES = {
    "version": "2.0",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dsq": "http://www.disqus.com/",
    "xmlns:wp": "http://wordpress.org/export/1.0/",
}
_APPROVED = {status: word for word, status in _STATUSES.items()} | {"deleted": "trash"}
_TYPES = {kind: word for word, kind in _KINDS.items()}


def to_bytes(blog: Blog) -> bytes:
    """Return the file, in which each post holds its comments. Linear.

    An item whose id XML cannot hold is left out: changed, it might be the id of another.

    Args:
        blog: Any blog.
    """
    stream = BytesIO()
    writer = XmlWriter(stream, Losses())
    writer.start("rss", _NAMESPACES)
    writer.start("channel")
    writer.leaf("title", blog.site.title)
    writer.leaf("link", blog.site.url or "")
    writer.leaf("description", blog.site.tagline)
    for post, comments in _discussions(blog):
        _write_item(writer, post, comments)
    writer.end()
    writer.end()
    writer.close()
    return stream.getvalue()


def _discussions(blog: Blog) -> Iterator[tuple[Post, tuple[Comment, ...]]]:
    """Yield each post with its comments; comments without a post get one with only an id."""
    by_post = {id: blog.comments_of(id) for id in dict.fromkeys(c.post_id for c in blog.comments)}
    for post in blog.posts:
        if _is_valid_in_xml(post.id):
            yield post, by_post.pop(post.id, ())
    for id, comments in by_post.items():
        if _is_valid_in_xml(id):
            yield Post(id=id), comments


def _write_item(writer: XmlWriter, post: Post, comments: tuple[Comment, ...]) -> None:
    writer.start("item")
    writer.leaf("title", post.title)
    writer.leaf("link", post.url or "")
    writer.leaf_cdata("content:encoded", body_html(post.body))
    writer.leaf("dsq:thread_identifier", post.id)
    writer.leaf("wp:post_date_gmt", _time_text(post.published))
    writer.leaf("wp:comment_status", "open" if post.comments_open else "closed")
    for comment in comments:
        if _is_valid_in_xml(comment.id):
            _write_comment(writer, comment)
    writer.end()


def _write_comment(writer: XmlWriter, comment: Comment) -> None:
    author = comment.author
    writer.start("wp:comment")
    avatar = author.avatar_url or author.extra.get("dsq:avatar")
    if author.id or avatar:
        writer.start("dsq:remote")
        writer.leaf("dsq:id", author.id or "")
        writer.leaf("dsq:avatar", avatar if isinstance(avatar, str) else "")
        writer.end()
    writer.leaf("wp:comment_id", comment.id)
    writer.leaf("wp:comment_author", author.name)
    writer.leaf("wp:comment_author_email", author.email or "")
    writer.leaf("wp:comment_author_url", author.url or "")
    writer.leaf("wp:comment_author_IP", comment.ip or "")
    writer.leaf("wp:comment_date_gmt", _time_text(comment.published))
    writer.leaf_cdata("wp:comment_content", body_html(comment.body))
    writer.leaf("wp:comment_approved", _APPROVED[comment.status])
    writer.leaf("wp:comment_type", _TYPES[comment.kind])
    writer.leaf("wp:comment_parent", comment.in_reply_to or "0")
    writer.end()


def _is_valid_in_xml(id: str) -> bool:
    return bool(id.strip()) and not count_non_xml(id)


def _time_text(when: datetime | None) -> str:
    """Return a time as databases write it: in UTC, to the second, with four digits of year."""
    return when.astimezone(UTC).isoformat(" ", "seconds")[:19] if when else "0000-00-00 00:00:00"
