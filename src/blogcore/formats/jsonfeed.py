"""JSON Feed 1.1 and 1.0, with comments as items that the extension ``_blogcore`` marks.

https://www.jsonfeed.org/version/1.1/ has posts, authors and attachments; replies and what else it
has no key for lie in ``_blogcore`` objects, which other readers must ignore.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, cast, get_args

from attrs import frozen

from blogcore.errors import FormatError
from blogcore.models import (
    Author,
    AuthorKind,
    Blog,
    Body,
    Comment,
    CommentKind,
    ExtraValue,
    Image,
    MediaType,
    Post,
    PostKind,
    Site,
)

from ._avatar import tells_email
from ._json import encode, parse
from ._published import published
from ._returned import report_losses
from .assemble import assemble
from .base import Item, Losses, Notes
from .objects import (
    COUNT,
    FLAG,
    ID,
    MAYBE_COUNT,
    ON,
    OPTIONAL,
    TEXT,
    TEXTS,
    TIME,
    Members,
    Row,
    from_opaque,
    from_table,
    given_back,
    outline,
    to_opaque,
    to_table,
    words,
)

__all__ = ["JSON_FEED", "JsonFeed"]

_VERSION = "https://jsonfeed.org/version/1.1"
_KNOWN_VERSION = re.compile(r"(?:https?://(?:www\.)?jsonfeed\.org/version/)?1(?:\.[01])?/?")
_ABOUT = "https://blogcore.readthedocs.io/en/latest/formats/jsonfeed.html"
_EXTENSION = "_blogcore"
_PREFIX = "jsonfeed:"
#: The media type of a file of which nothing is known (RFC 2046 section 4.5.1).
_ANY_FILE = "application/octet-stream"

# --- what becomes what -----------------------------------------------------------------------

_FEED = (
    Row("title", "title", TEXT),
    Row("tagline", "description", TEXT),
    Row("url", "home_page_url", OPTIONAL),
    Row("language", "language", OPTIONAL),
)
_FEED_MORE = (Row("timezone", "timezone", OPTIONAL),)

_AUTHOR = (Row("name", "name", TEXT), Row("url", "url", OPTIONAL))
_AUTHOR_MORE = (
    Row("id", "id", ID),
    Row("slug", "slug", OPTIONAL),
    Row("bio", "bio", TEXT),
    Row("kind", "kind", words({kind: kind for kind in get_args(AuthorKind)}, "person", "person")),
)

_POST = (
    Row("title", "title", TEXT),
    Row("url", "url", OPTIONAL),
    Row("excerpt", "summary", TEXT),
    Row("published", "date_published", TIME),
    Row("updated", "date_modified", TIME),
    Row("tags", "tags", TEXTS),
    Row("language", "language", OPTIONAL),
)
_POST_MORE = (
    Row("slug", "slug", OPTIONAL),
    Row("kind", "kind", words({kind: kind for kind in get_args(PostKind)}, "post", "other")),
    Row("sticky", "sticky", FLAG),
    Row("categories", "categories", TEXTS),
    Row("comments_open", "comments_open", ON),
)

_COMMENT = (
    Row("url", "url", OPTIONAL),
    Row("published", "date_published", TIME),
    Row("updated", "date_modified", TIME),
)
_COMMENT_MORE = (
    Row("id", "id", ID),
    Row("post_id", "post_id", ID),
    Row("in_reply_to", "in_reply_to", ID),
    Row(
        "kind", "kind", words({kind: kind for kind in get_args(CommentKind)}, "comment", "comment")
    ),
    Row("likes", "likes", COUNT),
    Row("dislikes", "dislikes", COUNT),
    # Nothing but what is public is in a feed.
    Row("status", "status", words({"deleted": "deleted"}, "approved", "deleted")),
)

_IMAGE = (Row("url", "url", TEXT), Row("media_type", "mime_type", OPTIONAL))
_IMAGE_MORE = (
    Row("alt", "alt", TEXT),
    Row("caption", "caption", TEXT),
    Row("width", "width", MAYBE_COUNT),
    Row("height", "height", MAYBE_COUNT),
)


@frozen
class JsonFeed:
    """A JSON Feed. It is read and written in one piece; only what is public is written."""

    name: str = "jsonfeed"
    media_types: tuple[str, ...] = ("application/feed+json", "application/json")
    suffixes: tuple[str, ...] = (".feed.json", ".jsonfeed")
    narrows: tuple[str, ...] = ()
    readable: bool = True
    writable: bool = True

    def sniff(self, head: bytes) -> bool:
        """Whether it is an object whose version is one of JSON Feed's."""
        seen = outline(head)
        if seen is None or seen.in_list:
            return False
        version = seen.members.get("version", "")
        if "jsonfeed.org/version/" in version:
            return True
        return seen.has("items") and _KNOWN_VERSION.fullmatch(version) is not None

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """The site, the authors of the feed, and of its items posts and comments in their order.

        Raises `FormatError` for what is no JSON or no JSON Feed.
        """
        yield from _items(parse(stream.read(), self.name), notes)

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write the public posts, then the public comments, each in its order."""
        notes = Notes(self.name)
        blog = assemble(items, notes)
        for note in notes:
            if note.severity == "lost":
                losses.add(note.where, note.field, note.done)
        stream.write(encode(_document(blog, losses)))


JSON_FEED = JsonFeed()


# --- reading ---------------------------------------------------------------------------------


def _items(plain: object, notes: Notes) -> Iterator[Item]:
    if not isinstance(plain, dict) or not ("items" in plain or "version" in plain):
        raise FormatError(notes.format, "$", "is no JSON Feed: it has neither version nor items")
    feed = Members(cast("object", plain), "$", notes)
    version = feed.text("version")
    if not _KNOWN_VERSION.fullmatch(version):
        done = "is no version that is known; read as 1.1"
        feed.note("repaired", "version", version, done)
    if "items" not in feed:
        feed.note("repaired", "items", "", "are missing; the feed is empty")
    authors = tuple(_authors(feed))
    entries = tuple(feed.inners("items"))
    more = feed.inner(_EXTENSION)
    fields = from_table(_FEED, feed) | from_table(_FEED_MORE, more)
    yield Site(extra=feed.rest(_PREFIX), **fields)
    yield from authors
    for number, item in enumerate(entries, 1):
        yield _item(item, number, authors)


def _item(item: Members, number: int, of_feed: tuple[Author, ...]) -> Post | Comment:
    more = item.inner(_EXTENSION)
    id = item.id("id") or item.optional("url")
    if id is None:
        id = f"item-{number}"
        item.note("repaired", "id", "", f"is missing; named {id} after its place")
    if "post_id" in more:
        return _comment(item, more, id)
    has_authors = "authors" in item or "author" in item
    authors = tuple(_authors(item))
    fields = from_table(_POST, item) | from_table(_POST_MORE, more)
    images, others = _images(item)
    body = _body(item, more)
    return Post(
        id=id,
        body=body,
        authors=authors if has_authors else of_feed,
        images=images,
        extra=item.rest(_PREFIX) | others,
        **fields,
    )


def _comment(item: Members, more: Members, id: str) -> Comment:
    fields = from_table(_COMMENT, item) | from_table(_COMMENT_MORE, more)
    authors = tuple(_authors(item))
    for author in authors[1:]:
        item.note("lost", "authors", author.name, "a comment has one author; the first was kept")
    body = _body(item, more)
    fields["id"] = fields["id"] or id
    return Comment(
        author=authors[0] if authors else Author(name=""),
        body=body,
        extra=item.rest(_PREFIX),
        **fields,
    )


def _authors(holder: Members) -> Iterator[Author]:
    """The list of 1.1, else the one object of 1.0; feeds may have both."""
    old, new = tuple(holder.inners("author")), tuple(holder.inners("authors"))
    for author in new if "authors" in holder else old:
        fields = from_table(_AUTHOR, author) | from_table(_AUTHOR_MORE, author.inner(_EXTENSION))
        avatar = author.optional("avatar")
        private = avatar is not None and tells_email(avatar)
        extra = author.rest(_PREFIX) | ({f"{_PREFIX}avatar": avatar} if avatar and private else {})
        yield Author(avatar_url=None if private else avatar, extra=extra, **fields)


def _body(item: Members, more: Members) -> Body:
    """The HTML where there is some; the text is then kept beside it."""
    html = item.text("content_html")
    if html or ("content_html" in item and "content_text" not in item):
        return Body(text=html, media_type="text/html")
    markdown = more.text("media_type") == "text/markdown"
    kind: MediaType = "text/markdown" if markdown else "text/plain"
    return Body(text=item.text("content_text"), media_type=kind)


def _images(item: Members) -> tuple[tuple[Image, ...], dict[str, ExtraValue]]:
    """The main picture and those attached, each once; other attachments stay as they are."""
    found: dict[str, Image] = {}
    main = item.optional("image")
    if main:
        found[main] = Image(url=main)
    others: list[object] = []
    for attachment in item.inners("attachments"):
        if _EXTENSION in attachment or attachment.peek("mime_type").startswith("image/"):
            image = _image(attachment)
            found[image.url] = image
        else:
            others.append(attachment.plain)
    kept = to_opaque(others) if others else None
    return tuple(found.values()), {f"{_PREFIX}attachments": kept} if kept else {}


def _image(attachment: Members) -> Image:
    fields = from_table(_IMAGE, attachment) | from_table(_IMAGE_MORE, attachment.inner(_EXTENSION))
    if fields["media_type"] == _ANY_FILE:
        fields["media_type"] = None
    return Image(extra=attachment.rest(_PREFIX), **fields)


# --- writing ---------------------------------------------------------------------------------


def _document(blog: Blog, losses: Losses) -> dict[str, object]:
    shown = published(blog)
    site = blog.site
    feed: dict[str, object] = {"version": _VERSION, "title": site.title}
    feed |= to_table(_FEED, site)
    if blog.authors:
        feed["authors"] = [_author_object(author) for author in blog.authors]
    more = to_table(_FEED_MORE, site)
    if more or shown.comments:
        feed[_EXTENSION] = {"about": _ABOUT} | more
    feed |= given_back(site.extra, _PREFIX, feed)
    feed["items"] = [
        *(_post_object(post, bool(blog.authors)) for post in shown.posts),
        *map(_comment_object, shown.comments),
    ]
    report_losses(blog, _items(feed, Notes("jsonfeed")), losses, shown.hidden)
    return feed


def _post_object(post: Post, feed_has_authors: bool) -> dict[str, object]:
    item: dict[str, object] = {"id": post.id} | to_table(_POST, post) | _content(post.body)
    if post.authors or feed_has_authors:
        item["authors"] = [_author_object(author) for author in post.authors]
    if post.images:
        item["image"] = post.images[0].url
    attachments: list[object] = [
        _attachment(image)
        for index, image in enumerate(post.images)
        if index or image != Image(url=image.url)
    ]
    kept = from_opaque(post.extra.get(f"{_PREFIX}attachments", ()))
    attachments += cast("list[object]", kept) if isinstance(kept, list) else []
    if attachments:
        item["attachments"] = attachments
    return _extended(item, to_table(_POST_MORE, post), post.body, post.extra)


def _comment_object(comment: Comment) -> dict[str, object]:
    item: dict[str, object] = {"id": f"comment:{comment.id}"} | to_table(_COMMENT, comment)
    item |= _content(comment.body) | {"authors": [_author_object(comment.author)]}
    return _extended(item, to_table(_COMMENT_MORE, comment), comment.body, comment.extra)


def _content(body: Body) -> dict[str, object]:
    return {"content_html" if body.media_type == "text/html" else "content_text": body.text}


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
        item[_EXTENSION] = more
    return item | given_back(extra, _PREFIX, item)


def _author_object(author: Author) -> dict[str, object]:
    plain = to_table(_AUTHOR, author)
    if author.avatar_url and not tells_email(author.avatar_url):
        plain["avatar"] = author.avatar_url
    more = to_table(_AUTHOR_MORE, author)
    if more:
        plain[_EXTENSION] = more
    return plain | given_back(author.extra, _PREFIX, plain)


def _attachment(image: Image) -> dict[str, object]:
    """A picture as an attachment, marked as one where its media type does not tell."""
    plain: dict[str, object] = {"url": image.url, "mime_type": image.media_type or _ANY_FILE}
    more = to_table(_IMAGE_MORE, image)
    if more or image.media_type is None or not image.media_type.startswith("image/"):
        plain[_EXTENSION] = more
    return plain | given_back(image.extra, _PREFIX, plain)
