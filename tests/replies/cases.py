"""A quiet blog in which a reply is taken: each test changes the one thing that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import evolve

from blogcore import (
    Accepted,
    Author,
    Body,
    Comment,
    DiscussionPolicy,
    Post,
    Refused,
    Reply,
    Thread,
    review,
)
from blogcore.replies import Rule

__all__ = ["NOW", "POLICY", "POST", "REPLY", "codes", "comment", "reviewed"]

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
POST = Post(id="7", title="By train", published=NOW - timedelta(days=3))
#: No rule of moderation is on, so that what is asked of all stands alone.
POLICY = DiscussionPolicy(hold_first_time=False, hold_links=None)
REPLY = Reply(name="Ida", email="ida@example.org", body="So do I.", ip="192.0.2.1")


def comment(id: str = "c1", **fields: Any) -> Comment:
    """An approved comment of somebody else, an hour old."""
    given: dict[str, Any] = {
        "post_id": POST.id,
        "author": Author(name="Omar", email="omar@example.org"),
        "body": Body(text="I like trains."),
        "published": NOW - timedelta(hours=1),
    }
    return Comment(id=id, **{**given, **fields})


def reviewed(
    *,
    post: Post | None = POST,
    comments: Iterable[Comment] = (),
    other_comments: Iterable[Comment] = (),
    policy: DiscussionPolicy = POLICY,
    rules: Iterable[Rule] = (),
    **typed: Any,
) -> Accepted | Refused:
    """What becomes of the quiet reply with these fields typed otherwise."""
    return review(
        evolve(REPLY, **typed),
        post=post,
        thread=Thread.from_comments(comments),
        policy=policy,
        now=NOW,
        other_comments=other_comments,
        rules=rules,
    )


def codes(answer: Accepted | Refused) -> set[tuple[str, str]]:
    """What was found: field and code."""
    findings = answer.findings if isinstance(answer, Refused) else answer.reasons
    return {(finding.field, finding.code) for finding in findings}
