"""Disqus exports: threads become posts, posts become comments, in any order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.formats.documents import DISQUS_START, load_disqus

from blogcore import Author, Body, Comment, FormatError, Post, load
from blogcore.formats import Loaded


def thread(id: str = "1", more: str = "", link: str = "https://example.org/a") -> str:
    return f'<thread dsq:id="{id}"><link>{link}</link><title>A page</title>{more}</thread>'


def post(id: str = "10", more: str = "", thread: str = '<thread dsq:id="1"/>') -> str:
    words = "<message><![CDATA[<p>Hm.</p>]]></message><author><name>Ida</name></author>"
    return f'<post dsq:id="{id}">{words}{thread}{more}</post>'


def only_comment(*elements: str) -> Comment:
    [comment] = load_disqus(*elements).blog.comments
    return comment


def notes_of(loaded: Loaded) -> list[tuple[str, str, str]]:
    return [(note.severity, note.field, note.message) for note in loaded.notes]


def test_a_whole_export_becomes_a_blog() -> None:
    loaded = load_disqus(
        "<category dsq:id='7'><forum>slow</forum><title>Trips</title></category>",
        thread(
            more="<id>198 https://example.org/?p=198</id><category dsq:id='7'/><forum>slow</forum>"
            "<createdAt>2013-10-10T19:20:29Z</createdAt><isClosed>true</isClosed>"
            "<author><name>Mo</name><username>mo</username></author>"
        ),
        post(
            more="<createdAt>2013-10-11T06:51:33</createdAt><ipAddress>192.0.2.1</ipAddress>"
            "<isDeleted>false</isDeleted><isSpam>false</isSpam><id>wp_id=3</id>"
        ),
        post("11", more="<parent dsq:id='10'/>"),
    )
    assert (loaded.format, notes_of(loaded)) == ("disqus", [])
    blog = loaded.blog
    assert (blog.site.title, blog.site.extra["dsq:forum"]) == ("slow", "slow")
    assert blog.posts == (
        Post(
            id="1",
            title="A page",
            body=Body(media_type="text/html"),
            authors=[Author(name="Mo", id="mo")],
            url="https://example.org/a",
            published=datetime(2013, 10, 10, 19, 20, 29, tzinfo=UTC),
            categories=["Trips"],
            comments_open=False,
            extra={"dsq:thread_identifier": "198 https://example.org/?p=198"},
        ),
    )
    assert blog.comments[0] == Comment(
        id="10",
        post_id="1",
        author=Author(name="Ida"),
        body=Body(text="<p>Hm.</p>", media_type="text/html"),
        published=datetime(2013, 10, 11, 6, 51, 33, tzinfo=UTC),
        ip="192.0.2.1",
        extra={"dsq:post_identifier": "wp_id=3"},
    )
    assert [node.number for node in blog.thread("1")] == ["1", "1.1"]


@pytest.mark.parametrize(
    "link",
    [
        "http://example.org/a",
        "https://www.EXAMPLE.org/a/",
        "https://example.org/a/index.html",
        "https://example.org:443/a?utm_source=feed&amp;fbclid=x#comments",
    ],
)
def test_threads_of_one_page_are_joined(link: str) -> None:
    loaded = load_disqus(
        thread(), post(), thread("2", link=link), post("11", thread='<thread dsq:id="2"/>')
    )
    [page] = loaded.blog.posts
    assert (page.id, page.extra["dsq:threads"]) == ("1", ("2",))
    assert [comment.post_id for comment in loaded.blog.comments] == ["1", "1"]
    assert [note.severity for note in loaded.notes] == ["info"]


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/b",
        "https://example.org/A",
        "https://example.org/a?p=1",
        "https://example.org:8080/a",
        "https://example.com/a",
        "ftp://example.org/a",
        "",
    ],
)
def test_threads_of_other_pages_stay_separate(link: str) -> None:
    assert len(load_disqus(thread(), thread("2", link=link), thread("3", link="")).blog.posts) == 3


def test_threads_may_come_after_their_posts() -> None:
    loaded = load_disqus(post("11", more="<parent dsq:id='10'/>"), post(), thread("2"), thread("1"))
    assert {comment.post_id for comment in loaded.blog.comments} == {"2"}
    assert loaded.blog.thread("2").anomalies == ()


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ("", "approved"),
        ("<isApproved>false</isApproved>", "held"),
        ("<isSpam>true</isSpam>", "spam"),
        ("<isSpam>123</isSpam>", "held"),
        ("<isDeleted>true</isDeleted>", "deleted"),
        ("<isDeleted>true</isDeleted><isSpam>true</isSpam>", "deleted"),
    ],
)
def test_the_flags_of_a_comment_become_its_status(more: str, status: str) -> None:
    assert only_comment(thread(), post(more=more)).status == status


def test_a_deleted_comment_is_a_tombstone() -> None:
    loaded = load_disqus(
        thread(),
        post(more="<isDeleted>true</isDeleted><ipAddress>192.0.2.1</ipAddress>"),
        post("11", more="<parent dsq:id='10'/>"),
    )
    stone, reply = loaded.blog.comments
    assert (stone.author.name, stone.body.text, stone.ip) == ("", "", None)
    assert reply.in_reply_to == "10"


def test_references_may_be_text() -> None:
    comment = only_comment(thread(), post(thread="<thread>1</thread><parent>9</parent>"))
    assert (comment.post_id, comment.in_reply_to) == ("1", "9")


def test_a_comment_without_its_thread_is_kept_with_a_note() -> None:
    loaded = load_disqus(thread(), post(thread='<thread dsq:id="1337"/>'))
    assert loaded.blog.comments[0].post_id == "1337"
    assert [note.field for note in loaded.notes] == ["thread"]


def test_a_missing_id_is_made_from_the_line() -> None:
    loaded = load_disqus("\n<thread/>\n<post><message>Hm.</message></post>")
    assert loaded.blog.posts[0].id == "line-2"
    assert (loaded.blog.comments[0].id, loaded.blog.comments[0].post_id) == ("line-3", "line-3")
    assert [note.severity for note in loaded.notes].count("repaired") == 3


def test_an_invalid_date_is_unknown_with_a_note() -> None:
    loaded = load_disqus(thread(), post(more="<createdAt>2011-x09-30</createdAt>"))
    assert loaded.blog.comments[0].published is None
    assert [(note.severity, note.field) for note in loaded.notes] == [("lost", "createdAt")]


def test_guests_have_no_id_and_their_e_mail_is_private() -> None:
    author = (
        "<author><name>G</name><email>g@example.org</email><isAnonymous>true</isAnonymous></author>"
    )
    loaded = load_disqus(thread(), f"<post dsq:id='9'>{author}<thread dsq:id='1'/></post>")
    assert loaded.blog.comments[0].author == Author(name="G", email="g@example.org", kind="guest")
    assert loaded.blog.public().comments[0].author.email is None


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE disqus [<!ENTITY a "b">]><disqus xmlns="http://disqus.com">&a;</disqus>',
        f"{DISQUS_START}<post dsq:id='1'>",
        f"{DISQUS_START}</disqus><disqus/>",
        "<html><disqus/></html>",
    ],
)
def test_other_documents_are_refused_with_their_position(document: str) -> None:
    with pytest.raises(FormatError, match="line 1"):
        load(document.encode(), format="disqus")


def test_all_joined_threads_are_one_note() -> None:
    threads = "".join(
        f'<thread dsq:id="{number}"><link>https://example.org/a/</link></thread>'
        for number in range(1, 6)
    )
    loaded = load_disqus(threads)
    assert [post.id for post in loaded.blog.posts] == ["1"]
    (note,) = [note for note in loaded.notes if note.field == "link"]
    assert note.severity == "info"
    assert "(4)" in note.message
