"""`WP_REST`: the format, and how the records of a response become items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, TypeAlias, cast

from blogcore.errors import FormatError
from blogcore.formats.base import BaseFormat, Featured, Item
from blogcore.formats.json_codec import encode, parse
from blogcore.formats.json_objects import ObjectReader, preview_object
from blogcore.formats.losses import collect_blog, report_differences
from blogcore.formats.reports import Losses, Notes
from blogcore.formats.wordpress.rest.comments import comment_record, read_comment
from blogcore.formats.wordpress.rest.media import is_image, read_attachment
from blogcore.formats.wordpress.rest.people import PRIVATE, read_user, user_record
from blogcore.formats.wordpress.rest.posts import (
    Lookup,
    featured_media_id,
    post_record,
    read_post,
)
from blogcore.formats.wordpress.rest.records import RecordKind, is_wordpress_record, record_kind
from blogcore.formats.wordpress.rest.terms import Terms, site_term_records
from blogcore.formats.wordpress.rest.times import SiteClock
from blogcore.formats.wordpress.rest.wordpress_com import convert_response, is_wordpress_com
from blogcore.models import Comment, ExtraValue, Site

__all__ = ["WP_REST", "WpRest"]

#: Records that a record embeds, by relation.
Embedded: TypeAlias = Mapping[str, list[ObjectReader]]


class WpRest(BaseFormat):
    """Responses of WordPress's REST API, version 2. They are read and written in one piece.

    Those of WordPress.com's own API, version 1, are read.
    """

    def sniff(self, head: bytes) -> bool:
        """Return whether the first object has members that only the API's objects have.

        An empty list is the API's response if there is nothing. No other format has such a file.

        Args:
            head: The first bytes of a file.
        """
        preview = preview_object(head)
        if preview is None:
            return head.strip() == b"[]"
        members = preview.members
        texts = (members.get(key) for key in ("title", "content"))
        has_rendered_text = "id" in members and "{" in texts and b'"rendered"' in head
        # A response of WordPress.com that was saved without the number of records found.
        has_lists = not preview.in_list and members.keys() & {"posts", "comments"}
        is_saved_list = bool(has_lists) and b'"ID"' in head and b'"URL"' in head
        is_known = is_wordpress_record(members) or is_wordpress_com(members)
        return has_rendered_text or is_known or is_saved_list

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """Yield the site if there is anything about it, then the records in their order.

        After a post come the comments that are embedded in it and not listed themselves.

        Args:
            stream: The response.
            notes: Receives a note for every repair.

        Raises:
            FormatError: The file is no JSON, or the response is an error.
        """
        yield from _Response(parse(stream.read(), self.name), notes).items()

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write one list: terms, posts with what they embed, comments, users.

        Args:
            items: What to write.
            stream: Where to write it.
            losses: Receives what the reader would not get back.
        """
        blog = collect_blog(items, losses, self.name)
        records = [
            *site_term_records(blog.site),
            *map(post_record, blog.posts),
            *map(comment_record, blog.comments),
            *map(user_record, blog.authors),
        ]
        report_differences(blog, _Response(records, Notes(self.name)).items(), losses)
        stream.write(encode(records))


WP_REST = WpRest(
    name="wp-rest",
    title="WordPress REST API",
    media_types=("application/json",),
    suffixes=(".wp.json",),
)


