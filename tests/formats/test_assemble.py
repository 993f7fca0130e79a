"""Items in any order become one blog, with their images, without losses."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore import Author, Blog, Body, Comment, FormatError, Image, Post, Site
from blogcore.formats import Attachment, Featured, Item, Notes
from blogcore.formats.assemble import assemble
from blogcore.models import Extra
from blogcore.strategies import blogs


def _picture(id: str, post_id: str | None = None) -> Attachment:
    return Attachment(id=id, post_id=post_id, image=Image(url=f"https://example.org/{id}"))


def _urls(blog: Blog, post_id: str) -> list[str]:
    return [image.url.rpartition("/")[2] for image in blog.post(post_id).images]


@given(blogs(), st.randoms(use_true_random=False))
def test_a_blog_is_assembled_from_its_items(blog: Blog, random: Random) -> None:
    kinds: list[list[Item]] = [
        [blog.site],
        [*blog.authors],
        [*blog.posts],
        [*blog.comments],
    ]
    mixed: list[Item] = []
    while any(kinds):
        mixed.append(random.choice([kind for kind in kinds if kind]).pop(0))
    assert assemble(mixed, Notes("json", strict=True)) == blog


def test_the_featured_image_comes_first_and_each_image_once() -> None:
    items: list[Item] = [
        _picture("a", "1"),
        Featured(post_id="1", attachment_id="b"),
        Post(id="1"),
        _picture("b", "1"),
        _picture("c", "1"),
        _picture("c", "1"),
    ]
    for order in (items, items[::-1]):
        blog = assemble(order, Notes("wxr", strict=True))
        assert _urls(blog, "1")[0] == "b"
        assert sorted(_urls(blog, "1")) == ["a", "b", "c"]


def test_an_image_may_be_featured_by_another_post() -> None:
    items: list[Item] = [
        Post(id="1"),
        Post(id="2"),
        Featured(post_id="2", attachment_id="a"),
        _picture("a", "1"),
    ]
    blog = assemble(items, Notes("wxr", strict=True))
    assert _urls(blog, "1") == _urls(blog, "2") == ["a"]


@pytest.mark.parametrize("post_id", [None, "9"])
def test_an_attachment_without_its_post_becomes_a_post(post_id: str | None) -> None:
    notes = Notes("wxr")
    blog = assemble([_picture("a", post_id)], notes)
    assert blog.post("a").kind == "other"
    assert _urls(blog, "a") == ["a"]
    assert [note.severity for note in notes] == ["info"]


def test_a_featured_attachment_without_own_post_is_used_once() -> None:
    items: list[Item] = [Post(id="1"), _picture("a"), Featured(post_id="1", attachment_id="a")]
    blog = assemble(items, Notes("wxr", strict=True))
    assert (len(blog.posts), _urls(blog, "1")) == (1, ["a"])


def test_an_attachment_that_is_a_post_too_does_not_become_a_second_post() -> None:
    blog = assemble([_picture("a", "9"), Post(id="a", kind="other")], Notes("wxr", strict=True))
    assert [post.id for post in blog.posts] == ["a"]


def test_a_featured_link_without_target_is_noted() -> None:
    notes = Notes("wxr")
    blog = assemble([Post(id="1"), Featured(post_id="1", attachment_id="a")], notes)
    assert blog.posts == (Post(id="1"),)
    assert [(note.severity, note.where) for note in notes] == [("lost", "post 1")]
    with pytest.raises(FormatError):
        assemble([Featured(post_id="1", attachment_id="a")], Notes("wxr", strict=True))


def test_many_featured_links_without_image_are_one_note() -> None:
    notes = Notes("wxr", strict=True)
    kept = {"wp:postmeta:_thumbnail_id": "a"}
    posts = [Post(id=str(number), extra=Extra(kept)) for number in range(94)]
    links = [Featured(post_id=post.id, attachment_id="a") for post in posts]
    blog = assemble([*posts, *links], notes)
    assert blog.posts == tuple(posts)
    (note,) = notes
    assert (note.severity, note.where) == ("info", "post 0")
    assert "93 more" in note.message


def test_other_data_of_an_attachment_is_kept_in_the_extra_of_its_image() -> None:
    attachment = Attachment(
        id="a", post_id="1", image=Image(url="u"), title="T", extra=Extra({"wp:k": "v"})
    )
    [post] = assemble([attachment, Post(id="1")], Notes("wxr")).posts
    assert dict(post.images[0].extra) == {
        "blogcore:attachment_id": "a",
        "blogcore:attachment_title": "T",
        "wp:k": "v",
    }


def test_own_images_of_a_post_come_after_its_attachments() -> None:
    own = Image(url="https://example.org/own")
    blog = assemble([Post(id="1", images=(own,)), _picture("a", "1")], Notes("wxr"))
    assert _urls(blog, "1") == ["a", "own"]


def test_duplicate_ids_are_kept_and_noted() -> None:
    comment = Comment(id="1", post_id="1", author=Author(name="A"), body=Body())
    notes = Notes("wxr", strict=True)
    blog = assemble([Post(id="1"), comment, comment, Post(id="1", title="x")], notes)
    assert (len(blog.posts), len(blog.comments)) == (2, 2)
    assert [note.where for note in notes] == ["post 1", "comment 1"]


def test_a_second_site_is_noted_as_lost() -> None:
    notes = Notes("wxr")
    assert assemble([Site(title="A"), Site(title="B")], notes).site.title == "A"
    assert [(note.severity, note.value) for note in notes] == [("lost", "'B'")]
