"""`ReplyForm`: the "Leave a Reply" form as a value, with what a stranger typed into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from attrs import evolve, field, frozen

from blogcore._text.plain import find_forbidden, scrub
from blogcore.errors import Fault
from blogcore.replies import Reply

__all__ = ["ReplyForm"]


def _typed(text: str) -> str:
    return scrub(text)[0]


def _answered(id: str | None) -> str | None:
    return None if id is None or find_forbidden(id) is not None else id


def _to_errors(values: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(values)


def _to_hidden(
    values: Mapping[str, str] | Iterable[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    pairs = cast("Mapping[str, str]", values).items() if isinstance(values, Mapping) else values
    return tuple((name, value) for name, value in pairs)


@frozen(kw_only=True)
class ReplyForm:
    """Where the form is sent, what was typed, and what is wrong with it.

    The text fields are sent under their names here: ``name``, ``email``, ``url``, ``body`` and
    ``in_reply_to``. What somebody typed is kept, without characters that no text may hold; it is
    shown to nobody but them, so no ``repr`` has it.

    >>> ReplyForm(action="/reply", email="ida@example.org").errors_of("email")
    ()
    """

    #: URL to which it is sent, with POST.
    action: str
    name: str = field(default="", converter=_typed, repr=False)
    email: str = field(default="", converter=_typed, repr=False)
    url: str = field(default="", converter=_typed, repr=False)
    body: str = field(default="", converter=_typed, repr=False)
    #: Id of the comment that it answers; None for the post. What no id can be is none.
    in_reply_to: str | None = field(default=None, converter=_answered)
    #: What is wrong: the path is the field's name, or empty for the reply as a whole;
    #: `Words.error` gives the sentence.
    errors: tuple[Fault, ...] = field(default=(), converter=_to_errors)
    #: Names and values that are sent along unseen, such as a CSRF token.
    hidden: tuple[tuple[str, str], ...] = field(default=(), converter=_to_hidden, repr=False)
    #: Name of a field that people do not see and robots fill in; None: no trap.
    honeypot: str | None = field(default=None, repr=False)

    def refilled(self, reply: Reply, errors: Iterable[Fault] = ()) -> ReplyForm:
        """The form with what was typed into it, and what is wrong with that (`Refused.faults`).

        >>> form = ReplyForm(action="/reply")
        >>> form = form.refilled(Reply(name="Ida"), [Fault("body", "empty", "")])
        >>> form.name, [fault.code for fault in form.errors_of("body")]
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

    def errors_of(self, name: str) -> tuple[Fault, ...]:
        """What is wrong with one field; with ``""``, what is wrong with the reply as a whole."""
        return tuple(fault for fault in self.errors if fault.path == name)
