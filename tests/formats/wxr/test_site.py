"""The channel: site, terms, authors and version."""

from __future__ import annotations

import pytest
from tests.formats.wxr.documents import comment_xml, document, item_xml, read, read_one

from blogcore import Author, FormatError, Site, to_json
from blogcore.formats import iter_load


def _author(login: str, number: str = "1", more: str = "") -> str:
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id>"
        f"<wp:author_login>{login}</wp:author_login>{more}</wp:author>"
    )


def test_the_site_is_read() -> None:
    head = (
        "<link>https://example.org</link><description>On hills</description>"
        "<language>en-GB</language><generator>https://wordpress.org/?v=6.4</generator>"
        "<wp:base_site_url>https://example.org</wp:base_site_url>"
        "<wp:base_blog_url>https://example.org/blog</wp:base_blog_url>"
        "<wp:category><wp:term_id>1</wp:term_id><wp:category_nicename>a</wp:category_nicename>"
        "<wp:category_parent></wp:category_parent><wp:cat_name>A</wp:cat_name></wp:category>"
        "<wp:tag><wp:tag_slug>t</wp:tag_slug><wp:tag_name>T</wp:tag_name></wp:tag>"
    )
    assert read_one(document(head=head), Site) == Site(
        title="A blog",
        tagline="On hills",
        url="https://example.org/blog",
        language="en-GB",
        extra={
            "rss:generator": "https://wordpress.org/?v=6.4",
            "wp:base_site_url": "https://example.org",
            "wp:category:a:cat_name": "A",
            "wp:category:a:term_id": "1",
            "wp:tag:t:tag_name": "T",
        },
    )


def test_authors_with_and_without_posts_are_read() -> None:
    more = (
        "<wp:author_email>ida@example.org</wp:author_email>"
        "<wp:author_display_name><![CDATA[Ida &amp; B.]]></wp:author_display_name>"
        "<wp:author_first_name>Ida</wp:author_first_name>"
    )
    head = _author("ida", "1", more) + _author("quiet", "2")
    blog = read(document(item_xml("<dc:creator>ida</dc:creator>"), head)).blog
    ida = Author(
        name="Ida & B.",
        id="ida",
        email="ida@example.org",
        extra={"wp:author_id": "1", "wp:author_first_name": "Ida"},
    )
    assert blog.posts[0].authors == (ida,)
    assert blog.authors == (ida, Author(name="quiet", id="quiet", extra={"wp:author_id": "2"}))


def test_an_unlisted_creator_is_an_author_by_name() -> None:
    [got] = read(document(item_xml("<dc:creator>ghost</dc:creator>"), _author("ida"))).blog.posts
    assert got.authors == (Author(name="ghost", id="ghost"),)
    [unsigned] = read(document(item_xml("<dc:creator> </dc:creator>"))).blog.posts
    assert unsigned.authors == ()


def test_a_login_that_is_an_email_address_is_private() -> None:
    head = _author("ida@example.org", "7", "<wp:author_display_name>Ida</wp:author_display_name>")
    text = document(
        item_xml(
            "<dc:creator>ida@example.org</dc:creator>"
            + comment_xml("<wp:comment_user_id>7</wp:comment_user_id>")
        )
        + item_xml("<dc:creator>tom@example.org</dc:creator>", id="2"),
        head + _author("ann@example.org", ""),
    )
    blog = read(text).blog
    assert "@example.org" not in f"{blog!r} {blog.comments!r}"
    assert b"@example.org" not in to_json(blog)
    ida, ann = blog.authors
    assert (ida.name, ida.id, ida.email) == ("Ida", "7", "ida@example.org")
    assert (ann.name, ann.id, ann.email) == ("", None, "ann@example.org")
    assert ida.extra["wp:author_login"] == "ida@example.org"
    assert [post.authors for post in blog.posts] == [
        (ida,),
        (Author(name="", email="tom@example.org"),),
    ]
    assert blog.comments[0].author.id == "7"


def test_the_site_comes_first_and_authors_before_items() -> None:
    text = document(item_xml() + _author("late", "9"), _author("ida"))
    kinds = [type(entry).__name__ for entry in iter_load(text.encode())]
    assert kinds == ["Site", "Author", "Post", "Author"]


@pytest.mark.parametrize("version", ["", "1", "abc", "1.2.3", "１.２"])
def test_an_invalid_version_is_refused(version: str) -> None:
    text = document(item_xml(), version=f"<wp:wxr_version>{version}</wp:wxr_version>")
    with pytest.raises(FormatError, match="wxr_version"):
        read(text)


def test_a_missing_version_is_noted_and_refused_in_strict_reading() -> None:
    text = document(item_xml(), version="")
    loaded = read(text)
    assert len(loaded.blog.posts) == 1
    assert [note.field for note in loaded.notes] == ["wp:wxr_version"]
    with pytest.raises(FormatError, match="WordPress"):
        read(text, strict=True)


def test_repeated_or_late_fields_are_noted() -> None:
    loaded = read(
        document(
            item_xml() + "<title>late</title><wp:tag><wp:tag_slug>t</wp:tag_slug></wp:tag>",
            "<title>B</title>",
        )
    )
    assert loaded.blog.site.title == "A blog"
    assert [note.severity for note in loaded.notes] == ["lost"] * 3


def test_a_file_without_items_has_a_site() -> None:
    blog = read(document(head=_author("ida"))).blog
    assert (blog.site.title, len(blog.authors), blog.posts) == ("A blog", 1, ())
