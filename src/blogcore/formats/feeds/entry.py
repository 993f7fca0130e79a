"""`FeedEntry`, an entry of any kind of feed, and the post or comment that it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from attrs import field, frozen

from blogcore.formats.base import Item
from blogcore.formats.feeds.extension import (
    COMMENT,
    IMAGE,
    POST,
    Extension,
    has_extension,
    read_extension,
)
from blogcore.formats.feeds.people import parse_person
from blogcore.formats.feeds.replies import (
    ReplyResolver,
    ReplyTarget,
    page_of_comment,
    post_title_in,
)
from blogcore.formats.privacy import reveals_email
from blogcore.formats.reports import Notes
from blogcore.formats.xml import Element
from blogcore.models import Author, Body, Comment, ExtraValue, Image, Post

__all__ = ["FeedEntry", "entry_items", "read_media"]

_EMPTY_BODY = Body()


@frozen(kw_only=True)
class FeedEntry:
    """An entry of a feed of any kind."""

    #: Position in the file.
    where: str
    #: Id of the entry.
    id: str
    #: Address of its page.
    url: str | None = None
    #: Title as plain text.
    title: str = ""
    #: Content.
    body: Body = _EMPTY_BODY
    #: Summary beside the content.
    excerpt: str = ""
    #: Authors in their order.
    authors: tuple[Author, ...] = ()
    #: Time of publication.
    published: datetime | None = None
    #: Time of the last change.
    updated: datetime | None = None
    #: Whether it is a draft.
    is_draft: bool = False
    #: Tags; only feeds that blogcore wrote distinguish them from categories.
    tags: Iterable[str] = ()
    #: Categories.
    categories: Iterable[str] = ()
    #: Images.
    images: tuple[Image, ...] = ()
    #: Language where it differs from that of the feed.
    language: str | None = None
    #: Whether it has an ``in-reply-to``.
    is_reply: bool = False
    #: The posts and comments that its ``in-reply-to`` names.
    targets: tuple[ReplyTarget, ...] = ()
    #: Data that no other field holds.
    extra: Mapping[str, ExtraValue] = field(factory=dict[str, ExtraValue])
    #: Data that blogcore's writer added; None if another program wrote the entry.
    extension: Extension | None = None

    @property
    def is_comment(self) -> bool:
        """Whether the entry names what it replies to, or its id or address is that of a comment."""
        if self.extension is not None:
            return self.extension.is_comment
        return bool(self.is_reply or page_of_comment(self.id) or page_of_comment(self.url))


def entry_items(
    entries: Iterable[FeedEntry], resolver: ReplyResolver, notes: Notes, prefix: str
) -> Iterator[Item]:
    """Yield the posts in their order, and comments that blogcore wrote.

    Args:
        entries: The entries of a feed.
        resolver: Gets the other comments, whose posts are known when the feed ends.
        notes: Gets what was left out.
        prefix: Prefix of the keys in ``extra`` for data of a comment's entry that no field holds.
    """
    for entry in entries:
        if entry.extension is not None and entry.extension.is_comment:
            yield _own_comment(entry, entry.extension, notes)
        elif entry.is_comment or resolver.is_comment(entry.id):
            resolver.add_comment(*_comment(entry, notes, prefix))
        else:
            post = _post(entry)
            resolver.add_post(post)
            yield post


def _post(entry: FeedEntry) -> Post:
    fields: dict[str, Any] = {"id": entry.id}
    if entry.extension is not None:
        fields |= read_extension(POST, entry.extension.attributes)
    return Post(
        title=entry.title,
        body=entry.body,
        excerpt=entry.excerpt,
        authors=entry.authors,
        url=entry.url,
        published=entry.published,
        updated=entry.updated,
        status="draft" if entry.is_draft else "published",
        tags=entry.tags,
        categories=entry.categories,
        images=entry.images,
        language=entry.language,
        extra=entry.extra,
        **fields,
    )


def _own_comment(entry: FeedEntry, extension: Extension, notes: Notes) -> Comment:
    fields: dict[str, Any] = {"id": entry.id, "post_id": entry.id}
    fields |= read_extension(COMMENT, extension.attributes)
    return Comment(
        author=_commenter(entry, notes),
        body=entry.body,
        url=entry.url,
        published=entry.published,
        updated=entry.updated,
        **fields,
    )


def _comment(
    entry: FeedEntry, notes: Notes, prefix: str
) -> tuple[Comment, tuple[ReplyTarget, ...], str]:
    """Return the comment, its reply targets, and its post's title if the entry's title has it."""
    author = _commenter(entry, notes)
    post_title = post_title_in(entry.title, author.name)
    # A title that repeats the beginning of the comment adds nothing.
    has_own_title = post_title is None and not _is_beginning(entry.title, entry.body)
    kept: dict[str, ExtraValue] = {
        "title": entry.title if has_own_title else "",
        "category": (*entry.tags, *entry.categories),
        "image": tuple(image.url for image in entry.images),
        "language": entry.language or "",
    }
    comment = Comment(
        id=entry.id,
        post_id=entry.id,
        author=author,
        body=entry.body,
        published=entry.published,
        updated=entry.updated,
        status="held" if entry.is_draft else "approved",
        url=entry.url,
        extra={**entry.extra, **{f"{prefix}:{key}": value for key, value in kept.items() if value}},
    )
    return comment, entry.targets, post_title or ""


def _is_beginning(title: str, body: Body) -> bool:
    return body.to_text().startswith(title.rstrip(".… "))


def _commenter(entry: FeedEntry, notes: Notes) -> Author:
    """Return the author of a comment; a title such as "By: NAME" counts if there is no other."""
    for other in entry.authors[1:]:
        message = "a comment has one author; the first was kept"
        notes.add("lost", entry.where, "author", other.name, message)
    if entry.authors:
        return entry.authors[0]
    before, _, name = entry.title.partition("By: ")
    return parse_person(name) if name and not before else Author(name="")


# --- images and other files ------------------------------------------------------------------


def read_media(
    elements: Iterable[Element], url_attribute: str
) -> tuple[tuple[Image, ...], tuple[str, ...]]:
    """Return the images among enclosures and Media RSS elements, and the other files.

    WordPress.com lists the avatar of a post's author too: an address that reveals an e-mail
    address is not an image of the post, but a file.

    Args:
        elements: Enclosures and elements of Media RSS.
        url_attribute: Name of the attribute that holds the address.

    Returns:
        The images, each address once, and the files as "ADDRESS TYPE LENGTH".
    """
    images: dict[str, Image] = {}
    files: list[str] = []
    for element in elements:
        attributes = element.attributes
        address = attributes.get(url_attribute) or attributes.get("url") or ""
        media_type = attributes.get("type", "").strip()
        if has_extension(attributes):
            fields = read_extension(IMAGE, attributes)
            fields.setdefault("media_type", media_type or None)
            fields["media_type"] = fields["media_type"] or None
            images[f"{len(images)} {address}"] = Image(url=address, **fields)
            continue
        address = address.strip()
        if not address:
            continue
        private = reveals_email(address)
        if _is_image(element, media_type) and not private:
            url = element.resolve_url(address)
            images.setdefault(url, _image(url, media_type, attributes))
        elif element.name in ("link", "enclosure") or private:
            length = attributes.get("length", "").strip()
            file = (element.resolve_url(address), media_type, length)
            files.append(" ".join(filter(None, file)))
    return tuple(images.values()), tuple(files)


def _is_image(element: Element, media_type: str) -> bool:
    declared = element.attributes.get("medium") == "image" or element.name == "media:thumbnail"
    return declared or media_type.lower().startswith("image/")


def _image(url: str, media_type: str, attributes: Mapping[str, str]) -> Image:
    width, height = (_pixels(attributes.get(name, "").strip()) for name in ("width", "height"))
    return Image(url=url, media_type=media_type or None, width=width, height=height)


def _pixels(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
