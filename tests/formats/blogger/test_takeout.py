"""The feed in a Takeout of Blogger."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.formats.documents import load_takeout


def tag(number: int) -> str:
    return f"tag:blogger.com,1999:blog-5.post-{number}"


def entry(kind: str, number: int, more: str = "", status: str = "LIVE") -> str:
    own = f"<blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status>"
    return f"<entry><id>{tag(number)}</id>{own}{more}</entry>"


def test_posts_pages_and_comments_are_distinguished() -> None:
    loaded = load_takeout(
        entry(
            "POST",
            1,
            """<title>By train</title><content type="html">Two days.</content><link/>
            <published>2017-06-20T04:32:00.003Z</published><blogger:created>2017-06-01T00:00:00Z</blogger:created>
            <blogger:filename>/2017/06/by-train.html</blogger:filename>
            <blogger:metaDescription>In short</blogger:metaDescription>
            <blogger:location><blogger:name>Here</blogger:name><blogger:latitude>1.5</blogger:latitude></blogger:location>""",
        ),
        entry("PAGE", 2),
        entry(
            "COMMENT",
            10,
            f"""<blogger:parent>{tag(1)}</blogger:parent><blogger:inReplyTo/>
            <author><name>Unknown</name><blogger:type>ANONYMOUS</blogger:type></author>""",
        ),
        entry(
            "COMMENT",
            11,
            f"<blogger:parent>{tag(1)}</blogger:parent><blogger:inReplyTo>10</blogger:inReplyTo>",
        ),
    )
    assert (loaded.format, list(loaded.notes)) == ("blogger", [])
    post, page = loaded.blog.posts
    assert (post.slug, post.url, post.excerpt) == ("by-train", "/2017/06/by-train.html", "In short")
    assert post.published == datetime(2017, 6, 20, 4, 32, 0, 3000, tzinfo=UTC)
    assert post.extra["blogger:location"] == ("Here", "1.5")
    assert page.kind == "page"
    assert loaded.blog.comments[0].author.kind == "guest"
    assert [node.number for node in loaded.blog.thread(tag(1))] == ["1", "1.1"]


@pytest.mark.parametrize(
    ("kind", "stated", "status", "notes"),
    [
        ("POST", "LIVE", "published", 0),
        ("POST", "DRAFT", "draft", 0),
        ("POST", "SCHEDULED", "scheduled", 0),
        ("POST", "SOFT_TRASHED", "trash", 0),
        ("POST", "NEW_WORD", "draft", 1),
        ("COMMENT", "LIVE", "approved", 0),
        ("COMMENT", "SPAM_COMMENT", "spam", 0),
        ("COMMENT", "PENDING", "held", 0),
        ("COMMENT", "SOFT_TRASHED", "trash", 0),
        ("COMMENT", "NEW_WORD", "held", 1),
    ],
)
def test_items_of_unknown_status_are_not_public(
    kind: str, stated: str, status: str, notes: int
) -> None:
    loaded = load_takeout(entry(kind, 1, "<blogger:parent>7</blogger:parent>", status=stated))
    blog = loaded.blog
    statuses = [post.status for post in blog.posts] + [comment.status for comment in blog.comments]
    assert statuses == [status]
    assert len(loaded.notes) == notes


def test_a_comment_without_its_post_is_kept_with_a_note() -> None:
    loaded = load_takeout(entry("COMMENT", 10))
    assert loaded.blog.comments[0].post_id == tag(10)
    assert [note.field for note in loaded.notes] == ["blogger:parent"]
