"""`render_page` shows a post that was asked for, and of its discussion what the world may see."""

from __future__ import annotations

import pytest

from blogcore.errors import UnknownIdError, UnknownNameError
from blogcore.models import Author, Blog, Body, Comment, CommentStatus, Post, PostStatus, Site
from blogcore.renderers import Context, render, render_page
from blogcore.threads import Thread


def said(id: str, post_id: str = "1", status: CommentStatus = "approved") -> Comment:
    return Comment(
        id=id,
        post_id=post_id,
        author=Author(name="Ida"),
        body=Body(text=f"words of {id}"),
        status=status,
    )


BLOG = Blog(
    site=Site(title="Slow"),
    posts=(Post(id="1", title="One", slug="first"), Post(id="2", title="Two")),
    comments=(said("a"), said("b", status="held"), said("c", "2")),
)


def test_a_post_its_id_and_its_slug_give_the_same_page() -> None:
    page = render_page(BLOG, BLOG.posts[0])
    assert page == render_page(BLOG, "1") == render_page(BLOG, "first")
    assert "words of a" in page
    assert "words of c" not in page


def test_a_public_blog_gives_the_same_page_as_the_whole_one() -> None:
    assert render_page(BLOG.public(), "1") == render_page(BLOG, "1")
    assert "words of b" not in render_page(BLOG, "1")


@pytest.mark.parametrize("status", ["draft", "private", "trash", "scheduled"])
def test_a_post_that_is_not_public_is_shown_if_asked_for(status: PostStatus) -> None:
    post = Post(id="1", title="Hush", status=status, protected=True)
    blog = Blog(posts=(post,), comments=BLOG.comments)
    page = render_page(blog, "1")
    assert page.startswith("Hush\n\nOne thought on “Hush”\n")
    assert "words of a" in page
    assert "words of b" not in page


def test_an_unknown_post_is_an_error() -> None:
    with pytest.raises(UnknownIdError, match="no post has the id 'third'"):
        render_page(BLOG, "third")


def test_an_unknown_renderer_is_an_error_that_names_the_known() -> None:
    with pytest.raises(UnknownNameError, match=r"'telepathy'; known are: .*text"):
        render_page(BLOG, "1", "telepathy")
    with pytest.raises(UnknownNameError, match=r"'telepathy'; known are: .*text"):
        render(BLOG.thread("1"), "telepathy")


def test_bylines_go_where_either_says_so() -> None:
    plain = render_page(BLOG, "1", bylines=False)
    assert "Ida" not in plain
    assert render_page(BLOG, "1", context=Context(bylines=False)) == plain


def test_site_and_post_are_those_of_the_blog() -> None:
    other = Context(site=Site(title="Elsewhere"), post=Post(id="9", title="Nine"))
    assert render_page(BLOG, "1", context=other) == render_page(BLOG, "1")


def test_a_thread_shows_its_hidden_comments_to_nobody() -> None:
    assert render(Thread.from_comments(BLOG.comments_of("1"))) == "  1. Ida\n     words of a\n"
