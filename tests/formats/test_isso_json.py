"""Isso's generic JSON: flat comments, and times without a zone."""

from __future__ import annotations

import json

import pytest

from blogcore import FormatError, load, to_json
from blogcore.formats.registry import find_format


def _comment(**members: object) -> dict[str, object]:
    return {
        "id": 1,
        "author": "Ida",
        "email": "ida@example.org",
        "website": "",
        "remote_addr": "192.0.2.0",
        "created": "2024-05-01 12:30:00",
        "text": "*Which* line?",
    } | members


def _file(*threads: object) -> bytes:
    return json.dumps(threads).encode()


def test_threads_are_posts_with_their_comments() -> None:
    loaded = load(_file({"id": "/a/", "title": "A", "comments": [_comment()]}))
    (post,), (comment,) = loaded.blog.posts, loaded.blog.comments
    assert loaded.format == "isso-json"
    assert (post.id, post.title) == ("/a/", "A")
    assert (comment.id, comment.post_id, comment.ip) == ("1", "/a/", "192.0.2.0")
    assert comment.body.media_type == "text/markdown"
    assert b"example.org" not in to_json(loaded.blog)


def test_times_without_zone_are_unknown() -> None:
    loaded = load(_file({"id": "/a/", "title": "A", "comments": [_comment()]}))
    (comment,) = loaded.blog.comments
    assert comment.published is None
    assert comment.extra["isso:created"] == "2024-05-01 12:30:00"
    assert [note.field for note in loaded.notes] == ["created"]


def test_ids_that_are_unique_only_within_a_thread_become_unique() -> None:
    threads = [
        {"id": f"/{name}/", "title": name, "comments": [_comment(id=0), _comment(id=0)]}
        for name in "ab"
    ]
    ids = [comment.id for comment in load(_file(*threads)).blog.comments]
    assert ids == ["0", "/a/#1", "/b/#1", "/b/#2"]


@pytest.mark.parametrize(
    ("titles", "read"),
    [
        (["Nat+%26+Miguel", "Test+post"], ["Nat & Miguel", "Test post"]),
        (["caf%C3%A9"], ["café"]),
        (["C++", "100% sure"], ["C++", "100% sure"]),
        (["A+B", "plain"], ["A+B", "plain"]),
    ],
)
def test_titles_are_decoded_if_all_are_percent_encoded(titles: list[str], read: list[str]) -> None:
    threads = [{"id": t, "title": t, "comments": []} for t in titles]
    loaded = load(_file(*threads), format="isso-json")
    assert [post.title for post in loaded.blog.posts] == read


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": 1, "title": "A", "slug": "a", "comments": []}]',
        '{"id": "/a/", "title": "A", "comments": []}',
        '[{"comments": []}]',
        "[]",
    ],
)
def test_other_lists_are_not_recognised(text: str) -> None:
    assert not find_format("isso-json").sniff(text.encode())


def test_other_documents_are_refused() -> None:
    with pytest.raises(FormatError, match="is not a list"):
        load(b"{}", format="isso-json")


def test_forbidden_characters_in_a_decoded_title_are_removed() -> None:
    loaded = load(b'[{"id":"/a/","title":"By+train%10%21","comments":[]}]', format="isso-json")
    assert loaded.blog.posts[0].title == "By train!"
    assert [(note.severity, note.field) for note in loaded.notes] == [("repaired", "title")]
