"""A blog as the dialect of WXR that Disqus imports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

from blogcore._text.xml import count_non_xml
from blogcore.formats.base import Losses
from blogcore.formats.disqus.imports import KINDS, STATUSES
from blogcore.formats.html import body_html
from blogcore.formats.xml import XmlWriter
from blogcore.models import Blog, Comment, Post

__all__ = ["document"]

_NAMESPACES = {
    "version": "2.0",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dsq": "http://www.disqus.com/",
    "xmlns:wp": "http://wordpress.org/export/1.0/",
}
_APPROVED = {status: word for word, status in STATUSES.items()} | {"deleted": "trash"}
_TYPES = {kind: word for word, kind in KINDS.items()}


def document(blog: Blog) -> bytes:
    """The file, in which each post holds its comments. Linear.

    What it cannot hold is found out by whoever reads it again. An id that XML cannot hold as it
    is would be another's: such an item is left out.
    """
    stream = BytesIO()
    writer = XmlWriter(stream, Losses())
    writer.start("rss", _NAMESPACES)
    writer.start("channel")
    writer.leaf("title", blog.site.title)
    writer.leaf("link", blog.site.url or "")
    writer.leaf("description", blog.site.tagline)
    for post, comments in _discussions(blog):
        _item(writer, post, comments)
    writer.end()
    writer.end()
    writer.close()
    return stream.getvalue()


def _discussions(blog: Blog) -> Iterator[tuple[Post, tuple[Comment, ...]]]:
    """Each post with its comments, once; comments without their post get one of its id alone."""
    waiting = {id: blog.comments_of(id) for id in dict.fromkeys(c.post_id for c in blog.comments)}
    for post in blog.posts:
        if _holds(post.id):
            yield post, waiting.pop(post.id, ())
    for id, comments in waiting.items():
        if _holds(id):
            yield Post(id=id), comments


def _item(writer: XmlWriter, post: Post, comments: tuple[Comment, ...]) -> None:
    writer.start("item")
    writer.leaf("title", post.title)
    writer.leaf("link", post.url or "")
    writer.leaf_cdata("content:encoded", body_html(post.body))
    writer.leaf("dsq:thread_identifier", post.id)
    writer.leaf("wp:post_date_gmt", _time(post.published))
    writer.leaf("wp:comment_status", "open" if post.comments_open else "closed")
    for comment in comments:
        if _holds(comment.id):
            _comment(writer, comment)
    writer.end()


def _comment(writer: XmlWriter, comment: Comment) -> None:
    author = comment.author
    writer.start("wp:comment")
    if author.id or author.avatar_url:
        writer.start("dsq:remote")
        writer.leaf("dsq:id", author.id or "")
        writer.leaf("dsq:avatar", author.avatar_url or "")
        writer.end()
    writer.leaf("wp:comment_id", comment.id)
    writer.leaf("wp:comment_author", author.name)
    writer.leaf("wp:comment_author_email", author.email or "")
    writer.leaf("wp:comment_author_url", author.url or "")
    writer.leaf("wp:comment_author_IP", comment.ip or "")
    writer.leaf("wp:comment_date_gmt", _time(comment.published))
    writer.leaf_cdata("wp:comment_content", body_html(comment.body))
    writer.leaf("wp:comment_approved", _APPROVED[comment.status])
    writer.leaf("wp:comment_type", _TYPES[comment.kind])
    writer.leaf("wp:comment_parent", comment.in_reply_to or "0")
    writer.end()


def _holds(id: str) -> bool:
    return bool(id.strip()) and not count_non_xml(id)


def _time(when: datetime | None) -> str:
    """As databases write it: in UTC, to the second. Years have four digits."""
    return when.astimezone(UTC).isoformat(" ", "seconds")[:19] if when else "0000-00-00 00:00:00"
