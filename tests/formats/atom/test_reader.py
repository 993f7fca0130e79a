"""All versions of Atom: text constructs, authors, dates, addresses, replies."""

from __future__ import annotations

import pytest
from tests.formats.documents import ATOM_START, load_atom

from blogcore import Author, Body, FormatError, Image, Post, load
from blogcore.formats import Loaded
from blogcore.formats.registry import find_format


def entry(id: str, more: str = "") -> str:
    return f"<entry><id>{id}</id>{more}</entry>"


def reply_to(ref: str, href: str = "") -> str:
    return f'<thr:in-reply-to ref="{ref}"' + (f' href="{href}"/>' if href else "/>")


def only_post(more: str) -> Post:
    (post,) = load_atom(entry("1", more)).blog.posts
    return post


def reply_links(loaded: Loaded) -> list[tuple[str, str, str | None]]:
    return [(c.id, c.post_id, c.in_reply_to) for c in loaded.blog.comments]


def test_a_whole_feed_becomes_a_blog() -> None:
    loaded = load_atom(
        entry(
            "tag:slow.example,2024:7",
            """<title type="html">Fish &amp;amp; &lt;b&gt;chips&lt;/b&gt;</title>
            <link href="/7"/><link rel="replies" href="/7#comments"/>
            <published>2024-05-01t12:30:00z</published><updated>2024-05-02T12:30:00+02:00</updated>
            <summary>Short</summary><content type="html">&lt;p&gt;Long&lt;/p&gt;</content>
            <category term="travel" label="Travel"/><category term="food"/>
            <link rel="enclosure" type="image/png" href="a.png"/>
            <link rel="enclosure" type="audio/mpeg" length="7" href="a.mp3"/>""",
        ),
        head="""<id>urn:x:feed</id><title>Slow</title><subtitle>By train</subtitle>
        <author><name>Ida</name><uri>/ida</uri><email>canary@example.org</email></author>
        <link rel="self" href="/feed"/><link href="https://slow.example/"/>""",
    )
    assert not list(loaded.notes)
    (post,), blog = loaded.blog.posts, loaded.blog
    assert (post.id, post.title) == ("tag:slow.example,2024:7", "Fish & chips")
    assert (post.excerpt, post.body) == ("Short", Body(text="<p>Long</p>", media_type="text/html"))
    assert post.published is not None
    assert post.published.isoformat() == "2024-05-01T12:30:00+00:00"
    assert post.categories == ("Travel", "food")
    assert post.images == (Image(url="a.png", media_type="image/png"),)
    assert post.extra["atom:enclosure"] == ("a.mp3 audio/mpeg 7",)
    assert post.extra["atom:replies"] == "/7#comments"
    assert blog.authors == post.authors
    assert (blog.authors[0].name, blog.authors[0].email) == ("Ida", "canary@example.org")
    assert (blog.site.title, blog.site.tagline) == ("Slow", "By train")
    assert (blog.site.url, blog.site.language) == ("https://slow.example/", "en")
    assert blog.site.extra["atom:id"] == "urn:x:feed"
    assert "canary" not in repr(blog)


@pytest.mark.parametrize(
    ("content", "media_type", "text"),
    [
        ("<content>a &lt; b</content>", "text/plain", "a < b"),
        ('<content type="text">a</content>', "text/plain", "a"),
        ('<content type="html">&lt;b&gt;a</content>', "text/html", "<b>a"),
        ('<content type="html"><![CDATA[<b>a]]></content>', "text/html", "<b>a"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>b</b></div>'
            "</content>",
            "text/html",
            "a <b>b</b>",
        ),
        (
            '<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml">'
            "<h:div>a</h:div></h:div></content>",
            "text/html",
            "<div>a</div>",
        ),
        (
            '<content type="xhtml"><div>a</div><div>b</div></content>',
            "text/html",
            "<div>a</div><div>b</div>",
        ),
        ('<content type="text/html" mode="escaped">&lt;b&gt;a</content>', "text/html", "<b>a"),
        ("<summary>a</summary>", "text/plain", "a"),
        ('<content type="html"/><summary>a</summary>', "text/plain", "a"),
        ('<content type="text/markdown">*a*</content>', "text/plain", "*a*"),
    ],
)
def test_bodies_have_the_declared_media_type(content: str, media_type: str, text: str) -> None:
    post = only_post(content)
    assert (post.body.media_type, post.body.text, post.excerpt) == (media_type, text, "")


