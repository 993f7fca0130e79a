"""Rules that hold a reply or trash it: words, links, first-time commenters.

Words are found anywhere in a field, in any case, as plain text: they are not patterns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blogcore._text.compare import count_links, search_key, shown_texts
from blogcore.replies.context import Finding, ReviewContext

__all__ = ["SPAM_RULES"]


def _all_held(context: ReviewContext) -> Iterator[Finding]:
    """Hold every reply, if the site moderates all."""
    if context.policy.hold_all:
        yield Finding("hold", "all_held")


def _links(context: ReviewContext) -> Iterator[Finding]:
    """Hold a reply with at least as many links as ``policy.hold_links`` (``check_comment``)."""
    limit = context.policy.hold_links
    reply = context.reply
    if limit and count_links(reply.body, reply.media_type) >= limit:
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


def _fields_containing(words: Iterable[str], context: ReviewContext) -> Iterator[str]:
    """Yield the names of the fields that contain one of the words, as readers see them.

    The body is searched as it was typed and as it is shown.
    """
    wanted = [key for word in words if (key := search_key(word))]
    if not wanted:
        return
    reply = context.reply
    texts = {
        "name": (reply.name,),
        "email": (reply.email,),
        "url": (reply.url,),
        "body": shown_texts(reply.body, reply.media_type),
        "ip": (reply.ip or "",),
        "user_agent": (reply.user_agent or "",),
    }
    for field, versions in texts.items():
        keys = [search_key(text) for text in versions]
        if any(word in key for word in wanted for key in keys):
            yield field
