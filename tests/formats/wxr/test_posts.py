"""Items: posts, pages, attachments and others, with their fields and `extra`."""

from __future__ import annotations

import pytest
from tests.formats.wxr.documents import (
    comment_xml,
    document,
    item_xml,
    post_xml,
    read,
    read_one,
)

from blogcore import Author, Body, Post
from blogcore.formats import Attachment, Featured


def _meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def _picture(url: str = "https://example.org/a.jpg", fields: str = "", parent: str = "1") -> str:
    return (
        f"<wp:attachment_url>{url}</wp:attachment_url>"
        f"<wp:post_parent>{parent}</wp:post_parent>{fields}"
    )


def test_every_field_of_a_post_is_read() -> None:
    fields = """
        <title> <![CDATA[A &amp; B]]> </title><link>https://example.org/a</link>
        <guid isPermaLink="false">https://example.org/?p=1</guid>
        <content:encoded><![CDATA[<p>One

two</p>]]></content:encoded>
        <excerpt:encoded><![CDATA[<i>Short</i>]]></excerpt:encoded>
        <wp:post_name>a</wp:post_name><wp:comment_status>closed</wp:comment_status>
        <wp:ping_status>open</wp:ping_status><wp:is_sticky>1</wp:is_sticky>
        <category domain="category" nicename="x"><![CDATA[X]]></category>
        <category domain="post_tag" nicename="t"><![CDATA[T]]></category>
        <category domain="post_format" nicename="post-format-aside">Aside</category>
    """
    assert read_one(post_xml(fields), Post) == Post(
        id="1",
        title="A & B",
        body=Body(text="<p>One\n\ntwo</p>", media_type="text/html"),
        slug="a",
        url="https://example.org/a",
        excerpt="<i>Short</i>",
        sticky=True,
        tags=("T",),
        categories=("X",),
        comments_open=False,
        extra={
            "rss:guid": "https://example.org/?p=1",
            "wp:nicename:category": ("x",),
            "wp:nicename:post_tag": ("t",),
            "wp:nicename:post_format": ("post-format-aside",),
            "wp:ping_status": "open",
            "wp:term:post_format": ("Aside",),
        },
    )


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Fish &amp; chips &#8211; &lt;b&gt;", "Fish & chips – <b>"),
        ("A <em>new</em> line<sup>2</sup>", "A new line2"),
        ("a < b & c, I <3 AT&T", "a < b & c, I <3 AT&T"),
        ("&#1;&#xD800;", "�"),
    ],
)
def test_titles_are_text(raw: str, title: str) -> None:
    got = read_one(post_xml(f"<title><![CDATA[{raw}]]></title>"), Post)
    assert got.title == title
    assert got.extra.get("rss:title") == (raw if "<" in raw and raw != title else None)


def test_names_of_terms_are_unescaped() -> None:
    fields = "".join(
        f"<category domain='{domain}'><![CDATA[Q&amp;A <b>]]></category>"
        for domain in ("category", "post_tag")
    )
    got = read_one(post_xml(fields), Post)
    assert got.categories == got.tags == ("Q&A <b>",)


def test_cdata_sections_of_a_field_are_joined() -> None:
    text = "<content:encoded><![CDATA[a ]]]]><![CDATA[> b]]> <![CDATA[c]]></content:encoded>"
    assert read_one(post_xml(text), Post).body.text == "a ]]> b c"


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("publish", "published"),
        ("draft", "draft"),
        ("auto-draft", "draft"),
        ("pending", "pending"),
        ("future", "scheduled"),
        ("private", "private"),
        ("trash", "trash"),
    ],
)
def test_statuses_are_mapped(word: str, status: str) -> None:
    loaded = read(post_xml(status=word))
    assert loaded.blog.posts[0].status == status
    assert not list(loaded.notes)


@pytest.mark.parametrize("word", ["", "wc-processing", "Publish"])
def test_an_unknown_status_is_not_public(word: str) -> None:
    loaded = read(post_xml(status=word))
    assert loaded.blog.posts[0].status == "draft"
    assert loaded.blog.posts[0].extra.get("wp:status", "") == word
    assert [note.severity for note in loaded.notes] == ["repaired"]


def test_a_revision_is_not_public() -> None:
    got = read_one(post_xml(kind="revision", status="inherit"), Post)
    assert (got.kind, got.is_public) == ("other", False)


@pytest.mark.parametrize(
    ("word", "kind"),
    [("post", "post"), ("page", "page"), ("", "post"), ("product", "other"), ("wp_block", "other")],
)
def test_types_are_mapped_and_other_types_are_kept(word: str, kind: str) -> None:
    got = read_one(post_xml(kind=word), Post)
    assert got.kind == kind
    assert got.extra.get("wp:post_type", word) == word


def test_a_blank_password_protects_nothing_and_is_noted_once() -> None:
    password = "<wp:post_password>\n<![CDATA[ ]]>\n</wp:post_password>"
    items = (item_xml(password, id=str(number)) for number in range(1, 4))
    loaded = read(document("".join(items)))
    assert len(loaded.blog.public().posts) == 3
    (note,) = loaded.notes
    assert (note.severity, note.field) == ("info", "wp:post_password")