@pytest.mark.parametrize(
    ("content", "text", "severity"),
    [
        ("<content>&lt;p&gt;a&lt;/p&gt;</content>", "<p>a</p>", "repaired"),
        (
            '<content type="html">&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;</content>',
            "<p>a</p>",
            "repaired",
        ),
        ("<content><p>a</p></content>", "<p>a</p>", "repaired"),
        ('<content type="image/png">iVBORw0KGgo=</content>', "", "lost"),
    ],
)
def test_values_of_the_wrong_type_are_noted(content: str, text: str, severity: str) -> None:
    loaded = load_atom(entry("1", content))
    assert loaded.blog.posts[0].body == Body(text=text, media_type="text/html")
    assert [note.severity for note in loaded.notes] == [severity]


def test_text_that_mentions_html_stays_text() -> None:
    assert only_post("<content>the &lt;p&gt; element</content>").body.media_type == "text/plain"
    body = only_post('<content type="html">the &amp;lt;p&amp;gt; element</content>').body
    assert body.text == "the &lt;p&gt; element"


def test_addresses_are_resolved_against_their_base() -> None:
    based = """<entry xml:base="b/"><id>1</id><link href="c"/>
      <content type="xhtml"><div><a href="d"/></div></content></entry></feed>"""
    (post,) = load(f"{ATOM_START}{based}".encode()).blog.posts
    assert post.url == "b/c"
    (post,) = load(
        f'{ATOM_START[:-1]} xml:base="https://slow.example/a/">{based}'.encode()
    ).blog.posts
    assert post.url == "https://slow.example/a/b/c"
    assert 'href="https://slow.example/a/b/d"' in post.body.text


def test_authors_are_those_of_the_entry_else_its_source_else_the_feed() -> None:
    def author_xml(name: str) -> str:
        return f"<author><name>{name}</name></author>"

    loaded = load_atom(
        entry("1", author_xml("Ida") + author_xml("Mo")),
        entry("2", f"<source><id>s</id>{author_xml('Sam')}</source>"),
        entry("3"),
        entry("4", reply_to("1")),
        head=author_xml("Feed"),
    )
    names = [[author.name for author in post.authors] for post in loaded.blog.posts]
    assert names == [["Ida", "Mo"], ["Sam"], ["Feed"]]
    assert loaded.blog.comments[0].author == Author(name="Feed")
    assert loaded.blog.posts[1].extra["atom:source"] == "s"


def test_authors_may_come_last_in_a_feed() -> None:
    text = f"{ATOM_START}{entry('1')}<author><name>Ida</name></author><title>T</title></feed>"
    blog = load(text.encode()).blog
    assert ([a.name for a in blog.posts[0].authors], blog.site.title) == (["Ida"], "T")


def test_a_missing_id_is_generated() -> None:
    loaded = load_atom(
        '<entry><link href="https://slow.example/7"/></entry>', "<entry><title>T</title></entry>"
    )
    first, second = loaded.blog.posts
    assert first.id == "https://slow.example/7"
    assert load_atom("<entry/>", "<entry><title>T</title></entry>").blog.posts[1].id == second.id
    assert [note.field for note in loaded.notes] == ["id", "id"]


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ('<link rel="self" href="a"/><link rel="alternate" href="b"/>', "b"),
        ('<link type="application/json" href="a"/><link type="text/html" href="b"/>', "b"),
        ('<link rel="http://www.iana.org/assignments/relation/alternate" href="b"/>', "b"),
        ('<link rel="enclosure" href="a"/>', None),
        ("<link/>", None),
    ],
)
def test_the_address_is_that_of_the_html_page(links: str, url: str | None) -> None:
    assert only_post(links).url == url


