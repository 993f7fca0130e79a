"""`render_page` shows any post that is passed, and the visible part of its discussion."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from tests.factory import make_comment

from blogcore.errors import UnknownIdError, UnknownNameError
from blogcore.forms import ReplyForm
from blogcore.models import (
    Blog,
    Comment,
    CommentStatus,
    DiscussionPolicy,
    Post,
    PostKind,
    PostStatus,
    Site,
)
from blogcore.renderers import Context, PageInfo, render, render_page
from blogcore.replies import Refused, Reply, review
from blogcore.threads import Thread


def undated(id: str, post_id: str = "1", status: CommentStatus = "approved") -> Comment:
    """Return a comment without a date."""
    body = f"words of {id}"
    return make_comment(id, minute=None, post_id=post_id, body=body, status=status)


PLACES = PageInfo(number=1, total=2)
BLOG = Blog(
    site=Site(title="Slow"),
    posts=(Post(id="1", title="One", slug="first"), Post(id="2", title="Two")),
    comments=(undated("a"), undated("b", status="held"), undated("c", "2")),
)


def test_a_post_its_id_and_its_slug_give_the_same_page() -> None:
    page = render_page(BLOG, BLOG.posts[0])
    assert page == render_page(BLOG, "1") == render_page(BLOG, "first")
    assert "words of a" in page
    assert "words of c" not in page


def test_a_public_blog_gives_the_same_page_as_the_whole_one() -> None:
    assert render_page(BLOG.public(), "1") == render_page(BLOG, "1")
    assert "words of b" not in render_page(BLOG, "1")


@pytest.mark.parametrize("name", ["text", "html", "json", "markdown", "terminal"])
@pytest.mark.parametrize(
    ("age", "kind", "closed"),
    [
        (timedelta(days=2, microseconds=1), "post", True),
        (timedelta(days=2), "post", False),
        (timedelta(days=9), "page", False),
    ],
)
def test_a_post_closed_by_age_looks_like_a_closed_post(
    name: str, age: timedelta, kind: PostKind, closed: bool
) -> None:
    """The rule is that of reviewing replies, and needs the current time."""
    policy = DiscussionPolicy(close_after_days=2)
    post = Post(id="1", title="One", published=datetime(2024, 5, 1, tzinfo=UTC), kind=kind)
    blog = Blog(site=Site(discussion=policy), posts=[post], comments=[undated("a")])
    by_hand = evolve(blog, posts=[evolve(post, comments_open=False)])
    later = datetime(2024, 5, 1, tzinfo=UTC) + age

    def page(blog: Blog, now: datetime | None) -> str:
        form = ReplyForm(action="/reply")
        context = Context(now=now, form=form, reply_url=lambda comment: "#respond")
        return render_page(blog, "1", name, context=context)

    assert (page(blog, later) == page(by_hand, later)) is closed
    assert page(blog, None) != page(by_hand, None)
    result = review(
        Reply(name="Ida", email="ida@example.org", body="Hm."),
        post=post,
        thread=Thread.from_comments([]),
        policy=policy,
        now=later,
    )
    assert isinstance(result, Refused) is closed


@pytest.mark.parametrize("status", ["draft", "private", "trash", "scheduled"])
def test_a_draft_is_rendered_if_it_is_passed(status: PostStatus) -> None:
    post = Post(id="1", title="Hush", status=status, protected=True)
    blog = Blog(posts=(post,), comments=BLOG.comments)
    page = render_page(blog, "1")
    assert page.startswith("Hush\n\nOne thought on “Hush”\n")
    assert "words of a" in page
    assert "words of b" not in page


def test_an_unknown_post_is_an_error() -> None:
    with pytest.raises(UnknownIdError, match="no post has the id 'third'"):
        render_page(BLOG, "third")


def test_an_unknown_renderer_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match=r"'telepathy'; known are: .*text"):
        render_page(BLOG, "1", "telepathy")
    with pytest.raises(UnknownNameError, match=r"'telepathy'; known are: .*text"):
        render(BLOG.thread("1"), "telepathy")


def test_bylines_are_left_out_by_argument_or_context() -> None:
    plain = render_page(BLOG, "1", bylines=False)
    assert "Ida" not in plain
    assert render_page(BLOG, "1", context=Context(bylines=False)) == plain


def test_site_and_post_are_those_of_the_blog() -> None:
    other = Context(site=Site(title="Elsewhere"), post=Post(id="9", title="Nine"))
    assert render_page(BLOG, "1", context=other) == render_page(BLOG, "1")


def test_hidden_comments_are_not_rendered() -> None:
    assert render(Thread.from_comments(BLOG.comments_of("1"))) == "  1. Ida\n    words of a\n"


# --- what the site says of its discussions ---------------------------------------------------


def shown_ids(page: int | None = None, **policy: Any) -> list[str]:
    """Return the ids on a page, of four comments."""
    posts, site = [Post(id="1", title="One")], Site(discussion=DiscussionPolicy(**policy))
    comments = [
        evolve(undated(id), published=datetime(2024, 5, day, tzinfo=UTC), in_reply_to=above)
        for day, (id, above) in enumerate([("a", None), ("b", "a"), ("c", None), ("d", None)], 1)
    ]
    blog = Blog(site=site, posts=posts, comments=comments)
    return re.findall("words of (.)", render_page(blog, "1", page=page))


def test_order_of_comments_follows_the_policy() -> None:
    assert shown_ids() == ["a", "b", "c", "d"]
    assert shown_ids(order="newest") == ["d", "c", "a", "b"]


def test_a_paged_discussion_shows_the_default_page() -> None:
    assert shown_ids(paged=True, page_size=2) == ["d"]
    assert shown_ids(paged=True, page_size=2, default_page="oldest") == ["a", "b", "c"]
    assert shown_ids(page_size=2) == ["a", "b", "c", "d"]


def test_an_explicit_page_overrides_the_default_page() -> None:
    assert (
        shown_ids(page=1, paged=True, page_size=2)
        == shown_ids(page=1, page_size=2)
        == ["a", "b", "c"]
    )
    assert shown_ids(page=1, paged=True, page_size=2, order="newest") == ["c", "a", "b"]


@pytest.mark.parametrize("name", ["text", "markdown", "terminal", "html"])
def test_a_single_page_shows_no_page_links(name: str) -> None:
    assert "Page 1 of" in render_page(BLOG, "1", name, context=Context(page=PLACES))
    assert "Page 1 of" not in render_page(BLOG, "1", name, page=1)
