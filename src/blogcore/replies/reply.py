"""`Reply`: what somebody typed under "Leave a Reply", and what the server knows besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Self

from attrs import evolve, field, frozen

from blogcore._text.html import html_to_text
from blogcore._text.plain import scrub
from blogcore.errors import Fault
from blogcore.models import Author, MediaType
from blogcore.models.checked import Checked
from blogcore.models.fields import COUNT, TEXT, fact, instance, one_of, optional, private

__all__ = ["Reply", "Role", "tidied"]

Role = Literal["visitor", "member", "moderator"]

#: As WordPress keeps of a browser's name (``wp_filter_comment``); no words of anybody's are cut.
_AGENT_LENGTH = 254


def _check_typed(value: object) -> Sequence[Fault]:
    wanted = f"must be text, not {type(value).__name__}"
    return [] if isinstance(value, str) else [Fault("", "wrong_type", wanted)]


#: Any text at all: what may not stand in it is told by `review`, beside all else, not by an error.
_TYPED = fact(_check_typed)


@frozen(kw_only=True)
class Reply(Checked):
    """The form as it came, every field of it claimed by a stranger.

    >>> Reply(name="Ida", email="ida@example.org", body="So do I.")
    Reply(name='Ida', url='', body='So do I.', media_type='text/plain', in_reply_to=None, ...
    """

    name: str = field(default="", metadata=_TYPED)
    email: str = field(default="", repr=False, metadata=private(_TYPED))
    url: str = field(default="", metadata=_TYPED)
    body: str = field(default="", metadata=_TYPED)
    media_type: MediaType = field(default="text/plain", metadata=one_of(MediaType))
    #: Id of the comment that it answers; None or empty: the post itself.
    in_reply_to: str | None = field(default=None, metadata=optional(_TYPED))
    #: The account of somebody who is logged in: name, e-mail and url are taken from there.
    account: Author | None = field(default=None, metadata=optional(instance(Author)))
    role: Role = field(default="visitor", metadata=one_of(Role))
    #: What came in the field that people do not see.
    trap: str = field(default="", repr=False, metadata=private(_TYPED))
    #: Seconds from when the form was shown to when it came back; None: not known.
    seconds: int | None = field(default=None, metadata=optional(COUNT))
    ip: str | None = field(default=None, repr=False, metadata=private(optional(TEXT)))
    user_agent: str | None = field(default=None, repr=False, metadata=private(optional(_TYPED)))

    @classmethod
    def from_form(
        cls,
        fields: Mapping[str, object],
        *,
        honeypot: str | None = None,
        seconds: int | None = None,
        ip: str | None = None,
        user_agent: str | None = None,
    ) -> Self:
        """What a posted form says, in the fields of `ReplyForm`, and what the server knows besides.

        ``honeypot`` is the name of the field that people do not see. A field that is missing, or
        that is no text but a file, is empty; fields of other names are passed over. Any mapping
        does: Flask's ``request.form``, what Starlette's ``request.form()`` gives, Django's
        ``request.POST``.

        >>> Reply.from_form({"name": "Ida", "body": "So do I.", "send": "1"}).body
        'So do I.'
        """

        def typed(name: str) -> str:
            value = fields.get(name)
            return value if isinstance(value, str) else ""

        return cls(
            name=typed("name"),
            email=typed("email"),
            url=typed("url"),
            body=typed("body"),
            in_reply_to=typed("in_reply_to") or None,
            trap=typed(honeypot) if honeypot is not None else "",
            seconds=seconds,
            ip=ip,
            user_agent=user_agent,
        )


def tidied(reply: Reply) -> Reply:
    """The reply as it is judged: trimmed, the name without tags, line ends alike.

    Somebody who is logged in is who the account says, as in ``wp_handle_comment_submission``.
    """
    account = reply.account
    agent = reply.user_agent
    return evolve(
        reply,
        name=account.name if account else _name(reply.name),
        email=(account.email or "") if account else reply.email.strip(),
        url=(account.url or "") if account else reply.url.strip(),
        body=reply.body.replace("\r\n", "\n").replace("\r", "\n").strip(),
        in_reply_to=(reply.in_reply_to or "").strip() or None,
        user_agent=None if agent is None else scrub(agent)[0][:_AGENT_LENGTH],
    )


def _name(typed: str) -> str:
    """One line without tags. Marks that reorder text stay, to be refused by name."""
    words = html_to_text(typed, shortcodes=False) if "<" in typed or "&" in typed else typed
    return " ".join(words.split())