def test_atom_0_3_is_read() -> None:
    loaded = load(
        b"""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Slow</title>
        <tagline>By train</tagline><modified>2004-05-01T12:30:00Z</modified>
        <author><name>Ida</name><url>https://ida.example</url></author>
        <entry><title type="text/html" mode="escaped">A &amp;amp; B</title><id>tag:x,2004:1</id>
        <link rel="alternate" type="text/html" href="https://slow.example/1"/>
        <issued>2004-05-01T08:30:00-04:00</issued><modified>2004-05-02T12:30:00Z</modified>
        <content type="text/html" mode="escaped">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>"""
    )
    assert (loaded.format, loaded.blog.site.tagline) == ("atom", "By train")
    assert not list(loaded.notes)
    (post,) = loaded.blog.posts
    assert (post.title, post.body.text, post.url) == (
        "A & B",
        "<p>x</p>",
        "https://slow.example/1",
    )
    assert post.published is not None
    assert post.published.isoformat() == "2004-05-01T08:30:00-04:00"
    assert post.updated is not None
    assert post.authors[0].url == "https://ida.example"


def test_a_single_entry_is_a_document_of_its_own() -> None:
    loaded = load(b'<entry xmlns="http://www.w3.org/2005/Atom"><id>1</id></entry>')
    assert (loaded.format, [post.id for post in loaded.blog.posts]) == ("atom", ["1"])
    assert not list(loaded.notes)


def test_a_date_without_zone_is_unknown_and_noted() -> None:
    loaded = load_atom(entry("1", "<published>2024-05-01T12:30:00</published>"))
    assert loaded.blog.posts[0].published is None
    assert [(note.severity, note.field) for note in loaded.notes] == [("lost", "published")]


def test_the_language_of_the_feed_is_not_that_of_its_title() -> None:
    loaded = load_atom(
        entry("1"),
        '<entry xml:lang="fr"><id>2</id></entry>',
        entry("3", '<content xml:lang="fr">x</content>'),
        head='<title xml:lang="de">Langsam</title><id>x</id>',
    )
    assert loaded.blog.site.language == "en"
    assert [post.language for post in loaded.blog.posts] == [None, "fr", "fr"]


def test_a_marked_draft_is_read_as_a_draft_and_not_public() -> None:
    draft = """<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft>
      </app:control>"""
    blog = load_atom(entry("1", draft), entry("2"), entry("3", reply_to("2") + draft)).blog
    assert [post.status for post in blog.posts] == ["draft", "published"]
    assert [comment.status for comment in blog.comments] == ["held"]


def test_an_avatar_that_reveals_an_e_mail_is_private() -> None:
    avatar = "https://www.gravatar.com/avatar/" + "0" * 32
    space = 'xmlns:gd="http://schemas.google.com/g/2005"'
    post = only_post(f'<author><name>Ida</name><gd:image {space} src="{avatar}"/></author>')
    assert post.authors[0].avatar_url is None
    assert post.authors[0].extra["gd:image"] == avatar


# --- discussions -----------------------------------------------------------------------------


def test_an_entry_with_in_reply_to_is_a_comment() -> None:
    loaded = load_atom(
        entry("b", reply_to("a")),
        entry("a", reply_to("p")),
        entry("c", reply_to("b")),
        entry("p"),
    )
    assert [post.id for post in loaded.blog.posts] == ["p"]
    assert reply_links(loaded) == [("b", "p", "a"), ("a", "p", None), ("c", "p", "b")]
    assert not list(loaded.notes)


def test_the_first_comment_among_several_targets_is_the_parent() -> None:
    loaded = load_atom(
        entry("p"),
        entry("a", reply_to("p")),
        entry("b", reply_to("p")),
        entry("c", reply_to("p") + reply_to("b") + reply_to("a") + reply_to("elsewhere")),
    )
    assert reply_links(loaded)[-1] == ("c", "p", "b")
    assert loaded.blog.comments[-1].extra["thr:in-reply-to"] == ("a", "elsewhere")


def test_a_post_that_is_not_in_the_feed_is_built_from_its_comments() -> None:
    loaded = load_atom(
        entry(
            "a",
            reply_to("p", "https://slow.example/7") + "<title>Comment on Trains by Ida</title>"
            "<author><name>Ida</name></author>",
        ),
        entry("b", reply_to("q")),
    )
    assert reply_links(loaded) == [("a", "p", None), ("b", "q", None)]
    (page,) = loaded.blog.posts
    assert (page.id, page.url, page.title) == ("p", "https://slow.example/7", "Trains")
    assert not loaded.blog.comments[0].extra


