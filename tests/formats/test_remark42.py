"""Remark42: one comment a line, zero values of Go, only public comments written."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from blogcore import (
    Author,
    Blog,
    Body,
    Comment,
    FormatError,
    Post,
    Site,
    dump,
    iter_load,
    load,
    to_json,
)
from blogcore.formats import Losses, list_formats
from blogcore.formats.registry import find_format

PAGE = "https://example.org/night-trains"
HEADER: dict[str, Any] = {"version": 1, "users": [], "posts": []}


def _line(**members: object) -> dict[str, object]:
    return {
        "id": "a",
        "pid": "",
        "text": "<p>Which line?</p>",
        "orig": "Which *line*?",
        "user": {"name": "Ida", "id": "github_1", "picture": "", "ip": "canary", "admin": False},
        "locator": {"site": "trains", "url": PAGE},
        "score": 0,
        "votes": {},
        "time": "2024-05-01T14:30:00.123456789+02:00",
    } | members


def _lines(*plain: object) -> bytes:
    return b"\n".join(json.dumps(line).encode() for line in plain)


def _one(**members: object) -> Comment:
    (comment,) = load(_lines(HEADER, _line(**members))).blog.comments
    return comment


def _written(blog: Blog, *, private: bool = False) -> tuple[list[dict[str, Any]], Losses]:
    stream = io.BytesIO()
    losses = dump(blog, stream, format="remark42", private=private)
    return [json.loads(line) for line in stream.getvalue().splitlines()], losses


def test_pages_are_posts_by_their_address() -> None:
    blog = load(_lines(HEADER, _line(title="Night trains"), _line(id="b", pid="a"))).blog
    (post,), (first, second) = blog.posts, blog.comments
    assert blog.site.title == "trains"
    assert (post.id, post.url, post.title) == (PAGE, PAGE, "Night trains")
    assert (first.in_reply_to, second.in_reply_to) == (None, "a")
    assert first.published == datetime(2024, 5, 1, 12, 30, 0, 123456, tzinfo=UTC)
    assert (first.body.text, first.body.media_type) == ("<p>Which line?</p>", "text/html")
    assert first.extra["remark42:orig"] == "Which *line*?"
    assert (first.author.id, first.ip) == ("github_1", "canary")


def test_the_header_describes_pages_and_users() -> None:
    user = {
        "id": "github_1",
        "blocked": {"status": True, "until": "2030-01-01T00:00:00Z"},
        "verified": True,
        "details": {"email": "ida@example.org"},
    }
    header = HEADER | {"users": [user], "posts": [{"url": PAGE, "read_only": True}]}
    blog = load(_lines(header, _line())).blog
    (author,), (post,) = blog.authors, blog.posts
    assert (author.id, author.name, author.email) == ("github_1", "Ida", "ida@example.org")
    assert not post.comments_open
    (written, _), losses = _written(blog, private=True)
    assert written["users"] == header["users"]
    assert written["posts"] == header["posts"]
    assert losses.total == 0


def test_an_id_made_from_an_e_mail_address_is_private_and_written_back() -> None:
    hashed = [f"email_{letter * 40}" for letter in "abc"]
    users = [
        {
            "id": id,
            "name": f"User {id[-1]}",
            "picture": f"https://r.example/api/v1/avatar/{id}.image",
        }
        for id in hashed
    ]
    lines = [_line(id=user["id"][-1], user=user) for user in (*users, users[0])]
    header = HEADER | {"users": [{"id": hashed[1], "verified": True}]}
    blog = load(_lines(header, *lines)).blog
    assert [author.id for author in blog.authors] == ["email_1"]
    assert [c.author.id for c in blog.comments] == ["email_2", "email_1", "email_3", "email_2"]
    for exit in (repr(blog.comments), repr(blog.authors), to_json(blog).decode()):
        assert not any(id in exit for id in hashed)
    for info in list_formats():
        if info.writable:
            stream = io.BytesIO()
            dump(blog, stream, format=info.name)
            assert not any(id.encode() in stream.getvalue() for id in hashed), info.name
    written, losses = _written(blog, private=True)
    assert [line["user"]["id"] for line in written[1:]] == [*hashed, hashed[0]]
    assert written[0]["users"][0]["id"] == hashed[1]
    assert losses.total == 0


def test_the_zero_time_of_go_is_unknown() -> None:
    assert _one(time="0001-01-01T00:00:00Z").published is None


@pytest.mark.parametrize(
    ("members", "likes", "dislikes"),
    [
        ({"score": 1, "votes": {"x": True, "y": True, "z": False}}, 2, 1),
        ({"score": 3}, 3, 0),
        ({"score": -2, "votes": None}, 0, 2),
    ],
)
def test_votes_are_counted(members: dict[str, Any], likes: int, dislikes: int) -> None:
    comment = _one(**members)
    assert (comment.likes, comment.dislikes) == (likes, dislikes)


def test_addresses_of_voters_are_not_kept() -> None:
    comment = _one(votes={"x": True}, voted_ips={"canary": {"Value": True}})
    assert "canary" not in str(dict(comment.extra))


def test_deleted_comments_stay_and_comments_of_blocked_users_are_hidden() -> None:
    assert _one(delete=True, text="").status == "deleted"
    assert _one(user={"id": "u", "name": "U", "block": True}).status == "trash"


def test_the_time_of_an_edit_is_the_update() -> None:
    comment = _one(edit={"time": "2024-05-01T13:00:00Z", "summary": "typo"})
    assert comment.updated == datetime(2024, 5, 1, 13, tzinfo=UTC)
    (_, line), losses = _written(Blog(comments=[comment]), private=True)
    assert line["edit"] == {"time": "2024-05-01T13:00:00Z", "summary": "typo"}
    assert "updated" not in {loss.field for loss in losses}


def test_a_response_of_the_api_is_a_tree_or_a_list() -> None:
    tree = {"comments": [{"comment": _line(), "replies": [{"comment": _line(id="b", pid="a")}]}]}
    flat = [_line(), _line(id="b", pid="a")]
    for response in (tree, {"comments": flat, "info": {}}, flat):
        loaded = load(json.dumps(response, indent=1).encode())
        assert loaded.format == "remark42"
        assert [c.id for c in loaded.blog.comments] == ["a", "b"]


def test_comments_without_their_header_are_read() -> None:
    assert len(load(_lines(_line(), _line(id="b"))).blog.comments) == 2


def test_lines_before_a_broken_one_are_yielded_and_the_error_names_its_line() -> None:
    data = _lines(HEADER, _line()) + b"\n\tnot json"
    items = iter_load(data)
    assert isinstance(next(items), Site)
    with pytest.raises(FormatError, match="line 3, column 2") as caught:
        list(items)
    assert caught.value.format == "remark42"


@pytest.mark.parametrize("version", [2, -1, "7"])
def test_an_unknown_version_is_refused(version: object) -> None:
    with pytest.raises(FormatError, match=r"line 1, \$\.version"):
        load(_lines(HEADER | {"version": version}))


def test_invalid_lines_are_read_with_notes() -> None:
    loaded = load(_lines(HEADER, _line(user=None, locator={}, id=None, time=9), 7))
    first, second = loaded.blog.comments
    assert (first.id, first.post_id, first.author.name) == ("line-2", "unknown", "")
    assert second.id == "line-3"
    assert {note.field for note in loaded.notes} == {"id", "url", ""}


def test_only_public_comments_are_written() -> None:
    author, hidden = Author(name="Ida", id="u"), Body(text="canary")
    blog = Blog(
        posts=[Post(id="7", url=PAGE), Post(id="8", status="draft")],
        comments=[
            Comment(id="a", post_id="7", author=author, body=hidden, status="spam"),
            Comment(id="b", post_id="7", author=author, body=Body(text="x"), in_reply_to="a"),
            Comment(id="c", post_id="7", author=author, body=hidden, status="held"),
            Comment(id="d", post_id="8", author=author, body=hidden),
            Comment(id="e", post_id="7", author=author, body=Body(), status="deleted"),
        ],
    )
    (_, *lines), losses = _written(blog, private=True)
    assert [(line["id"], line.get("delete", False)) for line in lines] == [
        ("a", True),
        ("b", False),
        ("e", True),
    ]
    assert "canary" not in json.dumps(lines)
    assert {loss.where for loss in losses if loss.reason == "left out: not public"} == {
        "comment c",
        "comment d",
    }


def test_other_bodies_become_html() -> None:
    body = Body(text="a < b\nc\n\nd")
    comment = Comment(id="a", post_id=PAGE, author=Author(name="Ida"), body=body)
    (_, line), _ = _written(Blog(comments=[comment]))
    assert line["text"] == "<p>a &lt; b<br>\nc</p>\n<p>d</p>\n"


def test_anonymous_users_are_guests_in_both_directions() -> None:
    author = Author(name="Ida", kind="guest")
    body = Body(text="<p>x</p>", media_type="text/html")
    blog = Blog(
        posts=[Post(id=PAGE, url=PAGE)],
        comments=[Comment(id="a", post_id=PAGE, author=author, body=body)],
    )
    (_, line), losses = _written(blog)
    assert line["user"]["id"].startswith("anonymous_")
    assert losses.total == 0


@pytest.mark.parametrize(
    "text",
    [
        '{"version":1,"comments":[],"commenters":[]}',
        '{"blogcore":1}',
        '{"version":1}',
        '{"version":1,"users":[],"items":[]}',
        '[{"id":1}]',
    ],
)
def test_other_json_documents_are_not_recognised(text: str) -> None:
    assert not find_format("remark42").sniff(text.encode())
