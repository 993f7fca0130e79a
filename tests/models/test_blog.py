"""What a blog answers about what it holds, and what of it the world may see."""

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
    """What of these comments of a published post the world sees."""
    return [(it.id, it.in_reply_to, it.status) for it in blog(*comments).public().comments]


# --- what it answers -------------------------------------------------------------------------


def test_a_post_is_found_by_its_id_and_else_by_its_slug() -> None:
    first, second = Post(id="1", slug="hello"), Post(id="2", slug="world")
    answers = Blog(posts=[first, second])
    assert answers.post("2") is second
    assert answers.post("hello") is first


def test_an_id_comes_before_a_slug_and_of_several_the_first() -> None:
    odd, plain = Post(id="1", slug="2"), Post(id="2", slug="x")
    double, same_slug = Post(id="2", title="double"), Post(id="3", slug="x")
    answers = Blog(posts=[odd, plain, double, same_slug])
    assert answers.post("2") is plain
    assert answers.post("x") is plain


@pytest.mark.parametrize("id", ["3", "", "hello world", "\x00", "a\nb"])
def test_a_post_that_is_not_there_is_an_error_of_one_line(id: str) -> None:
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


def test_comments_of_a_post_without_any_are_none() -> None:
    assert Blog().comments_of("1") == ()
    assert len(Blog().thread("1")) == 0


def test_a_thread_holds_the_comments_of_its_post_of_any_status() -> None:
    elsewhere = attrs.evolve(comment("d"), post_id="2")
    value = blog(comment("a"), comment("b", "a", "held"), comment("c", "d"), elsewhere)
    thread = value.thread("1")
    assert [node.comment.id for node in thread] == ["a", "b", "c"]
    assert [odd.kind for odd in thread.anomalies] == ["cross_post"]
    assert value.thread("1", order=newest).order is newest


def test_a_strict_thread_refuses_what_had_to_be_mended() -> None:
    with pytest.raises(ThreadError):
        blog(comment("a", "gone")).thread("1", strict=True)


@given(blogs())
def test_a_blog_that_was_asked_is_still_the_same_value(value: Blog) -> None:
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


def test_a_changed_copy_answers_for_itself() -> None:
    value = blog(comment("a"))
    assert len(value.comments_of("1")) == 1
    assert attrs.evolve(value, comments=()).comments_of("1") == ()


def test_the_repr_of_a_blog_does_not_list_its_comments() -> None:
    assert "Words of" not in repr(blog(comment("a")))


def test_a_blog_refuses_what_it_does_not_hold() -> None:
    with pytest.raises(ValidationError) as refusal:
        Blog(posts=[comment("a")], comments=[Post(id="1")])  # type: ignore[list-item]
    assert [fault.path for fault in refusal.value.faults] == ["posts[0]", "comments[0]"]


# --- what the world may see: in general ------------------------------------------------------


@given(blogs())
def test_every_public_post_was_published_without_a_password_and_none_is_missing(
    value: Blog,
) -> None:
    wanted = [post for post in value.posts if post.status == "published" and not post.protected]
    out = value.public().posts
    assert [post.id for post in out] == [post.id for post in wanted]
    assert all(post.status == "published" and not post.protected for post in out)


few_ids = st.sampled_from(["a", "b", "c", "d", "e"])
statuses = st.sampled_from(["approved", "approved", "held", "spam", "trash", "deleted"])
piles = st.lists(st.builds(comment, few_ids, st.none() | few_ids, statuses), max_size=8)


@given(piles)
def test_approved_comments_stay_and_of_the_others_a_place_where_a_reply_needs_it(
    pile: list[Comment],
) -> None:
    hidden = {it.id for it in pile if it.status != "approved"}
    out = blog(*pile).public().comments
    seen = [it for it in out if it.status == "approved"]
    assert [it.id for it in seen] == [it.id for it in pile if it.id not in hidden]
    stones = [it for it in out if it.status != "approved"]
    assert len({it.id for it in stones}) == len(stones)
    for stone in stones:
        assert stone == tombstone(stone)
        assert stone in [tombstone(it) for it in pile if it.id in hidden]
    # a place stays where an approved reply lies beneath, through hidden ones alone
    above = {it.id: it.in_reply_to for it in stones}
    needed: set[str] = set()
    for it in seen:
        place = it.in_reply_to
        while place in hidden and place not in needed:
            needed.add(place)
            assert place in above
            place = above[place]
    assert set(above) == needed


@given(piles)
def test_nothing_of_a_hidden_comment_is_told(pile: list[Comment]) -> None:
    hidden = {it.id for it in pile if it.status != "approved"}
    told = repr(attrs.asdict(blog(*pile).public()))
    for id in hidden:
        assert f"Words of {id}" not in told
    assert "192.0.2.1" not in told
    assert "ida@" not in told


