"""``item`` to `Post`, or to `Attachment` where it is a picture."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore._html import html_to_text
from blogcore.models import Body, ExtraValue, Image, Post, PostKind, PostStatus

from ..base import Attachment, Featured, Notes
from ..xml import Element, Record
from .dialect import left_over, meta, record_of
from .site import Channel
from .times import take_time

__all__ = ["post_id_of", "to_items"]

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

#: Media types of pictures by the ending of their file; other attachments are files, no pictures.
_PICTURES = {
    "avif": "image/avif",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "heic": "image/heic",
    "ico": "image/x-icon",
    "jpe": "image/jpeg",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "webp": "image/webp",
}


def post_id_of(element: Element, notes: Notes) -> str:
    """An id for an item without ``wp:post_id``: its guid, its link, or where it stands."""
    fields = {child.name: child.text.strip() for child in element.children}
    id = fields.get("guid") or fields.get("link") or f"line-{element.line}"
    done = "is missing; the guid, the link or the line serves"
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
    # Never read further, only whether there is one.
    protected = bool(record.take_exact("wp:post_password"))
    extra = meta(record, "wp:postmeta")
    featured = _first(extra.get("wp:postmeta:_thumbnail_id", "")).strip()
    image = _image(record, extra) if kind == "attachment" else None
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
        parent = record.take("wp:post_parent")
        yield Attachment(
            id=id,
            post_id=None if parent in ("", "0") else parent,
            image=image,
            title=record.take("title"),
            extra=extra | _rest(record) | _rest_of_picture(record),
        )


def _post(
    record: Record,
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
    terms = _terms(record, extra)
    creator = record.take("dc:creator")
    author = channel.author(creator)
    if kind not in _KINDS and kind:
        extra["wp:post_type"] = kind
    return Post(
        id=id,
        title=record.take("title"),
        body=Body(text=record.take_exact("content:encoded"), media_type="text/html"),
        authors=(author,) if author else (),
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


def _status(record: Record, kind: str, extra: dict[str, ExtraValue]) -> PostStatus:
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


def _terms(record: Record, extra: dict[str, ExtraValue]) -> dict[str, tuple[str, ...]]:
    """The names of an item's terms by taxonomy, each once; other taxonomies go to ``extra``.

    WXR 1.0 names every term a second time without its taxonomy, and calls tags "tag".
    """
    terms = [
        (
            element.attributes.get("domain", ""),
            element.text.strip(),
            element.attributes.get("nicename", "").strip(),
        )
        for element in record.repeated("category")
    ]
    classed = {name for domain, name, _ in terms if domain}
    names: dict[str, dict[str, None]] = {}
    slugs: dict[str, dict[str, None]] = {}
    for domain, name, slug in terms:
        if not domain and name in classed:
            continue
        taxonomy = {"": "category", "tag": "post_tag"}.get(domain, domain)
        if name or slug:
            names.setdefault(taxonomy, {})[name or slug] = None
        if slug:
            slugs.setdefault(taxonomy, {})[slug] = None
    extra.update((f"wp:nicename:{taxonomy}", tuple(many)) for taxonomy, many in slugs.items())
    extra.update(
        (f"wp:term:{taxonomy}", tuple(many))
        for taxonomy, many in names.items()
        if taxonomy not in ("category", "post_tag")
    )
    return {taxonomy: tuple(many) for taxonomy, many in names.items()}


def _image(record: Record, extra: dict[str, ExtraValue]) -> Image | None:
    """The picture of an attachment; None where its file is of another kind."""
    url = record.take("wp:attachment_url")
    extra["wp:post_type"] = "attachment"
    if not url:
        return None
    ending = url.partition("?")[0].partition("#")[0].rpartition("/")[2].lower()
    stem, dot, suffix = ending.rpartition(".")
    if dot and stem and suffix.isalnum() and len(suffix) <= 4 and suffix not in _PICTURES:
        extra["wp:attachment_url"] = url
        return None
    return Image(
        url=url,
        alt=_first(extra.get("wp:postmeta:_wp_attachment_image_alt", "")).strip(),
        caption=html_to_text(record.take_exact("excerpt:encoded")),
        media_type=_PICTURES.get(suffix) if dot else None,
    )


def _first(value: ExtraValue) -> str:
    return value if isinstance(value, str) else value[0]


def _rest(record: Record) -> dict[str, ExtraValue]:
    """What no field holds: WordPress's own fields, and the few of RSS that say something."""
    rest: dict[str, ExtraValue] = dict(left_over(record))
    for name in ("guid", "description"):
        if record.take(name):
            rest[f"rss:{name}"] = record.take(name)
    enclosures = [element.attributes.get("url", "") for element in record.repeated("enclosure")]
    if enclosures:
        rest["rss:enclosure"] = tuple(enclosures)
    return rest


def _rest_of_picture(record: Record) -> dict[str, ExtraValue]:
    """What an attachment has of a post: its page, its text and who uploaded it."""
    fields = {"rss:link": "link", "dc:creator": "dc:creator", "content:encoded": "content:encoded"}
    return {key: record.take(name) for key, name in fields.items() if record.take(name)}
