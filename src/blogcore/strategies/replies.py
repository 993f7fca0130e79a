"""What a stranger types under "Leave a Reply"."""

from __future__ import annotations

from typing import TypedDict, Unpack, get_args

from hypothesis import strategies as st

from blogcore.models import Author, MediaType
from blogcore.replies import Reply, Role
from blogcore.strategies._choices import sampled
from blogcore.strategies._varied import Varied, built
from blogcore.strategies.extra import counts
from blogcore.strategies.links import links
from blogcore.strategies.people import authors
from blogcore.strategies.text import hostile_text, ids, names, sentences, texts, texts_or

__all__ = ["ReplyFields", "replies"]

#: A form may send what no model takes.
_TYPED = texts() | st.text(max_size=12) | hostile_text()


class ReplyFields(TypedDict, total=False):
    """What `replies` takes: for each field a value or a strategy."""

    name: Varied[str]
    email: Varied[str]
    url: Varied[str]
    body: Varied[str]
    media_type: Varied[MediaType]
    in_reply_to: Varied[str | None]
    account: Varied[Author | None]
    role: Varied[Role]
    trap: Varied[str]
    seconds: Varied[int | None]
    ip: Varied[str | None]
    user_agent: Varied[str | None]


def replies(**fields: Unpack[ReplyFields]) -> st.SearchStrategy[Reply]:
    """Forms as they come in: well filled, empty, hostile, by robots, and of people with accounts.

    Control characters are among what is typed, and lone surrogates: `review` says what of them.
    """
    always = {"name": names() | _TYPED, "body": sentences() | _TYPED}
    sometimes = {
        "email": st.just("ida@example.org") | _TYPED,
        "url": links() | _TYPED,
        "media_type": sampled(get_args(MediaType)),
        "in_reply_to": ids() | _TYPED,
        "account": authors(),
        "role": sampled(get_args(Role)),
        "trap": _TYPED,
        "seconds": counts(),
        "ip": texts_or("192.0.2.1", "2001:db8::1"),
        "user_agent": _TYPED,
    }
    return built(Reply, always, sometimes, fields)