@given(piles)
def test_a_public_blog_has_no_orphan_that_the_whole_one_has_not(pile: list[Comment]) -> None:
    ids = {it.id for it in pile}
    out = blog(*pile).public().comments
    kept = {it.id for it in out}
    assert {it.in_reply_to for it in out} - kept <= {it.in_reply_to for it in out} - ids


@given(blogs())
def test_a_public_blog_is_public_already(value: Blog) -> None:
    out = value.public()
    assert public(value) == out
    for post in out.posts:
        assert public(post) is post
    assert out.posts == out.public().posts
    assert out.authors == out.public().authors


@given(piles)
def test_tombstones_stay_in_a_public_blog_made_public_again(pile: list[Comment]) -> None:
    out = blog(*pile).public()
    assert out.public() == out


@given(blogs(), st.lists(any_comments(post_id=st.just("1")), max_size=5), posts())
def test_no_comment_of_a_post_that_is_hidden_is_public(
    value: Blog, pile: list[Comment], post: Post
) -> None:
    whole = attrs.evolve(value, posts=(*value.posts, post), comments=(*value.comments, *pile))
    out = whole.public()
    assert {it.post_id for it in out.comments} <= {post.id for post in out.posts}
    values: list[Any] = [*out.posts, *out.comments, *out.authors, out.site]
    for it in values:
        for field in attrs.fields(type(it)):
            assert not field.metadata["private"] or not getattr(it, field.name)


# --- what the world may see: examples --------------------------------------------------------


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
def test_posts_that_are_not_for_the_world_go_with_their_comments(post: Post, stays: bool) -> None:
    out = Blog(posts=[post], comments=[comment("a")]).public()
    assert (len(out.posts), len(out.comments)) == (stays, stays)


def test_comments_of_no_post_are_not_public() -> None:
    assert Blog(comments=[comment("a")]).public().comments == ()


@pytest.mark.parametrize("status", ["held", "spam", "trash", "deleted"])
def test_a_hidden_comment_is_gone_unless_an_approved_reply_needs_its_place(status: str) -> None:
    assert shown(comment("a", None, status)) == []
    assert shown(comment("a", None, status), comment("b", "a", "held")) == []
    assert shown(comment("a", None, status), comment("b", "a")) == [
        ("a", None, "deleted"),
        ("b", "a", "approved"),
    ]


def test_a_chain_of_hidden_comments_leads_up_to_the_top() -> None:
    chain = [comment("a"), comment("b", "a", "spam"), comment("c", "b", "held")]
    assert shown(*chain, comment("d", "c")) == [
        ("a", None, "approved"),
        ("b", "a", "deleted"),
        ("c", "b", "deleted"),
        ("d", "c", "approved"),
    ]


def test_a_reply_may_stand_before_what_it_answers() -> None:
    assert shown(comment("b", "a"), comment("a", None, "spam")) == [
        ("b", "a", "approved"),
        ("a", None, "deleted"),
    ]


def test_a_ring_of_hidden_comments_stays_where_an_approved_reply_hangs_on_it() -> None:
    ring = [comment("a", "c", "spam"), comment("b", "a", "held"), comment("c", "b", "spam")]
    assert shown(*ring) == []
    assert [id for id, _, _ in shown(*ring, comment("d", "b"))] == ["a", "b", "c", "d"]


def test_a_hidden_comment_that_answers_itself_is_one_place() -> None:
    assert shown(comment("a", "a", "spam"), comment("b", "a")) == [
        ("a", "a", "deleted"),
        ("b", "a", "approved"),
    ]


def test_a_hidden_orphan_keeps_the_parent_that_it_claims() -> None:
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
def test_the_parent_of_a_place_is_that_of_the_hidden_record(turned: bool) -> None:
    records = [comment("a"), comment("a", "x", "spam")]
    pile = [*(records[::-1] if turned else records), comment("x", None, "spam"), comment("b", "a")]
    assert sorted(shown(*pile), key=str) == [
        ("a", "x", "deleted"),
        ("b", "a", "approved"),
        ("x", None, "deleted"),
    ]


def test_records_of_one_id_that_are_all_approved_all_stay() -> None:
    assert shown(comment("a"), comment("a", "b"), comment("b")) == [
        ("a", None, "approved"),
        ("a", "b", "approved"),
        ("b", None, "approved"),
    ]


def test_two_records_of_one_post_give_its_comments_once() -> None:
    value = Blog(posts=[Post(id="1"), Post(id="1", title="again")], comments=[comment("a")])
    assert len(value.public().comments) == 1


def test_authors_stay_only_if_they_sign_a_post_that_stays() -> None:
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
def test_a_deep_chain_of_hidden_comments_is_no_stack(size: int) -> None:
    chain = [comment("0", None, "spam")]
    chain += [comment(str(i), str(i - 1), "spam") for i in range(1, size)]
    assert shown(*chain) == []
    assert len(shown(*chain, comment("end", str(size - 1)))) == size + 1
