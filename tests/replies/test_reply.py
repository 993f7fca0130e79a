"""A posted form becomes a Reply; a refused Reply fills the form again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogcore import Fault, Reply
from blogcore._text.plain import find_forbidden
from blogcore.forms import ReplyForm
from blogcore.strategies import hostile_text, replies, texts

FIELDS = ("name", "email", "url", "body", "in_reply_to")


@given(st.dictionaries(st.sampled_from([*FIELDS, "trap", "role", "ip"]), hostile_text()))
def test_a_reply_takes_only_the_fields_of_the_form(fields: dict[str, str]) -> None:
    reply = Reply.from_form(fields, honeypot="trap", seconds=7, ip="192.0.2.1", user_agent="A")
    assert [getattr(reply, name) or "" for name in FIELDS] == [fields.get(it, "") for it in FIELDS]
    assert (reply.trap, reply.seconds, reply.ip) == (fields.get("trap", ""), 7, "192.0.2.1")
    assert reply.role == Reply().role


def test_a_field_that_is_not_text_is_read_as_empty() -> None:
    assert Reply.from_form({"body": object(), "name": None, "in_reply_to": ""}) == Reply()


@given(replies(name=texts(), email="ida@example.org", url="", body=texts(max_size=80)))
def test_a_refilled_form_holds_the_fields_of_the_reply(reply: Reply) -> None:
    form = ReplyForm(action="/", hidden={"token": "1"}, honeypot="trap")
    again = form.refilled(reply, [Fault("body", "empty", "")])
    assert all(getattr(again, name) == getattr(reply, name) for name in FIELDS[:-1])
    parent = reply.in_reply_to
    assert again.in_reply_to == (None if parent and find_forbidden(parent) is not None else parent)
    assert (again.action, again.hidden, again.honeypot) == (form.action, form.hidden, "trap")
    assert [fault.code for fault in again.errors_for("body")] == ["empty"]
