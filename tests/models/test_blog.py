"""Look-ups in a blog, and its public view."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore import Author, Blog, Body, Comment, Post, ThreadError, UnknownIdError, ValidationError
from blogcore.models import public, tombstone
from blogcore.orders import newest
from blogcore.strategies import blogs, posts
from blogcore.strategies import comments as any_comments


def comment(id: str, answers: str | None = None, status: str = "approved") -> Comment:
    return Comment(
        id=id,
        post_id="1",
        author=Author(name="Ida", email="ida@example.org"),
        body=Body(text=f"Words of {id}"),
        in_reply_to=answers,
        status=status,  # type: ignore[arg-type]
        ip="192.0.2.1",
    )


def blog(*comments: Comment) -> Blog:
    return Blog(posts=[Post(id="1")], comments=comments)


def shown(*comments: Comment) -> list[tuple[str, str | None, str]]:
    """Return the public view of comments on a published post."""
    return [(it.id, it.in_reply_to, it.status) for it in blog(*comments).public().comments]


# --- look-ups --------------------------------------------------------------------------------


def test_posts_are_found_by_id_else_by_slug() -> None:
    first, second = Post(id="1", slug="hello"), Post(id="2", slug="world")
    answers = Blog(posts=[first, second])
    assert answers.post("2") is second
    assert answers.post("hello") is first


def test_ids_are_tried_before_slugs_and_the_first_match_counts() -> None:
    odd, plain = Post(id="1", slug="2"), Post(id="2", slug="x")
    double, same_slug = Post(id="2", title="double"), Post(id="3", slug="x")
    answers = Blog(posts=[odd, plain, double, same_slug])
    assert answers.post("2") is plain
    assert answers.post("x") is plain


@pytest.mark.parametrize("id", ["3", "", "hello world", "\x00", "a\nb"])
def test_unknown_posts_raise_an_error_of_one_line(id: str) -> None:
    with pytest.raises(UnknownIdError) as unknown:
        Blog(posts=[Post(id="1", slug=""), Post(id="2")]).post(id)
    assert (unknown.value.what, unknown.value.id) == ("post", id)
    assert str(unknown.value).isprintable()
    with pytest.raises(KeyError):
        Blog().post(id)


@given(blogs())
def test_every_post_and_comment_is_found(value: Blog) -> None:
    for post in value.posts:
        assert value.post(post.id).id == post.id
        if post.slug:
            assert post.slug in (value.post(post.slug).slug, value.post(post.slug).id)
    for post_id in {comment.post_id for comment in value.comments}:
        assert value.comments_of(post_id) == tuple(
            comment for comment in value.comments if comment.post_id == post_id
        )


def test_comments_of_returns_nothing_for_a_post_without_comments() -> None:
    assert Blog().comments_of("1") == ()
    assert len(Blog().thread("1")) == 0


def test_thread_has_the_comments_of_its_post_of_any_status() -> None:
    elsewhere = attrs.evolve(comment("d"), post_id="2")
    value = blog(comment("a"), comment("b", "a", "held"), comment("c", "d"), elsewhere)
    thread = value.thread("1")
    assert [node.comment.id for node in thread] == ["a", "b", "c"]
    assert [odd.kind for odd in thread.anomalies] == ["cross_post"]
    assert value.thread("1", order=newest).order is newest


def test_strict_thread_refuses_comments_that_need_repairs() -> None:
    with pytest.raises(ThreadError):
        blog(comment("a", "gone")).thread("1", strict=True)


@given(blogs())
def test_look_ups_do_not_change_a_blog(value: Blog) -> None:
    fresh = attrs.evolve(value)
    value.comments_of("1")
    value.public()
    for post in value.posts:
        value.thread(post.id)
        value.post(post.id)
    assert value == fresh
    assert hash(value) == hash(fresh)
    for same in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
        assert same == fresh
        assert same.comments_of("1") == fresh.comments_of("1")


def test_a_changed_copy_has_its_own_look_up_tables() -> None:
    value = blog(comment("a"))
    assert len(value.comments_of("1")) == 1
    assert attrs.evolve(value, comments=()).comments_of("1") == ()


def test_repr_of_a_blog_omits_comments() -> None:
    assert "Words of" not in repr(blog(comment("a")))


def test_a_blog_refuses_members_of_other_types() -> None:
    with pytest.raises(ValidationError) as refusal:
        Blog(posts=[comment("a")], comments=[Post(id="1")])  # type: ignore[list-item]
    assert [fault.path for fault in refusal.value.faults] == ["posts[0]", "comments[0]"]


# --- public view: properties ---------------------------------------------------------------


@given(blogs())
def test_public_posts_are_exactly_the_published_unprotected_ones(
    value: Blog,
) -> None:
    wanted = [post for post in value.posts if post.status == "published" and not post.protected]
    out = value.public().posts
    assert [post.id for post in out] == [post.id for post in wanted]
    assert all(post.status == "published" and not post.protected for post in out)


few_ids = st.sampled_from(["a", "b", "c", "d", "e"])
statuses = st.sampled_from(["approved", "approved", "held", "spam", "trash", "deleted"])
comment_lists = st.lists(st.builds(comment, few_ids, st.none() | few_ids, statuses), max_size=8)


@given(comment_lists)
def test_public_keeps_approved_comments_and_tombstones_of_their_hidden_ancestors(
    comments: list[Comment],
) -> None:
    hidden = {it.id for it in comments if it.status != "approved"}
    out = blog(*comments).public().comments
    seen = [it for it in out if it.status == "approved"]
    assert [it.id for it in seen] == [it.id for it in comments if it.id not in hidden]
    tombstones = [it for it in out if it.status != "approved"]
    assert len({it.id for it in tombstones}) == len(tombstones)
    for tombstone_ in tombstones:
        assert tombstone_ == tombstone(tombstone_)
        assert tombstone_ in [tombstone(it) for it in comments if it.id in hidden]
    # exactly the hidden ancestors of approved comments, up to the first that is not hidden, remain
    parents = {it.id: it.in_reply_to for it in tombstones}
    needed: set[str] = set()
    for it in seen:
        parent_id = it.in_reply_to
        while parent_id in hidden and parent_id not in needed:
            needed.add(parent_id)
            assert parent_id in parents
            parent_id = parents[parent_id]
    assert set(parents) == needed


@given(comment_lists)
def test_public_reveals_nothing_of_hidden_comments(comments: list[Comment]) -> None:
    hidden = {it.id for it in comments if it.status != "approved"}
    output = repr(attrs.asdict(blog(*comments).public()))
    for id in hidden:
        assert f"Words of {id}" not in output
    assert "192.0.2.1" not in output
    assert "ida@" not in output


@given(comment_lists)
def test_public_creates_no_orphans(comments: list[Comment]) -> None:
    ids = {it.id for it in comments}
    out = blog(*comments).public().comments
    kept = {it.id for it in out}
    assert {it.in_reply_to for it in out} - kept <= {it.in_reply_to for it in out} - ids


@given(blogs())
def test_public_is_idempotent(value: Blog) -> None:
    out = value.public()
    assert public(value) == out
    for post in out.posts:
        assert public(post) is post
    assert out.posts == out.public().posts
    assert out.authors == out.public().authors


@given(comment_lists)
def test_public_keeps_tombstones(comments: list[Comment]) -> None:
    out = blog(*comments).public()
    assert out.public() == out


@given(blogs(), st.lists(any_comments(post_id=st.just("1")), max_size=5), posts())
def test_comments_on_hidden_posts_are_not_public(
    value: Blog, comments: list[Comment], post: Post
) -> None:
    whole = attrs.evolve(value, posts=(*value.posts, post), comments=(*value.comments, *comments))
    out = whole.public()
    assert {it.post_id for it in out.comments} <= {post.id for post in out.posts}
    values: list[Any] = [*out.posts, *out.comments, *out.authors, out.site]
    for it in values:
        for field in attrs.fields(type(it)):
            assert not field.metadata["private"] or not getattr(it, field.name)


# --- public view: examples -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("post", "stays"),
    [
        (Post(id="1"), True),
        (Post(id="1", kind="page"), True),
        (Post(id="1", protected=True), False),
        *[
            (Post(id="1", status=status), False)
            for status in ("draft", "pending", "scheduled", "private", "trash")
        ],
    ],
    ids=lambda value: getattr(value, "status", None),
)
def test_hidden_posts_are_removed_with_their_comments(post: Post, stays: bool) -> None:
    out = Blog(posts=[post], comments=[comment("a")]).public()
    assert (len(out.posts), len(out.comments)) == (stays, stays)


def test_comments_without_a_post_are_not_public() -> None:
    assert Blog(comments=[comment("a")]).public().comments == ()


@pytest.mark.parametrize("status", ["held", "spam", "trash", "deleted"])
def test_hidden_comments_without_approved_replies_are_removed(status: str) -> None:
    assert shown(comment("a", None, status)) == []
    assert shown(comment("a", None, status), comment("b", "a", "held")) == []
    assert shown(comment("a", None, status), comment("b", "a")) == [
        ("a", None, "deleted"),
        ("b", "a", "approved"),
    ]


def test_all_hidden_ancestors_of_an_approved_reply_become_tombstones() -> None:
    chain = [comment("a"), comment("b", "a", "spam"), comment("c", "b", "held")]
    assert shown(*chain, comment("d", "c")) == [
        ("a", None, "approved"),
        ("b", "a", "deleted"),
        ("c", "b", "deleted"),
        ("d", "c", "approved"),
    ]


def test_replies_may_precede_their_parents() -> None:
    assert shown(comment("b", "a"), comment("a", None, "spam")) == [
        ("b", "a", "approved"),
        ("a", None, "deleted"),
    ]


def test_a_cycle_of_hidden_comments_with_an_approved_reply_is_kept() -> None:
    ring = [comment("a", "c", "spam"), comment("b", "a", "held"), comment("c", "b", "spam")]
    assert shown(*ring) == []
    assert [id for id, _, _ in shown(*ring, comment("d", "b"))] == ["a", "b", "c", "d"]


def test_a_hidden_comment_that_answers_itself_is_one_tombstone() -> None:
    assert shown(comment("a", "a", "spam"), comment("b", "a")) == [
        ("a", "a", "deleted"),
        ("b", "a", "approved"),
    ]


def test_a_tombstone_keeps_its_claimed_parent() -> None:
    assert shown(comment("a", "gone", "spam"), comment("b", "a")) == [
        ("a", "gone", "deleted"),
        ("b", "a", "approved"),
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_an_id_with_one_hidden_record_is_hidden(turned: bool) -> None:
    records = [comment("a"), comment("a", None, "spam")]
    pair = records[::-1] if turned else records
    assert shown(*pair) == []
    assert shown(*pair, comment("b", "a")) == [("a", None, "deleted"), ("b", "a", "approved")]


@pytest.mark.parametrize("turned", [False, True])
def test_a_tombstone_has_the_parent_of_the_hidden_record(turned: bool) -> None:
    records = [comment("a"), comment("a", "x", "spam")]
    comments = [
        *(records[::-1] if turned else records),
        comment("x", None, "spam"),
        comment("b", "a"),
    ]
    assert sorted(shown(*comments), key=str) == [
        ("a", "x", "deleted"),
        ("b", "a", "approved"),
        ("x", None, "deleted"),
    ]


def test_approved_records_with_one_id_are_all_kept() -> None:
    assert shown(comment("a"), comment("a", "b"), comment("b")) == [
        ("a", None, "approved"),
        ("a", "b", "approved"),
        ("b", None, "approved"),
    ]


def test_duplicate_posts_do_not_duplicate_comments() -> None:
    value = Blog(posts=[Post(id="1"), Post(id="1", title="again")], comments=[comment("a")])
    assert len(value.public().comments) == 1


def test_public_keeps_only_authors_of_public_posts() -> None:
    writer, drafter, silent = (Author(name=id, id=id, email="m") for id in ("w", "d", "s"))
    value = Blog(
        authors=[writer, drafter, silent, Author(name="without account")],
        posts=[
            Post(id="1", authors=[writer]),
            Post(id="2", authors=[drafter], status="draft"),
            Post(id="3", authors=[silent], protected=True),
        ],
    )
    assert value.public().authors == (Author(name="w", id="w"),)


@pytest.mark.parametrize("size", [20_000])
def test_a_deep_chain_of_hidden_comments_does_not_recurse(size: int) -> None:
    chain = [comment("0", None, "spam")]
    chain += [comment(str(i), str(i - 1), "spam") for i in range(1, size)]
    assert shown(*chain) == []
    assert len(shown(*chain, comment("end", str(size - 1)))) == size + 1
