"""Posts, pages and other post types: read, and written as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from attrs import evolve, frozen

from blogcore.formats.json_objects import (
    FLAG,
    OPTIONAL_TEXT,
    MappedField,
    ObjectReader,
    ValueType,
    id_as_number,
    read_fields,
    restore_members,
    write_fields,
)
from blogcore.formats.wordpress.rest.media import is_image, media_record, read_image
from blogcore.formats.wordpress.rest.people import read_user, user_record
from blogcore.formats.wordpress.rest.records import record_kind
from blogcore.formats.wordpress.rest.terms import Term, Terms, term_members
from blogcore.formats.wordpress.rest.texts import content_members, take_text, to_body, to_plain_text
from blogcore.formats.wordpress.rest.times import SiteClock, time_members
from blogcore.formats.wordpress.tables import POST_KINDS, POST_STATUS_NAMES, POST_STATUSES
from blogcore.models import Author, ExtraValue, Image, Post, PostKind, PostStatus

__all__ = ["Lookup", "featured_media_id", "post_record", "read_post"]

#: ``inherit`` is the status of revisions and attachments, whose post may not be public.
_STATUSES: Mapping[str, PostStatus] = {**POST_STATUSES, "inherit": "private"}

_OPEN = ValueType(
    lambda record, key: record.text(key) in ("open", ""),
    lambda value: "open" if value else "closed",
)
_POST = (
    MappedField("slug", "slug", OPTIONAL_TEXT),
    MappedField("url", "link", OPTIONAL_TEXT),
    MappedField("sticky", "sticky", FLAG),
    MappedField("comments_open", "comment_status", _OPEN),
)

_FEATURED = "wp:featuredmedia"


@frozen
class Lookup:
    """Records of the response that posts refer to."""

    #: Converts times that lack UTC.
    clock: SiteClock
    #: The terms that are listed.
    terms: Terms
    #: The users that are listed, by id.
    users: dict[str, Author]
    #: Ids of the media that are listed.
    media_ids: frozenset[str]


# --- reading ---------------------------------------------------------------------------------


def read_post(
    record: ObjectReader, number: int, embedded: Mapping[str, list[ObjectReader]], lookup: Lookup
) -> Post:
    """Return the post of a record.

    Args:
        record: The record.
        number: Its position; an id is made of it if the record has none.
        embedded: The records that it embeds, by relation.
        lookup: The other records of the response.
    """
    extra: dict[str, ExtraValue] = {}
    id = _id(record, number, extra)
    kind, status = _kind(record, extra), _status(record, extra)
    content, excerpt = take_text(record, "content"), take_text(record, "excerpt")
    terms = lookup.terms.of_post(record, embedded.get("wp:term", ()))
    password = record.take("password")  # only whether there is a password is kept
    if isinstance(password, str) and password and not password.strip():
        message = "is blank; read as no password, here and in the posts that follow"
        record.notes.add_once("info", record.where, "password", "…", message)
        password = ""
    post = Post(
        id=id,
        title=to_plain_text(take_text(record, "title")),
        body=to_body(content, extra),
        authors=_authors(record, embedded.get("author", ()), terms, lookup),
        excerpt=excerpt.source,
        published=lookup.clock.time(record, "date", extra),
        updated=lookup.clock.time(record, "modified", extra),
        status=status,
        kind=kind,
        protected=bool(password) or content.protected or excerpt.protected,
        tags=tuple(term.name for term in terms if term.taxonomy == "post_tag"),
        categories=tuple(term.name for term in terms if term.taxonomy == "category"),
        images=tuple(_images(record, embedded)),
        **read_fields(_POST, record),
    )
    parent = record.id(_parent_key(record.peek("type")))
    if parent not in (None, "0"):
        extra["wp:post_parent"] = str(parent)
    if featured_media_id(record, lookup) or record.members.get("featured_media") == 0:
        record.take("featured_media")
    for key in ("_links", "_embedded"):
        record.take(key)
    return evolve(post, extra=record.remaining("wp:") | lookup.terms.post_extra(terms) | extra)


def featured_media_id(record: ObjectReader, lookup: Lookup) -> str | None:
    """Return the id of a post's featured image if the response lists that as a record."""
    id = str(record.members.get("featured_media"))
    return id if id in lookup.media_ids else None


def _id(record: ObjectReader, number: int, extra: dict[str, ExtraValue]) -> str:
    guid = take_text(record, "guid").source
    if guid:
        extra["rss:guid"] = guid
    id = record.id("id")
    if id is None:
        id = guid or record.peek("link") or f"item-{number}"
        record.note("repaired", "id", "", f"is missing; {id} was taken instead")
    return id


