"""Viewers: which comments, statuses and fields each renderer shows to whom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given
from tests.factory import make_comment

from blogcore import Author, Blog, Body, Comment, Context, Post, Thread, render, render_page
from blogcore.errors import UnknownNameError
from blogcore.models import CommentStatus, public
from blogcore.renderers import registry, renderers
from blogcore.strategies import threads
from blogcore.viewers import MODERATOR, PUBLIC, Viewer, author

BUILTIN = [info.name for info in renderers() if info.distribution == "blogcore"]
TEXTUAL = ["html", "markdown", "terminal", "text"]
STATUSES: tuple[CommentStatus, ...] = ("approved", "held", "spam", "trash", "deleted")

#: A comment of each status by an author named after it, and a reply to each.
THREAD = Thread.from_comments(
    comment
    for status in STATUSES
    for comment in (
        Comment(
            id=status,
            post_id="7",
            author=Author(name=f"By-{status}-", id=status),
            body=Body(text="Words."),
            status=status,
        ),
        Comment(
            id=f"{status}-answer",
            post_id="7",
            author=Author(name="Ida"),
            body=Body(text="Yes."),
            in_reply_to=status,
        ),
    )
)
SEEN: list[tuple[Viewer, set[str]]] = [
    (PUBLIC, {"approved"}),
    (author("held"), {"approved", "held"}),
    (author("spam"), {"approved"}),
    (MODERATOR, {"approved", "held", "spam", "trash"}),
]


@pytest.mark.parametrize("name", BUILTIN)
@pytest.mark.parametrize(("viewer", "seen"), SEEN)
def test_every_renderer_shows_a_viewer_what_they_may_see(
    name: str, viewer: Viewer, seen: set[str]
) -> None:
    out = render(THREAD, name, Context(viewer=viewer)).replace("\\-", "-")
    assert {status for status in STATUSES if f"By-{status}-" in out} == seen


@pytest.mark.parametrize("name", TEXTUAL)
def test_only_the_author_sees_that_their_comment_is_held(name: str) -> None:
    mine = render(THREAD, name, Context(viewer=author("held")))
    assert mine.count("Your comment is awaiting moderation.") == 1
    assert "This comment is awaiting moderation." not in mine
    assert "awaiting moderation" not in render(THREAD, name)


@pytest.mark.parametrize("name", TEXTUAL)
def test_a_moderator_sees_the_status_of_hidden_comments(name: str) -> None:
    out = render(THREAD, name, Context(viewer=MODERATOR))
    assert "Your comment" not in out
    for said in ("is awaiting moderation.", "is marked as spam.", "is in the trash."):
        assert out.count(f"This comment {said}") == 1


def _with_private_fields(comment: Comment) -> Comment:
    extra = {"canary": "canary"}
    author = evolve(comment.author, email="canary@example.org", extra=extra)
    return evolve(comment, author=author, ip="192.0.2.99", user_agent="canary", extra=extra)


@pytest.mark.parametrize("name", BUILTIN)
@given(thread=threads())
def test_builtin_renderers_read_no_private_field(name: str, thread: Thread) -> None:
    """Their threads keep private fields, so that no time is spent on removing them."""
    without = Thread.from_comments(map(public, thread.comments))
    with_ = Thread.from_comments(map(_with_private_fields, thread.comments))
    context = Context(avatar=lambda author: author.email and f"https://example.org/{author.email}")
    assert render(with_, name, context) == render(without, name, context)
    blog = Blog(posts=[Post(id=id) for id in {c.post_id for c in thread.comments} or {"7"}])
    for post in blog.posts:
        pages = [
            render_page(evolve(blog, comments=comments), post, name, context=context)
            for comments in (with_.comments, without.comments)
        ]
        assert pages[0] == pages[1]


def test_other_renderers_get_no_private_field(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Comment] = []

    class Spy:
        name, media_type = "spy", "text/plain"

        def render(self, thread: Thread, context: Context) -> Iterator[str]:
            seen.extend(thread.comments)
            yield ""

        page = render

    monkeypatch.setitem(registry._RENDERERS.registered, "spy", Spy)
    comments = [_with_private_fields(comment) for comment in THREAD.comments]
    thread = Thread.from_comments(comments)
    blog = Blog(posts=[Post(id="7")], comments=comments)
    render(thread, "spy")
    render_page(blog, "7", "spy")
    assert seen == [*map(public, seen)]
    seen.clear()
    render(thread, "spy", Context(viewer=MODERATOR))
    assert any(comment.ip for comment in seen)


def test_the_name_of_a_viewer_or_an_order_is_accepted() -> None:
    held = make_comment("c1", status="held", body="Held text.")
    thread = Thread.from_comments([held, make_comment("c0")], order="newest")
    assert "Held text." in render(thread, context=Context(viewer="moderator"))
    assert "Held text." not in render(thread, context=Context(viewer="public"))
    with pytest.raises(UnknownNameError, match="moderator"):
        Context(viewer="moderater")
