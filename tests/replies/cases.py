"""A reply that is accepted without findings; each test changes one thing about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from attrs import evolve
from tests.factory import START, make_post

from blogcore import Accepted, Comment, DiscussionPolicy, Post, Refused, Reply, Thread, review
from blogcore.replies import Rule

__all__ = ["NOW", "POLICY", "POST", "REPLY", "codes", "review_reply"]

#: An hour after the comments of the factory.
NOW = START + timedelta(hours=1)
POST = make_post(published=NOW - timedelta(days=3))
#: All moderation rules are off, so that only the unconditional rules apply.
POLICY = DiscussionPolicy(hold_first_time=False, hold_links=None)
REPLY = Reply(name="Ida", email="ida@example.org", body="So do I.", ip="192.0.2.1")


def review_reply(
    *,
    post: Post | None = POST,
    comments: Iterable[Comment] = (),
    other_comments: Iterable[Comment] = (),
    policy: DiscussionPolicy = POLICY,
    rules: Iterable[Rule] = (),
    **fields: Any,
) -> Accepted | Refused:
    """Review `REPLY` with some fields changed."""
    return review(
        evolve(REPLY, **fields),
        post=post,
        thread=Thread.from_comments(comments),
        policy=policy,
        now=NOW,
        other_comments=other_comments,
        rules=rules,
    )


def codes(result: Accepted | Refused) -> set[tuple[str, str]]:
    """Return field and code of each finding."""
    return {(finding.field, finding.code) for finding in result.findings}
