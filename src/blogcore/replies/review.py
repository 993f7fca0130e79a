"""`review`: refuse a reply with all its errors, or accept it with a moderation status."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b

from attrs import frozen

from blogcore._time.parse import to_fixed_offset
from blogcore.errors import Fault, ValidationError
from blogcore.models import Author, Body, Comment, CommentStatus, DiscussionPolicy, Post
from blogcore.replies.context import Finding, FindingAction, ReviewContext, Rule
from blogcore.replies.reply import Reply, normalise
from blogcore.replies.rules.abuse import ABUSE_RULES
from blogcore.replies.rules.fields import FIELD_RULES, parse_web_url
from blogcore.replies.rules.post import POST_RULES
from blogcore.replies.rules.spam import SPAM_RULES
from blogcore.threads import Thread

__all__ = ["Accepted", "Refused", "review"]

#: The status that each action gives a comment, the strongest first.
_STATUSES: tuple[tuple[FindingAction, CommentStatus], ...] = (
    ("trash", "trash"),
    ("spam", "spam"),
    ("hold", "held"),
)


@frozen
class Accepted:
    """The comment made from a reply, and the reasons for its status."""

    #: The new comment.
    comment: Comment
    #: The findings of the rules, which determine the status; usually empty.
    findings: tuple[Finding, ...]


@frozen
class Refused:
    """A refused reply: every reason, not only the first."""

    #: The findings with the action "refuse".
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The findings as errors of a form, each with field and code (``ReplyForm.errors``)."""
        return tuple(Fault(found.field, found.code, found.message) for found in self.findings)


def review(
    reply: Reply,
    *,
    post: Post | None,
    thread: Thread,
    policy: DiscussionPolicy,
    now: datetime,
    other_comments: Iterable[Comment] = (),
    id: str | None = None,
    rules: Iterable[Rule] = (),
) -> Accepted | Refused:
    """Return the comment that a reply becomes, or the reasons why it is refused.

    The strongest finding decides: refuse, trash, spam, hold, else approved. Replies of moderators
    and of the post's author are approved at once: for them only the rules about the post and the
    form's fields apply.

    Args:
        reply: The submitted form.
        post: The post that it belongs to. None or a private post gives the code ``unknown_post``
            and nothing more, so that nothing is revealed about it.
        thread: All comments of the post, of any status.
        policy: The site's rules.
        now: The current time, with a time zone.
        other_comments: Comments of other posts, which count for floods and for whether the writer
            has been approved before.
        id: Id of the new comment; by default a hash of its public content and time.
        rules: Custom rules, applied after the site's.

    Returns:
        The same value for the same arguments; no clock and no randomness is involved.

    Raises:
        ValidationError: ``now`` has no time zone.

    Linear in the number of comments.
    Source: WordPress ``wp_handle_comment_submission``, ``wp_allow_comment``.

    >>> from datetime import UTC
    >>> from blogcore import DiscussionPolicy, Post
    >>> result = review(
    ...     Reply(body="Hello"),
    ...     post=Post(id="7"),
    ...     thread=Thread.from_comments([]),
    ...     policy=DiscussionPolicy(),
    ...     now=datetime(2024, 5, 1, tzinfo=UTC),
    ... )
    >>> [(fault.path, fault.code) for fault in result.faults]
    [('name', 'required'), ('email', 'required')]
    """
    try:
        now = to_fixed_offset(now)
    except ValueError:
        raise ValidationError([Fault("now", "naive_time", "must be an aware datetime")]) from None
    if post is None or post.status == "private":
        return Refused((Finding("refuse", "unknown_post"),))
    context = ReviewContext(
        reply=normalise(reply),
        post=post,
        thread=thread,
        policy=policy,
        now=now,
        other_comments=tuple(other_comments),
    )
    findings = [finding for rule in _applicable(context, rules) for finding in rule(context)]
    refusals = tuple(finding for finding in findings if finding.action == "refuse")
    if refusals:
        return Refused(refusals)
    return Accepted(_to_comment(context, id, _status(findings)), tuple(findings))


def _applicable(context: ReviewContext, custom: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules that apply to the writer of a reply."""
    if context.is_trusted:
        return (*POST_RULES, *FIELD_RULES)
    return (*POST_RULES, *FIELD_RULES, *ABUSE_RULES, *SPAM_RULES, *custom)


def _status(findings: Iterable[Finding]) -> CommentStatus:
    """Return the status of a comment with these findings."""
    actions = {finding.action for finding in findings}
    for action, status in _STATUSES:
        if action in actions:
            return status
    return "approved"


def _to_comment(context: ReviewContext, id: str | None, status: CommentStatus) -> Comment:
    """Return the comment of an accepted reply."""
    reply = context.reply
    author = reply.account or Author(
        name=reply.name,
        email=reply.email or None,
        url=parse_web_url(reply.url) if reply.url else None,
        kind="guest",
    )
    return Comment(
        id=_make_id(context) if id is None else id,
        post_id=context.post.id,
        author=author,
        body=Body(text=reply.body, media_type=reply.media_type),
        published=context.now,
        in_reply_to=reply.in_reply_to,
        status=status,
        ip=reply.ip,
        user_agent=reply.user_agent,
    )


def _make_id(context: ReviewContext) -> str:
    """Return a hash of public data: an id must not reveal private data, not even hashed."""
    reply = context.reply
    parts = (
        context.post.id,
        context.now.isoformat(),
        reply.in_reply_to or "",
        reply.name,
        reply.body,
    )
    return blake2b("\0".join(parts).encode(), digest_size=10).hexdigest()
