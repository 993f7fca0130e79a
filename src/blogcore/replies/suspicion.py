"""Rules about whether a moderator should look first: words, links, and who is new here.

Words are looked for as they are, in any case and anywhere in a field: no pattern is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from blogcore._text.html import html_to_text
from blogcore.replies.case import Case
from blogcore.replies.finding import Finding

__all__ = ["SUSPICION", "links"]

_ANCHOR = re.compile(r"<a\s[^<>]*?href\s*=", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)


def _all_held(case: Case) -> Iterator[Finding]:
    if case.policy.hold_all:
        yield Finding("hold", "all_held")


def _links(case: Case) -> Iterator[Finding]:
    """As many links as the site holds for, or more (``check_comment``)."""
    limit = case.policy.hold_links
    if limit and links(case.reply.body) >= limit:
        yield Finding("hold", "links", "body", limit)


def _held_words(case: Case) -> Iterator[Finding]:
    for field in _fields_with(case.policy.held_words, case):
        yield Finding("hold", "held_word", field)


def _disallowed_words(case: Case) -> Iterator[Finding]:
    """As ``wp_check_comment_disallowed_list``; the text is searched without its tags too."""
    for field in _fields_with(case.policy.disallowed_words, case):
        yield Finding("trash", "disallowed_word", field)


def _first_time(case: Case) -> Iterator[Finding]:
    """Nobody of this name **and** address has an approved comment yet."""
    if not case.policy.hold_first_time:
        return
    reply = case.reply
    known = any(
        comment.status == "approved"
        and comment.kind == "comment"
        and comment.author.name == reply.name
        and (comment.author.email or "") == reply.email
        for comment in case.earlier
    )
    if not known or not reply.email:
        yield Finding("hold", "first_time")


SUSPICION = (_all_held, _links, _held_words, _disallowed_words, _first_time)


def links(text: str) -> int:
    """How many links a text would show: anchors, or bare addresses where those are more.

    >>> links('<a href="https://example.org">one</a> and www.example.org')
    2
    """
    anchors = len(_ANCHOR.findall(text))
    return max(anchors, len(_ADDRESS.findall(text)))


def _fields_with(words: Iterable[str], case: Case) -> Iterator[str]:
    """Names of the fields in which one of the words is."""
    wanted = [word.strip().casefold() for word in words if word.strip()]
    if not wanted:
        return
    reply = case.reply
    searched = {
        "name": reply.name,
        "email": reply.email,
        "url": reply.url,
        "body": f"{reply.body}\n{html_to_text(reply.body)}",
        "ip": reply.ip or "",
        "user_agent": reply.user_agent or "",
    }
    for field, text in searched.items():
        folded = text.casefold()
        if any(word in folded for word in wanted):
            yield field