def _kind(record: ObjectReader, extra: dict[str, ExtraValue]) -> PostKind:
    kind = record.text("type")
    if kind and kind not in POST_KINDS and kind != "other":
        extra["wp:post_type"] = kind
    return POST_KINDS.get(kind, "other") if kind or _is_revision(record) else "post"


def _is_revision(record: ObjectReader) -> bool:
    """Return whether a record is a revision: it has a parent, but no type, status or link."""
    return "parent" in record and not any(key in record for key in ("type", "status", "link"))


def _status(record: ObjectReader, extra: dict[str, ExtraValue]) -> PostStatus:
    """Return the status. Only privileged requests get one; to others all posts are published.

    A revision may be one of a draft, and an attached file is shown only where its post is.
    """
    name = record.peek("status")
    if name in _STATUSES and POST_STATUS_NAMES[_STATUSES[name]] != name:
        extra["wp:status"] = name
    is_attached = record.peek("type") == "attachment" and record.members.get("post")
    absent: PostStatus = "private" if is_attached or _is_revision(record) else "published"
    if name == "inherit" and record.peek("type") == "attachment":
        record.take("status")
        return absent
    return record.choice("status", _STATUSES, absent, "draft")


def _parent_key(kind: str) -> str:
    """Return the member with the parent; for attachments it is ``post``."""
    return "post" if kind == "attachment" else "parent"


def _authors(
    record: ObjectReader, embedded: Iterable[ObjectReader], terms: Iterable[Term], lookup: Lookup
) -> tuple[Author, ...]:
    """Return the embedded users, or the one with the id; several only by a plugin's terms."""
    id = record.id("author")
    users = [read_user(user) for user in embedded if record_kind(user.members) == "user"]
    signed = [term for term in terms if term.taxonomy == "author"]
    if signed:
        by_slug = {user.slug: user for user in users}
        return tuple(
            by_slug.get(term.slug) or Author(name=term.name, slug=term.slug, bio=term.description)
            for term in signed
        )
    if users or id in (None, "0"):
        return tuple(users)
    return (lookup.users.get(id) or Author(name="", id=id),)


def _images(record: ObjectReader, embedded: Mapping[str, list[ObjectReader]]) -> Iterator[Image]:
    """Yield the featured image, then others that a plugin embeds."""
    media = {
        relation: [one for one in many if record_kind(one.members) == "media"]
        for relation, many in embedded.items()
    }
    for one in (*media.pop(_FEATURED, ()), *(one for many in media.values() for one in many)):
        if is_image(one):
            yield read_image(one)
        else:
            one.note("info", "source_url", "", "is not an image, or has no URL")
    if any(map(is_image, embedded.get(_FEATURED, ()))):
        record.take("featured_media")


# --- writing ---------------------------------------------------------------------------------


def post_record(post: Post) -> dict[str, object]:
    """Return the record of a post, with its authors, terms and images embedded."""
    extra = restore_members(post.extra, "wp:")
    title = {"rendered": escape(post.title, quote=False), "raw": post.title}
    status = extra.pop("status", None)
    kind = extra.pop("post_type", "other") if post.kind == "other" else post.kind
    parent = extra.pop("post_parent", 0)
    guid = post.extra.get("rss:guid")
    media = [media_record(image) for image in post.images]
    kept_featured = extra.pop("featured_media", 0)
    ids, terms = term_members(post, extra)
    embedded: dict[str, object] = {
        "author": [user_record(author) for author in post.authors],
        _FEATURED: media[:1],
        "wp:attachment": [media[1:]] if media[1:] else [],
        "wp:term": terms,
    }
    record: dict[str, object] = {
        "id": id_as_number(post.id),
        **time_members("date", post.published),
        **({"guid": {"rendered": guid}} if guid else {}),
        **time_members("modified", post.updated),
        "slug": "",
        # The post may have changed since it was read: a kept name must still mean its status.
        "status": status if _is_status_of(status, post, kind) else POST_STATUS_NAMES[post.status],
        "type": kind,
        "link": "",
        "title": title,
        "content": content_members(post.body, extra),
        "excerpt": {"rendered": post.excerpt, "raw": post.excerpt, "protected": post.protected},
        "author": id_as_number(post.authors[0].id or "0") if post.authors else 0,
        "featured_media": media[0].get("id", 0) if media else kept_featured,
        _parent_key(str(kind)): parent,
        "sticky": False,
        **ids,
    } | write_fields(_POST, post)
    record |= {key: value for key, value in extra.items() if key not in record}
    return record | {"_embedded": {key: value for key, value in embedded.items() if value}}


def _is_status_of(name: object, post: Post, kind: object) -> bool:
    """Return whether a kept status name still means the status of the post."""
    if name == "inherit" and kind == "attachment":
        return True
    return _STATUSES.get(str(name)) == post.status
