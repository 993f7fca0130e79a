"""The WXR that Disqus imports, written and read back."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

from attrs import evolve

from blogcore import Author, Blog, Body, Comment, Post, Site, dump, load

_POST = Post(
    id="by-train",
    title="By train & on foot",
    body=Body(text="<p>It took two days.</p>", media_type="text/html"),
    url="https://example.org/by-train",
    published=datetime(2024, 5, 1, 12, tzinfo=UTC),
)
_COMMENT = Comment(
    id="7",
    post_id="by-train",
    author=Author(name="Ida", email="ida@example.org", url="https://ida.example", kind="guest"),
    body=Body(text="<p>So long? ]]></p>", media_type="text/html"),
    published=datetime(2024, 5, 1, 14, tzinfo=timezone(timedelta(hours=2))),
    ip="192.0.2.1",
)
_BLOG = Blog(
    site=Site(title="Slow", tagline="and late", url="https://example.org"),
    posts=[_POST],
    comments=[_COMMENT, evolve(_COMMENT, id="8", in_reply_to="7", status="held")],
)
_NAMES = {
    "dsq": "http://www.disqus.com/",
    "wp": "http://wordpress.org/export/1.0/",
    "content": "http://purl.org/rss/1.0/modules/content/",
}


def written(blog: Blog, *, private: bool = True) -> bytes:
    stream = io.BytesIO()
    dump(blog, stream, format="disqus", private=private)
    return stream.getvalue()


def test_the_file_has_what_disqus_requires() -> None:
    item = ElementTree.fromstring(written(_BLOG)).find("channel/item")
    assert item is not None
    asked = {
        "title": "By train & on foot",
        "link": "https://example.org/by-train",
        "content:encoded": "<p>It took two days.</p>",
        "dsq:thread_identifier": "by-train",
        "wp:post_date_gmt": "2024-05-01 12:00:00",
        "wp:comment_status": "open",
        "wp:comment/wp:comment_id": "7",
        "wp:comment/wp:comment_author": "Ida",
        "wp:comment/wp:comment_author_email": "ida@example.org",
        "wp:comment/wp:comment_author_url": "https://ida.example",
        "wp:comment/wp:comment_author_IP": "192.0.2.1",
        "wp:comment/wp:comment_date_gmt": "2024-05-01 12:00:00",
        "wp:comment/wp:comment_content": "<p>So long? ]]></p>",
        "wp:comment/wp:comment_approved": "1",
        "wp:comment/wp:comment_parent": "0",
    }
    assert {path: item.findtext(path, namespaces=_NAMES) for path in asked} == asked
    reply = item.findall("wp:comment", _NAMES)[1]
    assert reply.findtext("wp:comment_parent", namespaces=_NAMES) == "7"
    assert reply.findtext("wp:comment_approved", namespaces=_NAMES) == "0"


def test_what_was_written_is_read_back_equal() -> None:
    loaded = load(written(_BLOG))
    assert (loaded.format, loaded.blog, list(loaded.notes)) == ("disqus", _BLOG, [])


def test_private_fields_are_written_only_on_request() -> None:
    data = written(_BLOG, private=False)
    assert b"ida@example.org" not in data
    assert b"192.0.2.1" not in data


def test_comments_without_their_post_are_written() -> None:
    blog = evolve(_BLOG, posts=[])
    assert load(written(blog)).blog.comments == _BLOG.comments


def test_an_export_of_wordpress_with_accounts_of_disqus_is_read() -> None:
    document = f"""<rss version="2.0"
      xmlns:dsq="{_NAMES["dsq"]}" xmlns:wp="{_NAMES["wp"]}"><channel><item>
        <title>Foot</title><link>https://example.org/foot</link>
        <wp:comment_status>closed</wp:comment_status>
        <wp:comment>
          <dsq:remote><dsq:id>u5</dsq:id><dsq:avatar>https://example.org/5.png</dsq:avatar></dsq:remote>
          <wp:comment_id>65</wp:comment_id><wp:comment_author>Bo</wp:comment_author>
          <wp:comment_date_gmt>0000-00-00 00:00:00</wp:comment_date_gmt>
          <wp:comment_content>Hm.</wp:comment_content><wp:comment_approved>7</wp:comment_approved>
        </wp:comment>
      </item></channel></rss>"""
    loaded = load(document.encode())
    [post], [comment] = loaded.blog.posts, loaded.blog.comments
    assert (post.id, post.comments_open) == ("https://example.org/foot", False)
    assert comment.author == Author(name="Bo", id="u5", avatar_url="https://example.org/5.png")
    assert (comment.published, comment.status) == (None, "held")
    assert [note.field for note in loaded.notes] == ["wp:comment_approved"]
