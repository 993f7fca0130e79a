"""Rules about the form's fields: name, e-mail, link and text, as WordPress checks them.

Lengths are in bytes of UTF-8 (``wp_get_comment_fields_max_lengths``); text that is too long is
refused, never cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from blogcore._text.html import html_to_text
from blogcore._text.plain import find_forbidden, has_bidi_controls, is_blank
from blogcore.replies.context import Finding, ReviewContext

__all__ = ["FIELD_RULES", "is_email", "parse_web_url"]

#: The characters that WordPress's ``is_email`` accepts before the "@" and in each label after it.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+", re.ASCII)
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?", re.ASCII)
_MIN_EMAIL_LENGTH = 6
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:", re.ASCII)
_HOST_WITH_PORT = re.compile(r"[^/:]+:\d+(?:[/?#]|$)", re.ASCII)


def _characters(context: ReviewContext) -> Iterator[Finding]:
    """Refuse control characters and lone surrogates, and marks that reorder a name."""
    reply = context.reply
    for field in ("name", "email", "url", "body"):
        if find_forbidden(getattr(reply, field)) is not None:
            yield Finding("refuse", "control_character", field)
    if has_bidi_controls(reply.name):
        yield Finding("refuse", "bidi_control", "name")


def _lengths(context: ReviewContext) -> Iterator[Finding]:
    """Refuse a field that is longer than the policy allows."""
    reply, policy = context.reply, context.policy
    limits = (
        ("name", reply.name, policy.name_bytes),
        ("email", reply.email, policy.email_bytes),
        ("url", reply.url, policy.url_bytes),
        ("body", reply.body, policy.body_bytes),
    )
    for field, text, limit in limits:
        if len(text.encode("utf-8", "surrogatepass")) > limit:
            yield Finding("refuse", "too_long", field, limit)


def _identity(context: ReviewContext) -> Iterator[Finding]:
    """Require a name and a valid e-mail of visitors without an account."""
    reply = context.reply
    if reply.account is not None:
        return
    required = context.policy.require_name_and_email
    if is_blank(reply.name) and (required or reply.name):
        yield Finding("refuse", "required", "name")
    if reply.email:
        if not is_email(reply.email):
            yield Finding("refuse", "invalid_email", "email")
    elif required:
        yield Finding("refuse", "required", "email")
    if reply.url and parse_web_url(reply.url) is None:
        yield Finding("refuse", "invalid_url", "url")


def _body(context: ReviewContext) -> Iterator[Finding]:
    """Refuse an invisible body: only spaces, invisible characters, or empty tags."""
    reply = context.reply
    is_html = reply.media_type == "text/html"
    if is_blank(html_to_text(reply.body) if is_html else reply.body):
        yield Finding("refuse", "empty", "body")


#: In the order in which they are applied.
FIELD_RULES = (_characters, _lengths, _identity, _body)


def is_email(text: str) -> bool:
    """Return whether text has the form of an e-mail address.

    Source: WordPress ``is_email``.

    >>> is_email("ida@example.org"), is_email("ida@example")
    (True, False)
    """
    local, at, domain = text.partition("@")
    labels = domain.split(".")
    return (
        bool(at)
        and len(text) >= _MIN_EMAIL_LENGTH
        and _LOCAL.fullmatch(local) is not None
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
    )


def parse_web_url(text: str) -> str | None:
    """Return a typed web address as a URL, with ``http://`` added where the scheme is missing.

    None for text that is no URL, has another scheme than http and https, or contains a password.

    Source: WordPress ``esc_url_raw`` with the protocols http and https.

    >>> parse_web_url("example.org/me"), parse_web_url("javascript:alert(1)")
    ('http://example.org/me', None)
    """
    if any(character.isspace() for character in text) or find_forbidden(text) is not None:
        return None
    has_scheme = _SCHEME.match(text) and not _HOST_WITH_PORT.match(text)
    url = text if has_scheme else f"http://{text.lstrip('/')}"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return url if is_web else None
