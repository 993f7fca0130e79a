"""Classic exports of Blogger: posts, comments and settings."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from tests.formats.documents import BLOGGER_START, load_blogger_export

from blogcore import Author, Body, Comment, FormatError, Post, load

_KIND = "http://schemas.google.com/blogger/2008/kind#"


def tag(number: int | str) -> str:
    return f"tag:blogger.com,1999:blog-5.post-{number}"


def entry(kind: str, id: str, more: str = "") -> str:
    category = f"<category scheme='http://schemas.google.com/g/2005#kind' term='{_KIND}{kind}'/>"
    return f"<entry><id>{id}</id>{category}{more}</entry>"


def comment(number: int, more: str = "", post: int = 1) -> str:
    in_reply_to = f"<thr:in-reply-to ref='{tag(post)}' type='text/html'/>"
    return entry("comment", tag(number), in_reply_to + more)


def test_a_whole_export_becomes_a_blog() -> None:
    writer = """<author><name>Mo</name><uri>http://www.blogger.com/profile/042</uri>
      <email>noreply@blogger.com</email><gd:image src='//img.example/mo.png'/></author>"""
    loaded = load_blogger_export(
        entry("template", "tag:blogger.com,1999:blog-5.layout", "<content>junk</content>"),
        entry(
            "settings", "tag:blogger.com,1999:blog-5.settings.BLOG_NAME", "<content>Slow</content>"
        ),
        entry(
            "settings",
            "tag:blogger.com,1999:blog-5.settings.BLOG_LOCALE",
            "<content>en_GB</content>",
        ),
        entry(
            "post",
            tag(1),
            f"""<published>2013-05-06T02:12:52.001-08:00</published>
            <category scheme='http://www.blogger.com/atom/ns#' term='trains'/>
            <title type='text'>By train &amp; foot</title>
            <content type='html'>&lt;p&gt;Two days.&lt;/p&gt;</content>
            <link rel='alternate' href='http://slow.blogspot.com/a.html'/>{writer}""",
        ),
        entry("page", tag(2), "<title type='html'>About &amp;amp; so</title>"),
        comment(10, "<content type='html'>So long?</content><author><name>Ida</name></author>"),
        head="<id>tag:blogger.com,1999:blog-5</id>",
    )
    assert [note.field for note in loaded.notes] == ["category"]
    blog = loaded.blog
    mo = Author(
        name="Mo",
        id="042",
        url="http://www.blogger.com/profile/042",
        avatar_url="https://img.example/mo.png",
    )
    assert blog.authors == (mo,)
    assert (blog.site.title, blog.site.language) == ("Slow", "en-GB")
    assert blog.posts[0] == Post(
        id=tag(1),
        title="By train & foot",
        body=Body(text="<p>Two days.</p>", media_type="text/html"),
        authors=[mo],
        url="http://slow.blogspot.com/a.html",
        published=datetime(2013, 5, 6, 2, 12, 52, 1000, tzinfo=timezone(timedelta(hours=-8))),
        tags=["trains"],
    )
    assert (blog.posts[1].kind, blog.posts[1].title) == ("page", "About & so")
    assert blog.comments == (
        Comment(
            id=tag(10),
            post_id=tag(1),
            author=Author(name="Ida", kind="guest"),
            body=Body(text="So long?", media_type="text/html"),
        ),
    )


def test_a_parent_is_found_by_the_address_of_its_feed() -> None:
    related = "<link rel='related' href='http://www.blogger.com/feeds/5/1/comments/default/10'/>"
    loaded = load_blogger_export(entry("post", tag(1)), comment(10), comment(11, related))
    assert [node.number for node in loaded.blog.thread(tag(1))] == ["1", "1.1"]


def test_a_second_in_reply_to_names_the_parent_comment() -> None:
    second = f"<thr:in-reply-to ref='{tag(10)}'/>"
    loaded = load_blogger_export(entry("post", tag(1)), comment(10), comment(11, second))
    assert loaded.blog.comments[1].in_reply_to == tag(10)


@pytest.mark.parametrize("prefix", ["", " xmlns:app='http://purl.org/atom/app#'"])
def test_drafts_stay_drafts(prefix: str) -> None:
    control = f"<app:control{prefix}><app:draft>yes</app:draft></app:control>"
    blog = load_blogger_export(entry("post", tag(1), control), comment(10, control)).blog
    assert (blog.posts[0].status, blog.comments[0].status) == ("draft", "held")


def test_a_draft_with_an_undeclared_prefix_is_read_as_a_draft() -> None:
    control = "<app:control><app:draft>yes</app:draft></app:control>"
    document = f"{BLOGGER_START}{entry('post', tag(1), control)}</feed>"
    bare = document.replace(' xmlns:app="http://www.w3.org/2007/app"', "")
    loaded = load(bare.encode())
    assert loaded.blog.posts[0].status == "draft"
    assert [note.field for note in loaded.notes] == ["undeclared prefix"]


def test_content_is_read_by_its_type_as_text_html_or_markup() -> None:
    xhtml = (
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a <b>b</b></div></content>"
    )
    loaded = load_blogger_export(
        comment(10, "<content>a &lt; b</content>"),
        comment(11, "<content type='html'>a &amp;lt; b</content>"),
        comment(12, xhtml),
    )
    texts = [comment.body.to_text() for comment in loaded.blog.comments]
    assert texts == ["a < b", "a < b", "a b"]


def test_the_placeholder_address_of_blogger_is_left_out() -> None:
    author = "<author><name>Ida</name><email>noreply@blogger.com</email></author>"
    own = "<author><name>Bo</name><email>bo@example.org</email></author>"
    blog = load_blogger_export(comment(10, author), comment(11, own)).blog
    assert [comment.author.email for comment in blog.comments] == [None, "bo@example.org"]


def test_extended_properties_are_kept() -> None:
    named = "<gd:extendedProperty name='blogger.itemClass' value='pid-7'/>"
    assert (
        load_blogger_export(comment(10, named)).blog.comments[0].extra["gd:blogger.itemClass"]
        == "pid-7"
    )


def test_a_feed_of_another_kind_is_refused() -> None:
    with pytest.raises(FormatError, match="no Blogger export"):
        load(b"<rss><channel/></rss>", format="blogger", force=True)


def test_the_description_of_the_site_is_text() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>1</id>'
        "<category scheme='http://schemas.google.com/g/2005#kind' "
        "term='http://schemas.google.com/blogger/2008/kind#settings'/>"
        "<title>BLOG_DESCRIPTION</title><link rel='self' href='http://www.blogger.com/feeds/1/"
        "settings/BLOG_DESCRIPTION'/>"
        "<id>tag:blogger.com,1999:blog-1.settings.BLOG_DESCRIPTION</id>"
        "<content type='text'>Boats &amp;amp; &lt;b&gt;trains&lt;/b&gt;</content></entry></feed>"
    )
    loaded = load(feed.replace("<id>1</id>", "").encode(), format="blogger")
    assert loaded.blog.site.tagline == "Boats & trains"
