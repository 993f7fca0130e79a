"""`ReplyForm`: the "Leave a Reply" form as a value, with what a visitor typed into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from attrs import evolve, field, frozen

from blogcore._text.plain import find_forbidden, scrub
from blogcore.errors import Fault
from blogcore.replies import Reply

__all__ = ["ReplyForm"]


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
    ``in_reply_to``. Values are kept as typed, without control characters. They are for the eyes of
    the visitor alone, so ``repr`` leaves them out.

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
