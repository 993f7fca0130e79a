"""Posts, pages and whatever else the API has for a post type."""

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
from blogcore.formats.wordpress.rest.kinds import kind_of
from blogcore.formats.wordpress.rest.media import is_picture, to_media, to_picture
from blogcore.formats.wordpress.rest.people import to_author, to_user
from blogcore.formats.wordpress.rest.terms import Term, Terms, term_members
from blogcore.formats.wordpress.rest.times import SiteClock, times_of
from blogcore.formats.wordpress.rest.words import body_of, content_of, plain_text, words_of
from blogcore.formats.wordpress.tables import POST_KINDS, POST_STATUS_NAMES, POST_STATUSES
from blogcore.models import Author, ExtraValue, Image, Post, PostKind, PostStatus

__all__ = ["Known", "featured_elsewhere", "to_post", "to_post_record"]

#: Who may not see a post is not told that it inherits its status.
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
class Known:
    """What the whole document says, which a post alone does not."""

    clock: SiteClock
    terms: Terms
    users: dict[str, Author]
    media: frozenset[str]


# --- reading ---------------------------------------------------------------------------------


def to_post(
    record: ObjectReader, number: int, embedded: Mapping[str, list[ObjectReader]], known: Known
) -> Post:
    """The post of a record, with what is embedded in it, by relation."""
    extra: dict[str, ExtraValue] = {}
    id = _id(record, number, extra)
    kind, status = _kind(record, extra), _status(record, extra)
    content, excerpt = words_of(record, "content"), words_of(record, "excerpt")
    terms = known.terms.of(record, embedded.get("wp:term", ()))
    password = record.take("password")  # never kept, only whether there is one
    post = Post(
        id=id,
        title=plain_text(words_of(record, "title")),
        body=body_of(content, extra),
        authors=_authors(record, embedded.get("author", ()), terms, known),
        excerpt=excerpt.typed,
        published=known.clock.time(record, "date", extra),
        updated=known.clock.time(record, "modified", extra),
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
    if featured_elsewhere(record, known) or record.members.get("featured_media") == 0:
        record.take("featured_media")
    for key in ("_links", "_embedded"):
        record.take(key)
    return evolve(post, extra=record.remaining("wp:") | known.terms.kept(terms) | extra)


def featured_elsewhere(record: ObjectReader, known: Known) -> str | None:
    """The id of a post's picture where the document lists it as a record of its own."""
    id = str(record.members.get("featured_media"))
    return id if id in known.media else None


def _id(record: ObjectReader, number: int, extra: dict[str, ExtraValue]) -> str:
    guid = words_of(record, "guid").typed
    if guid:
        extra["rss:guid"] = guid
    id = record.id("id")
    if id is None:
        id = guid or record.peek("link") or f"item-{number}"
        record.note("repaired", "id", "", f"is missing; {id} serves")
    return id


def _kind(record: ObjectReader, extra: dict[str, ExtraValue]) -> PostKind:
    kind = record.text("type")
    if kind and kind not in POST_KINDS and kind != "other":
        extra["wp:post_type"] = kind
    return POST_KINDS.get(kind, "other") if kind or _is_revision(record) else "post"


def _is_revision(record: ObjectReader) -> bool:
    """Revisions say no type, no status and no address, but whose they are."""
    return "parent" in record and not any(key in record for key in ("type", "status", "link"))


def _status(record: ObjectReader, extra: dict[str, ExtraValue]) -> PostStatus:
    """Only those who may see more are told a status.

    A revision may be one of a draft, and a file is shown only where its post is.
    """
    word = record.peek("status")
    if word in _STATUSES and POST_STATUS_NAMES[_STATUSES[word]] != word:
        extra["wp:status"] = word
    hangs = record.peek("type") == "attachment" and record.members.get("post")
    absent: PostStatus = "private" if hangs or _is_revision(record) else "published"
    if word == "inherit" and record.peek("type") == "attachment":
        record.take("status")
        return absent
    return record.choice("status", _STATUSES, absent, "draft")


def _parent_key(kind: str) -> str:
    """Files name the post that they hang on in a member of their own."""
    return "post" if kind == "attachment" else "parent"


def _authors(
    record: ObjectReader, embedded: Iterable[ObjectReader], terms: Iterable[Term], known: Known
) -> tuple[Author, ...]:
    """The users embedded, else the one whose id is said; several only by a plugin's terms."""
    id = record.id("author")
    users = [to_author(user) for user in embedded if kind_of(user.members) == "user"]
    signed = [term for term in terms if term.taxonomy == "author"]
    if signed:
        by_slug = {user.slug: user for user in users}
        return tuple(
            by_slug.get(term.slug) or Author(name=term.name, slug=term.slug, bio=term.description)
            for term in signed
        )
    if users or id in (None, "0"):
        return tuple(users)
    return (known.users.get(id) or Author(name="", id=id),)


def _images(record: ObjectReader, embedded: Mapping[str, list[ObjectReader]]) -> Iterator[Image]:
    """The featured picture, then others that a plugin embeds."""
    media = {
        relation: [one for one in many if kind_of(one.members) == "media"]
        for relation, many in embedded.items()
    }
    for one in (*media.pop(_FEATURED, ()), *(one for many in media.values() for one in many)):
        if is_picture(one):
            yield to_picture(one)
        else:
            one.note("info", "source_url", "", "is no picture, or does not say where it is")
    if any(map(is_picture, embedded.get(_FEATURED, ()))):
        record.take("featured_media")


# --- writing ---------------------------------------------------------------------------------


def to_post_record(post: Post) -> dict[str, object]:
    """The record of a post, with its authors, terms and pictures embedded."""
    extra = restore_members(post.extra, "wp:")
    title = {"rendered": escape(post.title, quote=False), "raw": post.title}
    status = extra.pop("status", None)
    kind = extra.pop("post_type", "other") if post.kind == "other" else post.kind
    parent = extra.pop("post_parent", 0)
    guid = post.extra.get("rss:guid")
    pictures = [to_media(image) for image in post.images]
    kept_featured = extra.pop("featured_media", 0)
    ids, terms = term_members(post, extra)
    embedded: dict[str, object] = {
        "author": [to_user(author) for author in post.authors],
        _FEATURED: pictures[:1],
        "wp:attachment": [pictures[1:]] if pictures[1:] else [],
        "wp:term": terms,
    }
    record: dict[str, object] = {
        "id": id_as_number(post.id),
        **times_of("date", post.published),
        **({"guid": {"rendered": guid}} if guid else {}),
        **times_of("modified", post.updated),
        "slug": "",
        # What somebody made of it since then counts: a status that is kept must mean the same.
        "status": status if _means(status, post, kind) else POST_STATUS_NAMES[post.status],
        "type": kind,
        "link": "",
        "title": title,
        "content": content_of(post.body, extra),
        "excerpt": {"rendered": post.excerpt, "raw": post.excerpt, "protected": post.protected},
        "author": id_as_number(post.authors[0].id or "0") if post.authors else 0,
        "featured_media": pictures[0].get("id", 0) if pictures else kept_featured,
        _parent_key(str(kind)): parent,
        "sticky": False,
        **ids,
    } | write_fields(_POST, post)
    record |= {key: value for key, value in extra.items() if key not in record}
    return record | {"_embedded": {key: value for key, value in embedded.items() if value}}


def _means(word: object, post: Post, kind: object) -> bool:
    """Whether a status that was kept still says what the model does."""
    if word == "inherit" and kind == "attachment":
        return True
    return _STATUSES.get(str(word)) == post.status
