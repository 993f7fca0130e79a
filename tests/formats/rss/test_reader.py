"""All versions of RSS: authors, dates, comments."""

from __future__ import annotations

import pytest
from tests.formats.documents import load_rss, rss_document

from blogcore import FormatError, Image, Post, load
from blogcore.formats.registry import find_format


def one(item: str) -> Post:
    (post,) = load_rss(item).blog.posts
    return post


def test_an_item_becomes_a_post() -> None:
    loaded = load_rss(
        """<title>Fish &amp; chips</title><link>https://slow.example/7</link>
        <guid isPermaLink="false">https://slow.example/?p=7</guid>
        <pubDate>Wed, 01 May 2024 12:30:00 EST</pubDate><dc:creator><![CDATA[Ida]]></dc:creator>
        <category><![CDATA[Travel]]></category><category>Travel &amp;amp; food</category>
        <description>Short</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>
        <comments>https://slow.example/7#comments</comments><slash:comments>3</slash:comments>
        <wfw:commentRss>https://slow.example/7/feed</wfw:commentRss>""",
        channel="""<title>Slow</title><link>https://slow.example</link>
        <description>By train</description><language>en-GB</language>
        <atom:link rel="self" href="https://slow.example/feed"/>
        <managingEditor>mo@example.org (Mo)</managingEditor><ttl>60</ttl>""",
    )
    assert not list(loaded.notes)
    (post,), site = loaded.blog.posts, loaded.blog.site
    assert (post.id, post.url) == ("https://slow.example/?p=7", "https://slow.example/7")
    assert (post.title, post.excerpt, post.body.text) == ("Fish & chips", "Short", "<p>Long</p>")
    assert post.published is not None
    assert post.published.isoformat() == "2024-05-01T12:30:00-05:00"
    assert [author.name for author in post.authors] == ["Ida"]
    assert post.categories == ("Travel", "Travel & food")
    assert dict(post.extra) == {
        "rss:comments": "https://slow.example/7#comments",
        "slash:comments": "3",
        "wfw:commentRss": "https://slow.example/7/feed",
    }
    assert (site.title, site.tagline, site.language) == ("Slow", "By train", "en-GB")
    assert site.extra["atom:self"] == "https://slow.example/feed"
    assert site.extra["rss:managingEditor"] == "mo@example.org (Mo)"


def test_a_generated_id_does_not_depend_on_position() -> None:
    linked = one("<title>A</title><link>https://slow.example/a</link>")
    assert linked.id == "https://slow.example/a"
    bare = "<title>A</title><description>x</description>"
    first = load_rss(bare)
    assert [note.field for note in first.notes] == ["guid"]
    assert load_rss("<title>B</title>", bare).blog.posts[1].id == first.blog.posts[0].id


@pytest.mark.parametrize(
    ("guid", "url"),
    [
        ("<guid>https://slow.example/7</guid>", "https://slow.example/7"),
        ('<guid isPermaLink="false">https://slow.example/7</guid>', None),
        ("<guid>7</guid>", None),
        ("<guid>https://slow.example/7</guid><link>https://x.example</link>", "https://x.example"),
        (
            "<link>https://feedproxy.example/~r/1</link>"
            "<feedburner:origLink>https://slow.example/7</feedburner:origLink>",
            "https://slow.example/7",
        ),
    ],
)
def test_a_permanent_guid_is_the_address_without_a_link(guid: str, url: str | None) -> None:
    assert one(guid).url == url


@pytest.mark.parametrize(
    ("fields", "people"),
    [
        ("<author>ida@example.org (Ida)</author>", [("Ida", "ida@example.org")]),
        ("<author>Ida &lt;ida@example.org&gt;</author>", [("Ida", "ida@example.org")]),
        ("<author>ida@example.org</author>", [("", "ida@example.org")]),
        ("<author>Ida (sometimes)</author>", [("Ida (sometimes)", None)]),
        (
            "<author>ida@example.org</author><dc:creator>Ida</dc:creator>",
            [("Ida", "ida@example.org")],
        ),
        (
            "<dc:creator>Ida</dc:creator><dc:creator>Mo</dc:creator>",
            [("Ida", None), ("Mo", None)],
        ),
        ("<author>mo@example.org (Mo)</author><dc:creator>Ida</dc:creator>", [("Ida", None)]),
        ("<dc:creator></dc:creator>", []),
    ],
)
def test_authors_are_read(fields: str, people: list[tuple[str, str | None]]) -> None:
    post = one(f"<guid>1</guid>{fields}")
    assert [(author.name, author.email) for author in post.authors] == people
    assert "@" not in repr(post)