def test_a_wordpress_reply_belongs_to_its_post_even_without_its_parent() -> None:
    post, page = "https://slow.example/?p=7", "https://slow.example/trains/"
    loaded = load_atom(
        entry(f"{post}#comment-3", reply_to(f"{post}#comment-2", f"{page}#comment-2")),
        entry(f"{post}#comment-4", reply_to(post, page)),
    )
    assert reply_links(loaded) == [
        (f"{post}#comment-3", post, f"{post}#comment-2"),
        (f"{post}#comment-4", post, None),
    ]
    assert [(p.id, p.url) for p in loaded.blog.posts] == [(post, page)]


def test_a_blogger_reply_links_to_the_feed_address_of_its_parent() -> None:
    def tag(number: int) -> str:
        return f"tag:blogger.com,1999:blog-5.post-{number}"

    related = '<link rel="related" href="https://b.example/feeds/5/1/comments/default/10"/>'
    loaded = load_atom(
        entry(tag(1)),
        entry(tag(10), reply_to(tag(1))),
        entry(tag(11), reply_to(tag(1), "https://b.example/a.html") + related),
    )
    assert reply_links(loaded) == [(tag(10), tag(1), None), (tag(11), tag(1), tag(10))]


def test_comments_in_a_cycle_are_kept_and_repaired_by_the_thread() -> None:
    loaded = load_atom(
        entry("a", reply_to("b")), entry("b", reply_to("a")), entry("c", reply_to("c"))
    )
    assert reply_links(loaded) == [("a", "a", "b"), ("b", "a", "a"), ("c", "c", "c")]
    kinds = {a.kind for id in ("a", "c") for a in loaded.blog.thread(id).anomalies}
    assert kinds == {"cycle", "self_parent"}


def test_a_long_chain_of_replies_needs_no_recursion() -> None:
    chain = (entry(f"c{n}", reply_to(f"c{n - 1}" if n else "p")) for n in reversed(range(20_000)))
    assert {c.post_id for c in load_atom(*chain).blog.comments} == {"p"}


def test_an_entry_with_the_id_of_a_comment_is_a_comment_too() -> None:
    loaded = load_atom(
        entry("p"),
        entry("a", reply_to("p") + "<updated>2024-05-01T12:30:00Z</updated>"),
        entry("a", "<updated>2024-05-02T12:30:00Z</updated>"),
    )
    assert [c.id for c in loaded.blog.comments] == ["a", "a"]
    (node,) = loaded.blog.thread("p")
    assert node.comment.id == "a"


def test_in_reply_to_without_ref_is_resolved_by_address() -> None:
    post = entry("p", '<link href="https://slow.example/7"/>')
    loaded = load_atom(post, entry("a", '<thr:in-reply-to href="https://slow.example/7"/>'))
    assert reply_links(loaded) == [("a", "p", None)]
    assert [note.severity for note in loaded.notes] == ["repaired"]


# --- other files -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ('<!DOCTYPE feed SYSTEM "x"><feed xmlns="http://www.w3.org/2005/Atom"/>', "DOCTYPE"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><entry>', "cut off"),
        ("<html/>", "HTML"),
        ('<rss version="2.0"/>', "RSS"),
    ],
)
def test_other_documents_are_refused_with_their_position(document: str, reason: str) -> None:
    with pytest.raises(FormatError, match=reason) as caught:
        load(document.encode(), format="atom", force=True)
    assert caught.value.place.startswith("line 1")


@pytest.mark.parametrize(
    ("document", "known"),
    [
        (b"<feed/>", True),
        (
            b'<?xml version="1.0"?><!-- <rss> --><a:feed xmlns:a="http://www.w3.org/2005/Atom">',
            True,
        ),
        ('<feed xmlns="http://www.w3.org/2005/Atom">'.encode("utf-16"), True),
        (b'<feed xmlns="urn:other"/>', False),
        (b"<entry><id>1</id></entry>", False),
        (b'<rss xmlns:atom="http://www.w3.org/2005/Atom"><atom:feed/>', False),
        (b"<html><feed></html>", False),
        (b"", False),
    ],
)
def test_files_are_recognised_by_content(document: bytes, known: bool) -> None:
    assert find_format("atom").sniff(document) is known


def test_an_element_item_is_read_as_an_entry_with_a_note() -> None:
    data = b"<feed xmlns='http://www.w3.org/2005/Atom'><item><id>urn:x:1</id></item></feed>"
    loaded = load(data)
    assert [post.id for post in loaded.blog.posts] == ["urn:x:1"]
    assert [note.field for note in loaded.notes] == ["item"]
