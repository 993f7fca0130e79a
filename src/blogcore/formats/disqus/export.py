"""The Disqus export: ``<category>``, ``<thread>`` and ``<post>`` to posts and comments.

Disqus makes another thread when the address of a page changes: such threads become one post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from attrs import evolve

from blogcore._time.parse import parse_time
from blogcore.formats.base import Item
from blogcore.formats.reports import Notes, Severity
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import Author, Body, Comment, CommentStatus, ExtraValue, Post, Site, tombstone

__all__ = ["ExportReader"]


class ExportReader:
    """Reads the elements of an export, in any order; pages are complete at the end.

    Args:
        notes: Gets what was repaired or left out.
    """

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._forum = ""
        self._categories: dict[str, str] = {}
        #: Posts by the id of the first thread of their page.
        self._posts: dict[str, Post] = {}
        #: Id of the first thread of its page, by the id of a thread and by page.
        self._first_by_thread: dict[str, str] = {}
        self._first_by_page: dict[str, str] = {}
        #: Threads whose comments were moved: position, id, and the first thread of the page.
        self._joined: list[tuple[str, str, str]] = []
        #: Comments that came before their thread.
        self._pending: list[Comment] = []

    def add(self, element: Element) -> Iterator[Item]:
        """Read an element; yield a comment whose thread is known.

        Args:
            element: A category, thread or post.
        """
        record = ElementReader(element, self._notes)
        if element.name == "category":
            self._category(element, record)
        elif element.name == "thread":
            self._thread(element, record)
        else:
            comment = _comment(element, record)
            if comment.post_id in self._first_by_thread:
                yield evolve(comment, post_id=self._first_by_thread[comment.post_id])
            else:
                self._pending.append(comment)

    def rest(self) -> Iterator[Item]:
        """Yield the other comments, the pages, and the site."""
        for comment in self._pending:
            first = self._first_by_thread.get(comment.post_id)
            if first is None:
                where, message = f"comment {comment.id}", "the thread is not in the file"
                self._notes.add("info", where, "thread", comment.post_id, message)
            yield evolve(comment, post_id=first or comment.post_id)
        if self._joined:
            where, id, first = self._joined[0]
            count = len(self._joined)
            message = (
                f"has the page of thread {first}; the comments of this and all other such threads "
                f"({count}) were moved to the first thread of their page"
            )
            self._notes.add("info", where, "link", id, message)
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
            record.note_repaired("dsq:id", "", f"is missing; {id} is used, from its position")
        if id in self._first_by_thread:
            message = "is the id of another thread; the first thread was kept"
            self._notes.add("lost", record.where, "dsq:id", id, message)
            return
        page = _page_key(record.peek("link"))
        first = self._first_by_page.setdefault(page, id) if page else id
        self._first_by_thread[id] = first
        if first != id:
            self._join(record, id, first)
        else:
            self._posts[id] = _post(record, id, self._categories)

    def _join(self, record: ElementReader, id: str, first: str) -> None:
        """Add another thread of the same page: its comments belong to the first thread."""
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
        record.take("link")
        self._joined.append((record.where, id, first))


# --- threads ---------------------------------------------------------------------------------


def _post(record: ElementReader, id: str, categories: dict[str, str]) -> Post:
    """Return the page that a thread is about; its ``id`` element is the id that the site gave."""
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
        record.note_repaired("dsq:id", "", f"is missing; {id} is used, from its position")
    thread = _reference(record, "thread")
    if not thread:
        thread = f"line-{element.line}"
        record.note_repaired("thread", "", f"is missing; {thread} is used, from its position")
    comment = Comment(
        id=id,
        post_id=thread,
        author=_author(record),
        body=Body(text=record.take("message"), media_type="text/html"),
        published=_time(record),
        in_reply_to=_reference(record, "parent") or None,
        status=_status(record),
        ip=record.take("ipAddress") or None,
        extra={"dsq:post_identifier": record.take("id")} if record.peek("id") else {},
    )
    if comment.status != "deleted":
        return comment
    message = "text and author of a deleted comment are left out"
    record.notes.add("info", record.where, "isDeleted", "", message)
    return tombstone(comment)


def _status(record: ElementReader) -> CommentStatus:
    """Return the status; a comment with an unknown value is held."""
    if _flag(record, "isDeleted"):
        return "deleted"
    spam = record.take("isSpam").lower()
    if spam in _TRUE:
        return "spam"
    if spam not in _FALSE:
        record.note_repaired("isSpam", spam, "is neither true nor false; held for moderation")
        return "held"
    return "approved" if record.take("isApproved").lower() not in _NO else "held"


def _author(record: ElementReader) -> Author:
    """Return the author; only accounts have a user name."""
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
        record.note_repaired(name, text, "is neither true nor false; read as false")
    return text in _TRUE


def _id(element: Element) -> str:
    return element.attributes.get("dsq:id", "").strip()


def _reference(record: ElementReader, name: str) -> str:
    """Return the id that an element refers to: its attribute, else its text."""
    element = record.element(name)
    return (_id(element) or element.text.strip()) if element else ""


def _time(record: ElementReader) -> datetime | None:
    """Return ``createdAt``, which is in UTC even if it has no zone."""
    text = record.take("createdAt")
    parsed = parse_time(text, assume=UTC)
    if text and parsed.value is None:
        message = f"{parsed.problem}; the time is unknown"
        severity: Severity = "info" if parsed.is_zero else "lost"
        record.notes.add(severity, record.where, "createdAt", text, message)
    return parsed.value


# --- pages -----------------------------------------------------------------------------------

_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
#: Parameters that count visitors and do not change the page.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref_src", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


def _page_key(link: str) -> str | None:
    """Return a key that all addresses of one page share; None if it is no web address. Linear.

    Scheme, ``www.``, the case of the host, a slash or index file at the end, the fragment and
    parameters that count visitors are left out.

    >>> _page_key("http://www.Example.org/a/index.html?utm_source=x#top")
    'example.org/a'
    >>> _page_key("https://example.org/?p=1") == _page_key("https://example.org/?p=2")
    False
    """
    try:
        parts = urlsplit(link.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    shown_port = "" if port in (None, _PORTS[parts.scheme]) else f":{port}"
    path = _INDEX.sub("/", parts.path).rstrip("/")
    parameters = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    query = f"?{urlencode(sorted(parameters))}" if parameters else ""
    return f"{host.removeprefix('www.')}{shown_port}{path}{query}"