@pytest.mark.parametrize(
    ("field", "time"),
    [
        ("<pubDate>01 May 2024 12:30 PDT</pubDate>", "2024-05-01T12:30:00-07:00"),
        ("<pubDate>2024-05-01T12:30:00z</pubDate>", "2024-05-01T12:30:00+00:00"),
        ("<dc:date>2024-05-01T12:30:00+02:00</dc:date>", "2024-05-01T12:30:00+02:00"),
        (
            "<pubDate>soon</pubDate><dc:date>2024-05-01T12:30Z</dc:date>",
            "2024-05-01T12:30:00+00:00",
        ),
        ("<pubDate>Wed, 01 May 2024 12:30:00</pubDate>", None),
    ],
)
def test_dates_are_read_and_never_guessed(field: str, time: str | None) -> None:
    published = one(f"<guid>1</guid>{field}").published
    assert (published.isoformat() if published else None) == time


def test_a_date_that_cannot_be_read_is_noted() -> None:
    loaded = load_rss("<guid>1</guid><pubDate>Wed, 01 May 2024 12:30:00</pubDate>")
    assert [(note.severity, note.field) for note in loaded.notes] == [("lost", "pubDate")]


def test_image_files_become_images_and_other_files_are_kept() -> None:
    post = one(
        """<guid>1</guid><enclosure url="https://a.example/a.png" type="image/png" length="9"/>
        <enclosure url="https://a.example/a.mp3" type="audio/mpeg" length="7"/>
        <media:content url="https://a.example/b.jpg" medium="image" width="3" height="2"/>
        <media:thumbnail url="https://a.example/a.png"/>"""
    )
    assert post.images == (
        Image(url="https://a.example/a.png", media_type="image/png"),
        Image(url="https://a.example/b.jpg", width=3, height=2),
    )
    assert post.extra["rss:enclosure"] == ("https://a.example/a.mp3 audio/mpeg 7",)


def test_an_avatar_that_reveals_an_e_mail_is_not_an_image_of_the_post() -> None:
    avatar = "https://0.gravatar.com/avatar/" + "0" * 32
    post = one(f'<guid>1</guid><media:content url="{avatar}" medium="image"/>')
    assert post.images == ()
    assert post.extra["rss:enclosure"] == (avatar,)


def test_the_placeholder_address_of_blogger_is_left_out() -> None:
    (author,) = one("<guid>1</guid><author>noreply@blogger.com (Ida)</author>").authors
    assert (author.name, author.email) == ("Ida", None)


def test_html_that_is_entirely_escaped_twice_is_unescaped() -> None:
    loaded = load_rss(
        "<guid>1</guid><description>&amp;lt;p&amp;gt;Two.&amp;lt;/p&amp;gt;</description>",
        "<guid>2</guid><description>&amp;lt;p&amp;gt; begins one.</description>",
    )
    assert [post.body.text for post in loaded.blog.posts] == [
        "<p>Two.</p>",
        "&lt;p&gt; begins one.",
    ]
    assert [note.message for note in loaded.notes] == ["HTML that is escaped twice; unescaped once"]


def test_unescaped_markup_is_kept() -> None:
    post = one("<guid>1</guid><description>Two <b>days</b>.</description><title>a <i>b</i></title>")
    assert (post.body.text, post.title) == ("Two <b>days</b>.", "a b")


# --- comments --------------------------------------------------------------------------------

_COMMENT = """<title>By: Mo</title><link>https://slow.example/trains/#comment-12</link>
 <dc:creator><![CDATA[Mo]]></dc:creator><guid isPermaLink="false">https://slow.example/?p=7#comment-12
 </guid><description>So long?</description>
 <content:encoded><![CDATA[<p>So long?</p>]]></content:encoded>"""


def test_a_wordpress_feed_of_comments_has_comments_and_their_post() -> None:
    loaded = load_rss(
        _COMMENT,
        _COMMENT.replace("comment-12", "comment-13").replace("By: Mo", "Comment on Trains by Mo"),
    )
    first, second = loaded.blog.comments
    assert first.id == "https://slow.example/?p=7#comment-12"
    assert first.post_id == "https://slow.example/?p=7"
    assert second.post_id == first.post_id
    assert (first.author.name, first.body.text, dict(first.extra)) == ("Mo", "<p>So long?</p>", {})
    assert (first.url, first.in_reply_to) == ("https://slow.example/trains/#comment-12", None)
    (page,) = loaded.blog.posts
    assert (page.id, page.url) == ("https://slow.example/?p=7", "https://slow.example/trains/")
    assert page.title == "Trains"
    assert [note.severity for note in loaded.notes] == ["info"]
    assert len(loaded.blog.public().comments) == 2


