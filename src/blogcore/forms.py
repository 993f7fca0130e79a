"""The "Leave a Reply" form: `ReplyForm`, and tokens that prove who was shown a form, and when."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast

from attrs import evolve, field, frozen

from blogcore._text.plain import find_forbidden, scrub
from blogcore._time.parse import to_fixed_offset
from blogcore.errors import Fault, ValidationError
from blogcore.replies import Reply

__all__ = ["ReplyForm", "issue_token", "token_age"]


def _without_control_characters(text: str) -> str:
    return scrub(text)[0]


def _valid_id(id: str | None) -> str | None:
    return None if id is None or find_forbidden(id) is not None else id


def _to_faults(values: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(values)


def _to_pairs(
    values: Mapping[str, str] | Iterable[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    pairs = cast("Mapping[str, str]", values).items() if isinstance(values, Mapping) else values
    return tuple((name, value) for name, value in pairs)


@frozen(kw_only=True)
class ReplyForm:
    """A reply form: the URL that it is sent to, the values of its fields, and their errors.

    Fields are sent under the names used here: ``name``, ``email``, ``url``, ``body`` and
    ``in_reply_to``. Values are kept as typed, without control characters. Only the
    visitor may see them, so ``repr`` leaves them out.

    >>> ReplyForm(action="/reply", email="ida@example.org").errors_for("email")
    ()
    """

    #: URL that the form is sent to, with POST.
    action: str
    #: Name that was typed.
    name: str = field(default="", converter=_without_control_characters, repr=False)
    #: E-mail address that was typed.
    email: str = field(default="", converter=_without_control_characters, repr=False)
    #: Website that was typed.
    url: str = field(default="", converter=_without_control_characters, repr=False)
    #: Text that was typed.
    body: str = field(default="", converter=_without_control_characters, repr=False)
    #: Id of the parent comment; None for a reply to the post. An invalid id becomes None.
    in_reply_to: str | None = field(default=None, converter=_valid_id)
    #: Faults of the reply: the path is the name of a field, or empty for the reply as a whole.
    #: `Words.error` returns the message of one.
    errors: tuple[Fault, ...] = field(default=(), converter=_to_faults)
    #: Names and values of hidden fields, such as a CSRF token.
    hidden: tuple[tuple[str, str], ...] = field(default=(), converter=_to_pairs, repr=False)
    #: Name of a field that people do not see and robots fill in; None leaves it out.
    honeypot: str | None = field(default=None, repr=False)

    def refilled(self, reply: Reply, errors: Iterable[Fault] = ()) -> ReplyForm:
        """Return the form with the values of a reply and their errors.

        Args:
            reply: The reply that was sent.
            errors: Its faults, as in `Refused.faults`.

        >>> form = ReplyForm(action="/reply")
        >>> form = form.refilled(Reply(name="Ida"), [Fault("body", "empty", "")])
        >>> form.name, [fault.code for fault in form.errors_for("body")]
        ('Ida', ['empty'])
        """
        return evolve(
            self,
            name=reply.name,
            email=reply.email,
            url=reply.url,
            body=reply.body,
            in_reply_to=reply.in_reply_to,
            errors=errors,
        )

    def errors_for(self, name: str) -> tuple[Fault, ...]:
        """Return the faults of one field.

        Args:
            name: Name of the field; empty for faults of the reply as a whole.
        """
        return tuple(fault for fault in self.errors if fault.path == name)


# --- tokens --------------------------------------------------------------------------------------


def issue_token(secret: str, visitor: str, now: datetime) -> str:
    """Return a token to send along as a hidden field of a form.

    A form that comes back with it was shown by this site to this visitor, so no other site sent it
    (CSRF). The token is the time in seconds and the HMAC-SHA-256 (RFC 2104) of time and visitor;
    the same arguments give the same token.

    Args:
        secret: A key that only the site knows.
        visitor: How the site recognises a browser, such as a random text in its session.
        now: The current time, with a time zone.

    Raises:
        ValidationError: The secret is empty, or ``now`` has no time zone.

    >>> from datetime import UTC
    >>> issue_token("secret", "visitor", datetime(2024, 5, 1, tzinfo=UTC)).partition(".")[0]
    '1714521600'
    """
    second = _to_second(now)
    return f"{second}.{_signature(secret, visitor, second)}"


def token_age(token: str, secret: str, visitor: str, now: datetime) -> int | None:
    """Return how many seconds ago a form was shown to this visitor, for ``Reply.seconds``.

    Args:
        token: The token that came back with the form.
        secret: The key that only the site knows.
        visitor: How the site recognises the browser that sent the form.
        now: The current time, with a time zone.

    Returns:
        The age in seconds. None for a token of another secret or visitor, of a later time, or that
        is no token: then refuse the form with the code ``expired``.

    Raises:
        ValidationError: The secret is empty, or ``now`` has no time zone.

    >>> from datetime import UTC, timedelta
    >>> now = datetime(2024, 5, 1, tzinfo=UTC)
    >>> token = issue_token("secret", "visitor", now)
    >>> token_age(token, "secret", "visitor", now + timedelta(minutes=1))
    60
    >>> token_age(token, "secret", "another visitor", now)
    """
    second, _, signature = token.partition(".")
    expected, current = _signature(secret, visitor, second), _to_second(now)
    if not hmac.compare_digest(_to_bytes(signature), _to_bytes(expected)):
        return None
    elapsed = current - int(second)
    return elapsed if elapsed >= 0 else None


def _signature(secret: str, visitor: str, second: str | int) -> str:
    if not secret:
        raise ValidationError([Fault("secret", "empty", "must not be empty")])
    return hmac.digest(_to_bytes(secret), _to_bytes(f"{second}.{visitor}"), "sha256").hex()


def _to_second(now: datetime) -> int:
    try:
        return int(to_fixed_offset(now).timestamp())
    except ValueError:
        raise ValidationError([Fault("now", "naive_time", "must be an aware datetime")]) from None


def _to_bytes(text: str) -> bytes:
    """Encode any text: a user-supplied token may hold lone surrogates."""
    return text.encode("utf-8", "surrogatepass")