class _Response:
    """The records of a response, joined: posts with their authors, terms, media and comments."""

    def __init__(self, document: object, notes: Notes) -> None:
        self._notes = notes
        self._records = list(_read_records(document, notes))
        self._kinds: list[RecordKind | None] = [
            record_kind(record.members) for record in self._records
        ]
        self._embedded = [_read_embedded(record) for record in self._records]
        by_kind: dict[RecordKind, list[ObjectReader]] = {}
        for record, kind in zip(self._records, self._kinds, strict=True):
            if kind:
                by_kind.setdefault(kind, []).append(record)
        self._site_records = by_kind.get("site", ())
        self._users = [read_user(user) for user in by_kind.get("user", ())]
        self._lookup = Lookup(
            SiteClock(tuple(self._all_records())),
            Terms(by_kind.get("term", ())),
            {user.id: user for user in self._users if user.id},
            frozenset(_id_of(media) for media in by_kind.get("media", ())),
        )
        #: Ids of the listed records, then of the embedded ones that were yielded.
        self._known_ids = {
            "comment": set(map(_id_of, by_kind.get("comment", ()))),
            "post": set(map(_id_of, by_kind.get("post", ()))),
        }

    def items(self) -> Iterator[Item]:
        """Yield the items of all records."""
        terms = self._lookup.terms.site_extra()
        if self._site_records or terms:
            about = self._site_records or [ObjectReader(None, "$", self._notes)]
            yield _read_site(about[0], terms)
        users = iter(self._users)
        rows = zip(self._records, self._kinds, self._embedded, strict=True)
        for number, (record, kind, embedded) in enumerate(rows, 1):
            match kind:
                case "post":
                    yield from self._read_post(record, number, embedded)
                case "comment":
                    yield read_comment(record, number, self._lookup.clock)
                    yield from self._read_thread(record, embedded)
                case "media" if is_image(record):
                    yield read_attachment(record, number)
                case "media":
                    yield read_post(record, number, embedded, self._lookup)
                case "user":
                    yield next(users)
                case "term" | "site":
                    pass
                case "type":
                    record.note("lost", "", "", "describes a type of content; it holds none")
                case "error" | None:
                    record.note("lost", "", "", "is not a record of the API; left out")

    def _read_post(self, record: ObjectReader, number: int, embedded: Embedded) -> Iterator[Item]:
        post = read_post(record, number, embedded, self._lookup)
        yield post
        featured = featured_media_id(record, self._lookup)
        if featured:
            yield Featured(post_id=post.id, attachment_id=featured)
        yield from self._read_comments(embedded, post.id)

    def _read_thread(self, record: ObjectReader, embedded: Embedded) -> Iterator[Item]:
        """Yield the records that a listed comment embeds: its post, its parent, its replies."""
        post_id = record.id("post")
        for post in embedded.get("up", ()):
            if record_kind(post.members) == "post" and self._is_new("post", post):
                yield read_post(post, 0, {}, self._lookup)
        yield from self._read_comments(embedded, post_id)

    def _read_comments(self, embedded: Embedded, post_id: str | None) -> Iterator[Comment]:
        for relation in ("replies", "in-reply-to", "children"):
            for number, comment in enumerate(embedded.get(relation, ()), 1):
                is_comment = record_kind(comment.members) == "comment"
                if is_comment and self._is_new("comment", comment):
                    yield read_comment(comment, number, self._lookup.clock, post_id)

    def _is_new(self, kind: str, record: ObjectReader) -> bool:
        """Return whether an embedded record was neither yielded nor listed."""
        id, known_ids = _id_of(record), self._known_ids[kind]
        is_new = id not in known_ids
        known_ids.add(id)
        return is_new

    def _all_records(self) -> Iterator[ObjectReader]:
        for record, embedded in zip(self._records, self._embedded, strict=True):
            yield record
            for records in embedded.values():
                yield from records


def _read_records(document: object, notes: Notes) -> Iterator[ObjectReader]:
    """Yield the objects of a list; a document that is one object counts as a list of one."""
    content = document
    if isinstance(document, dict):
        members = cast("dict[str, object]", document)
        if members.keys() >= {"body", "status", "headers"}:
            content = members["body"]  # ``?_envelope`` adds status and headers
    converted = convert_response(content)
    if converted is not None:
        for place, record in converted:
            yield ObjectReader(record, place, notes, PRIVATE)
        return
    if isinstance(content, list):
        for index, record in enumerate(cast("list[object]", content)):
            yield ObjectReader(record, f"$[{index}]", notes, PRIVATE)
        return
    reader = ObjectReader(content, "$", notes, PRIVATE)
    kind = record_kind(reader.members)
    if kind == "error":
        code = reader.text("code") or reader.text("error")
        message = reader.text("message")
        raise FormatError(
            notes.format, "$", f"the site answered with an error, not content: {code}: {message}"
        )
    if kind is None:
        raise FormatError(notes.format, "$", "is not a response of WordPress's REST API")
    yield reader


def _read_embedded(record: ObjectReader) -> Embedded:
    """Return the embedded records by relation. Some relations have a list for each link."""
    where = f"{record.where}._embedded"
    relations = ObjectReader(record.members.get("_embedded") or None, where, record.notes)
    embedded: dict[str, list[ObjectReader]] = {}
    for relation, links in relations.members.items():
        for index, link in enumerate(_as_list(links)):
            place = f"{where}['{relation}'][{index}]"
            for member in _as_list(link):
                if isinstance(member, dict):
                    reader = ObjectReader(cast("object", member), place, record.notes, PRIVATE)
                    embedded.setdefault(relation, []).append(reader)
    return embedded


def _read_site(record: ObjectReader, terms: Mapping[str, ExtraValue]) -> Site:
    """Return the site that the index (``/wp-json/``) or the settings describe, with its terms."""
    for key in ("namespaces", "routes", "authentication", "_links"):
        record.take(key)  # describes the API, not the site
    title = record.text("name") or record.text("title")
    return Site(
        title=title,
        tagline=record.text("description"),
        url=record.optional_text("home") or record.optional_text("url"),
        # The index has an empty zone name if the site is set to an offset such as UTC+2.
        timezone=record.optional_text("timezone_string") or record.optional_text("timezone"),
        extra=record.remaining("wp:") | dict(terms),
    )


def _id_of(record: ObjectReader) -> str:
    return str(record.members.get("id"))


def _as_list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else [value]
