"""A blog as a feed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from blogcore.formats.base import Losses, Notes
from blogcore.formats.html import displayed_html
from blogcore.formats.json_objects import from_extra_value, restore_members, write_fields
from blogcore.formats.jsonfeed.reader import items_of
from blogcore.formats.jsonfeed.tables import (
    ANY_FILE,
    AUTHOR,
    AUTHOR_MORE,
    COMMENT,
    COMMENT_MORE,
    EXTENSION,
    FEED,
    FEED_MORE,
    IMAGE_MORE,
    POST,
    POST_MORE,
    PREFIX,
    VERSION,
)
from blogcore.formats.losses import report_differences
from blogcore.formats.privacy import public_view, reveals_email
from blogcore.models import Author, Blog, Body, Comment, ExtraValue, Image, Post

__all__ = ["to_feed"]


def to_feed(blog: Blog, losses: Losses) -> dict[str, object]:
    """The public posts, then the public comments, each in its order; what is not there is told."""
    shown = public_view(blog)
    site = blog.site
    feed: dict[str, object] = {"version": VERSION, "title": site.title}
    feed |= write_fields(FEED, site)
    if blog.authors:
        feed["authors"] = [_author_object(author) for author in blog.authors]
    more = write_fields(FEED_MORE, site)
    if more:
        feed[EXTENSION] = more
    feed |= restore_members(site.extra, PREFIX, feed)
    feed["items"] = [
        *(_post_object(post, bool(blog.authors)) for post in shown.posts),
        *map(_comment_object, shown.comments),
    ]
    report_differences(blog, items_of(feed, Notes("jsonfeed")), losses, shown.reasons)
    return feed


def _post_object(post: Post, feed_has_authors: bool) -> dict[str, object]:
    item: dict[str, object] = {"id": post.id} | write_fields(POST, post) | _content(post.body)
    if post.authors or feed_has_authors:
        item["authors"] = [_author_object(author) for author in post.authors]
    if post.images:
        item["image"] = post.images[0].url
    attachments: list[object] = [
        _attachment(image)
        for index, image in enumerate(post.images)
        if index or image != Image(url=image.url)
    ]
    kept = from_extra_value(post.extra.get(f"{PREFIX}attachments", ()))
    attachments += cast("list[object]", kept) if isinstance(kept, list) else []
    if attachments:
        item["attachments"] = attachments
    return _extended(item, write_fields(POST_MORE, post), post.body, post.extra)


def _comment_object(comment: Comment) -> dict[str, object]:
    item: dict[str, object] = {"id": f"comment:{comment.id}"} | write_fields(COMMENT, comment)
    item |= _content(comment.body) | {"authors": [_author_object(comment.author)]}
    return _extended(item, write_fields(COMMENT_MORE, comment), comment.body, comment.extra)


def _content(body: Body) -> dict[str, object]:
    if body.media_type == "text/html":
        return {"content_html": displayed_html(body)}
    return {"content_text": body.text}


def _extended(
    item: dict[str, object],
    more: dict[str, object],
    body: Body,
    extra: Mapping[str, ExtraValue],
) -> dict[str, object]:
    """The item with its extension, and with what it had beyond our fields when it was read."""
    if body.media_type == "text/markdown":
        more["media_type"] = body.media_type
    if more:
        item[EXTENSION] = more
    return item | restore_members(extra, PREFIX, item)


def _author_object(author: Author) -> dict[str, object]:
    plain = write_fields(AUTHOR, author)
    if author.avatar_url and not reveals_email(author.avatar_url):
        plain["avatar"] = author.avatar_url
    more = write_fields(AUTHOR_MORE, author)
    if more:
        plain[EXTENSION] = more
    return plain | restore_members(author.extra, PREFIX, plain)


def _attachment(image: Image) -> dict[str, object]:
    """A picture as an attachment, marked as one where its media type does not tell."""
    plain: dict[str, object] = {"url": image.url, "mime_type": image.media_type or ANY_FILE}
    more = write_fields(IMAGE_MORE, image)
    if more or image.media_type is None or not image.media_type.startswith("image/"):
        plain[EXTENSION] = more
    return plain | restore_members(image.extra, PREFIX, plain)
