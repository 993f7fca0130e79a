"""The export: ``<category>``, ``<thread>`` and ``<post>`` to posts and comments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from attrs import evolve

from blogcore._time.parse import parse_time
from blogcore.formats.base import Item, Notes
from blogcore.formats.disqus.pages import page_of
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import Author, Body, Comment, CommentStatus, ExtraValue, Post, Site, tombstone

__all__ = ["Export"]


class Export:
    """Takes the elements of an export in any order; pages are whole when all of it is known."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._forum = ""
        self._categories: dict[str, str] = {}
        #: Pages by the id of their first thread, and of each thread the first one of its page.
        self._posts: dict[str, Post] = {}
        self._first: dict[str, str] = {}
        self._by_page: dict[str, str] = {}
        #: Comments whose thread has not been met yet.
        self._waiting: list[Comment] = []

    def add(self, element: Element) -> Iterator[Item]:
        """Take an element; gives the comment that it is, where its thread is known."""
        record = ElementReader(element, self._notes)
        if element.name == "category":
            self._category(element, record)
        elif element.name == "thread":
            self._thread(element, record)
        else:
            comment = _comment(element, record)
            if comment.post_id in self._first:
                yield evolve(comment, post_id=self._first[comment.post_id])
            else:
                self._waiting.append(comment)

    def rest(self) -> Iterator[Item]:
        """Comments that waited, the pages, and the site."""
        for comment in self._waiting:
            first = self._first.get(comment.post_id)
            if first is None:
                done = "the thread is not in the file; the comment was kept"
                self._notes.add("info", f"comment {comment.id}", "thread", comment.post_id, done)
            yield evolve(comment, post_id=first or comment.post_id)
        yield from self._posts.values()
        if self._forum:
            yield Site(title=self._forum, extra={"dsq:forum": self._forum})

    def _category(self, element: Element, record: ElementReader) -> None:
        self._forum = self._forum or record.take("forum")
        default = _flag(record, "isDefault")
        id, title = _id(element), record.take("title")
        if id and title and not default:
            self._categories[id] = title

    def _thread(self, element: Element, record: ElementReader) -> None:
        self._forum = self._forum or record.take("forum")
        id = _id(element)
        if not id:
            id = f"line-{element.line}"
            record.note_repaired("dsq:id", "", "is missing; named after its line")
        if id in self._first:
            done = "given again; the first was kept"
            self._notes.add("lost", record.where, "dsq:id", id, done)
            return
        page = page_of(record.peek("link"))
        first = self._by_page.setdefault(page, id) if page else id
        self._first[id] = first
        if first != id:
            self._join(record, id, first)
        else:
            self._posts[id] = _post(record, id, self._categories)

    def _join(self, record: ElementReader, id: str, first: str) -> None:
        """Another thread of a page that is there: its comments belong there too."""
        kept = self._posts[first]
        others = kept.extra.get("dsq:threads", ())
        ids = (*((others,) if isinstance(others, str) else others), id)
        closed = not kept.comments_open or _flag(record, "isClosed")
        self._posts[first] = evolve(
            kept,
            title=kept.title or record.take("title"),
            comments_open=not closed,
            extra={**kept.extra, "dsq:threads": ids},
        )
        done = f"another thread of the page of thread {first}; its comments went there"
        self._notes.add("info", record.where, "link", record.take("link"), done)


# --- threads ---------------------------------------------------------------------------------


def _post(record: ElementReader, id: str, categories: dict[str, str]) -> Post:
    """The page that a thread is about. Its ``id`` there is what the site called it."""
    category = record.element("category")
    title = categories.get(_id(category) if category else "")
    extra: dict[str, ExtraValue] = {}
    for field, key in (("id", "dsq:thread_identifier"), ("ipAddress", "dsq:ipAddress")):
        if record.peek(field):
            extra[key] = record.take(field)
    author = _author(record)
    return Post(
        id=id,
        title=record.take("title"),
        body=Body(text=record.take("message"), media_type="text/html"),
        authors=(author,) if author.name or author.id else (),
        url=record.take("link") or None,
        published=_time(record),
        status="trash" if _flag(record, "isDeleted") else "published",
        categories=(title,) if title else (),
        comments_open=not _flag(record, "isClosed"),
        extra=extra,
    )


# --- comments --------------------------------------------------------------------------------


def _comment(element: Element, record: ElementReader) -> Comment:
    id = _id(element)
    if not id:
        id = f"line-{element.line}"
        record.note_repaired("dsq:id", "", "is missing; named after its line")
    thread = _link(record, "thread")
    if not thread:
        thread = f"line-{element.line}"
        record.note_repaired("thread", "", "is missing; the comment has a page of its own")
    comment = Comment(
        id=id,
        post_id=thread,
        author=_author(record),
        body=Body(text=record.take("message"), media_type="text/html"),
        published=_time(record),
        in_reply_to=_link(record, "parent") or None,
        status=_status(record),
        ip=record.take("ipAddress") or None,
        extra={"dsq:post_identifier": record.take("id")} if record.peek("id") else {},
    )
    if comment.status != "deleted":
        return comment
    done = "its words and writer are left out; its place is kept"
    record.notes.add("info", record.where, "isDeleted", "", done)
    return tombstone(comment)


def _status(record: ElementReader) -> CommentStatus:
    """Deleted, spam, waiting or approved; what is no plain word of these waits."""
    if _flag(record, "isDeleted"):
        return "deleted"
    spam = record.take("isSpam").lower()
    if spam in _TRUE:
        return "spam"
    if spam not in _FALSE:
        record.note_repaired("isSpam", spam, "is neither true nor false; held for a moderator")
        return "held"
    return "approved" if record.take("isApproved").lower() not in _NO else "held"


def _author(record: ElementReader) -> Author:
    """Who wrote it. Only accounts have a user name; guests are whom they say."""
    element = record.element("author")
    if element is None:
        return Author(name="")
    author = ElementReader(element, record.notes)
    return Author(
        name=author.take("name"),
        id=author.take("username") or None,
        email=author.take("email") or None,
        url=author.take("link") or None,
        kind="guest" if _flag(author, "isAnonymous") else "person",
    )


# --- fields ----------------------------------------------------------------------------------

_TRUE = frozenset({"true", "1"})
_FALSE = frozenset({"false", "0", ""})
_NO = frozenset({"false", "0"})


def _flag(record: ElementReader, name: str) -> bool:
    text = record.take(name).lower()
    if text not in _TRUE | _FALSE:
        record.note_repaired(name, text, "is neither true nor false; taken for false")
    return text in _TRUE


def _id(element: Element) -> str:
    return element.attributes.get("dsq:id", "").strip()


def _link(record: ElementReader, name: str) -> str:
    """The id that an element refers to: its attribute, or its text as in Disqus's own example."""
    element = record.element(name)
    return (_id(element) or element.text.strip()) if element else ""


def _time(record: ElementReader) -> datetime | None:
    """``createdAt``, which is in UTC whether it says so or not."""
    text = record.take("createdAt")
    reading = parse_time(text, assume=UTC)
    if text and reading.value is None:
        done = f"{reading.problem}; the time is unknown"
        record.notes.add("lost", record.where, "createdAt", text, done)
    return reading.value