def test_the_title_of_a_feed_of_one_post_names_the_post() -> None:
    loaded = load_rss(_COMMENT, channel="<title>Comments on: Trains</title>")
    assert [post.title for post in loaded.blog.posts] == ["Trains"]


def test_comments_belong_to_a_post_in_the_same_feed() -> None:
    post = "<guid>https://slow.example/?p=7</guid><link>https://slow.example/trains/</link>"
    for items in ((post, _COMMENT), (_COMMENT, post)):
        loaded = load_rss(*items)
        assert [post.id for post in loaded.blog.posts] == ["https://slow.example/?p=7"]
        assert [c.post_id for c in loaded.blog.comments] == ["https://slow.example/?p=7"]


def test_a_comment_with_in_reply_to_is_threaded() -> None:
    loaded = load_rss(
        "<guid>p</guid>",
        '<guid>a</guid><thr:in-reply-to ref="p"/>',
        '<guid>b</guid><thr:in-reply-to ref="a"/>',
    )
    assert [(c.id, c.post_id, c.in_reply_to) for c in loaded.blog.comments] == [
        ("a", "p", None),
        ("b", "p", "a"),
    ]


# --- versions --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "document",
    [
        '<rss version="0.91"><channel><title>S</title>'
        "<item><title>T</title></item></channel></rss>",
        '<rss xmlns="http://backend.userland.com/rss2"><channel><title>S</title>'
        "<item><title>T</title></item></channel></rss>",
        '<rss xmlns="urn:any"><channel><title>S</title>'
        "<item><title>T</title></item></channel></rss>",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="x"><title>S</title></channel><image><title>I</title></image>'
        '<item rdf:about="y"><title>T</title></item></rdf:RDF>',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>S</title></channel>'
        "<item><title>T</title></item></rdf:RDF>",
        '<r:rss xmlns:r="http://purl.org/rss/2.0/"><r:channel><r:title>S</r:title><r:item>'
        "<r:title>T</r:title></r:item></r:channel></r:rss>",
    ],
)
def test_every_version_is_read(document: str) -> None:
    loaded = load(document.encode())
    assert (loaded.format, loaded.blog.site.title) == ("rss", "S")
    assert [post.title for post in loaded.blog.posts] == ["T"]
    assert {note.field for note in loaded.notes} <= {"guid"}


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("koi8-r", "koi8-r"),
        ("cp1251", "windows-1251"),
        ("iso-8859-5", "ISO-8859-5"),
        ("utf-16", "utf-16"),
    ],
)
def test_old_encodings_are_read(codec: str, declared: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?>' + rss_document(
        "<guid>1</guid><title>Поезд</title>"
    )
    assert load(text.encode(codec)).blog.posts[0].title == "Поезд"


def test_an_empty_feed_is_empty() -> None:
    assert load(b'<rss version="2.0"></rss>').blog.posts == ()


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ('<!DOCTYPE rss SYSTEM "x.dtd"><rss version="0.91"><channel/></rss>', "DOCTYPE"),
        ('<rss version="2.0"><channel><item><title>T</title>', "cut off"),
        ('<rss version="2.0"><channel><item></channel></rss>', "not well-formed"),
        ("<html><body>Log in</body></html>", "HTML"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "Atom feed"),
    ],
)
def test_other_documents_are_refused_with_their_position(document: str, reason: str) -> None:
    with pytest.raises(FormatError, match=reason) as caught:
        load(document.encode(), format="rss", force=True)
    assert caught.value.place.startswith("line 1")


@pytest.mark.parametrize(
    "document",
    [
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>&lt;rss&gt;</title></feed>',
        '<html><pre><rss version="2.0"></pre></html>',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        "<!-- <rss> --><opml/>",
        '{"rss": "<rss version=2.0>"}x',
    ],
)
def test_other_json_documents_are_not_recognised(document: str) -> None:
    sniffed = find_format("rss").sniff(document.encode())
    assert not sniffed or document.startswith("{")