@pytest.mark.parametrize("password", ["secret-pass", " x ", "0"])
def test_a_password_is_not_kept_but_protects_the_post(password: str) -> None:
    loaded = read(post_xml(f"<wp:post_password><![CDATA[{password}]]></wp:post_password>"))
    [got] = loaded.blog.posts
    assert got.protected
    assert "secret-pass" not in f"{got} {dict(got.extra)} {loaded.notes}"
    assert not read_one(post_xml("<wp:post_password></wp:post_password>"), Post).protected


def test_meta_is_kept_as_opaque_text() -> None:
    serialised = 'a:1:{s:1:"x";O:8:"stdClass":0:{}}'
    fields = _meta("k", serialised) + _meta("twice", "1") + _meta("twice", " 2\n")
    assert dict(read_one(post_xml(fields), Post).extra) == {
        "wp:postmeta:k": serialised,
        "wp:postmeta:twice": ("1", " 2\n"),
    }


def test_terms_that_wxr_1_0_names_twice_are_read_once() -> None:
    fields = (
        "<category>News</category><category domain='category' nicename='news'>News</category>"
        "<category>red</category><category domain='tag'>red</category>"
        "<category domain='tag' nicename='red'>red</category><category>Bare</category>"
    )
    got = read_one(post_xml(fields), Post)
    assert (got.categories, got.tags) == (("News", "Bare"), ("red",))


def test_co_authors_are_authors() -> None:
    """As the plugin Co-Authors Plus exports them: a term each, by login or by a guest's name."""
    head = "".join(
        f"<wp:author><wp:author_login>{login}</wp:author_login></wp:author>"
        for login in ("ida", "tom")
    )
    creator = "<dc:creator>ida</dc:creator>"
    guest_term = "<category domain='author' nicename='cap-ann-lee'>Ann Lee</category>"
    terms = (
        "<category domain='author' nicename='cap-tom'>tom</category>"
        "<category domain='author' nicename='ida'>Ida B.</category>"
    )
    items = item_xml(creator + terms + guest_term) + item_xml(creator + guest_term, id="2")
    text = document(items, head)
    shared, other = read(text).blog.posts
    guest = Author(name="Ann Lee", kind="guest")
    ida, tom = Author(name="ida", id="ida"), Author(name="tom", id="tom")
    assert shared.authors == (tom, ida, guest)
    assert other.authors == (guest,)
    assert (shared.extra.get("dc:creator"), other.extra["dc:creator"]) == ("ida", "ida")
    assert shared.extra["wp:nicename:author"] == ("cap-tom", "ida", "cap-ann-lee")


def test_the_first_of_repeated_fields_counts_with_a_note() -> None:
    loaded = read(post_xml("<title>one</title><title>two</title>"))
    assert loaded.blog.posts[0].title == "one"
    assert [(note.severity, note.field) for note in loaded.notes] == [("lost", "title")]


def test_other_fields_of_rss_are_kept() -> None:
    fields = (
        "<description>D</description><category/><category domain='x'/>"
        "<enclosure url='https://example.org/a.mp3' length='1' type='audio/mpeg'/>"
    )
    assert dict(read_one(post_xml(fields), Post).extra) == {
        "rss:description": "D",
        "rss:enclosure": ("https://example.org/a.mp3",),
    }


def test_the_first_of_two_ids_counts() -> None:
    loaded = read(post_xml("<wp:post_id>2</wp:post_id>" + comment_xml()))
    assert loaded.blog.comments[0].post_id == loaded.blog.posts[0].id == "1"
    assert [(note.severity, note.field) for note in loaded.notes] == [("lost", "wp:post_id")]


def test_an_item_within_an_item_is_left_out_and_noted() -> None:
    loaded = read(post_xml("<item><wp:post_id>2</wp:post_id></item>"))
    assert [got.id for got in loaded.blog.posts] == ["1"]
    assert [(note.severity, note.field) for note in loaded.notes] == [("lost", "item")]


@pytest.mark.parametrize(
    ("fields", "id"),
    [
        ("<guid>https://example.org/?p=1</guid><link>l</link>", "https://example.org/?p=1"),
        ("<link>https://example.org/a</link>", "https://example.org/a"),
        ("<title>T</title>", "item-1"),
    ],
)
def test_an_item_without_an_id_gets_a_stable_id(fields: str, id: str) -> None:
    text = document(f"<item>{fields}<wp:status>publish</wp:status>{comment_xml()}</item>")
    loaded = read(text)
    assert [got.id for got in loaded.blog.posts] == [id]
    assert [got.post_id for got in loaded.blog.comments] == [id]
    assert [note.field for note in loaded.notes] == ["wp:post_id"]


def test_items_without_an_id_on_one_line_get_distinct_ids() -> None:
    blog = read(
        document("<item/><item><guid>g</guid></item><item/>" + item_xml(comment_xml()))
    ).blog
    assert [got.id for got in blog.posts] == ["item-1", "g", "item-3", "1"]


