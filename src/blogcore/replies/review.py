"""`review`: a reply is refused with all its errors, or accepted with the status it gets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from typing import cast

from attrs import frozen

from blogcore._time.parse import to_fixed_offset
from blogcore.errors import Fault, ValidationError
from blogcore.models import Author, Body, Comment, CommentStatus, DiscussionPolicy, Post
from blogcore.replies.case import Case, Check
from blogcore.replies.conduct import CONDUCT
from blogcore.replies.fields import FIELDS, link
from blogcore.replies.finding import Finding
from blogcore.replies.places import PLACES
from blogcore.replies.reply import Reply, tidied
from blogcore.replies.suspicion import SUSPICION
from blogcore.threads import Thread

__all__ = ["Accepted", "Refused", "review"]


@frozen
class Accepted:
    """The comment that a reply became, and why its status is what it is."""

    comment: Comment
    reasons: tuple[Finding, ...]


@frozen
class Refused:
    """Why a reply cannot be taken: every reason at once."""

    findings: tuple[Finding, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The reasons as a form shows them: at the field, by code (``ReplyForm.errors``)."""
        return tuple(Fault(found.field, found.code, found.message) for found in self.findings)


def review(
    reply: Reply,
    *,
    post: Post | None,
    thread: Thread,
    policy: DiscussionPolicy,
    now: datetime,
    past: Iterable[Comment] = (),
    id: str | None = None,
    checks: Iterable[Check] = (),
) -> Accepted | Refused:
    """What becomes of a reply, by the site's rules and then by ``checks`` of one's own.

    ``thread`` holds all comments of the post, of any status; ``past`` those of other posts that
    count for floods, and for who has been approved before. A post that is None or private is not
    found, and nothing else is told of it. The same arguments give the same answer: there is no
    clock and no chance in it. ``id`` is that of the comment to be; without one it is made of what
    is public in the comment.

    The worst finding decides: refused, trash, spam, held, approved. A moderator and the post's
    author are approved at once, and asked neither for pace nor for suspicion
    (``wp_handle_comment_submission``, ``wp_allow_comment``). Linear in what it is given. Raises
    `ValidationError` for a ``now`` without time zone.

    >>> from datetime import UTC
    >>> from blogcore import DiscussionPolicy, Post
    >>> answer = review(
    ...     Reply(body="Hello"),
    ...     post=Post(id="7"),
    ...     thread=Thread.from_comments([]),
    ...     policy=DiscussionPolicy(),
    ...     now=datetime(2024, 5, 1, tzinfo=UTC),
    ... )
    >>> [(fault.path, fault.code) for fault in answer.faults]
    [('name', 'required'), ('email', 'required')]
    """
    try:
        now = to_fixed_offset(now)
    except ValueError:
        raise ValidationError([Fault("now", "naive_time", "must be an aware datetime")]) from None
    if post is None or post.status == "private":
        return Refused((Finding("refuse", "unknown_post"),))
    case = Case(
        reply=tidied(reply), post=post, thread=thread, policy=policy, now=now, past=tuple(past)
    )
    findings = [finding for check in _rules(case, checks) for finding in check(case)]
    refusals = tuple(finding for finding in findings if finding.action == "refuse")
    if refusals:
        return Refused(refusals)
    return Accepted(_comment(case, id, _status(findings)), tuple(findings))


def _rules(case: Case, checks: Iterable[Check]) -> Iterable[Check]:
    asked_of_all: tuple[Check, ...] = (*PLACES, *FIELDS)
    if case.is_trusted:
        return asked_of_all
    return (*asked_of_all, *CONDUCT, *SUSPICION, *checks)


def _status(findings: Iterable[Finding]) -> CommentStatus:
    actions = {finding.action for finding in findings}
    statuses = {"trash": "trash", "spam": "spam", "hold": "held"}
    worst = next((status for action, status in statuses.items() if action in actions), "approved")
    return cast("CommentStatus", worst)


def _comment(case: Case, id: str | None, status: CommentStatus) -> Comment:
    reply = case.reply
    account = reply.account or Author(
        name=reply.name,
        email=reply.email or None,
        url=link(reply.url) if reply.url else None,
        kind="guest",
    )
    return Comment(
        id=_id(case) if id is None else id,
        post_id=case.post.id,
        author=account,
        body=Body(text=reply.body, media_type=reply.media_type),
        published=case.now,
        in_reply_to=reply.in_reply_to,
        status=status,
        ip=reply.ip,
        user_agent=reply.user_agent,
    )


def _id(case: Case) -> str:
    """A name for the comment of what the world sees of it: no hash of anything private leaves."""
    reply = case.reply
    parts = (case.post.id, case.now.isoformat(), reply.in_reply_to or "", reply.name, reply.body)
    return blake2b("\0".join(parts).encode(), digest_size=10).hexdigest()
