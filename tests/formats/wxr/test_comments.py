"""Comments: author, body, time, parent, status and kind."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.formats.wxr.documents import (
    comment_xml,
    document,
    item_xml,
    post_xml,
    read,
    read_one,
)

from blogcore import Author, Body, Comment


def test_every_field_of_a_comment_is_read() -> None:
    fields = """
        <wp:comment_author><![CDATA[Ida & Co]]></wp:comment_author>
        <wp:comment_author_email>
            ida@example.org
        </wp:comment_author_email>
        <wp:comment_author_url>https://example.org/?a=1&amp;b=2</wp:comment_author_url>
        <wp:comment_author_IP>192.0.2.1</wp:comment_author_IP>
        <wp:comment_date>2024-05-01 12:30:00</wp:comment_date>
        <wp:comment_date_gmt>2024-05-01 12:30:00</wp:comment_date_gmt>
        <wp:comment_content><![CDATA[One
two <b>three</b>]]></wp:comment_content>
        <wp:comment_type></wp:comment_type><wp:comment_parent>6</wp:comment_parent>
        <wp:comment_user_id>0</wp:comment_user_id><wp:comment_karma>3</wp:comment_karma>
        <wp:commentmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value>
        </wp:commentmeta>
    """
    assert read_one(post_xml(comment_xml(fields)), Comment) == Comment(
        id="7",
        post_id="1",
        author=Author(
            name="Ida & Co",
            email="ida@example.org",
            url="https://example.org/?a=1&b=2",
            kind="guest",
        ),
        body=Body(text="One\ntwo <b>three</b>", media_type="text/html"),
        published=datetime(2024, 5, 1, 12, 30, tzinfo=UTC),
        in_reply_to="6",
        ip="192.0.2.1",
        extra={"wp:comment_karma": "3", "wp:commentmeta:k": "v"},
    )


def test_names_are_unescaped() -> None:
    """WordPress stores names escaped for HTML, also those of blogs that sent a pingback."""
    name = "A &laquo; B&#039;s &#1;<blog>"
    fields = f"<wp:comment_author><![CDATA[{name}]]></wp:comment_author>"
    assert read_one(post_xml(comment_xml(fields)), Comment).author.name == "A « B's <blog>"


@pytest.mark.parametrize("parent", ["", "0", " 0 "])
def test_a_parent_of_zero_is_none(parent: str) -> None:
    fields = f"<wp:comment_parent>{parent}</wp:comment_parent>"
    assert read_one(post_xml(comment_xml(fields)), Comment).in_reply_to is None


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("1", "approved"),
        ("0", "held"),
        ("spam", "spam"),
        ("trash", "trash"),
        ("post-trashed", "trash"),
    ],
)
def test_statuses_are_mapped(word: str, status: str) -> None:
    loaded = read(post_xml(comment_xml(approved=word)))
    assert loaded.blog.comments[0].status == status
    assert not list(loaded.notes)


@pytest.mark.parametrize("word", ["", "approved?", "<b>", "2"])
def test_an_unknown_status_is_held_and_noted(word: str) -> None:
    loaded = read(post_xml(comment_xml(approved=word.replace("<", "&lt;"))))
    assert loaded.blog.comments[0].status == "held"
    assert loaded.blog.comments[0].extra.get("wp:comment_approved", "") == word
    assert [note.severity for note in loaded.notes] == ["repaired"]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("", "comment"),
        ("comment", "comment"),
        ("pingback", "pingback"),
        ("trackback", "trackback"),
        ("webmention", "webmention"),
        ("order_note", "comment"),
    ],
)
def test_types_are_mapped_and_types_of_plugins_are_kept(word: str, kind: str) -> None:
    got = read_one(post_xml(comment_xml(f"<wp:comment_type>{word}</wp:comment_type>")), Comment)
    assert got.kind == kind
    assert got.extra.get("wp:comment_type") == (word if word == "order_note" else None)


def test_an_account_has_the_login_that_the_file_lists() -> None:
    author = (
        "<wp:author><wp:author_id>5</wp:author_id><wp:author_login>ida</wp:author_login>"
        "<wp:author_display_name>Ida</wp:author_display_name></wp:author>"
    )
    by = "<wp:comment_user_id>{}</wp:comment_user_id>"
    items = item_xml(comment_xml(by.format(5), id="1") + comment_xml(by.format(6), id="2"))
    known, unknown = read(document(items, author)).blog.comments
    assert (known.author.id, known.author.kind) == ("ida", "person")
    assert (unknown.author.id, unknown.author.kind) == (None, "person")
    assert unknown.extra["wp:comment_user_id"] == "6"


def test_comments_before_the_post_id_belong_to_the_post() -> None:
    text = document(
        f"<item>{comment_xml(id='1')}<wp:post_id>9</wp:post_id>{comment_xml(id='2')}"
        f"<wp:status>publish</wp:status></item>{item_xml(comment_xml(id='3'), id='10')}"
    )
    blog = read(text).blog
    assert [(got.id, got.post_id) for got in blog.comments] == [("1", "9"), ("2", "9"), ("3", "10")]
    assert [got.id for got in blog.posts] == ["9", "10"]


def test_comments_without_an_id_get_stable_distinct_ids() -> None:
    loaded = read(
        document(
            item_xml(comment_xml(id="") * 2 + comment_xml()) + item_xml(comment_xml(id=""), id="2")
        )
    )
    assert [got.id for got in loaded.blog.comments] == [
        "1-comment-1",
        "1-comment-2",
        "7",
        "2-comment-1",
    ]
    assert [note.field for note in loaded.notes] == ["wp:comment_id"] * 3


def test_a_comment_within_a_comment_is_left_out_and_noted() -> None:
    loaded = read(post_xml(comment_xml(comment_xml(id="8"))))
    assert [got.id for got in loaded.blog.comments] == ["7"]
    assert [(note.severity, note.field) for note in loaded.notes] == [("lost", "wp:comment")]


def test_notes_contain_no_private_values() -> None:
    fields = "".join(
        f"<wp:{name}>canary{value}</wp:{name}>" * 2
        for name, value in [
            ("comment_author_email", "@example.org &amp; &x; &#0; &canary; \x01"),
            ("comment_author_IP", "203.0.113.9"),
            ("comment_agent", "browser"),
            ("comment_id", "no"),
        ]
    )
    loaded = read(
        post_xml(comment_xml(fields) + "<wp:post_password>canary&canary;</wp:post_password>")
    )
    assert loaded.notes.total > 5
    assert "canary" not in str(loaded.notes)
    assert "canary" not in repr(loaded.blog.comments)