# --- pictures --------------------------------------------------------------------------------


def test_an_image_has_alternative_text_and_caption() -> None:
    fields = _picture(
        fields="<title>A</title>"
        + _meta("_wp_attachment_image_alt", "Hills")
        + "<excerpt:encoded><![CDATA[The <b>hills</b>]]></excerpt:encoded>"
        + "<content:encoded>Long</content:encoded><link>https://example.org/a/</link>"
    )
    got = read_one(post_xml(fields, kind="attachment", status="inherit"), Attachment)
    assert (got.id, got.post_id, got.title) == ("1", "1", "A")
    assert got.image.url == "https://example.org/a.jpg"
    assert got.image.media_type == "image/jpeg"
    assert (got.image.alt, got.image.caption) == ("Hills", "The hills")
    assert got.extra["content:encoded"] == "Long"
    assert got.extra["rss:link"] == "https://example.org/a/"


def test_images_belong_to_their_posts_and_the_featured_one_is_first() -> None:
    text = document(
        item_xml(_meta("_thumbnail_id", "3"))
        + item_xml(
            _picture("https://example.org/2.png"), kind="attachment", id="2", status="inherit"
        )
        + item_xml(
            _picture("https://example.org/3.png"), kind="attachment", id="3", status="inherit"
        )
    )
    loaded = read(text)
    [got] = loaded.blog.posts
    assert [image.url[-5:] for image in got.images] == ["3.png", "2.png"]
    assert not list(loaded.notes)
    assert read_one(text, Featured) == Featured(post_id="1", attachment_id="3")


@pytest.mark.parametrize("parent", ["", "0"])
def test_an_image_without_a_post_is_a_post(parent: str) -> None:
    [got] = read(post_xml(_picture(parent=parent), kind="attachment", status="inherit")).blog.posts
    assert (got.id, got.kind, len(got.images)) == ("1", "other", 1)


def test_an_image_with_comments_is_a_post_too() -> None:
    fields = _picture(fields="<title>P</title>" + comment_xml())
    text = document(item_xml() + item_xml(fields, kind="attachment", id="2", status="inherit"))
    blog = read(text).blog
    assert [(got.id, got.kind, len(got.images)) for got in blog.posts] == [
        ("1", "post", 1),
        ("2", "other", 1),
    ]
    assert blog.post("2").title == "P"
    assert blog.post("1").images[0].extra["blogcore:attachment_title"] == "P"
    assert [got.id for got in blog.comments_of("2")] == ["7"]


@pytest.mark.parametrize("url", ["https://example.org/a.png", "https://example.org/a.pdf"])
@pytest.mark.parametrize(("parent", "status"), [("1", "private"), ("0", "published")])
def test_an_attachment_of_a_post_is_not_public_on_its_own(
    url: str, parent: str, status: str
) -> None:
    fields = _picture(url, comment_xml(), parent)
    text = document(
        item_xml(status="draft") + item_xml(fields, kind="attachment", id="2", status="inherit")
    )
    blog = read(text).blog
    assert blog.post("2").status == status
    assert len(blog.public().comments) == (status == "published")


@pytest.mark.parametrize(
    ("status", "fields"),
    [("private", ""), ("trash", ""), ("inherit", "<wp:post_password>x</wp:post_password>")],
)
def test_an_image_that_is_not_public_is_not_added_to_a_post(status: str, fields: str) -> None:
    text = document(
        item_xml() + item_xml(_picture(fields=fields), kind="attachment", id="2", status=status)
    )
    blog = read(text).blog
    assert not blog.post("1").images
    assert len(blog.post("2").images) == 1
    assert [got.id for got in blog.public().posts] == ["1"]


@pytest.mark.parametrize("url", ["https://example.org/a.pdf", "https://example.org/b.MP3?x=y.png"])
def test_a_file_that_is_no_image_is_a_post_with_its_url(url: str) -> None:
    got = read_one(post_xml(_picture(url), kind="attachment", status="inherit"), Post)
    assert (got.kind, got.images, got.extra["wp:attachment_url"]) == ("other", (), url)


@pytest.mark.parametrize("url", ["https://example.org/photo", "https://x.org/i.php/p", "a.JPEG#f"])
def test_an_attachment_without_a_known_extension_is_an_image(url: str) -> None:
    got = read_one(post_xml(_picture(url), kind="attachment", status="inherit"), Attachment)
    assert got.image.url == url


def test_an_attachment_without_a_url_is_a_post() -> None:
    got = read_one(post_xml(kind="attachment", status="inherit"), Post)
    assert (got.kind, got.images, got.extra["wp:post_type"]) == ("other", (), "attachment")


def test_an_element_that_occurs_again_is_a_loss_only_if_it_differs() -> None:
    assert not list(read(post_xml("<title>T</title><title> T </title>")).notes)
    (note,) = read(post_xml("<title>T</title><title>U</title>")).notes
    assert (note.severity, note.field) == ("lost", "title")
