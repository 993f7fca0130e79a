"""`WpRest`: answers of the API as files, and how their records become items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, cast

from attrs import frozen

from blogcore.errors import FormatError
from blogcore.formats._json import encode, parse
from blogcore.formats.base import Featured, Item, Losses, Notes
from blogcore.formats.json_objects import ObjectReader, preview_object
from blogcore.formats.losses import collect_blog, report_differences
from blogcore.formats.wordpress.rest.comments import to_comment, to_comment_record
from blogcore.formats.wordpress.rest.kinds import Kind, is_for_sure, kind_of
from blogcore.formats.wordpress.rest.media import is_picture, to_attachment
from blogcore.formats.wordpress.rest.people import PRIVATE, to_author, to_user
from blogcore.formats.wordpress.rest.posts import Known, featured_elsewhere, to_post, to_post_record
from blogcore.formats.wordpress.rest.site import to_site
from blogcore.formats.wordpress.rest.terms import Terms, term_records
from blogcore.formats.wordpress.rest.times import SiteClock
from blogcore.formats.wordpress.rest.wordpress_com import is_wordpress_com, records_of
from blogcore.models import Comment

__all__ = ["WP_REST", "WpRest"]


@frozen
class WpRest:
    """Answers of WordPress's REST API, version 2. They are read and written in one piece.

    Those of WordPress.com's own API, version 1, are read.
    """

    name: str = "wp-rest"
    title: str = "WordPress REST API"
    media_types: tuple[str, ...] = ("application/json",)
    suffixes: tuple[str, ...] = (".wp.json",)
    narrows: tuple[str, ...] = ()
    readable: bool = True
    writable: bool = True

    def sniff(self, head: bytes) -> bool:
        """Whether its first object has members that only the API's objects have.

        An empty list is its answer where there is nothing; no other format says that so.
        """
        seen = preview_object(head)
        if seen is None:
            return head.strip() == b"[]"
        words = (seen.members.get(key) for key in ("title", "content"))
        rendered = "id" in seen.members and "{" in words and b'"rendered"' in head
        return rendered or is_for_sure(seen.members) or is_wordpress_com(seen.members)

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        """The site if anything is said of it, then the records in their order.

        Behind a post come the comments that are embedded in it and not listed themselves.
        Raises `FormatError` for what is no JSON and for an answer that is an error.
        """
        yield from _Document(parse(stream.read(), self.name), notes).items()

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        """Write one list: terms, posts with what they embed, comments, users."""
        blog = collect_blog(items, losses, self.name)
        records = [
            *term_records(blog.site),
            *map(to_post_record, blog.posts),
            *map(to_comment_record, blog.comments),
            *map(to_user, blog.authors),
        ]
        report_differences(blog, _Document(records, Notes(self.name)).items(), losses)
        stream.write(encode(records))


WP_REST = WpRest()


class _Document:
    """The records of an answer, and what they know of each other."""

    def __init__(self, plain: object, notes: Notes) -> None:
        self._notes = notes
        self._records: list[tuple[ObjectReader, Kind | None]] = [
            (record, kind_of(record.members)) for record in _records(plain, notes)
        ]
        self._embedded = [_embedded(record) for record, _ in self._records]
        listed: dict[Kind, list[ObjectReader]] = {}
        for record, kind in self._records:
            if kind:
                listed.setdefault(kind, []).append(record)
        self._listed = listed
        self._users = [to_author(user) for user in listed.get("user", ())]
        self._known = Known(
            SiteClock(tuple(self._every_record())),
            Terms(listed.get("term", ())),
            {user.id: user for user in self._users if user.id},
            frozenset(str(media.members.get("id")) for media in listed.get("media", ())),
        )
        self._told = {
            kind: {str(one.members.get("id")) for one in listed.get(kind, ())}
            for kind in ("comment", "post")
        }

    def items(self) -> Iterator[Item]:
        """Everything that the records say."""
        terms = self._known.terms.of_site()
        about = self._listed.get("site", ())
        if about or terms:
            yield to_site(about[0] if about else ObjectReader(None, "$", self._notes), terms)
        users = iter(self._users)
        pairs = zip(self._records, self._embedded, strict=True)
        for number, ((record, kind), below) in enumerate(pairs, 1):
            match kind:
                case "post":
                    yield from self._post(record, number, below)
                case "comment":
                    yield to_comment(record, number, self._known.clock)
                    yield from self._around(record, below)
                case "media" if is_picture(record):
                    yield to_attachment(record, number)
                case "media":
                    yield to_post(record, number, below, self._known)
                case "user":
                    yield next(users)
                case "term" | "site":
                    pass
                case "type":
                    record.note("lost", "", "", "describes a type of content; it holds none")
                case "error" | None:
                    record.note("lost", "", "", "is no record of the API; left out")

    def _post(
        self, record: ObjectReader, number: int, below: Mapping[str, list[ObjectReader]]
    ) -> Iterator[Item]:
        post = to_post(record, number, below, self._known)
        yield post
        featured = featured_elsewhere(record, self._known)
        if featured:
            yield Featured(post_id=post.id, attachment_id=featured)
        yield from self._comments(below, post.id)

    def _around(
        self, record: ObjectReader, below: Mapping[str, list[ObjectReader]]
    ) -> Iterator[Item]:
        """What a listed comment embeds: its post, the comment that it answers, its answers."""
        post_id = record.id("post")
        for post in below.get("up", ()):
            if kind_of(post.members) == "post" and self._is_new("post", post):
                yield to_post(post, 0, {}, self._known)
        yield from self._comments(below, post_id)

    def _comments(
        self, below: Mapping[str, list[ObjectReader]], post_id: str | None
    ) -> Iterator[Comment]:
        for relation in ("replies", "in-reply-to", "children"):
            for number, comment in enumerate(below.get(relation, ()), 1):
                if kind_of(comment.members) == "comment" and self._is_new("comment", comment):
                    yield to_comment(comment, number, self._known.clock, post_id)

    def _is_new(self, kind: str, record: ObjectReader) -> bool:
        """Whether a record that is embedded has not been told; those listed are told whole."""
        id = str(record.members.get("id"))
        told = self._told[kind]
        new = id not in told
        told.add(id)
        return new

    def _every_record(self) -> Iterator[ObjectReader]:
        for (record, _), below in zip(self._records, self._embedded, strict=True):
            yield record
            for many in below.values():
                yield from many


def _records(plain: object, notes: Notes) -> Iterator[ObjectReader]:
    """The objects of a list, or the one that the document is, out of its envelope."""
    plain = _out_of_envelope(plain)
    of_wordpress_com = records_of(plain)
    if of_wordpress_com is not None:
        for place, member in of_wordpress_com:
            yield ObjectReader(member, place, notes, PRIVATE)
        return
    if isinstance(plain, list):
        for index, member in enumerate(cast("list[object]", plain)):
            yield ObjectReader(member, f"$[{index}]", notes, PRIVATE)
        return
    record = ObjectReader(plain, "$", notes, PRIVATE)
    kind = kind_of(record.members)
    if kind == "error":
        code = record.text("code") or record.text("error")
        message = record.text("message")
        raise FormatError(
            notes.format, "$", f"the site answered with an error, not content: {code}: {message}"
        )
    if kind is None:
        raise FormatError(notes.format, "$", "is no answer of WordPress's REST API")
    yield record


def _out_of_envelope(plain: object) -> object:
    """The answer itself, where ``?_envelope`` put its status and headers around it."""
    members = cast("dict[str, object]", plain)
    if isinstance(plain, dict) and members.keys() >= {"body", "status", "headers"}:
        return members["body"]
    return members


def _embedded(record: ObjectReader) -> dict[str, list[ObjectReader]]:
    """What a record embeds, by relation. Some relations are lists of lists, one for each link."""
    where = f"{record.where}._embedded"
    holder = ObjectReader(record.members.get("_embedded") or None, where, record.notes)
    found: dict[str, list[ObjectReader]] = {}
    for relation, links in holder.members.items():
        for index, link in enumerate(_as_list(links)):
            place = f"{where}['{relation}'][{index}]"
            for member in _as_list(link):
                if isinstance(member, dict):
                    one = ObjectReader(cast("object", member), place, record.notes, PRIVATE)
                    found.setdefault(relation, []).append(one)
    return found


def _as_list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else [value]
