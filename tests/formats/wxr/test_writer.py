"""The writer: WordPress's importer reads the blog's own values, field by field."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from tests.factory import make_comment, make_post
from tests.formats.wxr.importer import Imported, imported

from blogcore import Author, Blog, Body, Comment, Image, Post, Site, dump, load
from blogcore.formats import Loss, iter_load
from blogcore.formats.html import title_from_html
from blogcore.formats.losses import differences
from blogcore.models import Extra
from blogcore.strategies import blogs

_NUMBER = re.compile(r"[1-9][0-9]*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")


def written(blog: Blog, *, private: bool = True) -> tuple[bytes, list[Loss]]:
    stream = io.BytesIO()
    losses = dump(blog, stream, format="wxr", private=private)
    return stream.getvalue(), list(losses)


def lost(blog: Blog) -> list[tuple[str, str]]:
    return [(loss.where, loss.field) for loss in written(blog)[1]]


def comment(id: str = "1", post_id: str = "7", **fields: Any) -> Comment:
    """Return a comment as WordPress stores it: by a guest, in HTML."""
    defaults: dict[str, Any] = {"author": Author(name="Tom", kind="guest"), "body": _html("Hi")}
    return make_comment(id, minute=None, post_id=post_id, **defaults | fields)


def post(id: str = "7", **fields: Any) -> Post:
    defaults: dict[str, Any] = {"title": "", "body": _html("<p>P</p>"), "published": None}
    return make_post(id, **defaults | fields)


def _html(text: str) -> Body:
    return Body(text=text, media_type="text/html")


WHOLE = Blog(
    site=Site(
        title="Night Trains", tagline="& ferries", url="https://example.org", language="en-GB"
    ),
    authors=[Author(name="Ida B.", id="ida", email="ida@example.org")],
    posts=[
        post(
            title="Across ]]> & back",
            authors=[Author(name="Ida B.", id="ida", email="ida@example.org")],
            slug="across",
            url="https://example.org/across",
            excerpt="Short",
            published=datetime(2024, 5, 1, 14, 30, tzinfo=timezone(timedelta(hours=2))),
            updated=datetime(2024, 5, 2, 12, 0, tzinfo=UTC),
            sticky=True,
            tags=["C++", "slow travel"],
            categories=["Rails"],
            images=[Image(url="https://example.org/a.jpg", alt="Hills", media_type="image/jpeg")],
            comments_open=False,
        ),
        post("8", kind="page", status="draft"),
    ],
    comments=[
        comment(published=datetime(2024, 5, 3, 8, 0, tzinfo=UTC), ip="192.0.2.1"),
        comment("2", in_reply_to="1", author=Author(name="Ida B.", id="ida")),
        comment("3", status="held", kind="pingback"),
    ],
)


def test_the_importer_finds_the_site_and_its_authors() -> None:
    found = imported(written(WHOLE)[0])
    assert found.base_url == "https://example.org"
    assert found.authors == [
        {
            "author_id": "1",
            "author_login": "ida",
            "author_email": "ida@example.org",
            "author_display_name": "Ida B.",
        }
    ]


def test_the_importer_finds_each_post_field_by_field() -> None:
    found = imported(written(WHOLE)[0])
    first = found.posts[0]
    assert first["post_title"] == "Across ]]> & back"
    assert (first["post_author"], first["post_id"]) == ("ida", "7")
    assert (first["post_content"], first["post_excerpt"]) == ("<p>P</p>", "Short")
    assert first["post_date"] == "2024-05-01 14:30:00"
    assert first["post_date_gmt"] == "2024-05-01 12:30:00"
    assert (first["comment_status"], first["is_sticky"]) == ("closed", "1")
    assert (first["post_name"], first["status"], first["post_type"]) == (
        "across",
        "publish",
        "post",
    )
    assert found.terms[0] == [
        {"name": "Rails", "slug": "rails", "domain": "category"},
        {"name": "C++", "slug": "c%2b%2b", "domain": "post_tag"},
        {"name": "slow travel", "slug": "slow-travel", "domain": "post_tag"},
    ]
    page = found.posts[-1]
    assert (page["post_type"], page["status"]) == ("page", "draft")
    assert page["post_date_gmt"] == "0000-00-00 00:00:00"


def test_the_importer_finds_the_featured_image() -> None:
    found = imported(written(WHOLE)[0])
    picture = found.posts[1]
    assert (picture["post_type"], picture["status"]) == ("attachment", "inherit")
    assert picture["attachment_url"] == "https://example.org/a.jpg"
    assert picture["post_parent"] == "7"
    assert found.meta[1] == {"_wp_attachment_image_alt": "Hills"}
    assert found.meta[0] == {"_thumbnail_id": picture["post_id"]}


def test_the_importer_finds_each_comment_with_its_parent() -> None:
    [first, second, third], *_ = imported(written(WHOLE)[0]).comments
    assert (first["comment_author"], first["comment_author_IP"]) == ("Tom", "192.0.2.1")
    assert (first["comment_date_gmt"], first["comment_approved"]) == ("2024-05-03 08:00:00", "1")
    assert (first["comment_parent"], second["comment_parent"]) == ("0", first["comment_id"])
    assert (first["comment_user_id"], second["comment_user_id"]) == ("0", "1")
    assert (third["comment_type"], third["comment_approved"]) == ("pingback", "0")


def test_a_blog_is_read_back_equal_except_for_private_fields() -> None:
    data, losses = written(WHOLE)
    assert list(differences(WHOLE, load(data).blog)) == []
    assert losses == []
    data, losses = written(WHOLE, private=False)
    assert b"ida@example.org" not in data
    assert b"192.0.2.1" not in data
    assert {loss.reason for loss in losses} == {"left out: private"}


def _numbers(found: Imported) -> tuple[list[str], list[str]]:
    """Return the numeric ids of posts, and those of comments."""
    comments = [fields["comment_id"] for comments in found.comments for fields in comments]
    return [entry["post_id"] for entry in found.posts], comments


@given(blogs())
def test_the_importer_accepts_any_blog(blog: Blog) -> None:
    found = imported(written(blog)[0])
    assert all(_NUMBER.fullmatch(number) for numbers in _numbers(found) for number in numbers)
    for entry in (*found.posts, *(fields for comments in found.comments for fields in comments)):
        for name, text in entry.items():
            if name.endswith(("_date", "_date_gmt", "_modified", "_modified_gmt")):
                assert _DATE.fullmatch(text), name
    assert all(term["slug"] for terms in found.terms for term in terms)
    assert sum(map(len, found.comments)) == len(blog.comments)
    titles = [title_from_html(replace_non_xml(entry["post_title"])) for entry in found.posts]
    assert {replace_non_xml(post.title) for post in blog.posts} <= {*titles}


def replace_non_xml(text: str) -> str:
    return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


@given(blogs())
def test_reply_links_are_the_same_in_wordpress(blog: Blog) -> None:
    found = imported(written(blog)[0])
    links = {
        (fields["comment_id"], fields["comment_parent"])
        for comments in found.comments
        for fields in comments
    }
    pairs = {(comment.id, comment.in_reply_to) for comment in blog.comments}
    ids, numbers = {id for id, _ in pairs}, {number for number, _ in links}
    assert len(numbers) == len(ids)
    assert len(links) == len(pairs)
    replies = sum(parent in numbers for _, parent in links)
    assert replies == sum(parent in ids for _, parent in pairs)


def test_ids_that_are_no_numbers_get_numbers_and_are_read_back() -> None:
    blog = Blog(
        posts=[post("tag:a,1", images=[Image(url="u.png", media_type="image/png")])],
        comments=[comment("x/2", "tag:a,1", in_reply_to="x/1"), comment("2", "tag:a,1")],
    )
    data, losses = written(blog)
    found = imported(data)
    for numbers in _numbers(found):
        assert len({*numbers}) == len(numbers) == 2
        assert all(map(_NUMBER.fullmatch, numbers))
    assert losses == []
    assert list(differences(blog, load(data).blog)) == []


def test_comments_without_their_post_are_kept() -> None:
    blog = Blog(comments=[comment("1", "gone"), comment("2", "gone", in_reply_to="1")])
    data, losses = written(blog)
    [entry] = imported(data).posts
    assert (entry["status"], entry["post_title"]) == ("draft", "")
    assert load(data).blog == blog
    assert losses == []


def test_a_protected_post_gets_a_new_password() -> None:
    one, other = (written(Blog(posts=[post(protected=True, title=t)]))[0] for t in "ab")
    [first], [second] = imported(one).posts, imported(other).posts
    assert len(first["post_password"]) == 32
    assert first["post_password"] != second["post_password"]
    assert not load(one).blog.posts[0].is_public


def test_plain_text_is_escaped() -> None:
    blog = Blog(posts=[post()], comments=[comment(body=Body(text="1 < 2 &amp; 3"))])
    data, losses = written(blog)
    assert imported(data).comments[0][0]["comment_content"] == "1 &lt; 2 &amp;amp; 3"
    assert {(loss.where, loss.field) for loss in losses} == {
        ("comment 1", "body.text"),
        ("comment 1", "body.media_type"),
    }


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (comment(likes=1), "likes"),
        (comment(status="deleted"), "status"),
        (comment(url="https://example.org/#1"), "url"),
        (comment(published=datetime(2024, 1, 1, 0, 0, 0, 5, tzinfo=UTC)), "published"),
        (comment(author=Author(name=" Tom", kind="guest")), "author.name"),
        (comment(author=Author(name="Tom", kind="bot")), "author.kind"),
        (comment(extra=Extra({"disqus:x": "1"})), "extra"),
    ],
)
def test_fields_that_wxr_lacks_are_losses(model: Comment, field: str) -> None:
    assert lost(Blog(posts=[post()], comments=[model])) == [("comment 1", field)]


def test_kept_values_do_not_override_a_changed_model() -> None:
    extra = Extra({"wp:status": "auto-draft", "wp:post_type": "product", "wp:post_date": "now"})
    [entry] = imported(written(Blog(posts=[post(extra=extra)]))[0]).posts
    assert (entry["status"], entry["post_type"]) == ("publish", "post")


def test_an_inferred_link_is_marked_by_comment_meta() -> None:
    """Meta of that key in ``extra`` does not mark a known link."""
    forged = Extra({"wp:commentmeta:_blogcore_inferred": "1"})
    comments = [
        comment("1"),
        comment("2", in_reply_to="1", inferred=True),
        comment("3", in_reply_to="1", extra=forged),
    ]
    data, losses = written(Blog(posts=[post()], comments=comments))
    assert data.count(b"_blogcore_inferred") == 1
    assert [c.inferred for c in load(data).blog.comments] == [False, True, False]
    assert [(loss.where, loss.field) for loss in losses] == [("comment 3", "extra")]


def test_meta_is_written_back_unchanged() -> None:
    value = 'a:1:{s:1:"x";s:4:"]]>\r";}'
    extra = Extra({"wp:postmeta:k": value, "wp:postmeta:two": ("1", " 2 "), "wp:menu_order": "3"})
    blog = Blog(posts=[post(extra=extra)])
    data, losses = written(blog)
    found = imported(data)
    assert found.meta == [{"k": value, "two": " 2 "}]
    assert found.posts[0]["menu_order"] == "3"
    assert losses == []
    assert load(data).blog == blog


def test_a_stream_of_items_is_written_like_a_blog() -> None:
    data, _ = written(WHOLE)
    stream = io.BytesIO()
    dump(iter_load(data), stream, format="wxr", private=True)
    assert load(stream.getvalue()).blog == load(data).blog
