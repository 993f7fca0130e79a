"""Rules about how a reply came: too soon after another, the same again, or not by a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from blogcore.replies.case import Case
from blogcore.replies.finding import Finding

__all__ = ["CONDUCT", "folded"]


def _flood(case: Case) -> Iterator[Finding]:
    """Two comments of one address within seconds (``wp_check_comment_flood``)."""
    reply, limit = case.reply, case.policy.flood_seconds
    email = folded(reply.email)
    since = timedelta(seconds=min(limit, timedelta.max.days))
    for comment in case.earlier:
        same_ip = reply.ip is not None and comment.ip == reply.ip
        same_email = bool(email) and folded(comment.author.email or "") == email
        when = comment.published if same_ip or same_email else None
        if when is not None and timedelta(0) <= case.now - when < since:
            yield Finding("refuse", "flood", limit=limit)
            return


def _duplicate(case: Case) -> Iterator[Finding]:
    """The same words, by the same name, in the same place (``wp_allow_comment``)."""
    reply = case.reply
    if not case.policy.refuse_duplicates:
        return
    for comment in case.thread.comments:
        if (
            comment.in_reply_to == reply.in_reply_to
            and comment.status not in ("trash", "deleted")
            and comment.author.name == reply.name
            and (not reply.email or folded(comment.author.email or "") == folded(reply.email))
            and comment.body.text.strip() == reply.body
        ):
            yield Finding("refuse", "duplicate", "body")
            return


def _robots(case: Case) -> Iterator[Finding]:
    """The field that nobody sees is filled in, or the form came back faster than one types."""
    if case.policy.honeypot is not None and case.reply.trap:
        yield Finding("spam", "honeypot")
    least = case.policy.fill_seconds
    if least is not None and case.reply.seconds is not None and case.reply.seconds < least:
        yield Finding("hold", "too_fast", limit=least)


def folded(email: str) -> str:
    """ASCII letters alone are folded: other folding would make one address of two."""
    return email.lower() if email.isascii() else email


CONDUCT = (_duplicate, _flood, _robots)
