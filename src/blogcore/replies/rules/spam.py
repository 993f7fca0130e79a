"""Rules that hold a reply or trash it: words, links, first-time commenters.

Words are found anywhere in a field, in any case, as plain text: they are not patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from blogcore._text.html import html_to_text
from blogcore.replies.context import Finding, ReviewContext

__all__ = ["SPAM_RULES", "count_links"]

_ANCHOR = re.compile(r"<a\s[^<>]*?href\s*=", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)


def _all_held(context: ReviewContext) -> Iterator[Finding]:
    """Hold every reply, if the site moderates all."""
    if context.policy.hold_all:
        yield Finding("hold", "all_held")


def _links(context: ReviewContext) -> Iterator[Finding]:
    """Hold a reply with at least as many links as ``policy.hold_links`` (``check_comment``)."""
    limit = context.policy.hold_links
    if limit and count_links(context.reply.body) >= limit:
        yield Finding("hold", "links", "body", limit)


def _held_words(context: ReviewContext) -> Iterator[Finding]:
    """Hold a reply that contains a word of the moderation list (``check_comment``)."""
    for field in _fields_containing(context.policy.held_words, context):
        yield Finding("hold", "held_word", field)


def _disallowed_words(context: ReviewContext) -> Iterator[Finding]:
    """Trash a reply that contains a disallowed word (``wp_check_comment_disallowed_list``)."""
    for field in _fields_containing(context.policy.disallowed_words, context):
        yield Finding("trash", "disallowed_word", field)


def _first_time(context: ReviewContext) -> Iterator[Finding]:
    """Hold a reply whose name **and** e-mail have no approved comment yet (``check_comment``)."""
    if not context.policy.hold_first_time:
        return
    reply = context.reply
    has_approved = any(
        comment.status == "approved"
        and comment.kind == "comment"
        and comment.author.name == reply.name
        and (comment.author.email or "") == reply.email
        for comment in context.all_comments
    )
    if not has_approved or not reply.email:
        yield Finding("hold", "first_time")


#: In the order in which they are applied.
SPAM_RULES = (_all_held, _links, _held_words, _disallowed_words, _first_time)


def count_links(text: str) -> int:
    """Return the number of links that a text would show: anchors or bare URLs, whichever is more.

    >>> count_links('<a href="https://example.org">one</a> and www.example.org')
    2
    """
    return max(len(_ANCHOR.findall(text)), len(_URL.findall(text)))


def _fields_containing(words: Iterable[str], context: ReviewContext) -> Iterator[str]:
    """Yield the names of the fields that contain one of the words.

    The body is searched twice, with its tags and without.
    """
    wanted = [word.strip().casefold() for word in words if word.strip()]
    if not wanted:
        return
    reply = context.reply
    texts = {
        "name": reply.name,
        "email": reply.email,
        "url": reply.url,
        "body": f"{reply.body}\n{html_to_text(reply.body)}",
        "ip": reply.ip or "",
        "user_agent": reply.user_agent or "",
    }
    for field, text in texts.items():
        folded = text.casefold()
        if any(word in folded for word in wanted):
            yield field
