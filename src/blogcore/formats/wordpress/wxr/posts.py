"""``item``: read as a `Post` or an `Attachment`, and posts written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from email.utils import format_datetime
from hashlib import sha256

from blogcore._text.html import unescape_html
from blogcore.formats.assemble import GENERATED_ID
from blogcore.formats.base import Attachment, Featured
from blogcore.formats.html import title_from_html
from blogcore.formats.reports import Notes
from blogcore.formats.wordpress.tables import POST_KINDS, POST_STATUS_NAMES, POST_STATUSES
from blogcore.formats.wordpress.wxr.attachments import take_attachment_fields, take_image
from blogcore.formats.wordpress.wxr.comments import stored_html
from blogcore.formats.wordpress.wxr.elements import (
    NumericIds,
    elements_from_extra,
    extra_elements,
    find_meta,
    is_placeholder,
    is_placeholder_field,
    leaf,
    meta_element,
    original_id,
    placeholder,
    reader_of,
    remaining,
    take_meta,
    take_reference,
    take_time,
    time_elements,
    title_to_html,
)
from blogcore.formats.wordpress.wxr.site import Channel, login_of
from blogcore.formats.wordpress.wxr.terms import take_terms, term_elements
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import Author, Body, ExtraValue, Image, Post, PostStatus

__all__ = ["fallback_id", "is_attachment", "post_element", "read_item"]


def fallback_id(element: Element, number: int, notes: Notes) -> str:
    """Return an id for an item without ``wp:post_id``: its guid, its link or its number."""
    texts = {child.name: child.text.strip() for child in element.children}
    message = "is missing; the guid, the link or the number of the item is the id"
    notes.add("repaired", f"line {element.line}", "wp:post_id", "", message)
    return texts.get("guid") or texts.get("link") or f"item-{number}"


def read_item(
    element: Element, id: str, has_comments: bool, channel: Channel, notes: Notes
) -> Iterator[Post | Attachment | Featured]:
    """Yield the post of an item and the link to its featured image, or its attachment.

    An image that is not public, or that has comments, is a post of kind "other".

    Args:
        element: The ``item``.
        id: Its id.
        has_comments: Whether it has any comments.
        channel: The accounts of the file.
        notes: Receives a note for every repair.
    """
    reader = reader_of(element, notes)
    for inner in reader.repeated("item"):
        notes.add("lost", f"line {inner.line}", "item", "", "is inside an item; left out")
    post_type = reader.take("wp:post_type")
    if is_placeholder(element) and post_type != "attachment":
        return  # the writer added it for comments whose post is not in the blog
    protected = _is_protected(reader)
    extra = take_meta(reader, "wp:postmeta")
    image = take_image(reader, extra) if post_type == "attachment" else None
    status = _read_status(reader, post_type, extra)
    own_status: PostStatus = status
    is_public = status == "published" and not protected
    if image is None or has_comments or not is_public:
        inherits = status == "published" and reader.peek("wp:status") == "inherit"
        if inherits and reader.peek("wp:post_parent") not in ("", "0"):
            # It is as public as its parent (`get_post_status`), which is not known here.
            extra["wp:status"], own_status = "inherit", "private"
        yield _read_post(reader, id, post_type, own_status, protected, image, channel, extra)
        thumbnail = find_meta(reader, "wp:postmeta", "_thumbnail_id")
        featured = original_id(thumbnail) if thumbnail else ""
        if featured not in ("", "0"):
            yield Featured(post_id=id, attachment_id=featured)
    if image is not None and is_public:
        parent = take_reference(reader, "wp:post_parent")
        generated = {GENERATED_ID: "1"} if is_placeholder(element) else {}
        yield Attachment(
            id=id,
            post_id=parent,
            image=image,
            title=_read_title(reader, extra),
            extra=extra | _remaining(reader) | take_attachment_fields(reader) | generated,
        )


def _read_post(
    reader: ElementReader,
    id: str,
    post_type: str,
    status: PostStatus,
    protected: bool,
    image: Image | None,
    channel: Channel,
    meta: dict[str, ExtraValue],
) -> Post:
    extra = dict(meta)
    unpublished = status in ("draft", "pending")
    offsets = channel.offsets
    published = take_time(reader, "wp:post_date", extra, offsets, is_unpublished=unpublished)
    updated = take_time(reader, "wp:post_modified", extra, offsets, is_unpublished=unpublished)
    terms = take_terms(reader, extra)
    authors = _read_authors(reader, channel, extra)
    is_known_type = post_type in POST_KINDS or is_placeholder_field(reader, "wp:post_type")
    if post_type and not is_known_type:
        extra["wp:post_type"] = post_type
    return Post(
        id=id,
        title=_read_title(reader, extra),
        body=Body(text=reader.take_exact("content:encoded"), media_type="text/html"),
        authors=authors,
        slug=reader.take("wp:post_name") or None,
        url=reader.take("link") or None,
        excerpt=reader.take_exact("excerpt:encoded"),
        published=published,
        updated=updated,
        status=status,
        protected=protected,
        kind=POST_KINDS.get(post_type or "post", "other"),
        sticky=reader.take("wp:is_sticky") == "1",
        tags=terms.get("post_tag", ()),
        categories=terms.get("category", ()),
        images=(image,) if image else (),
        comments_open=reader.take("wp:comment_status") in ("open", ""),
        extra=extra | _remaining(reader),
    )


def _is_protected(reader: ElementReader) -> bool:
    """Return whether there is a password, which is not kept.

    A program that indents the export writes blanks where there is none.
    """
    stored = reader.take_exact("wp:post_password")
    password = stored.strip()
    if stored and not password:
        message = "is blank; read as no password, here and in the posts that follow"
        reader.notes.add_once("info", reader.where, "wp:post_password", "…", message)
    return bool(password)


def _read_title(reader: ElementReader, extra: dict[str, ExtraValue]) -> str:
    """Return the title as text. WordPress stores HTML; markup is kept in ``extra``."""
    stored = reader.take("title")
    title = title_from_html(stored)
    if "<" in stored and title != stored:
        extra["rss:title"] = stored
    return title


def _read_authors(
    reader: ElementReader, channel: Channel, extra: dict[str, ExtraValue]
) -> tuple[Author, ...]:
    """Return the author in ``dc:creator``, or those of the plugin Co-Authors Plus instead."""
    creator = reader.take("dc:creator")
    co_authors = [
        channel.co_author(
            element.attributes.get("nicename", ""), unescape_html(element.text.strip())
        )
        for element in reader.repeated("category")
        if element.attributes.get("domain") == "author" and element.text.strip()
    ]
    if co_authors:
        extra["dc:creator"] = creator
        return tuple(dict.fromkeys(co_authors))
    author = channel.author(creator)
    return (author,) if author else ()


def _read_status(reader: ElementReader, post_type: str, extra: dict[str, ExtraValue]) -> PostStatus:
    name = reader.take("wp:status")
    if name == "inherit" and post_type == "attachment":
        return "published"
    status = POST_STATUSES.get(name)
    if name and (status is None or name == "auto-draft"):
        extra["wp:status"] = name
    if status is not None:
        return status
    if name == "inherit":  # a revision of a post that may be a draft
        return "private"
    # As in `wp_insert_post`: a post of unknown status may be secret.
    reader.note_repaired("wp:status", name, "is unknown; read as draft")
    return "draft"


def _remaining(reader: ElementReader) -> dict[str, ExtraValue]:
    """Return the elements that no field holds, for ``extra``: those of WordPress and of RSS."""
    extra = remaining(reader)
    for name in ("guid", "description"):
        if reader.take(name):
            extra[f"rss:{name}"] = reader.take(name)
    enclosures = [element.attributes.get("url", "") for element in reader.repeated("enclosure")]
    if enclosures:
        extra["rss:enclosure"] = tuple(enclosures)
    return extra


# --- writing -----------------------------------------------------------------------------------

_RSS_FIELDS = {"rss:guid": "guid", "rss:description": "description"}


def post_element(
    post: Post, comments: Iterable[Element], ids: NumericIds, featured: Element | None
) -> Element:
    """Return a post with its comments as WordPress's exporter writes them.

    Args:
        post: The post.
        comments: The elements of its comments.
        ids: Numbers of the posts.
        featured: The number of the image that it features, if ``extra`` does not know it.
    """
    extra = post.extra
    has_update = post.updated is not None or "wp:post_modified" in extra
    children = [
        leaf("title", title_to_html(post.title, extra)),
        leaf("link", post.url or ""),
        *_pub_date(post),
        leaf("dc:creator", _creator(post)),
        *elements_from_extra(extra, _RSS_FIELDS),
        leaf("content:encoded", stored_html(post.body)),
        leaf("excerpt:encoded", post.excerpt),
        ids.element("wp:post_id", post.id),
        *time_elements("wp:post_date", post.published, extra),
        *(time_elements("wp:post_modified", post.updated, extra) if has_update else ()),
        leaf("wp:comment_status", "open" if post.comments_open else "closed"),
        leaf("wp:post_name", post.slug or ""),
        leaf("wp:status", _status_name(post)),
        _type_element(post),
        leaf("wp:post_password", _password(post)),
        leaf("wp:is_sticky", "1" if post.sticky else "0"),
        *_attachment_url(post),
        *(leaf("enclosure", url=url) for url in _enclosures(post)),
        *term_elements(post),
    ]
    written = {child.name for child in children}
    children += extra_elements(extra, "wp:postmeta", written)
    if featured is not None:
        children.append(placeholder(meta_element("wp:postmeta", "_thumbnail_id", featured)))
    return Element("item", 0, {}, "", [*children, *comments])


def is_attachment(post: Post) -> bool:
    """Return whether a post is an attachment that had to be read as a post."""
    return post.kind == "other" and post.extra.get("wp:post_type") == "attachment"


def _pub_date(post: Post) -> Iterator[Element]:
    if post.published is not None:
        yield leaf("pubDate", format_datetime(post.published.astimezone(UTC)))


def _creator(post: Post) -> str:
    """Return the login of the author; an author without one is known by name."""
    kept = post.extra.get("dc:creator")
    if isinstance(kept, str) and "wp:term:author" in post.extra:
        return kept
    return login_of(post.authors[0]) if post.authors else ""


def _status_name(post: Post) -> str:
    kept = post.extra.get("wp:status")
    if isinstance(kept, str) and kept:
        status = "private" if kept == "inherit" else POST_STATUSES.get(kept, "draft")
        if status == post.status:
            return kept
    is_shown = post.status == "published" and is_attachment(post)
    return "inherit" if is_shown else POST_STATUS_NAMES[post.status]


def _type_element(post: Post) -> Element:
    if post.kind != "other":
        return leaf("wp:post_type", post.kind)
    kept = post.extra.get("wp:post_type")
    if isinstance(kept, str) and kept and kept not in POST_KINDS:
        return leaf("wp:post_type", kept)
    return placeholder(leaf("wp:post_type", "other"))


def _password(post: Post) -> str:
    """Return a password for a protected post, made of its text: the original was not kept."""
    secret = f"{post.id}\0{post.title}\0{post.body.text}"
    return sha256(secret.encode()).hexdigest()[:32] if post.protected else ""


def _enclosures(post: Post) -> tuple[str, ...]:
    urls = post.extra.get("rss:enclosure", ())
    return urls if isinstance(urls, tuple) else ()


def _attachment_url(post: Post) -> Iterator[Element]:
    if is_attachment(post):
        url = post.images[0].url if post.images else post.extra.get("wp:attachment_url", "")
        yield leaf("wp:attachment_url", url if isinstance(url, str) else "")
