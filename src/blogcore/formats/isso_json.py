"""The JSON that Isso imports from other systems ("generic"), read: threads with flat comments.

Times have no zone: they are in the zone that the caller states, else kept in ``extra``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast
from urllib.parse import quote_plus, unquote_plus

from blogcore._text.plain import scrub
from blogcore.formats.base import Item
from blogcore.formats.characters import repair_encoding
from blogcore.formats.isso import GUEST, PREFIX, PRIVATE
from blogcore.formats.json_objects import JsonFormat, ObjectPreview, ObjectReader, read_fields
from blogcore.formats.reports import Notes
from blogcore.models import Author, Body, Comment, ExtraValue, Post

__all__ = ["ISSO_JSON"]


class IssoJson(JsonFormat):
    """Isso's generic import file; it is read as a whole."""

    def accepts(self, preview: ObjectPreview, head: bytes) -> bool:
        """Return whether the file lists objects with an id or title and a list of comments."""
        if not preview.in_list or preview.members.get("comments") != "[":
            return False
        has_name = preview.has("id") or preview.has("title")
        has_own_key = b'"remote_addr"' in head or b'"website"' in head
        return has_name and (preview.members.keys() <= {"id", "title", "comments"} or has_own_key)

    def read_document(self, document: object, notes: Notes) -> Iterator[Item]:
        """Yield each thread as a post, followed by its comments."""
        if not isinstance(document, list):
            raise self.refused("it is not a list")
        threads = [
            ObjectReader(thread, f"$[{index}]", notes, PRIVATE)
            for index, thread in enumerate(cast("list[object]", document))
        ]
        quoted = _are_quoted([thread.peek("title") for thread in threads])
        ids = _UniqueIds()
        for number, thread in enumerate(threads, 1):
            id = thread.id_or("id", f"item-{number}")
            title = _unquoted_title(thread) if quoted else thread.text("title")
            yield Post(id=id, url=thread.optional_text("id"), title=title)
            for record in thread.nested_list("comments"):
                yield _comment(record, id, ids)


ISSO_JSON = IssoJson(
    name="isso-json",
    title="Isso (generic JSON)",
    label="generic Isso import file",
    media_types=("application/json",),
    suffixes=(".isso.json",),
)


def _are_quoted(titles: Sequence[str]) -> bool:
    """Return whether all titles may be percent-encoded and at least one has a "%"."""
    return any("%" in title for title in titles) and all(
        quote_plus(unquote_plus(title)).lower() == title.lower() for title in titles
    )


def _unquoted_title(thread: ObjectReader) -> str:
    """Return the decoded title; decoding may reveal characters that no text may hold."""
    decoded, noted = repair_encoding(unquote_plus(thread.text("title")))
    for severity, message in noted:
        thread.note(severity, "title", "…", message)
    title, removed = scrub(decoded)
    if removed:
        message = f"has {removed} characters that are not allowed in text; removed"
        thread.note("repaired", "title", "…", message)
    return title


def _comment(record: ObjectReader, post_id: str, ids: _UniqueIds) -> Comment:
    id = ids.of(record, post_id)
    author = Author(kind="guest", **read_fields(GUEST, record))
    body = Body(text=record.text("text"), media_type="text/markdown")
    ip, published = record.optional_text("remote_addr"), record.time("created")
    extra: dict[str, ExtraValue] = record.remaining(PREFIX)
    if published is None and record.peek("created"):
        extra[f"{PREFIX}created"] = record.peek("created")
    return Comment(
        id=id,
        post_id=post_id,
        author=author,
        body=body,
        published=published,
        ip=ip,
        extra=extra,
    )


class _UniqueIds:
    """Makes ids of comments unique; in the file they are unique at most within a thread.

    The first comment with an id keeps it; others get one from their thread and position.
    """

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._generated_by_post: dict[str, int] = {}

    def of(self, record: ObjectReader, post_id: str) -> str:
        id = record.id("id")
        if id and id not in self._used:
            self._used.add(id)
            return id
        number = self._generated_by_post[post_id] = self._generated_by_post.get(post_id, 0) + 1
        generated = f"{post_id}#{number}"
        problem = "is the id of another comment" if id else "is missing"
        record.note("info", "id", id or "", f"{problem}; {generated} is used")
        return generated
