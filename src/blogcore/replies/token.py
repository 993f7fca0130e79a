"""What a form brings back with it: the mark of who it was shown to, and when."""

from __future__ import annotations

import hmac
from datetime import datetime

from blogcore._time.parse import to_fixed_offset
from blogcore.errors import Fault, ValidationError

__all__ = ["form_age", "form_token"]


def form_token(secret: str, visitor: str, now: datetime) -> str:
    """A token for the form that is shown to a visitor now, to be sent along hidden.

    ``visitor`` is whatever the site knows a browser by, such as a random text in its session. Who
    has not got the ``secret`` makes no token, so a form that brings one was shown by this site to
    this visitor: no other site sent it (CSRF). The same arguments give the same token; it holds
    the second, and HMAC-SHA-256 of that and of the visitor (RFC 2104). Raises `ValidationError`
    for an empty secret and for a ``now`` without time zone.

    >>> from datetime import UTC
    >>> form_token("secret", "visitor", datetime(2024, 5, 1, tzinfo=UTC)).partition(".")[0]
    '1714521600'
    """
    second = _second(now)
    return f"{second}.{_mark(secret, visitor, second)}"


def form_age(token: str, secret: str, visitor: str, now: datetime) -> int | None:
    """Seconds since the form with this token was shown to this visitor (``Reply.seconds``).

    None where it never was: the token is of another secret or visitor, of a time to come, or none
    at all. A form of which nothing is known is refused with the code ``expired``. Raises as
    `form_token`.

    >>> from datetime import UTC, timedelta
    >>> now = datetime(2024, 5, 1, tzinfo=UTC)
    >>> token = form_token("secret", "visitor", now)
    >>> form_age(token, "secret", "visitor", now + timedelta(minutes=1))
    60
    >>> form_age(token, "secret", "somebody else", now)
    """
    second, _, mark = token.partition(".")
    right = _mark(secret, visitor, second)
    elapsed = _second(now) - int(second) if hmac.compare_digest(_bytes(mark), _bytes(right)) else -1
    return elapsed if elapsed >= 0 else None


def _mark(secret: str, visitor: str, second: str | int) -> str:
    if not secret:
        raise ValidationError([Fault("secret", "empty", "must be known to the site alone")])
    return hmac.digest(_bytes(secret), _bytes(f"{second}.{visitor}"), "sha256").hex()


def _second(now: datetime) -> int:
    try:
        return int(to_fixed_offset(now).timestamp())
    except ValueError:
        raise ValidationError([Fault("now", "naive_time", "must be an aware datetime")]) from None


def _bytes(text: str) -> bytes:
    """Of any text at all: what a stranger sent back may hold anything."""
    return text.encode("utf-8", "surrogatepass")
