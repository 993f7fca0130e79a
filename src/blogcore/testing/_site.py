"""A small site on which everything happens at once: few names, addresses and ids, which meet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import get_args

from hypothesis import strategies as st

from blogcore.models import Comment, CommentStatus, DiscussionPolicy, Post
from blogcore.replies import Reply
from blogcore.strategies import authors, bodies, comments, replies
from blogcore.strategies import policies as any_policies

__all__ = ["NOW", "POST", "POST_IDS", "discussions", "policies", "typed"]

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
POST = Post(id="1", published=NOW - timedelta(days=1))
#: The last has no comments.
POST_IDS = ("1", "2", "3")


def _before_now(seconds: int, zone: timezone) -> datetime:
    return (NOW - timedelta(seconds=seconds)).astimezone(zone)


_USUAL: tuple[CommentStatus, ...] = ("approved", "held")
_NAMES = st.sampled_from(("Ida", "Jon"))
_EMAILS = st.sampled_from(
    ("ida@example.org", "Ida@example.org", "jon@example.org", "ïda@EXAMPLE.org")
)
_AUTHORS = authors(name=_NAMES, email=st.none() | _EMAILS)
#: Ids whose order differs between code points, bytes of UTF-16 and what people are used to.
_IDS = st.sampled_from(("a", "B", "b", "ä", "Z", "1", "10", "9", "\uffee", "\U0001f642"))
_PARENTS = st.none() | _IDS | st.just("gone")
_WORDS = st.sampled_from(("Yes.", " Yes.\n", "No."))
_IPS = st.sampled_from((None, "192.0.2.1", "2001:db8::1"))
#: All that there are, the usual ones more often.
_STATUSES = st.sampled_from((*_USUAL, *_USUAL, *get_args(CommentStatus)))
#: Around now; the same instant is written at two offsets.
_TIMES = st.none() | st.builds(
    _before_now,
    st.sampled_from((3600, 15, 14, 5, 0, -5)),
    st.sampled_from((UTC, timezone(timedelta(hours=5, minutes=30)))),
)


def discussions() -> st.SearchStrategy[list[Comment]]:
    """Comments of two posts, each id once, whose links lead anywhere; of any status and kind."""
    one = comments(
        id=_IDS,
        post_id=st.sampled_from(POST_IDS[:2]),
        author=_AUTHORS,
        body=bodies(text=_WORDS),
        published=_TIMES,
        in_reply_to=_PARENTS,
        ip=_IPS,
        status=_STATUSES,
    )
    return st.lists(one, max_size=10, unique_by=lambda comment: comment.id)


def typed() -> st.SearchStrategy[Reply]:
    """Replies that may flood, say something again, or answer what is not there."""
    return replies(
        name=_NAMES,
        email=st.just("") | _EMAILS,
        url="",
        body=_WORDS,
        in_reply_to=_PARENTS,
        account=None,
        ip=_IPS,
    )


def policies() -> st.SearchStrategy[DiscussionPolicy]:
    """Each rule that looks at other comments is on or off; no limit is other than usual."""
    return any_policies(
        require_name_and_email=st.booleans(),
        max_depth=st.sampled_from((None, 1, 2, 3)),
        hold_first_time=st.booleans(),
        flood_seconds=st.sampled_from((0, 15)),
        refuse_duplicates=st.booleans(),
        # By other limits nothing would be accepted.
        name_bytes=_USUALLY.name_bytes,
        email_bytes=_USUALLY.email_bytes,
        url_bytes=_USUALLY.url_bytes,
        body_bytes=_USUALLY.body_bytes,
        close_after_days=_USUALLY.close_after_days,
        fill_seconds=_USUALLY.fill_seconds,
        honeypot=_USUALLY.honeypot,
    )


_USUALLY = DiscussionPolicy()
