"""Rules against abuse: too soon after another comment, the same again, or sent by a robot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from blogcore._text.compare import normalized
from blogcore.replies.context import Finding, ReviewContext

__all__ = ["ABUSE_RULES", "fold_email"]


def _duplicate(context: ReviewContext) -> Iterator[Finding]:
    """Refuse the same text by the same name under the same parent (``wp_allow_comment``)."""
    reply = context.reply
    if not context.policy.refuse_duplicates:
        return
    name, body = normalized(reply.name), normalized(reply.body)
    for comment in context.thread.comments:
        if (
            comment.in_reply_to == reply.in_reply_to
            and comment.status not in ("trash", "deleted")
            and normalized(comment.author.name) == name
            and (
                not reply.email or fold_email(comment.author.email or "") == fold_email(reply.email)
            )
            and normalized(comment.body.text) == body
        ):
            yield Finding("refuse", "duplicate", "body")
            return


def _flood(context: ReviewContext) -> Iterator[Finding]:
    """Refuse a second comment from one IP or e-mail soon after (``wp_check_comment_flood``)."""
    reply, limit = context.reply, context.policy.flood_seconds
    email = fold_email(reply.email)
    network = None if reply.ip is None else _network(reply.ip)
    interval = timedelta(seconds=min(limit, timedelta.max.days))
    for comment in context.all_comments:
        same_ip = (
            network is not None
            and comment.ip is not None
            and (comment.ip == reply.ip or _network(comment.ip) == network)
        )
        same_email = bool(email) and fold_email(comment.author.email or "") == email
        published = comment.published if same_ip or same_email else None
        if limit and published is not None and context.now - published < interval:
            yield Finding("refuse", "flood", limit=limit)
            return


def _robot(context: ReviewContext) -> Iterator[Finding]:
    """Flag a form whose honeypot is filled in, or that was sent faster than a person types."""
    if context.policy.honeypot is not None and context.reply.trap:
        yield Finding("spam", "honeypot")
    minimum, seconds = context.policy.fill_seconds, context.reply.seconds
    if minimum is not None and seconds is not None and seconds < minimum:
        yield Finding("hold", "too_fast", limit=minimum)


#: In the order in which they are applied.
ABUSE_RULES = (_duplicate, _flood, _robot)


def _network(ip: str) -> str:
    """Return what one visitor's addresses have in common: an IPv4 address, or 64 bits of IPv6."""
    try:
        address = ip_address(ip)
    except ValueError:
        return ip
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return f"{int(address) >> 64:x}/64"
        address = address.ipv4_mapped
    return str(address)


def fold_email(email: str) -> str:
    """Return an e-mail address in lower case, for comparisons.

    Only pure ASCII is changed: lowering other letters could make two different addresses equal.
    """
    return email.lower() if email.isascii() else email
