"""Strategies for store checks, with few names, addresses, ids and times, so that these repeat."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import get_args

from hypothesis import strategies as st

from blogcore import strategies
from blogcore.models import Author, Body, Comment, CommentStatus, DiscussionPolicy, Post
from blogcore.replies import Reply

__all__ = ["NOW", "POST", "POST_IDS", "comment_lists", "flood_across_posts", "policies", "replies"]

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
POST = Post(id="1", published=NOW - timedelta(days=1))
#: Ids of the posts; no comment belongs to the last post.
POST_IDS = ("1", "2", "3")


def _before_now(seconds: int, zone: timezone) -> datetime:
    return (NOW - timedelta(seconds=seconds)).astimezone(zone)


_USUAL: tuple[CommentStatus, ...] = ("approved", "held")
_NAMES = st.sampled_from(("Ida", "Jon"))
_EMAILS = st.sampled_from(
    ("ida@example.org", "Ida@example.org", "jon@example.org", "ïda@EXAMPLE.org")
)
_AUTHORS = strategies.authors(name=_NAMES, email=st.none() | _EMAILS)
#: Ids that sort differently by code points, by UTF-16 and by a locale.
_IDS = st.sampled_from(("a", "B", "b", "ä", "Z", "1", "10", "9", "\uffee", "\U0001f642"))
_PARENTS = st.none() | _IDS | st.just("gone")
_WORDS = st.sampled_from(("Yes.", " Yes.\n", "No."))
_IPS = st.sampled_from((None, "192.0.2.1", "2001:db8::1"))
#: Every status, the usual ones more often.
_STATUSES = st.sampled_from((*_USUAL, *_USUAL, *get_args(CommentStatus)))
#: Times around `NOW`; the same instant occurs with two offsets.
_TIMES = st.none() | st.builds(
    _before_now,
    st.sampled_from((3600, 15, 14, 5, 0, -5)),
    st.sampled_from((UTC, timezone(timedelta(hours=5, minutes=30)))),
)


def comment_lists() -> st.SearchStrategy[list[Comment]]:
    """Return a strategy for comments of two posts with distinct ids, any links, status and kind."""
    comments = strategies.comments(
        id=_IDS,
        post_id=st.sampled_from(POST_IDS[:2]),
        author=_AUTHORS,
        body=strategies.bodies(text=_WORDS),
        published=_TIMES,
        in_reply_to=_PARENTS,
        ip=_IPS,
        status=_STATUSES,
    )
    return st.lists(comments, max_size=10, unique_by=lambda comment: comment.id)


def flood_across_posts() -> tuple[list[Comment], Reply]:
    """Return a comment on another post, and a reply by the same visitor too soon after it."""
    ida = Author(name="Ida", email="ida@example.org")
    before = _before_now(5, UTC)
    earlier = Comment(
        id="a", post_id=POST_IDS[1], author=ida, body=Body(text="Yes."), published=before
    )
    return [earlier], Reply(name="Ida", email="ida@example.org", body="No.")


def replies() -> st.SearchStrategy[Reply]:
    """Return a strategy for replies that may flood, repeat a text, or have a missing parent."""
    return strategies.replies(
        name=_NAMES,
        email=st.just("") | _EMAILS,
        url="",
        body=_WORDS,
        in_reply_to=_PARENTS,
        account=None,
        ip=_IPS,
    )


def policies() -> st.SearchStrategy[DiscussionPolicy]:
    """Return a strategy for policies; limits that concern a reply alone keep their defaults."""
    return strategies.policies(
        require_name_and_email=st.booleans(),
        max_depth=st.sampled_from((None, 1, 2, 3)),
        hold_first_time=st.booleans(),
        flood_seconds=st.sampled_from((0, 15)),
        refuse_duplicates=st.booleans(),
        # With other limits hardly any reply would be accepted.
        name_bytes=_DEFAULTS.name_bytes,
        email_bytes=_DEFAULTS.email_bytes,
        url_bytes=_DEFAULTS.url_bytes,
        body_bytes=_DEFAULTS.body_bytes,
        close_after_days=_DEFAULTS.close_after_days,
        fill_seconds=_DEFAULTS.fill_seconds,
        honeypot=_DEFAULTS.honeypot,
    )


_DEFAULTS = DiscussionPolicy()
