"""`Reply`: a submitted "Leave a Reply" form, and what the server knows about its sender."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Self

from attrs import evolve, field, frozen

from blogcore._text.html import html_to_text
from blogcore._text.plain import scrub
from blogcore.errors import Fault
from blogcore.models import Author, MediaType
from blogcore.models.fields import COUNT, TEXT, Checked, instance, one_of, optional, private, rule

__all__ = ["Reply", "Role", "normalise"]

#: What the writer may do on the site.
Role = Literal["visitor", "member", "moderator"]

#: User agents are cut to this length as in WordPress (``wp_filter_comment``); nothing else is.
_USER_AGENT_LENGTH = 254


def _check_any_text(value: object) -> Sequence[Fault]:
    wanted = f"must be text, not {type(value).__name__}"
    return [] if isinstance(value, str) else [Fault("", "wrong_type", wanted)]


#: The rule for any text, even invalid: `review` reports invalid characters with all other problems.
_ANY_TEXT = rule(_check_any_text)


@frozen(kw_only=True)
class Reply(Checked):
    """A submitted reply form. Nothing in it is trusted until `review` has checked it.

    >>> Reply(name="Ida", email="ida@example.org", body="So do I.")
    Reply(name='Ida', url='', body='So do I.', media_type='text/plain', in_reply_to=None, ...
    """

    #: The name that the visitor typed.
    name: str = field(default="", metadata=_ANY_TEXT)
    #: The e-mail address that the visitor typed.
    email: str = field(default="", repr=False, metadata=private(_ANY_TEXT))
    #: The web address that the visitor typed.
    url: str = field(default="", metadata=_ANY_TEXT)
    #: The text of the comment.
    body: str = field(default="", metadata=_ANY_TEXT)
    #: The markup of ``body``.
    media_type: MediaType = field(default="text/plain", metadata=one_of(MediaType))
    #: Id of the comment that it answers; None or empty for the post itself.
    in_reply_to: str | None = field(default=None, metadata=optional(_ANY_TEXT))
    #: The account of a logged-in user; name, e-mail and URL are taken from it.
    account: Author | None = field(default=None, metadata=optional(instance(Author)))
    #: What the writer may do on the site.
    role: Role = field(default="visitor", metadata=one_of(Role))
    #: Content of the honeypot field, which people do not see and robots fill in.
    trap: str = field(default="", repr=False, metadata=private(_ANY_TEXT))
    #: Seconds between showing the form and receiving it; None if unknown (`blogcore.forms`).
    seconds: int | None = field(default=None, metadata=optional(COUNT))
    #: IP address of the sender.
    ip: str | None = field(default=None, repr=False, metadata=private(optional(TEXT)))
    #: ``User-Agent`` header of the sender.
    user_agent: str | None = field(default=None, repr=False, metadata=private(optional(_ANY_TEXT)))

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
        """Return the reply in a posted form with the fields of `blogcore.forms.ReplyForm`.

        Args:
            fields: The form: any mapping, such as Flask's ``request.form``, Starlette's
                ``await request.form()`` or Django's ``request.POST``. A missing field, or one that
                holds a file, is read as empty; other fields are ignored.
            honeypot: Name of the field that people do not see.
            seconds: Seconds between showing the form and receiving it.
            ip: IP address of the sender.
            user_agent: ``User-Agent`` header of the sender.

        >>> Reply.from_form({"name": "Ida", "body": "So do I.", "send": "1"}).body
        'So do I.'
        """

        def text(name: str) -> str:
            value = fields.get(name)
            return value if isinstance(value, str) else ""

        return cls(
            name=text("name"),
            email=text("email"),
            url=text("url"),
            body=text("body"),
            in_reply_to=text("in_reply_to") or None,
            trap=text(honeypot) if honeypot is not None else "",
            seconds=seconds,
            ip=ip,
            user_agent=user_agent,
        )


def normalise(reply: Reply) -> Reply:
    """Return a reply as the rules see it: trimmed, the name without tags, line ends as LF.

    A logged-in user gets name, e-mail and URL of the account.

    Source: WordPress ``wp_handle_comment_submission``.
    """
    account = reply.account
    agent = reply.user_agent
    return evolve(
        reply,
        name=account.name if account else _normalise_name(reply.name),
        email=(account.email or "") if account else reply.email.strip(),
        url=(account.url or "") if account else reply.url.strip(),
        body=reply.body.replace("\r\n", "\n").replace("\r", "\n").strip(),
        in_reply_to=(reply.in_reply_to or "").strip() or None,
        user_agent=None if agent is None else scrub(agent)[0][:_USER_AGENT_LENGTH],
    )


def _normalise_name(typed: str) -> str:
    """Return a name in one line, without tags. Marks that reorder text stay, to be refused."""
    text = html_to_text(typed, stored=False) if "<" in typed or "&" in typed else typed
    return " ".join(text.split())
