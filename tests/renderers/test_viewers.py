"""Who looks decides what is shown, the same in every renderer, and what is said of it."""

from __future__ import annotations

import pytest

from blogcore import Author, Body, Comment, CommentStatus, Context, Thread, render
from blogcore.renderers import renderers
from blogcore.viewers import MODERATOR, PUBLIC, Viewer, author

OURS = [info.name for info in renderers() if info.distribution == "blogcore"]
IN_WORDS = ["html", "markdown", "terminal", "text"]
STATUSES: tuple[CommentStatus, ...] = ("approved", "held", "spam", "trash", "deleted")

#: A comment of each status by somebody named for it, and an answer to each.
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


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize(("viewer", "seen"), SEEN)
def test_every_renderer_shows_a_viewer_what_they_may_see(
    name: str, viewer: Viewer, seen: set[str]
) -> None:
    out = render(THREAD, name, Context(viewer=viewer)).replace("\\-", "-")
    assert {status for status in STATUSES if f"By-{status}-" in out} == seen


@pytest.mark.parametrize("name", IN_WORDS)
def test_only_who_wrote_a_comment_is_told_that_it_is_theirs_and_waits(name: str) -> None:
    mine = render(THREAD, name, Context(viewer=author("held")))
    assert mine.count("Your comment is awaiting moderation.") == 1
    assert "This comment is awaiting moderation." not in mine
    assert "awaiting moderation" not in render(THREAD, name)


@pytest.mark.parametrize("name", IN_WORDS)
def test_a_moderator_is_told_what_the_world_does_not_see(name: str) -> None:
    out = render(THREAD, name, Context(viewer=MODERATOR))
    assert "Your comment" not in out
    for said in ("is awaiting moderation.", "is marked as spam.", "is in the trash."):
        assert out.count(f"This comment {said}") == 1
