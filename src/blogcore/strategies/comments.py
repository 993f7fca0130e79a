"""Comments, one by one; for those of one discussion see `piles` and `threads`."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict, Unpack, get_args

from hypothesis import strategies as st

from blogcore.models import Author, Body, Comment, CommentKind, CommentStatus, Extra
from blogcore.strategies._choices import sampled
from blogcore.strategies._varied import Fields, Varied, built
from blogcore.strategies.bodies import bodies
from blogcore.strategies.dates import dates
from blogcore.strategies.extra import counts, extras
from blogcore.strategies.links import links
from blogcore.strategies.people import authors
from blogcore.strategies.text import ids, texts, texts_or

__all__ = ["CommentFields", "SaidFields", "comments", "said"]


class SaidFields(TypedDict, total=False):
    """What a comment says wherever it stands: for each field a value or a strategy."""

    author: Varied[Author]
    body: Varied[Body]
    updated: Varied[datetime | None]
    status: Varied[CommentStatus]
    kind: Varied[CommentKind]
    likes: Varied[int]
    dislikes: Varied[int]
    url: Varied[str | None]
    ip: Varied[str | None]
    user_agent: Varied[str | None]
    extra: Varied[Extra]


class CommentFields(SaidFields, total=False):
    """What `comments` takes: for each field a value or a strategy."""

    id: Varied[str]
    post_id: Varied[str]
    published: Varied[datetime | None]
    in_reply_to: Varied[str | None]


def comments(**fields: Unpack[CommentFields]) -> st.SearchStrategy[Comment]:
    """Comments whose links may lead anywhere, each field empty or full of anything it may hold."""
    always = {"id": ids(), "post_id": ids(), "author": authors(), "body": bodies()}
    places = {"published": dates(), "in_reply_to": ids()}
    return built(Comment, always, {**places, **said()}, fields)


def said() -> Fields:
    """The fields besides author and body that need not be there, and say nothing of a place."""
    return {
        "updated": dates(),
        "status": sampled(get_args(CommentStatus)),
        "kind": sampled(get_args(CommentKind)),
        "likes": counts(),
        "dislikes": counts(),
        "url": links(),
        "ip": texts_or("192.0.2.1", "2001:db8::1"),
        "user_agent": texts(),
        "extra": extras(),
    }
