"""A blog for the tests of the Atom and RSS writers."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from tests.factory import make_comment

from blogcore import Author, Blog, Body, Comment, Image, Post, Site, dump
from blogcore.formats import Losses

__all__ = ["IDA", "POST", "SITE", "TIME", "feed_comment", "written"]

TIME = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
IDA = Author(name="Ida", url="https://ida.example/", email="canary@example.org")
SITE = Site(title="Slow & steady", tagline="By train", url="https://slow.example/", language="en")
POST = Post(
    id="7",
    title="The <b> element & co",
    body=Body(text="<p>Eleven hours.</p>", media_type="text/html"),
    authors=[IDA, Author(name="Mo", id="2", kind="guest")],
    url="https://slow.example/7",
    excerpt="Eleven.",
    published=TIME.astimezone(timezone(timedelta(hours=5, minutes=30))),
    updated=TIME + timedelta(hours=1),
    tags=["rail"],
    categories=["Travel"],
    images=[Image(url="https://slow.example/a.jpg", alt="A train", media_type="image/jpeg")],
    language="en-GB",
)


def feed_comment(id: str, parent_id: str | None = None, **fields: Any) -> Comment:
    """Return a comment on `POST` with every field that a feed holds."""
    defaults: dict[str, Any] = {
        "author": IDA,
        "body": Body(text=f"<p>{id}</p>", media_type="text/html"),
        "published": TIME + timedelta(days=1),
        "url": f"https://slow.example/7#comment-{id}",
    }
    return make_comment(id, parent_id, **defaults | fields)


def written(blog: Blog, format: str, *, private: bool = False) -> tuple[bytes, Losses]:
    """Return the feed, and what it does not hold."""
    stream = io.BytesIO()
    losses = dump(blog, stream, format=format, private=private)
    return stream.getvalue(), losses
