"""``item`` to `Post`, or to `Attachment` where it is a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC
from email.utils import format_datetime
from hashlib import sha256

from blogcore._text.html import unescape_html
from blogcore.formats.assemble import GENERATED_ID
from blogcore.formats.base import Attachment, Featured, Notes
from blogcore.formats.wxr.comments import html
from blogcore.formats.wxr.numbers import Numbers
from blogcore.formats.wxr.pictures import take_image
from blogcore.formats.wxr.site import Channel, login_of
from blogcore.formats.wxr.terms import item_terms, term_elements
from blogcore.formats.wxr.times import take_time, time_elements
from blogcore.formats.wxr.vocabulary import (
    extra_elements,
    html_body,
    is_made,
    is_made_field,
    leaf,
    made,
    meta,
    meta_element,
    meta_value,
    record_of,
    reference,
    remaining,
    said,
    texts_of,
    title_from_html,
    title_to_html,
)
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import Author, ExtraValue, Image, Post, PostKind, PostStatus
from blogcore.models.checked import trusting

__all__ = ["is_attachment", "post_element", "post_id_of", "to_items"]

#: All text was mended by now, and the words are from the tables below.
_trusted = trusting(Post)

_STATUSES: dict[str, PostStatus] = {
    "publish": "published",
    "draft": "draft",
    "auto-draft": "draft",
    "pending": "pending",
    "future": "scheduled",
    "private": "private",
    "trash": "trash",
}
_KINDS: dict[str, PostKind] = {"post": "post", "page": "page"}


def post_id_of(element: Element, number: int, notes: Notes) -> str:
    """An id for an item without ``wp:post_id``: its guid, its link, or which item it is."""
    fields = {child.name: child.text.strip() for child in element.children}
    id = fields.get("guid") or fields.get("link") or f"item-{number}"
    done = "is missing; the guid, the link or its place serves"
    notes.add("repaired", f"line {element.line}", "wp:post_id", "", done)
    return id


def to_items(
    element: Element, id: str, has_comments: bool, channel: Channel, notes: Notes
) -> Iterator[Post | Attachment | Featured]:
    """What an item is: a post and which picture it features, or a picture.

    A picture that is not public, or that has comments of its own, is a post of kind "other".
    """
    record = record_of(element, notes)
    for inner in record.repeated("item"):
        notes.add("lost", f"line {inner.line}", "item", "", "lies within an item; left out")
    kind = record.take("wp:post_type")
    if is_made(element) and kind != "attachment":
        return  # holds comments whose post is not in the blog
    # Never read further, only whether there is one.
    protected = bool(record.take_exact("wp:post_password"))
    extra = meta(record, "wp:postmeta")
    thumbnail = meta_value(record, "wp:postmeta", "_thumbnail_id")
    featured = said(thumbnail) if thumbnail else ""
    image = take_image(record, extra) if kind == "attachment" else None
    status = _status(record, kind, extra)
    if image is None or has_comments or protected or status != "published":
        inherited = status == "published" and record.peek("wp:status") == "inherit"
        if inherited and record.peek("wp:post_parent") not in ("", "0"):
            # It is shown where its post is shown, which is not known here: `get_post_status`.
            extra["wp:status"] = "inherit"
            own: PostStatus = "private"
        else:
            own = status
        yield _post(record, id, kind, own, protected, image, channel, extra)
        if featured not in ("", "0"):
            yield Featured(post_id=id, attachment_id=featured)
    if image is not None and status == "published" and not protected:
        parent = reference(record, "wp:post_parent")
        numbered = {GENERATED_ID: "1"} if is_made(element) else {}
        yield Attachment(
            id=id,
            post_id=parent,
            image=image,
            title=_title(record, extra),
            extra=extra | _rest(record) | _rest_of_picture(record) | numbered,
        )


def _post(
    record: ElementReader,
    id: str,
    kind: str,
    status: PostStatus,
    protected: bool,
    image: Image | None,
    channel: Channel,
    given: dict[str, ExtraValue],
) -> Post:
    extra = dict(given)
    published = take_time(record, "wp:post_date", extra)
    updated = take_time(record, "wp:post_modified", extra)
    terms = item_terms(record, extra)
    authors = _authors(record, channel, extra)
    if kind not in _KINDS and kind and not is_made_field(record, "wp:post_type"):
        extra["wp:post_type"] = kind
    return _trusted(
        id=id,
        title=_title(record, extra),
        body=html_body(record.take_exact("content:encoded")),
        authors=authors,
        slug=record.take("wp:post_name") or None,
        url=record.take("link") or None,
        excerpt=record.take_exact("excerpt:encoded"),
        published=published,
        updated=updated,
        status=status,
        protected=protected,
        kind=_KINDS.get(kind or "post", "other"),
        sticky=record.take("wp:is_sticky") == "1",
        tags=terms.get("post_tag", ()),
        categories=terms.get("category", ()),
        images=(image,) if image else (),
        comments_open=record.take("wp:comment_status") in ("open", ""),
        extra=extra | _rest(record),
    )


def _title(record: ElementReader, extra: dict[str, ExtraValue]) -> str:
    """As it reads. WordPress holds titles as HTML; one with markup is kept in ``extra``."""
    held = record.take("title")
    title = title_from_html(held)
    if "<" in held and title != held:
        extra["rss:title"] = held
    return title


def _authors(
    record: ElementReader, channel: Channel, extra: dict[str, ExtraValue]
) -> tuple[Author, ...]:
    """Who signed it: ``dc:creator``, or those whom the plugin Co-Authors Plus names instead."""
    creator = record.take("dc:creator")
    sharing = [
        channel.co_author(
            element.attributes.get("nicename", ""), unescape_html(element.text.strip())
        )
        for element in record.repeated("category")
        if element.attributes.get("domain") == "author" and element.text.strip()
    ]
    if sharing:
        extra["dc:creator"] = creator
        return tuple(dict.fromkeys(sharing))
    author = channel.author(creator)
    return (author,) if author else ()


def _status(record: ElementReader, kind: str, extra: dict[str, ExtraValue]) -> PostStatus:
    given = record.take("wp:status")
    if given == "inherit" and kind == "attachment":
        return "published"
    status = _STATUSES.get(given)
    if given and (status is None or given == "auto-draft"):
        extra["wp:status"] = given
    if status is not None:
        return status
    if given == "inherit":  # a revision of a post that may be a draft
        return "private"
    # As `wp_insert_post` has it; what may be secret is not shown.
    record.note_repaired("wp:status", given, "not known; taken for a draft")
    return "draft"


def _rest(record: ElementReader) -> dict[str, ExtraValue]:
    """What no field holds: WordPress's own fields, and the few of RSS that say something."""
    rest: dict[str, ExtraValue] = {**remaining(record)}
    for name in ("guid", "description"):
        if record.take(name):
            rest[f"rss:{name}"] = record.take(name)
    enclosures = [element.attributes.get("url", "") for element in record.repeated("enclosure")]
    if enclosures:
        rest["rss:enclosure"] = tuple(enclosures)
    return rest


