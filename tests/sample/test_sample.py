"""The sample blog: its two main files are equal, and it has what the documentation shows."""

from __future__ import annotations

from importlib.resources import files

import pytest

from blogcore.formats import load
from blogcore.models import Blog, Comment
from blogcore.models.private import stripped

SAMPLE = files("blogcore") / "sample"
NAMES = ("blog.json", "blog.xml")


def blog(name: str) -> Blog:
    return load((SAMPLE / name).read_bytes()).blog


def test_both_files_are_equal_except_for_private_fields() -> None:
    assert stripped(blog("blog.json")) == stripped(blog("blog.xml"))


def test_only_the_draft_of_the_export_gives_a_note() -> None:
    assert list(load((SAMPLE / "blog.json").read_bytes()).notes) == []
    (note,) = load((SAMPLE / "blog.xml").read_bytes()).notes
    assert (note.severity, note.field) == ("info", "wp:post_date")


@pytest.mark.parametrize("name", NAMES)
def test_no_thread_has_anomalies(name: str) -> None:
    sample = blog(name)
    assert all(sample.thread(post.id).anomalies == () for post in sample.posts)


@pytest.mark.parametrize("name", NAMES)
def test_the_first_post_has_a_captioned_image_and_five_flat_comments(name: str) -> None:
    sample = blog(name)
    post = sample.posts[0]
    (image,) = post.images
    assert image.caption in post.body.to_text().split("\n\n")
    assert post.comments_open
    comments = sample.comments_of(post.id)
    assert all(comment.in_reply_to is None for comment in comments)
    approved = [c for c in comments if (c.status, c.kind) == ("approved", "comment")]
    assert len(approved) == 5
    others = sorted((c.status, c.kind) for c in comments if c not in approved)
    assert others == [("approved", "pingback"), ("held", "comment"), ("spam", "comment")]


@pytest.mark.parametrize("name", NAMES)
def test_the_five_comments_answer_each_other_by_name(name: str) -> None:
    first, second, third, fourth, fifth = blog(name).comments_of("11")[:5]
    assert first_name(first) in second.body.text
    assert "🐙" in second.author.name
    assert third.body.text.count("?") == 1
    assert first_name(third) in fourth.body.text
    assert first_name(third) in fifth.body.text
    quoted = fifth.body.text.split("“")[1].split("”")[0]
    assert quoted in third.body.text


@pytest.mark.parametrize("name", NAMES)
def test_the_second_post_has_a_discussion_three_levels_deep(name: str) -> None:
    stats = blog(name).thread("14").stats
    assert (stats.comments, stats.roots, stats.deepest) == (8, 3, 3)


@pytest.mark.parametrize("name", NAMES)
def test_the_draft_is_not_public(name: str) -> None:
    sample = blog(name)
    assert sample.posts[-1].status == "draft"
    assert sample.posts[-1] not in sample.public().posts


@pytest.mark.parametrize("name", [*NAMES, "languages.json"])
def test_all_addresses_are_reserved_for_documentation(name: str) -> None:
    for comment in blog(name).comments:
        for address in (comment.author.email, comment.author.url):
            assert address is None or "example.org" in address or "example.com" in address
        assert comment.ip is not None
        assert comment.ip.startswith(("192.0.2.", "198.51.100.", "203.0.113."))  # RFC 5737


def test_the_posts_in_other_languages_belong_to_the_same_blog() -> None:
    loaded = load((SAMPLE / "languages.json").read_bytes())
    assert list(loaded.notes) == []
    first, others = blog("blog.json"), loaded.blog
    assert (others.site.title, others.site.url) == (first.site.title, first.site.url)
    posts = [post.id for sample in (first, others) for post in sample.posts]
    comments = [comment.id for sample in (first, others) for comment in sample.comments]
    assert len(posts) == len(set(posts))
    assert len(comments) == len(set(comments))


@pytest.mark.parametrize(("language", "letters"), [("de", "ß"), ("ar", "قطار")])
def test_each_of_these_posts_has_a_discussion_in_its_language(language: str, letters: str) -> None:
    sample = blog("languages.json")
    (post,) = [post for post in sample.public().posts if post.language == language]
    assert letters in post.title + post.body.text
    thread = sample.thread(post.id)
    assert thread.anomalies == ()
    assert thread.stats.deepest >= 1


def test_the_image_file_is_the_one_that_the_post_names() -> None:
    (image,) = blog("blog.json").posts[0].images
    name = image.url.rpartition("/")[2]
    assert (SAMPLE / name).read_bytes().startswith(b"\xff\xd8\xff")  # a JPEG


def first_name(comment: Comment) -> str:
    return comment.author.name.split()[0]
