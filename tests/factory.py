"""Comments, posts and blogs for tests, with defaults for every field that a test does not name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from blogcore import Author, Blog, Body, Comment, Post

__all__ = ["POST_ID", "START", "make_blog", "make_chain", "make_comment", "make_post"]

#: The post that comments belong to unless a test says otherwise.
POST_ID = "7"
#: When that post was published; `make_comment` counts its minutes from here.
START = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


def make_comment(
    id: str = "c1", in_reply_to: str | None = None, minute: int | None = 0, **fields: Any
) -> Comment:
    """Return a comment by Ida.

    Args:
        id: The comment's id, which its default text names too.
        in_reply_to: Id of the comment that it answers.
        minute: Minutes from `START` to its time; None leaves the time unknown.
        fields: Other fields of `Comment`. A plain string is accepted for ``author`` (a name) and
            ``body`` (plain text).
    """
    if isinstance(fields.get("author"), str):
        fields["author"] = Author(name=fields["author"])
    if isinstance(fields.get("body"), str):
        fields["body"] = Body(text=fields["body"])
    defaults: dict[str, Any] = {
        "post_id": POST_ID,
        "author": Author(name="Ida"),
        "body": Body(text=f"Text of {id}."),
        "published": None if minute is None else START + timedelta(minutes=minute),
        "in_reply_to": in_reply_to,
    }
    return Comment(id=id, **defaults | fields)


def make_chain(length: int, prefix: str = "c") -> list[Comment]:
    """Return comments of which each answers the one before, a minute later.

    Ids are zero-padded, so that they sort by position.
    """
    ids = [f"{prefix}{number:07}" for number in range(length)]
    return [
        make_comment(id, in_reply_to=parent, minute=number)
        for number, (id, parent) in enumerate(zip(ids, [None, *ids], strict=False))
    ]


def make_post(id: str = POST_ID, **fields: Any) -> Post:
    """Return a published post; ``fields`` are other fields of `Post`."""
    defaults: dict[str, Any] = {"title": f"Title of {id}", "published": START}
    return Post(id=id, **defaults | fields)


def make_blog(*comments: Comment, **fields: Any) -> Blog:
    """Return a blog of one post per post id that the comments name, or one post without comments.

    Args:
        comments: The blog's comments.
        fields: Other fields of `Blog`.
    """
    post_ids = dict.fromkeys(comment.post_id for comment in comments) or {POST_ID: None}
    defaults: dict[str, Any] = {"posts": [make_post(id) for id in post_ids]}
    return Blog(comments=comments, **defaults | fields)
