"""A blog as a JSON Feed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from blogcore.formats.html import displayed_html
from blogcore.formats.json_objects import from_extra_value, restore_members, write_fields
from blogcore.formats.jsonfeed.tables import (
    ANY_FILE,
    AUTHOR,
    AUTHOR_EXTENSION,
    COMMENT,
    COMMENT_EXTENSION,
    EXTENSION,
    FEED,
    FEED_EXTENSION,
    IMAGE_EXTENSION,
    POST,
    POST_EXTENSION,
    PREFIX,
    VERSION,
)
from blogcore.formats.privacy import PublicView, reveals_email
from blogcore.models import Author, Blog, Body, Comment, ExtraValue, Image, Post

__all__ = ["feed_object"]


def feed_object(blog: Blog, view: PublicView) -> dict[str, object]:
    """Return the feed: the public posts, then the public comments, each in its order. Linear.

    Args:
        blog: The blog, for its site and authors.
        view: Its public posts and comments.
    """
    site = blog.site
    feed: dict[str, object] = {"version": VERSION, "title": site.title}
    feed |= write_fields(FEED, site)
    if blog.authors:
        feed["authors"] = [_author_object(author) for author in blog.authors]
    extension = write_fields(FEED_EXTENSION, site)
    if extension:
        feed[EXTENSION] = extension
    feed |= restore_members(site.extra, PREFIX, feed)
    feed["items"] = [
        *(_post_object(post, bool(blog.authors)) for post in view.posts),
        *map(_comment_object, view.comments),
    ]
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
    return _with_extension(item, write_fields(POST_EXTENSION, post), post.body, post.extra)


def _comment_object(comment: Comment) -> dict[str, object]:
    item: dict[str, object] = {"id": f"comment:{comment.id}"} | write_fields(COMMENT, comment)
    item |= _content(comment.body) | {"authors": [_author_object(comment.author)]}
    return _with_extension(
        item, write_fields(COMMENT_EXTENSION, comment), comment.body, comment.extra
    )


def _content(body: Body) -> dict[str, object]:
    if body.media_type == "text/html":
        return {"content_html": displayed_html(body)}
    return {"content_text": body.text}


def _with_extension(
    item: dict[str, object],
    extension: dict[str, object],
    body: Body,
    extra: Mapping[str, ExtraValue],
) -> dict[str, object]:
    """Return the item with the extension, and with the members that ``extra`` keeps."""
    if body.media_type == "text/markdown":
        extension["media_type"] = body.media_type
    if extension:
        item[EXTENSION] = extension
    return item | restore_members(extra, PREFIX, item)


def _author_object(author: Author) -> dict[str, object]:
    members = write_fields(AUTHOR, author)
    if author.avatar_url and not reveals_email(author.avatar_url):
        members["avatar"] = author.avatar_url
    extension = write_fields(AUTHOR_EXTENSION, author)
    if extension:
        members[EXTENSION] = extension
    return members | restore_members(author.extra, PREFIX, members)


def _attachment(image: Image) -> dict[str, object]:
    """Return an image as an attachment, marked as an image where its media type is not one."""
    members: dict[str, object] = {"url": image.url, "mime_type": image.media_type or ANY_FILE}
    extension = write_fields(IMAGE_EXTENSION, image)
    if extension or image.media_type is None or not image.media_type.startswith("image/"):
        members[EXTENSION] = extension
    return members | restore_members(image.extra, PREFIX, members)
