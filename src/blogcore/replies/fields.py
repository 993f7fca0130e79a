"""Rules about what was typed: names, addresses, links and words, as WordPress asks them.

Lengths are in bytes of UTF-8 (``wp_get_comment_fields_max_lengths``); what is too long is refused
and never cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from blogcore._text.html import html_to_text
from blogcore._text.plain import find_forbidden, has_bidi_controls, is_blank
from blogcore.replies.case import Case
from blogcore.replies.finding import Finding

__all__ = ["FIELDS", "is_email", "link"]

#: The parts of an address as ``is_email`` takes them.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+", re.ASCII)
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?", re.ASCII)
_SHORTEST_EMAIL = 6
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:", re.ASCII)


def _characters(case: Case) -> Iterator[Finding]:
    """No text may hold control characters or lone surrogates (see `blogcore._text.plain`)."""
    reply = case.reply
    typed = (("name", reply.name), ("email", reply.email), ("url", reply.url), ("body", reply.body))
    for field, text in typed:
        if find_forbidden(text) is not None:
            yield Finding("refuse", "control_character", field)
    if has_bidi_controls(reply.name):
        yield Finding("refuse", "bidi_control", "name")


def _lengths(case: Case) -> Iterator[Finding]:
    reply, policy = case.reply, case.policy
    limits = (
        ("name", reply.name, policy.name_bytes),
        ("email", reply.email, policy.email_bytes),
        ("url", reply.url, policy.url_bytes),
        ("body", reply.body, policy.body_bytes),
    )
    for field, text, limit in limits:
        if len(text.encode("utf-8", "surrogatepass")) > limit:
            yield Finding("refuse", "too_long", field, limit)


def _who(case: Case) -> Iterator[Finding]:
    """Name and address are asked of visitors; an account has its own."""
    reply = case.reply
    if reply.account is not None:
        return
    if is_blank(reply.name) and (case.policy.require_name_and_email or reply.name):
        yield Finding("refuse", "required", "name")
    if reply.email:
        if not is_email(reply.email):
            yield Finding("refuse", "invalid_email", "email")
    elif case.policy.require_name_and_email:
        yield Finding("refuse", "required", "email")
    if reply.url and link(reply.url) is None:
        yield Finding("refuse", "invalid_url", "url")


def _words(case: Case) -> Iterator[Finding]:
    """A body that shows nothing: blanks, invisible characters, or tags around nothing."""
    reply = case.reply
    html = reply.media_type == "text/html"
    if is_blank(html_to_text(reply.body) if html else reply.body):
        yield Finding("refuse", "empty", "body")


FIELDS = (_characters, _lengths, _who, _words)


def is_email(text: str) -> bool:
    """Whether text has the shape of an e-mail address by the rules of WordPress's ``is_email``.

    >>> is_email("ida@example.org"), is_email("ida@example")
    (True, False)
    """
    local, at, domain = text.partition("@")
    labels = domain.split(".")
    return (
        bool(at)
        and len(text) >= _SHORTEST_EMAIL
        and _LOCAL.fullmatch(local) is not None
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
    )


def link(typed: str) -> str | None:
    """What was typed as an address of the web, ``http://`` put before where a scheme is missing.

    None for what is no address, or of another scheme (``esc_url_raw`` with http and https).

    >>> link("example.org/me"), link("javascript:alert(1)")
    ('http://example.org/me', None)
    """
    if any(character.isspace() for character in typed) or find_forbidden(typed) is not None:
        return None
    with_port = re.match(r"[^/:]+:\d+(?:[/?#]|$)", typed, re.ASCII)
    url = typed if _SCHEME.match(typed) and not with_port else f"http://{typed.lstrip('/')}"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    fine = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return url if fine else None
