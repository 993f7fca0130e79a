"""A feed as items."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.errors import FormatError
from blogcore.formats.base import Item, Notes
from blogcore.formats.json_objects import ObjectReader, read_fields, to_extra_value
from blogcore.formats.jsonfeed.tables import (
    ANY_FILE,
    AUTHOR,
    AUTHOR_MORE,
    COMMENT,
    COMMENT_MORE,
    EXTENSION,
    FEED,
    FEED_MORE,
    IMAGE,
    IMAGE_MORE,
    KNOWN_VERSION,
    POST,
    POST_MORE,
    PREFIX,
)
from blogcore.formats.privacy import reveals_email
from blogcore.models import Author, Body, Comment, ExtraValue, Image, MediaType, Post, Site

__all__ = ["items_of"]


def items_of(plain: object, notes: Notes) -> Iterator[Item]:
    """The site, the authors of the feed, and of its items posts and comments in their order."""
    feed = ObjectReader(plain, "$", notes)
    if "items" not in feed and "version" not in feed:
        raise FormatError(notes.format, "$", "is no JSON Feed: it has neither version nor items")
    version = feed.text("version")
    if not KNOWN_VERSION.fullmatch(version):
        done = "is no version that is known; read as 1.1"
        feed.note("repaired", "version", version, done)
    if "items" not in feed:
        feed.note("repaired", "items", "", "are missing; the feed is empty")
    authors = tuple(_authors(feed))
    entries = tuple(feed.nested_list("items"))
    more = feed.nested(EXTENSION)
    fields = read_fields(FEED, feed) | read_fields(FEED_MORE, more)
    yield Site(extra=feed.remaining(PREFIX), **fields)
    yield from authors
    for number, item in enumerate(entries, 1):
        yield _item(item, number, authors)


def _item(item: ObjectReader, number: int, of_feed: tuple[Author, ...]) -> Post | Comment:
    more = item.nested(EXTENSION)
    id = item.id("id") or item.optional_text("url")
    if id is None:
        id = f"item-{number}"
        item.note("repaired", "id", "", f"is missing; named {id} after its place")
    if "post_id" in more:
        return _comment(item, more, id)
    has_authors = "authors" in item or "author" in item
    authors = tuple(_authors(item))
    fields = read_fields(POST, item) | read_fields(POST_MORE, more)
    images, others = _images(item)
    body = _body(item, more)
    return Post(
        id=id,
        body=body,
        authors=authors if has_authors else of_feed,
        images=images,
        extra=item.remaining(PREFIX) | others,
        **fields,
    )


def _comment(item: ObjectReader, more: ObjectReader, id: str) -> Comment:
    fields = read_fields(COMMENT, item) | read_fields(COMMENT_MORE, more)
    authors = tuple(_authors(item))
    for author in authors[1:]:
        item.note("lost", "authors", author.name, "a comment has one author; the first was kept")
    body = _body(item, more)
    fields["id"] = fields["id"] or id
    if fields["post_id"] is None:
        more.note("repaired", "post_id", "", "says of no post; has a page of its own")
        fields["post_id"] = fields["id"]
    return Comment(
        author=authors[0] if authors else Author(name=""),
        body=body,
        extra=item.remaining(PREFIX),
        **fields,
    )


def _authors(holder: ObjectReader) -> Iterator[Author]:
    """The list of 1.1, else the one object of 1.0; what only that says goes to `extra`."""
    new = holder.take("authors")
    if isinstance(new, list) and holder.members.get("author") in new:
        holder.take("author")
    for author in holder.nested_list("authors" if new else "author"):
        fields = read_fields(AUTHOR, author) | read_fields(AUTHOR_MORE, author.nested(EXTENSION))
        avatar = author.optional_text("avatar")
        private = avatar is not None and reveals_email(avatar)
        extra = author.remaining(PREFIX) | (
            {f"{PREFIX}avatar": avatar} if avatar and private else {}
        )
        yield Author(avatar_url=None if private else avatar, extra=extra, **fields)


def _body(item: ObjectReader, more: ObjectReader) -> Body:
    """The HTML where there is some; the text is then kept beside it."""
    html = item.text("content_html")
    if html or ("content_html" in item and "content_text" not in item):
        return Body(text=html, media_type="text/html")
    markdown = more.text("media_type") == "text/markdown"
    kind: MediaType = "text/markdown" if markdown else "text/plain"
    return Body(text=item.text("content_text"), media_type=kind)


def _images(item: ObjectReader) -> tuple[tuple[Image, ...], dict[str, ExtraValue]]:
    """The main picture and those attached, each once; other attachments stay as they are."""
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
    fields = read_fields(IMAGE, attachment) | read_fields(IMAGE_MORE, attachment.nested(EXTENSION))
    if fields["media_type"] == ANY_FILE:
        fields["media_type"] = None
    return Image(extra=attachment.remaining(PREFIX), **fields)