def _rest_of_picture(record: ElementReader) -> dict[str, ExtraValue]:
    """What an attachment has of a post: its page, its text and who uploaded it."""
    fields = {"rss:link": "link", "dc:creator": "dc:creator", "content:encoded": "content:encoded"}
    return {key: record.take(name) for key, name in fields.items() if record.take(name)}


# --- and back ----------------------------------------------------------------------------------

_WORDS: Mapping[PostStatus, str] = {
    "published": "publish",
    "draft": "draft",
    "pending": "pending",
    "scheduled": "future",
    "private": "private",
    "trash": "trash",
}


def post_element(
    post: Post, comments: Iterable[Element], ids: Numbers, featured: Element | None
) -> Element:
    """A post with its comments as WordPress's exporter writes them.

    ``featured`` is the number of the picture that it features, where `extra` does not know it.
    """
    extra = post.extra
    children = [
        leaf("title", title_to_html(post.title, extra)),
        leaf("link", post.url or ""),
        *_pub_date(post),
        leaf("dc:creator", _creator(post)),
        *texts_of(extra, _OF_RSS),
        leaf("content:encoded", html(post.body)),
        leaf("excerpt:encoded", post.excerpt),
        ids.leaf("wp:post_id", post.id),
        *time_elements("wp:post_date", post.published, extra),
        *(time_elements("wp:post_modified", post.updated, extra) if _has_update(post) else ()),
        leaf("wp:comment_status", "open" if post.comments_open else "closed"),
        leaf("wp:post_name", post.slug or ""),
        leaf("wp:status", _status_word(post)),
        _type(post),
        leaf("wp:post_password", _password(post)),
        leaf("wp:is_sticky", "1" if post.sticky else "0"),
        *_file(post),
        *(leaf("enclosure", url=url) for url in _enclosures(post)),
        *term_elements(post),
    ]
    written = {child.name for child in children}
    children += extra_elements(extra, "wp:postmeta", written)
    if featured is not None:
        children.append(made(meta_element("wp:postmeta", "_thumbnail_id", featured)))
    return Element("item", 0, {}, "", [*children, *comments])


_OF_RSS = {"rss:guid": "guid", "rss:description": "description"}


def _pub_date(post: Post) -> Iterator[Element]:
    if post.published is not None:
        yield leaf("pubDate", format_datetime(post.published.astimezone(UTC)))


def _creator(post: Post) -> str:
    """The login of whoever posted it; an author without one is known by name."""
    given = post.extra.get("dc:creator")
    if isinstance(given, str) and "wp:term:author" in post.extra:
        return given
    return login_of(post.authors[0]) if post.authors else ""


def _has_update(post: Post) -> bool:
    return post.updated is not None or "wp:post_modified" in post.extra


def _status_word(post: Post) -> str:
    given = post.extra.get("wp:status")
    if isinstance(given, str) and given:
        meant: PostStatus = "private" if given == "inherit" else _STATUSES.get(given, "draft")
        if meant == post.status:
            return given
    shown = post.status == "published" and is_attachment(post)
    return "inherit" if shown else _WORDS[post.status]


def _type(post: Post) -> Element:
    if post.kind != "other":
        return leaf("wp:post_type", post.kind)
    given = post.extra.get("wp:post_type")
    if isinstance(given, str) and given and given not in _KINDS:
        return leaf("wp:post_type", given)
    return made(leaf("wp:post_type", "other"))


def _password(post: Post) -> str:
    """Nobody reads passwords, so a protected post gets one that only its text could tell."""
    secret = f"{post.id}\0{post.title}\0{post.body.text}"
    return sha256(secret.encode()).hexdigest()[:32] if post.protected else ""


def _enclosures(post: Post) -> tuple[str, ...]:
    urls = post.extra.get("rss:enclosure", ())
    return urls if isinstance(urls, tuple) else ()


def is_attachment(post: Post) -> bool:
    """Whether a post is an attachment that had to become one."""
    return post.kind == "other" and post.extra.get("wp:post_type") == "attachment"


def _file(post: Post) -> Iterator[Element]:
    """The file of an attachment that is a post."""
    if is_attachment(post):
        url = post.images[0].url if post.images else post.extra.get("wp:attachment_url", "")
        yield leaf("wp:attachment_url", url if isinstance(url, str) else "")
