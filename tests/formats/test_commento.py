"""Commento's export: special values, states, and authors by id."""

from __future__ import annotations

import json

import pytest

from blogcore import Comment, FormatError, load, to_json

_HASHED = "https://secure.gravatar.com/avatar/" + "0" * 32


def _comment(**members: object) -> dict[str, object]:
    return {
        "commentHex": "c1",
        "domain": "example.org",
        "url": "/a",
        "commenterHex": "u1",
        "markdown": "*Which* line?",
        "html": "<p><em>Which</em> line?</p>",
        "parentHex": "root",
        "score": 0,
        "state": "approved",
        "creationDate": "2024-05-01T12:30:00.123456789Z",
        "direction": 0,
        "deleted": False,
    } | members


def _file(*comments: object, **more: object) -> bytes:
    commenter = {
        "commenterHex": "u1",
        "email": "ida@example.org",
        "name": "Ida",
        "link": "undefined",
        "photo": _HASHED,
        "provider": "commento",
    }
    export = {"version": 1, "comments": comments, "commenters": [commenter]}
    return json.dumps(export | more).encode()


def _one(**members: object) -> Comment:
    (comment,) = load(_file(_comment(**members))).blog.comments
    return comment


def test_comments_have_their_post_and_author() -> None:
    blog = load(_file(_comment())).blog
    (post,), (comment,), (author,) = blog.posts, blog.comments, blog.authors
    assert (post.id, post.url) == ("example.org/a", "https://example.org/a")
    assert (comment.post_id, comment.in_reply_to) == (post.id, None)
    assert comment.author == author
    assert (author.name, author.email, author.url) == ("Ida", "ida@example.org", None)
    assert comment.extra["commento:markdown"] == "*Which* line?"


def test_an_avatar_that_reveals_an_e_mail_is_private() -> None:
    blog = load(_file(_comment())).blog
    assert b"gravatar" not in to_json(blog)
    assert b"gravatar" in to_json(blog, private=True)


def test_markdown_is_the_body_without_html() -> None:
    body = _one(html="").body
    assert (body.text, body.media_type) == ("*Which* line?", "text/markdown")


def test_root_and_anonymous_mean_none() -> None:
    comment = _one(commenterHex="anonymous", parentHex="c0")
    assert (comment.author.name, comment.author.id, comment.author.kind) == ("", None, "guest")
    assert comment.in_reply_to == "c0"


@pytest.mark.parametrize(
    ("state", "status"),
    [("approved", "approved"), ("unapproved", "held"), ("flagged", "spam"), ("new", "held")],
)
def test_states_become_statuses(state: str, status: str) -> None:
    assert _one(state=state).status == status


def test_deleted_comments_stay() -> None:
    assert _one(deleted=True, state="approved").status == "deleted"


@pytest.mark.parametrize(("score", "votes"), [(3, (3, 0)), (-2, (0, 2)), (0, (0, 0))])
def test_the_score_becomes_likes_or_dislikes(score: int, votes: tuple[int, int]) -> None:
    comment = _one(score=score)
    assert (comment.likes, comment.dislikes) == votes


def test_a_commenter_who_is_not_listed_is_noted() -> None:
    loaded = load(_file(_comment(commenterHex="u2")))
    assert loaded.blog.comments[0].author.id == "u2"
    assert [note.field for note in loaded.notes] == ["commenterHex"]


def test_other_versions_and_documents_are_refused() -> None:
    with pytest.raises(FormatError, match="version 2 is not known"):
        load(_file(version=2))
    with pytest.raises(FormatError, match="has no comments"):
        load(b"{}", format="commento")
