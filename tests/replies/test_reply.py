"""A posted form becomes a Reply, and a refused one the form again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogcore import Fault, Reply
from blogcore._text.plain import find_forbidden
from blogcore.forms import ReplyForm
from blogcore.strategies import hostile_text, replies, texts

TYPED = ("name", "email", "url", "body", "in_reply_to")


@given(st.dictionaries(st.sampled_from([*TYPED, "trap", "role", "ip"]), hostile_text()))
def test_a_reply_is_made_of_what_was_typed_and_of_nothing_else(fields: dict[str, str]) -> None:
    reply = Reply.from_form(fields, honeypot="trap", seconds=7, ip="192.0.2.1", user_agent="A")
    assert [getattr(reply, name) or "" for name in TYPED] == [fields.get(it, "") for it in TYPED]
    assert (reply.trap, reply.seconds, reply.ip) == (fields.get("trap", ""), 7, "192.0.2.1")
    assert reply.role == Reply().role


def test_a_field_that_is_no_text_is_empty() -> None:
    assert Reply.from_form({"body": object(), "name": None, "in_reply_to": ""}) == Reply()


@given(replies(name=texts(), email="ida@example.org", url="", body=texts(max_size=80)))
def test_a_form_that_is_shown_again_holds_what_was_typed(reply: Reply) -> None:
    form = ReplyForm(action="/", hidden={"token": "1"}, honeypot="trap")
    again = form.refilled(reply, [Fault("body", "empty", "")])
    assert all(getattr(again, name) == getattr(reply, name) for name in TYPED[:-1])
    answers = reply.in_reply_to
    assert again.in_reply_to == (
        None if answers and find_forbidden(answers) is not None else answers
    )
    assert (again.action, again.hidden, again.honeypot) == (form.action, form.hidden, "trap")
    assert [fault.code for fault in again.errors_for("body")] == ["empty"]
