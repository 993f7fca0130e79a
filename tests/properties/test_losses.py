"""Writers report exactly the differences between the written blog and the one read back."""

from __future__ import annotations

import io

import pytest
from hypothesis import given

from blogcore import Author, Blog, Body, Comment, Post, dump, load
from blogcore.formats import Loss, list_formats
from blogcore.strategies import blogs
from blogcore.testing.losses import misreported

_WRITABLE = [info.name for info in list_formats() if info.writable and info.readable]


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("format", _WRITABLE)
@given(blog=blogs())
def test_losses_are_exact(format: str, private: bool, blog: Blog) -> None:
    stream = io.BytesIO()
    losses = dump(blog, stream, format=format, private=private)
    loaded = load(stream.getvalue())
    assert loaded.format == format
    assert misreported(blog, loaded.blog, losses) == []


@given(blogs())
def test_equal_blogs_need_no_losses(blog: Blog) -> None:
    assert misreported(blog, blog, []) == []


_COMMENT = Comment(id="1", post_id="p", author=Author(name="A", email="a@b"), body=Body(text="B"))
_BEFORE = Blog(posts=[Post(id="p", title="T", tags=["x", "y"])], comments=[_COMMENT])
_AFTER = Blog(
    posts=[Post(id="p", title="t", tags=["x"])],
    comments=[Comment(id="1", post_id="p", author=Author(name="A"), body=Body(text="B"))],
)
_TITLE, _TAGS = Loss("post p", "title", ""), Loss("post p", "tags", "")
_EMAIL = Loss("comment 1", "author.email", "")


@pytest.mark.parametrize(
    ("losses", "wrong"),
    [
        ([_TITLE, _TAGS, _EMAIL], []),
        ([_TITLE, _EMAIL], ["post p: tags changed, which no loss reports"]),
        ([_TITLE, _TAGS], ["comment 1: author changed, which no loss reports"]),
        (
            [_TITLE, _TAGS, _EMAIL, Loss("post p", "url", "")],
            ["post p: url is reported as lost but is in the file"],
        ),
        (
            [_TITLE, _TAGS, _EMAIL, Loss("comment 2", "", "")],
            ["comment 2: all of it is reported as lost but is in the file"],
        ),
        (
            [Loss("post p", "", ""), _EMAIL],
            ["post p: all of it is reported as lost but is in the file"],
        ),
    ],
)
def test_an_inexact_report_is_named(losses: list[Loss], wrong: list[str]) -> None:
    assert misreported(_BEFORE, _AFTER, losses) == wrong


def test_a_member_that_is_missing_or_was_added_must_be_reported() -> None:
    fewer = Blog(posts=_BEFORE.posts)
    gone = Loss("comment 1", "", "")
    added = ["comment 1: is only in the file, which no loss reports"]
    assert misreported(_BEFORE, fewer, [gone]) == []
    assert misreported(_BEFORE, fewer, [gone, _EMAIL]) == []
    assert misreported(_BEFORE, fewer, []) == [
        "comment 1: is not in the file, which no loss reports"
    ]
    assert misreported(fewer, _BEFORE, []) == added
