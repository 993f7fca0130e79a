"""What is shown of a thread is what `Blog.public` shows, at the same depths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogcore.models import Author, Blog, Body, Comment, CommentStatus, Post
from blogcore.renderers.visible import pruned, visible
from blogcore.threads import Thread


@st.composite
def piles(draw: st.DrawFn) -> list[Comment]:
    """Links go back only, so that no repair depends on what is hidden."""
    statuses: st.SearchStrategy[CommentStatus] = st.sampled_from(
        ("approved", "held", "spam", "deleted")
    )
    return [
        Comment(
            id=f"c{n}",
            post_id="7",
            author=Author(name="Ida"),
            body=Body(text="words"),
            in_reply_to=draw(st.none() | st.integers(0, n - 1).map("c{}".format)) if n else None,
            status=draw(statuses),
        )
        for n in range(draw(st.integers(0, 14)))
    ]


@given(piles())
def test_a_visible_thread_is_the_thread_of_the_public_blog(pile: list[Comment]) -> None:
    blog = Blog(posts=(Post(id="7"),), comments=pile)
    assert visible(blog.thread("7")) == blog.public().thread("7")


@given(piles(), st.sets(st.integers(0, 14).map("c{}".format)))
def test_pruning_keeps_the_kept_and_what_is_above_them(pile: list[Comment], keep: set[str]) -> None:
    thread = Thread.from_comments(pile)
    expected = {
        above.comment.id
        for node in thread
        if node.comment.id in keep
        for above in (node, *node.ancestors)
    }
    kept = pruned(thread, lambda comment: comment.id in keep)
    assert {comment.id for comment in kept.comments} == expected
    for node in kept:
        whole = thread[node.comment.id]
        assert node.depth == whole.depth
        assert [n.comment for n in node.ancestors] == [n.comment for n in whole.ancestors]


@given(piles())
def test_keeping_all_changes_nothing(pile: list[Comment]) -> None:
    thread = Thread.from_comments(pile)
    assert pruned(thread, lambda comment: True) == thread
