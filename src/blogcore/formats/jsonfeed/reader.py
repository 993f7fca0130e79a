"""A JSON Feed as items."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.formats.base import Item
from blogcore.formats.json_objects import ObjectReader, read_fields, to_extra_value
from blogcore.formats.jsonfeed.tables import (
    ANY_FILE,
    AUTHOR,
    AUTHOR_EXTENSION,
    COMMENT,
    COMMENT_EXTENSION,
    EXTENSION,
    FEED,
    FEED_EXTENSION,
    IMAGE,
    IMAGE_EXTENSION,
    KNOWN_VERSION,
    POST,
    POST_EXTENSION,
    PREFIX,
)
from blogcore.models import Author, Body, Comment, ExtraValue, Image, MediaType, Post, Site

__all__ = ["read_feed"]


def read_feed(feed: ObjectReader) -> Iterator[Item]:
    """Yield the site, the authors of the feed, and the posts and comments in its order.

    Args:
        feed: The document.
    """
    version = feed.text("version")
    if not KNOWN_VERSION.fullmatch(version):
        feed.note("repaired", "version", version, "is not a known version; read as 1.1")
    if "items" not in feed:
        feed.note("repaired", "items", "", "is missing; the feed is empty")
    authors = tuple(_authors(feed))
    entries = tuple(feed.nested_list("items"))
    fields = read_fields(FEED, feed) | read_fields(FEED_EXTENSION, feed.nested(EXTENSION))
    yield Site(extra=feed.remaining(PREFIX), **fields)
    yield from authors
    for number, item in enumerate(entries, 1):
        yield _read_item(item, number, authors)


def _read_item(item: ObjectReader, number: int, feed_authors: tuple[Author, ...]) -> Post | Comment:
    extension = item.nested(EXTENSION)
    id = item.id("id") or item.optional_text("url") or item.id_or("id", f"item-{number}")
    if "post_id" in extension:
        return _comment(item, extension, id)
    has_authors = "authors" in item or "author" in item
    authors = tuple(_authors(item))
    fields = read_fields(POST, item) | read_fields(POST_EXTENSION, extension)
    images, attachments = _images(item)
    body = _body(item, extension)
    return Post(
        id=id,
        body=body,
        authors=authors if has_authors else feed_authors,
        images=images,
        extra=item.remaining(PREFIX) | attachments,
        **fields,
    )


def _comment(item: ObjectReader, extension: ObjectReader, id: str) -> Comment:
    fields = read_fields(COMMENT, item) | read_fields(COMMENT_EXTENSION, extension)
    authors = tuple(_authors(item))
    for author in authors[1:]:
        item.note("lost", "authors", author.name, "a comment has one author; the first was kept")
    body = _body(item, extension)
    fields["id"] = fields["id"] or id
    if fields["post_id"] is None:
        message = "is missing; a post with the comment's id is used"
        extension.note("repaired", "post_id", "", message)
        fields["post_id"] = fields["id"]
    return Comment(
        author=authors[0] if authors else Author(name=""),
        body=body,
        extra=item.remaining(PREFIX),
        **fields,
    )


def _authors(holder: ObjectReader) -> Iterator[Author]:
    """Yield the authors of 1.1, else the author of 1.0; other members go to ``extra``."""
    new = holder.take("authors")
    if isinstance(new, list) and holder.members.get("author") in new:
        holder.take("author")
    for author in holder.nested_list("authors" if new else "author"):
        fields = read_fields(AUTHOR, author) | read_fields(
            AUTHOR_EXTENSION, author.nested(EXTENSION)
        )
        avatar, extra = author.avatar("avatar", PREFIX)
        yield Author(avatar_url=avatar, extra=author.remaining(PREFIX) | extra, **fields)


def _body(item: ObjectReader, extension: ObjectReader) -> Body:
    """Return the HTML, else the plain text; next to HTML the text is kept in ``extra``."""
    html = item.text("content_html")
    if html or ("content_html" in item and "content_text" not in item):
        return Body(text=html, media_type="text/html")
    markdown = extension.text("media_type") == "text/markdown"
    kind: MediaType = "text/markdown" if markdown else "text/plain"
    return Body(text=item.text("content_text"), media_type=kind)


def _images(item: ObjectReader) -> tuple[tuple[Image, ...], dict[str, ExtraValue]]:
    """Return the main image and the attached ones, each once, and the other attachments."""
    found: dict[str, Image] = {}
    main = item.optional_text("image")
    if main:
        found[main] = Image(url=main)
    others: list[object] = []
    for attachment in item.nested_list("attachments"):
        if EXTENSION in attachment or attachment.peek("mime_type").startswith("image/"):
            image = _image(attachment)
            found[image.url] = image
        else:
            others.append(attachment.members)
    kept = to_extra_value(others) if others else None
    return tuple(found.values()), {f"{PREFIX}attachments": kept} if kept else {}


def _image(attachment: ObjectReader) -> Image:
    fields = read_fields(IMAGE, attachment) | read_fields(
        IMAGE_EXTENSION, attachment.nested(EXTENSION)
    )
    if fields["media_type"] == ANY_FILE:
        fields["media_type"] = None
    return Image(extra=attachment.remaining(PREFIX), **fields)
