"""`Thread.to_nested`."""

from __future__ import annotations

import json
from collections.abc import Iterator

import attrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.threads.strategies import at, discussions, flawed_comments, make_tree

from blogcore import Author, Body, Comment, Thread, ValidationError
from blogcore.models import private_fields
from blogcore.threads import NestedAuthor, NestedBody, NestedComment

any_comments = flawed_comments() | discussions()


def flat(nested: list[NestedComment], depth: int = 0) -> Iterator[tuple[str, int, str | None, int]]:
    for each in nested:
        yield each["id"], depth, each["in_reply_to"], each["folded"]
        yield from flat(each["replies"], depth + 1)


@given(any_comments, st.integers(1, 5))
def test_nested_data_has_the_structure_of_the_clamped_thread(
    comments: list[Comment], depth: int
) -> None:
    thread = Thread.from_comments(comments).collapsed(replies=2)
    expected = [
        (node.comment.id, node.depth, node.comment.in_reply_to, node.folded)
        for node in thread.clamped(depth)
    ]
    assert list(flat(thread.to_nested(depth))) == expected


@given(discussions())
def test_nested_data_is_json_without_private_fields(comments: list[Comment]) -> None:
    written = json.dumps(Thread.from_comments(comments).to_nested())
    assert "canary" not in written
    assert "192.0.2.99" not in written


@pytest.mark.parametrize(
    ("model", "typed", "more"),
    [
        (Comment, NestedComment, {"folded", "replies"}),
        (Author, NestedAuthor, set()),
        (Body, NestedBody, set()),
    ],
)
def test_nested_data_has_every_public_field(
    model: type[attrs.AttrsInstance], typed: type, more: set[str]
) -> None:
    public = {field.name for field in attrs.fields(model)} - private_fields(model)
    assert set(typed.__annotations__) == public | more


def test_nested_values_are_those_of_the_comment() -> None:
    author = Author(name="Ida", id="7", url="https://example.org", slug="ida", bio="Travels.")
    plain = make_comment("a", None, 5, updated=at(9), likes=3)
    one = evolve(plain, author=author, body=Body(text="Hi."))
    [nested] = Thread.from_comments([one]).to_nested()
    assert nested == {
        "id": "a",
        "post_id": "7",
        "author": {
            "name": "Ida",
            "id": "7",
            "url": "https://example.org",
            "avatar_url": None,
            "bio": "Travels.",
            "slug": "ida",
            "kind": "person",
        },
        "body": {"text": "Hi.", "media_type": "text/plain"},
        "published": "2024-05-01T12:05:00Z",
        "updated": "2024-05-01T12:09:00Z",
        "in_reply_to": None,
        "inferred": False,
        "status": "approved",
        "kind": "comment",
        "likes": 3,
        "dislikes": 0,
        "url": None,
        "folded": 0,
        "replies": [],
    }
    assert at(5).isoformat() == "2024-05-01T12:05:00+00:00"


def test_nesting_is_limited_so_that_json_can_be_written() -> None:
    chain = Thread.from_comments(make_tree(5000, lambda i: i - 1 if i else None))
    assert len(json.loads(json.dumps(chain.to_nested()))[0]["replies"]) == 1
    assert max(depth for _, depth, _, _ in flat(chain.to_nested())) == 9
    with pytest.raises(ValidationError, match="depth: must be 1 or more"):
        chain.to_nested(0)
